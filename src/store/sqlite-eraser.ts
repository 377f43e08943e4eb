import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises';
import { isLock, type SqliteFile } from './sqlite-file.ts';
import type { ErasePiece } from './sqlite-messages.ts';

/*
 * What deleted rows left behind is overwritten in passes over all pages of a file, after each of which its log is cut to
 * nothing. A pass goes on from the page that it reached, whatever gets in between, so it ends however much others write.
 *
 * In a pass, each page is seen once after the rows were deleted. What is written meanwhile may still get past it: when SQLite
 * balances a tree, pages change their numbers, and what lies in the gap of one goes with it to a page that was passed. So
 * only a pass during which nobody else committed vouches for all; after any other one, another follows. Whoever waits
 * waits for so many passes at most, and the others come later, for as long as the file stays open.
 */

/** About two milliseconds where all must be written. */
const PAGES_AT_ONCE = 64;
/** How long questions wait for their turn. Milliseconds, as all that follow. */
const STEP = 5;
/** How long one piece takes, well below what an order may take. */
const PIECE = 100;
/** How long what was deleted may lie in the log. */
const ERASE_AFTER = 5_000;
/** How long who is in the way is waited for, anew after each step that got through. */
const PAUSE = 50;
const MAX_PAUSES = 40;
/** How many passes are waited for when others write during each. */
const MAX_PASSES = 3;

export interface Eraser {
  /** To be told after each transaction. What was committed is erased soon, once for all until then. */
  ended(what: 'written' | 'deleted' | 'nothing'): void;
  /** Goes on for a moment. `until` is null, or what the piece before answered. */
  piece(until: number | null): Promise<ErasePiece>;
  stop(): void;
}

export function createEraser(file: SqliteFile): Eraser {
  /** Whether rows were deleted since the last pass began, and anything was written since the log was cut. */
  let isDeleted = false;
  let isLogged = false;
  let timer: NodeJS.Timeout | null = null;
  /** The pass under way. */
  let pass: { readonly page: number; readonly commits: string } | null = null;
  /** Passes are counted: the last that began, that ended, and that vouches for all. */
  let begun = 0;
  let finished = 0;
  let vouched = 0;
  let ownCommits = 0;
  let pauses = 0;
  let waiting: (() => void)[] = [];

  /** Another one as soon as somebody else has committed. */
  const commits = () => `${ownCommits} ${file.foreignCommits()}`;

  function eraseSoon(): void {
    timer ??= setTimeout(() => {
      timer = null;
      // What can't be used fails again at its next use, and is told there.
      inBackground().catch(() => undefined);
    }, ERASE_AFTER).unref();
  }

  async function inBackground(): Promise<void> {
    let answer = await piece(null);
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    while (typeof answer !== 'boolean') answer = await piece(answer.until);
  }

  async function piece(until: number | null): Promise<ErasePiece> {
    const goal = until ?? (isDeleted ? begun + 1 : begun);
    const end = performance.now() + PIECE;
    do {
      const isEnough = vouched >= goal || finished >= goal + MAX_PASSES - 1;
      if (isEnough && !isLogged) return true;
      if (attempt(isEnough ? cutLog : erasePages)) {
        pauses = 0;
        // oxlint-disable-next-line no-await-in-loop -- one after the other
        await turn();
      } else if (pauses < MAX_PAUSES) {
        pauses += 1;
        // oxlint-disable-next-line no-await-in-loop
        await Promise.race([pause(PAUSE), new Promise<void>((resolve) => waiting.push(resolve))]);
      } else {
        pauses = 0;
        eraseSoon();
        return false;
      }
    } while (performance.now() < end);
    return { until: goal };
  }

  /** False where somebody is in the way. */
  function attempt(run: () => boolean): boolean {
    // The transaction that is open is somebody's, and not this one's to end.
    if (file.inTransaction) return false;
    try {
      return run();
    } catch (error) {
      if (isLock(error)) return false;
      throw error;
    }
  }

  function cutLog(): boolean {
    if (!file.cutLog()) return false;
    isLogged = false;
    return true;
  }

  function erasePages(): boolean {
    if (pass === null) {
      pass = { page: 1, commits: commits() };
      isDeleted = false;
      begun += 1;
    }
    isLogged = true;
    const end = performance.now() + STEP;
    while (performance.now() < end) {
      const page = file.eraseGaps(pass.page, PAGES_AT_ONCE);
      if (page === null) return endPass(pass.commits);
      pass = { ...pass, page };
    }
    return true;
  }

  function endPass(before: string): true {
    finished = begun;
    if (before === commits()) vouched = begun;
    else {
      isDeleted = true;
      eraseSoon();
    }
    pass = null;
    return true;
  }

  return {
    ended: (what) => {
      if (what !== 'nothing') {
        ownCommits += 1;
        isLogged = true;
        isDeleted ||= what === 'deleted';
        eraseSoon();
      }
      const told = waiting;
      waiting = [];
      for (const tell of told) tell();
    },
    piece,
    stop: () => {
      if (timer !== null) clearTimeout(timer);
    },
  };
}
