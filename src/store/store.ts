import type { EntryDraft } from '../content/entry.ts';
import type { Locale, PassageReference } from '../content/pack.ts';
import type { AlertStore } from './alert-store.ts';
import type { DigestStore } from './digest-store.ts';
import type { HandoverStore } from './handover-store.ts';
import type { HistoryStore } from './history-store.ts';
import type { Claim, PinStore } from './pin-store.ts';
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

/** What moderators chose of the articles, by slug. One that is gone from the content counts for nothing. */
export interface ArticleChoice {
  /** Those that are on; null: all that there are, and those that will be. */
  readonly on: readonly string[] | null;
  /** Those that come before the others, in this order. */
  readonly first: readonly string[];
}

/** Of a server that chose nothing. */
export const ALL_ARTICLES: ArticleChoice = { on: null, first: [] };

export interface ArticleChoices {
  readonly server: ArticleChoice;
  /** By the channel's id; the others go by the server's. */
  readonly channels: ReadonlyMap<string, ArticleChoice>;
}

export const NO_CHOICES: ArticleChoices = { server: ALL_ARTICLES, channels: new Map() };

/** Each interaction reads those of its server. */
export const MAX_CHANNEL_CHOICES = 50;

export interface ArticleChoiceStore {
  /**
   * @param channelId null for the server's own choice
   * @param change.seen the `choiceRevision` of what is to be replaced: `outdated` where something else stands there by now
   * @param change.to null: a channel goes by the server's again, and the server has all articles on
   */
  change(
    serverId: string,
    channelId: string | null,
    change: { readonly seen: string; readonly to: ArticleChoice | null },
  ): Promise<'changed' | 'outdated' | 'full'>;
  /** Up to `limit` channels of all servers that have a choice of their own, in the order of their ids after this one. */
  channels(page: {
    readonly after: string;
    readonly limit: number;
  }): Promise<readonly { readonly serverId: string; readonly channelId: string }[]>;
  /** The channel is gone from Discord. */
  forgetChannel(serverId: string, channelId: string): Promise<void>;
}

/** A question and its answer, added by a server's moderators. */
export interface ServerEntry {
  /** Short, of letters and digits: it stands in custom ids. */
  readonly id: string;
  readonly locale: Locale;
  readonly question: string;
  readonly answer: string;
  readonly wordings: readonly string[];
  /** The section that it cites. */
  readonly section: { readonly slug: string; readonly section: string } | null;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** Whom the answer is credited to, as plain text; null where it is nobody. */
  readonly author: string | null;
  /** Stands for the message that it was taught from; null for one that was typed. */
  readonly taughtFrom: string | null;
}

/** An `author` is kept only where the server's settings say so. */
export interface NewEntry extends EntryDraft {
  /** Stands for the credited member. */
  readonly authorKey?: string | null;
  /** Stands for the message that it is taught from. */
  readonly taughtFrom?: string | null;
}

interface EntryChanges {
  readonly added: readonly NewEntry[];
  readonly edited: readonly { readonly id: string; readonly entry: NewEntry }[];
}

/** Another way to ask for a passage of an article. */
export interface AddedWording {
  readonly passage: PassageReference;
  readonly wording: string;
}

/** Something that the server's members ask and that can't be answered. */
export interface UncoveredTopic {
  readonly id: string;
  readonly locale: Locale;
  /** As it was asked. */
  readonly question: string;
}

/** All that a server taught the bot. */
export interface Knowledge {
  readonly revision: number;
  /** In the order in which they were added. */
  readonly entries: readonly ServerEntry[];
  readonly wordings: readonly AddedWording[];
  readonly uncoveredTopics: readonly UncoveredTopic[];
}

export const MAX_ENTRIES = 500;
/** Of added wordings, and of added topics. */
export const MAX_ADDED = 2_000;

/** Another entry of the server asks the same in that language: the one that stands there. */
export interface Exists {
  readonly did: 'exists';
  readonly entry: ServerEntry;
}

/** Somebody else wrote something else meanwhile: what stands there now. */
interface Changed {
  readonly did: 'changed';
  readonly entry: ServerEntry;
}

/** The server would have more than `MAX_ENTRIES` or `MAX_ADDED`. */
export interface Full {
  readonly did: 'full';
}

/** Not all of the questions that it was to settle wait: somebody else settled one, or it is no longer kept. */
interface Settled {
  readonly did: 'settled';
}

export interface Gone {
  readonly did: 'gone';
}

export type AddedEntries =
  { readonly did: 'added'; readonly entries: readonly ServerEntry[] } | Exists | Full | Settled;
export type EditedEntry = { readonly did: 'edited'; readonly entry: ServerEntry } | Changed | Exists | Gone;
export type RemovedEntry = { readonly did: 'removed'; readonly entry: ServerEntry } | Changed | Gone;
export type ChangedEntries = { readonly did: 'changed' } | Full | { readonly did: 'outdated' };
export type AddedEntryWordings = { readonly did: 'added' } | Exists | Gone | Settled;
export type Added = { readonly did: 'added' } | Full | Settled;

/**
 * Each change makes the server's revision grow in the same transaction. All of a call is done, or nothing: `added` and
 * `edited` alone say that it was. Two questions are the same where `questionKey` (src/content/wordings.ts) is; of entries
 * that ask the same in a language a server has one. `settling` are waiting questions that are settled by what is added:
 * they are settled in the same transaction. What is added, and what that settles, is noted there so that it can be undone
 * (`ReviewStore`); not of `addEntries`, which `removeEntry` takes back. What an entry was before is kept in it, too (`HistoryStore`), with `by`, the member who changes it,
 * where the server's settings say so.
 */
export interface KnowledgeStore {
  read(serverId: string): Promise<Knowledge>;
  addEntries(
    serverId: string,
    entries: readonly NewEntry[],
    at: number,
    settling?: readonly string[],
    by?: string | null,
  ): Promise<AddedEntries>;
  /** @param revision what the changes were made for: `outdated` where the server has another by now */
  changeEntries(
    serverId: string,
    revision: number,
    changes: EntryChanges,
    at: number,
    by?: string | null,
  ): Promise<ChangedEntries>;
  /** @param seen the `entryRevision` of what is to be replaced */
  editEntry(
    serverId: string,
    id: string,
    edit: { readonly entry: NewEntry; readonly seen: string },
    at: number,
    by?: string | null,
  ): Promise<EditedEntry>;
  /** @param seen the `entryRevision` of what is to be removed */
  removeEntry(
    serverId: string,
    id: string,
    seen: string,
    at: number,
    by?: string | null,
  ): Promise<RemovedEntry>;
  /** Adds wordings to an entry of the server's own. The same one twice counts once. */
  addEntryWordings(
    serverId: string,
    id: string,
    wordings: readonly string[],
    at: number,
    settling?: readonly string[],
    by?: string | null,
  ): Promise<AddedEntryWordings>;
  /** Takes a member's name out of all entries. Resolves with the number of entries. */
  removeCredits(serverId: string, authorKey: string): Promise<number>;
  /** The same one twice counts once. */
  addWordings(
    serverId: string,
    added: readonly AddedWording[],
    at: number,
    settling?: readonly string[],
  ): Promise<Added>;
  /** False where there is no such wording. */
  removeWording(serverId: string, added: AddedWording): Promise<boolean>;
  /** The same question twice counts once. */
  addUncoveredTopics(
    serverId: string,
    added: readonly Omit<UncoveredTopic, 'id'>[],
    at: number,
    settling?: readonly string[],
  ): Promise<Added>;
  removeUncoveredTopic(serverId: string, id: string): Promise<boolean>;
}

export const OUTCOMES = ['answer', 'suggestions', 'none'] as const;

/** In characters: of a longer question, the rest is not kept. */
export const MAX_QUESTION_LENGTH = 1_000;

/** A question as members of a server asked it, without who did. */
export interface CountedQuestion {
  /** Short, of letters and digits: it stands in custom ids. */
  readonly id: string;
  /** As it was asked last: its first `MAX_QUESTION_LENGTH` characters. */
  readonly text: string;
  readonly locale: Locale;
  /** Of the last time. */
  readonly outcome: (typeof OUTCOMES)[number];
  /** Whether somebody found the answer unhelpful. */
  readonly unhelpful: boolean;
  readonly firstAskedAt: number;
  readonly lastAskedAt: number;
  readonly times: number;
}

export interface AskedQuestion extends CountedQuestion {
  /** What members clicked in "did you mean", most clicked first. */
  readonly hints: readonly { readonly passage: PassageReference; readonly times: number }[];
}

/** Far more than moderators can read; it bounds what a flood of made-up questions can fill. */
export const MAX_QUESTIONS = 20_000;

export interface NewQuestion {
  readonly text: string;
  readonly locale: Locale;
  readonly outcome: AskedQuestion['outcome'];
  readonly at: number;
  /** What buttons call it, the same each time that it is asked in a server: known before it is written. */
  readonly handle?: string;
  /** It has an answer elsewhere in the server: what was settled, or answered there, stays so. */
  readonly elsewhere?: true;
}

/** Questions that nobody asked after `lastBy`; or that were asked from `from` on, and not first at `to` or later. */
export type AskedWhen = { readonly lastBy: number } | { readonly from: number; readonly to: number };

export interface QuestionStore {
  /**
   * Counts one question; the same text but for case and spaces is the same question. One that was answered and is no
   * longer waits again. Those that come at once are written together. Resolves with its id, or with null where the
   * server keeps no questions, or keeps `MAX_QUESTIONS` and this is a new one: then nothing of it is stored.
   */
  record(serverId: string, asked: NewQuestion): Promise<string | null>;
  /** Those that wait for a moderator (`suggestions`, `none` or unhelpful, and not settled), most asked first. */
  waiting(serverId: string, limit: number, when?: AskedWhen): Promise<readonly AskedQuestion[]>;
  countWaiting(serverId: string, when?: AskedWhen): Promise<number>;
  /** Null where it is gone. */
  find(serverId: string, id: string): Promise<AskedQuestion | null>;
  /** @param question its handle, or its id */
  hint(serverId: string, question: string, passage: PassageReference): Promise<void>;
  /** `times` counts from the day of `since` on, in UTC. */
  mostAsked(serverId: string, since: number, limit: number): Promise<readonly CountedQuestion[]>;
  /** The same, of those whose last outcome was not an answer. */
  mostMissed(serverId: string, since: number, limit: number): Promise<readonly CountedQuestion[]>;
  /**
   * Deletes what is older than its server keeps, in every server or in those that are wanted. Resolves with the number of
   * questions.
   */
  deleteExpired(now: number): Promise<number>;
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
