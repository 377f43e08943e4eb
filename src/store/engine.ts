import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/** What differs between the databases. */
export interface Engine {
  readonly kind: 'sqlite' | 'postgres';
  /** A connection, or a pool of them. Throws `ConnectionFailed`. */
  open(pace?: Pace): OpenDatabase;
  judge(error: unknown): Verdict;
  /** One sentence for the log and for people who run the bot, without a password. */
  explain(error: unknown): string;
}

/** How long a statement may take: as long as a member can wait for it, or as long as a slow disk needs for new tables. */
export type Pace = 'serving' | 'unhurried';

export interface OpenDatabase {
  readonly db: Kysely<Tables>;
  /**
   * Overwrites what deleted rows left behind, as far as that can be done from here: false where somebody is in the way, or
   * it isn't wanted any more, and it happens later.
   */
  erase(isWanted: () => boolean): Promise<boolean>;
  close(): Promise<void>;
}

/**
 * `retry`: somebody else was in the way, and nothing was written; `reopen`: the same, and the connection is of no use any
 * more; `replaced`: the same, and the database is another one now, which is to be told; `unavailable`: it can't be used
 * now; `other`: a mistake in the program.
 */
export type Verdict = 'retry' | 'reopen' | 'replaced' | 'unavailable' | 'other';

/** Whatever the reason: it may work later. */
export class ConnectionFailed extends Error {
  override readonly name = 'ConnectionFailed';
}

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

export function messageOf(error: unknown): string {
  if (error instanceof ConnectionFailed && error.cause !== undefined) return messageOf(error.cause);
  if (!(error instanceof Error)) return String(error);
  // Of several addresses that all refused, Node's error has a code and no message.
  return error.message === '' ? codeOf(error) : error.message;
}
