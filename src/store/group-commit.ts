/**
 * Writes what many ask for at once in one transaction. The first is written at once; whatever comes until that is done
 * goes together into the next.
 */
export interface GroupCommit<Item, Result> {
  /** Resolves or rejects with what became of the transaction that it went into. */
  add(item: Item): Promise<Result>;
  /** Resolves when all that was added until now is written, or failed to be. */
  readonly settled: () => Promise<void>;
}

/** A store some of whose writes go in groups. */
export interface Recording<Store> extends Pick<GroupCommit<unknown, unknown>, 'settled'> {
  readonly store: Store;
}

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/** @param write resolves with a result for each item, in their order */
export function createGroupCommit<Item, Result>(
  write: (items: readonly Item[]) => Promise<readonly Result[]>,
  most: number,
): GroupCommit<Item, Result> {
  let waiting: Waiting<Item, Result>[] = [];
  let isWriting = false;
  /** Ends when what was added last is written: then all before it is. */
  let last: Promise<unknown> = Promise.resolve();

  async function writeAll(): Promise<void> {
    isWriting = true;
    while (waiting.length > 0) {
      const group = waiting.slice(0, most);
      waiting = waiting.slice(most);
      try {
        // oxlint-disable-next-line no-await-in-loop -- one transaction after the other is the point
        const results = await write(group.map(({ item }) => item));
        for (const [at, { resolve, reject }] of group.entries()) {
          const result = results[at];
          if (result === undefined) reject(new Error('A result is missing for something that was written.'));
          else resolve(result);
        }
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    isWriting = false;
  }

  return {
    add(item) {
      const added = new Promise<Result>((resolve, reject) => {
        waiting.push({ item, resolve, reject });
      });
      last = added.catch(() => undefined);
      if (!isWriting) void writeAll();
      return added;
    },
    settled: async () => {
      await last;
    },
  };
}
