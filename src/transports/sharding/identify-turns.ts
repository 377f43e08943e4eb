/** Discord's is five seconds (Events, Gateway, Rate Limiting); some more, since the way there isn't always as long. */
const SPACING = 5_500;

/** Lets shards identify one after the other, as Discord demands of those whose number modulo `maxConcurrency` is the same. */
export interface IdentifyTurns {
  /** Resolves when it is that shard's turn. Who no longer waits then is passed over: rejects. */
  wait(shard: number, signal: AbortSignal): Promise<void>;
}

/** @param over resolves when a turn that was taken is over; by default, after somewhat more than five seconds */
export function createIdentifyTurns(maxConcurrency: number, over = afterSpacing): IdentifyTurns {
  const last = new Map<number, Promise<void>>();

  async function take(before: Promise<void>, signal: AbortSignal): Promise<void> {
    await before;
    signal.throwIfAborted();
  }

  async function end(turn: Promise<void>): Promise<void> {
    const isTaken = await turn.then(
      () => true,
      () => false,
    );
    if (isTaken) await over();
  }

  return {
    wait(shard, signal) {
      const line = shard % maxConcurrency;
      const turn = take(last.get(line) ?? Promise.resolve(), signal);
      last.set(line, end(turn));
      return turn;
    },
  };
}

function afterSpacing(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, SPACING).unref();
  });
}
