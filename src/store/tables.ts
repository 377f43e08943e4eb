import type { Generated, Selectable } from 'kysely';
import type { SettingColumns } from './settings.ts';

/**
 * The rows as both databases hold them. Booleans are 0 or 1, lists are JSON, ids of Discord's are text, times are
 * milliseconds since 1970. PRIVACY.md lists every column: a test compares them.
 */
export interface Tables {
  readonly schema_version: SchemaVersionRow;
  readonly servers: ServersTable;
  readonly entries: EntryRow;
  readonly entry_versions: EntryVersionRow;
  readonly wordings: WordingRow;
  readonly lines: UncoveredTopicRow;
  readonly questions: QuestionRow;
  readonly question_days: QuestionDayRow;
  readonly question_hints: QuestionHintRow;
  readonly review_actions: ReviewActionRow;
  readonly votes: VoteRow;
  readonly figures: FigureRow;
  readonly digests: DigestRow;
  readonly article_releases: ArticleReleaseRow;
  readonly served_library: ServedLibraryRow;
  readonly news: NewsRow;
  readonly pins: PinRow;
  readonly pin_intents: PinIntentRow;
  readonly article_choices: ArticleChoiceRow;
  readonly handovers: HandoverRow;
  readonly refused_channels: RefusedChannelRow;
  readonly alerts: AlertRow;
  readonly jobs: JobRow;
  readonly secrets: SecretRow;
}

/** All that have a `server_id`. What hangs on something else stands before it. */
export const SERVER_TABLES = [
  'entry_versions',
  'entries',
  'wordings',
  'lines',
  'question_days',
  'question_hints',
  'review_actions',
  'votes',
  'questions',
  'figures',
  'digests',
  'news',
  'pins',
  'pin_intents',
  'article_choices',
  'handovers',
  'refused_channels',
  'alerts',
  'servers',
] as const satisfies readonly (keyof Tables)[];

interface SchemaVersionRow {
  version: number;
  applied_at: number;
}

export type ServerRow = Selectable<ServersTable>;

interface ServersTable extends SettingColumns {
  server_id: string;
  knowledge_revision: number;
  choices_revision: Generated<number>;
  removed_at: number | null;
}

export interface EntryRow {
  id: string;
  server_id: string;
  position: number;
  locale: string;
  question: string;
  /** Unique in a server and language. */
  question_key: string;
  answer: string;
  wordings: string;
  slug: string | null;
  section: string | null;
  created_at: number;
  updated_at: number;
  /** The day when it was last given as an answer; when it was added, until it is. */
  given_at: number;
  /** Whom the answer is credited to, as plain text; null where it is nobody. */
  author: string | null;
  /** Stands for that member, so that they can take their name out. */
  author_key: string | null;
  /** Stands for the message that it was taught from. */
  taught_from: string | null;
  /** The member who wrote what stands there; null where the server doesn't want that kept. */
  written_by: string | null;
}

/** What an entry was before somebody changed or removed it. */
export interface EntryVersionRow {
  id: string;
  server_id: string;
  entry_id: string;
  /** Grows with each version of an entry. */
  number: number;
  locale: string;
  question: string;
  answer: string;
  wordings: string;
  slug: string | null;
  section: string | null;
  written_at: number;
  written_by: string | null;
  /** When something else took its place, or it was removed. */
  replaced_at: number;
  /** 1: nothing took its place, the entry was removed. */
  removed: number;
  removed_by: string | null;
}

interface WordingRow {
  server_id: string;
  slug: string;
  locale: string;
  passage: string;
  text_key: string;
  wording: string;
  position: number;
  added_at: number;
}

interface UncoveredTopicRow {
  id: string;
  server_id: string;
  locale: string;
  text_key: string;
  question: string;
  position: number;
  added_at: number;
}

export interface QuestionRow {
  id: string;
  /** What buttons call it; null where it was last asked before there were handles. */
  handle: string | null;
  server_id: string;
  text_key: string;
  text: string;
  locale: string;
  outcome: string;
  /** 0: it may wait. 1: a moderator dealt with it. 2: an answer was taught to it. */
  settled: number;
  /** By which action, while that can be undone. */
  settled_by: string | null;
  first_asked_at: number;
  last_asked_at: number;
  times: number;
}

interface QuestionDayRow {
  question_id: string;
  server_id: string;
  day: string;
  times: number;
}

interface QuestionHintRow {
  question_id: string;
  server_id: string;
  slug: string;
  locale: string;
  passage: string;
  times: number;
}

export interface ReviewActionRow {
  id: string;
  server_id: string;
  kind: string;
  done_at: number;
  entry_id: string | null;
  slug: string | null;
  locale: string | null;
  passage: string | null;
  /** Of the wordings or topics that it added, as JSON. */
  keys: string;
}

interface VoteRow {
  server_id: string;
  voter: string;
  slug: string;
  locale: string;
  passage: string;
  helpful: number;
  question_id: string | null;
  day: string;
  voted_at: number;
}

interface FigureRow {
  server_id: string;
  day: string;
  outcome: string;
  times: number;
}

interface RefusedChannelRow {
  server_id: string;
  /** The setting that names it. */
  setting: string;
  channel_id: string;
}

interface DigestRow {
  server_id: string;
  /** The last that was dealt with, counted as `weekOf` does. */
  week: number;
  /** Null where none is being posted. */
  begun_at: number | null;
  claimed_until: number;
  /** Where Discord refused to have it. */
  refused_channel: string | null;
}

interface ArticleReleaseRow {
  slug: string;
  locale: string;
  version: string;
  /** As `outlineSchema` has it; and what the release began from. */
  outline: string;
  outline_before: string;
  release: string;
  /** 0 where it never changed. */
  began_at: number;
  /** Those that were served, the last one last, as JSON. */
  versions: string;
}

interface NewsRow {
  server_id: string;
  slug: string;
  locale: string;
  /** What the server was told of last; empty where it never was. */
  release: string;
  /** Whether there is something that it wasn't told. */
  due: number;
  channel_id: string | null;
  message_id: string | null;
  /** Null where nothing is being posted. */
  begun_at: number | null;
  claimed_until: number;
  refused_channel: string | null;
}

export interface PinRow {
  message_id: string;
  server_id: string;
  channel_id: string;
  slug: string;
  locale: string;
  part: string;
  version: string;
  pinned_at: number;
  until: number | null;
  gone: number;
  /** What a process works on: `version:…` or `until`; null when none began. */
  claimed_for: string | null;
  claimed_until: number | null;
}

export interface PinIntentRow {
  nonce: string;
  server_id: string;
  channel_id: string;
  slug: string;
  locale: string;
  part: string;
  until: number | null;
  message_id: string | null;
  posts: number;
  after_id: string;
  claimed_until: number;
}

export interface ArticleChoiceRow {
  server_id: string;
  /** Empty for what the server chose for all channels that have no row of their own. */
  channel_id: string;
  /** Null: all that there are. */
  slugs_on: string | null;
  slugs_first: string;
}

interface HandoverRow {
  id: string;
  server_id: string;
  /** A keyed hash of who asked. */
  member: string;
  /** A keyed hash of the question. */
  question: string;
  channel_id: string;
  /** Null until it is posted. */
  message_id: string | null;
  claimed_by: string | null;
  asked_at: number;
  /** When a helper last began to post an answer; null before, and where they could not. */
  answering_at: number | null;
  answered_at: number | null;
}

export interface AlertRow {
  id: string;
  server_id: string;
  /** A keyed hash of who is to be told. */
  member: string;
  /** A keyed hash of the question. */
  question: string;
  /** Encrypted: whom to tell, and of what. */
  sealed: string;
  /** Encrypted: what a helper answered; null until one does. */
  answer: string | null;
  /** Of what the server taught, when it was last looked for an answer; -1 before. */
  checked_revision: number;
  /** Of which articles it chose, then. */
  checked_choices: number;
  /** The version of all articles, then. */
  checked_library: string;
  asked_at: number;
  /** When the message was first to be sent; null before. */
  tried_at: number | null;
  claimed_until: number;
}

/** The one row is the newest. */
interface ServedLibraryRow {
  name: string;
  version: string;
  /** All that were served, the newest last. */
  versions: string;
  served_until: number;
}

interface JobRow {
  name: string;
  claimed_until: number;
}

interface SecretRow {
  name: string;
  value: string;
}
