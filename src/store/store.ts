import type { PassageReference } from '../content/pack.ts';
import type { AlertStore } from './alert-store.ts';
import type { ArticleChoices, ArticleChoiceStore } from './article-choice-store.ts';
import type { DigestStore } from './digest-store.ts';
import type { HandoverStore } from './handover-store.ts';
import type { HistoryStore } from './history-store.ts';
import type { KnowledgeStore } from './knowledge-store.ts';
import type { Claim, PinStore } from './pin-store.ts';
import type { AskedQuestion, QuestionStore } from './question-store.ts';
import type { RefusalStore } from './refusal-store.ts';
import type { ReleaseStore } from './release-store.ts';
import type { ReviewStore } from './review-store.ts';
import type { ServedLibraryStore } from './served-library-store.ts';
import type { ServerSettings } from './settings.ts';

export { DEFAULT_SETTINGS, type ServerSettings } from './settings.ts';

/**
 * What must last. Ids of Discord's are strings, times are milliseconds since 1970, days are `YYYY-MM-DD` in UTC.
 * In people's texts, what no database stores as it is (NUL, half of a surrogate pair) becomes U+FFFD.
 * Every call may throw `StoreUnavailable`; what it would have written is not half written then.
 */
export interface Store {
  readonly servers: ServerStore;
  readonly knowledge: KnowledgeStore;
  readonly history: HistoryStore;
  readonly questions: QuestionStore;
  readonly review: ReviewStore;
  readonly votes: VoteStore;
  readonly figures: FigureStore;
  readonly digests: DigestStore;
  readonly releases: ReleaseStore;
  readonly servedLibrary: ServedLibraryStore;
  readonly pins: PinStore;
  readonly articleChoices: ArticleChoiceStore;
  readonly handovers: HandoverStore;
  readonly refusals: RefusalStore;
  readonly alerts: AlertStore;
  readonly jobs: JobStore;
  readonly secrets: SecretStore;
  /** Throws `StoreUnavailable` where it can't be read or written now; where it can be read alone, that says so. */
  reach(): Promise<void>;
  /** Resolves when all that was to be counted or recorded until now is written, or given up. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** The database can't be read or written now: its disk is full, its file locked, its server away. It may be again later. */
export class StoreUnavailable extends Error {
  override readonly name: string = 'StoreUnavailable';
  /** It is known to be read all the same. */
  readonly canBeRead: boolean;

  constructor(
    message: string,
    { canBeRead = false, cause }: ErrorOptions & { readonly canBeRead?: boolean } = {},
  ) {
    super(message, { cause });
    this.canBeRead = canBeRead;
  }
}

export interface ServerState {
  readonly settings: ServerSettings;
  readonly articleChoices: ArticleChoices;
  /**
   * Grows with each change of what the server taught the bot; 0 where it never did. It doesn't count from 1: a server
   * that was purged and teaches the bot anew must not come to a number that somebody still has in a cache.
   */
  readonly knowledgeRevision: number;
  /** Grows with each change of which articles are on in the server or in one of its channels. */
  readonly choicesRevision: number;
}

export interface ServerStore {
  /** The defaults for a server that changed nothing. */
  read(serverId: string): Promise<ServerState>;
  /**
   * What isn't named stays as it is. Switching off `creditAuthors` or `nameEditors` also deletes the names or members that
   * were kept, in the same transaction. `keepingDays: 0` also deletes the questions that were kept; where that can't be
   * finished it throws, the settings stand, and the daily deletion does the rest.
   */
  writeSettings(serverId: string, changed: Partial<ServerSettings>): Promise<void>;
  /** The bot was removed from it: the day counts from the first time that this is said. */
  removed(serverId: string, at: number): Promise<void>;
  /** The bot is in it (again). */
  present(serverId: string): Promise<void>;
  /** Servers that removed the bot at or before this time. */
  removedBefore(at: number): Promise<readonly string[]>;
  /** Servers of which anything is kept, but for those that removed the bot. */
  kept(): Promise<readonly string[]>;
  /**
   * Deletes all that is kept of a server, in batches: what stopped halfway goes on when it is called again. Resolves with
   * the number of rows. In a SQLite file, what lay there is overwritten.
   */
  purge(serverId: string): Promise<number>;
}

export interface Vote {
  /** A keyed hash, the same for each vote of a member on this passage. */
  readonly voter: string;
  readonly passage: PassageReference;
  readonly helpful: boolean;
  /** Handle or id of the question that was answered; where it isn't kept (any longer), the vote is noted without it. */
  readonly question: string | null;
  readonly at: number;
}

export interface VoteStore {
  /**
   * One vote per member and passage, whatever was asked; a later one that differs replaces it and counts on its own day.
   * A question with an unhelpful vote joins the queue. The same vote once more, on another question, goes over to that
   * one where nobody waits for the former.
   */
  cast(serverId: string, vote: Vote): Promise<'new' | 'changed' | 'same'>;
  /** What the members of a server found of each passage. */
  tally(
    serverId: string,
  ): Promise<
    readonly { readonly passage: PassageReference; readonly helpful: number; readonly unhelpful: number }[]
  >;
}

/** What happened in a server on one day. */
export interface DayFigures {
  readonly day: string;
  readonly answered: number;
  readonly suggested: number;
  readonly missed: number;
  readonly helpful: number;
  readonly unhelpful: number;
}

export interface FigureStore {
  /**
   * Those that come at once are written together.
   * @param entry of the server's own, where one answered
   */
  count(serverId: string, day: string, outcome: AskedQuestion['outcome'], entry?: string): Promise<void>;
  /** From that day on, in order; only days on which something happened. */
  days(serverId: string, since: string): Promise<readonly DayFigures[]>;
}

export interface JobStore {
  /** True for the one process that is to do it now; false until `now + lease` for everybody else. */
  claim(name: string, claim: Claim): Promise<boolean>;
}

export interface SecretStore {
  /** 32 random bytes, made when they are first asked for: the same for all that share the database, and after a restart. */
  shared(name: string): Promise<Uint8Array>;
}
