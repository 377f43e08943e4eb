import type { Locale, PassageReference } from '../content/pack.ts';

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
