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

/** What there was when somebody looked for an answer. */
export interface LookedIn {
  /** Of what the server taught: `knowledgeRevision`. */
  readonly knowledge: number;
  /** Of which articles it chose: `choicesRevision`. */
  readonly choices: number;
  /** The `libraryVersion` of the articles. */
  readonly library: string;
}

/**
 * One to look at: a helper answered its question, or something changed since it was last looked for an answer; or nobody ever
 * did: somebody may have taught the answer before they asked to be told.
 */
export interface DueAlert {
  readonly id: string;
  readonly serverId: string;
  readonly sealed: string;
  /** What a helper answered, encrypted; null where it is to be looked for an answer. */
  readonly answer: string | null;
}

/** Whose places are all taken: the member's, or those of all members of the server. */
export type FullAlerts = 'member-full' | 'server-full';

/** Members who want to be told when their question has an answer. */
export interface AlertStore {
  /** Of one member: adds those that don't stand already, all or none. */
  ensure(serverId: string, alerts: readonly NewAlert[]): Promise<'added' | 'standing' | FullAlerts>;
  /** They no longer want to be told of these. */
  takeBack(serverId: string, alerts: readonly Pick<NewAlert, 'member' | 'question'>[]): Promise<void>;
  /**
   * Those that are due, which no other process looks at until then: those of the servers behind `after` first, each server's
   * oldest first.
   */
  claimDue(
    claim: Claim & {
      readonly limit: number;
      /**
       * The `libraryVersion` of the articles that are to answer: those are due, too, that were looked for in others, or in
       * what their server has changed since. Null: only those that a helper answered.
       */
      readonly library: string | null;
      /** The server that had its turn last. */
      readonly after?: string;
    },
  ): Promise<readonly DueAlert[]>;
  /** There is no answer in that. */
  checked(serverId: string, id: string, lookedIn: LookedIn): Promise<void>;
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
  /** It was told. What a helper answered meanwhile is still to be. */
  told(serverId: string, alert: Pick<DueAlert, 'id' | 'answer'>): Promise<void>;
  /** It can't be told. */
  remove(serverId: string, id: string): Promise<void>;
  /** Deletes those that waited `WAITING_DAYS`. Resolves with their number. */
  deleteExpired(now: number): Promise<number>;
}
