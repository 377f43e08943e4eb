import { StoreUnavailable } from './store.ts';

/**
 * Writes what many ask for at once in one transaction. The first is written at once; whatever comes until that is done
 * goes together into the next. Only what may be lost belongs here: where the store is unavailable, all that waits fails with
 * the one that met it, and what comes while very much waits fails at once.
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

/** There was no room to wait for a transaction. */
class TooManyWaiting extends StoreUnavailable {
  override readonly name = 'TooManyWaiting';
}

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/** Groups that may wait. Who reads waits for them, too. */
const MAX_GROUPS = 50;

/**
 * @param write resolves with a result for each item, in their order
 * @param most how many items it takes
 */
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
        // Else each group would wait as long for the same, and whoever reads for all of them.
        const failed = error instanceof StoreUnavailable ? [...group, ...waiting.splice(0)] : group;
        for (const { reject } of failed) reject(error);
      }
    }
    isWriting = false;
  }

  return {
    add(item) {
      if (waiting.length >= MAX_GROUPS * most) {
        const words = `${waiting.length} already wait to be written to the database, as many as may: it is too slow.`;
        return Promise.reject(new TooManyWaiting(words));
      }
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
