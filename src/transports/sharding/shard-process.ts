import { GatewayRefusal } from '../gateway-refusal.ts';
import { toShard, type FromShard, type Topic } from './messages.ts';
import type { Shard } from './shard.ts';

/** This process, where it serves one shard of several, and the way to the one that started it. */
export interface ShardProcess extends Shard {
  /** Resolves when no other shard identifies; rejects when it is aborted. */
  waitForIdentify(signal: AbortSignal): Promise<void>;
  /** From now on, it answers so when it is asked. */
  answer(answers: Answers): void;
  /** Tells why it can't go on. */
  failed(error: unknown): Promise<void>;
  /** Nothing more is told or heard. */
  leave(): void;
}

type Answers = Readonly<Record<Topic, () => Promise<unknown>>>;

/** `onStop` is told when it is to stop, be it that whoever started it is gone. Null where nobody started it as a shard. */
export function joinShards(shard: Shard, onStop: () => void): ShardProcess | null {
  if (process.send === undefined) return null;
  const turns = new Map<number, () => void>();
  let requests = 0;
  let answers: Answers | null = null;

  process.on('message', (message) => {
    // discord.js has messages of its own.
    const { data } = toShard.safeParse(message);
    if (data === undefined) return;
    switch (data.kind) {
      case 'granted':
        turns.get(data.request)?.();
        turns.delete(data.request);
        break;
      case 'ask':
        void reply(data.request, data.topic);
        break;
      case 'ping':
        void tell({ kind: 'pong' });
        break;
      case 'stop':
        onStop();
        break;
    }
  });
  process.on('disconnect', onStop);
  // discord.js goes on telling when nobody is there any more.
  process.on('error', () => undefined);

  async function reply(request: number, topic: Topic): Promise<void> {
    const answer = await answers?.[topic]().catch(() => null);
    await tell({ kind: 'answer', request, answer: answer ?? null });
  }

  return {
    ...shard,
    waitForIdentify: (signal) =>
      new Promise((resolve, reject) => {
        requests += 1;
        const request = requests;
        turns.set(request, resolve);
        signal.addEventListener(
          'abort',
          () => {
            if (turns.delete(request)) void tell({ kind: 'gaveUp', request });
            reject(new Error('The connection was given up.'));
          },
          { once: true },
        );
        void tell({ kind: 'identify', request });
      }),
    answer(how) {
      answers = how;
    },
    failed: (error) =>
      tell({
        kind: 'failed',
        why: error instanceof Error ? error.message : String(error),
        forAll: error instanceof GatewayRefusal,
      }),
    leave() {
      if (process.connected) process.disconnect();
    },
  };
}

/** Resolves when it is sent, or when nobody is there. */
function tell(message: FromShard): Promise<void> {
  return new Promise((resolve) => {
    if (process.send === undefined) resolve();
    else process.send(message, undefined, undefined, () => resolve());
  });
}
