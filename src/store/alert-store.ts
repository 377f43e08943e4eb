import type { Claim } from './pin-store.ts';

/** Of a member in a server, and of all members of a server: more than anybody needs. */
export const MAX_ALERTS = { ofMember: 20, ofServer: 5_000 } as const;

export interface NewAlert {
  /** A keyed hash of who is to be told. */
  readonly member: string;
  /** A keyed hash of the question. */
  readonly question: string;
  /** Encrypted by the caller: whom to tell, and of what. */
  readonly sealed: string;
  readonly at: number;
}

/**
 * One to look at: a helper answered its question; its server taught the bot something, or the articles changed, since it was last
 * looked at; or it never was: somebody may have taught the answer before they asked to be told.
 */
export interface DueAlert {
  readonly id: string;
  readonly serverId: string;
  readonly sealed: string;
  /** What a helper answered, encrypted; null where it is to be looked for an answer. */
  readonly answer: string | null;
}

/** Members who want to be told when their question has an answer. */
export interface AlertStore {
  /** Adds it unless it stands already. */
  ensure(serverId: string, alert: NewAlert): Promise<'added' | 'standing' | 'full'>;
  /** They no longer want to be told. */
  takeBack(serverId: string, alert: Pick<NewAlert, 'member' | 'question'>): Promise<void>;
  /**
   * Those that are due, which no other process looks at until then: those of the servers behind `after` first, each server's
   * oldest first.
   */
  claimDue(
    claim: Claim & {
      readonly limit: number;
      /** What stands for the articles that are served. */
      readonly content: string;
      /** The server that had its turn last. */
      readonly after?: string;
    },
  ): Promise<readonly DueAlert[]>;
  /** There is no answer in what the server had taught by then, nor in these articles. */
  checked(
    serverId: string,
    id: string,
    without: { readonly revision: number; readonly content: string },
  ): Promise<void>;
  /**
   * The message is about to be sent: when it first was, this time or an earlier one. Null where it isn't wanted any more.
   */
  sending(
    serverId: string,
    id: string,
    at: number,
  ): Promise<{ readonly first: boolean; readonly at: number } | null>;
  /** Nobody looks at it before then. */
  postpone(serverId: string, id: string, until: number): Promise<void>;
  /** It was told, or can't be. */
  remove(serverId: string, id: string): Promise<void>;
  /** Deletes those that waited `WAITING_DAYS`. Resolves with their number. */
  deleteExpired(now: number): Promise<number>;
}
