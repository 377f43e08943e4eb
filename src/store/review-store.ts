import type { Locale, PassageReference } from '../content/pack.ts';
import type { AskedQuestion } from './question-store.ts';

export const REVIEW_KINDS = ['dismissed', 'same', 'uncovered', 'covered'] as const;

/** What is kept of a question that doesn't wait: that a moderator dealt with it, or that it has an answer. */
export const DEALT_WITH = 1;
export const ANSWERED = 2;

/**
 * What was done with waiting questions: they were dismissed, said to ask the same as something, said not to be covered, or
 * are covered by an answer that was given to another one.
 */
export type ReviewKind = (typeof REVIEW_KINDS)[number];

/**
 * What questions were said to ask the same as, or what covers them: an entry of the server's own, or a passage. Or in which
 * language they are topics that aren't covered.
 */
export type ReviewTarget =
  { readonly entry: string } | { readonly passage: PassageReference } | { readonly topics: Locale };

/** Something that was done with waiting questions, as long as it can be undone. */
export interface ReviewAction {
  /** Short, of letters and digits: it stands in custom ids. */
  readonly id: string;
  readonly kind: ReviewKind;
  readonly at: number;
  /** Null where there is none. */
  readonly target: ReviewTarget | null;
  /** How many questions of it are still kept and have not come to wait again. */
  readonly count: number;
  /** The most asked of them, `SHOWN_QUESTIONS` at most. */
  readonly questions: readonly Pick<AskedQuestion, 'id' | 'text'>[];
}

export const SHOWN_QUESTIONS = 3;

/** How many of the last actions are listed. */
export const SHOWN_ACTIONS = 25;

/** In milliseconds: how long what was done can be undone. */
export const UNDOABLE = 86_400_000;

export interface Settled {
  /** Null where no question waited any more: then nothing was done that could be undone. */
  readonly action: string | null;
  readonly count: number;
}

/** What moderators do with the questions that wait, and how they take it back. */
export interface ReviewStore {
  /** They wait no longer; those that don't wait are passed over. An unhelpful vote later makes one wait again. */
  dismiss(serverId: string, ids: readonly string[], at: number): Promise<Settled>;
  /** All that wait and were last asked at or before that time. */
  dismissOlder(serverId: string, before: number, at: number): Promise<Settled>;
  /** The same as `dismiss`, because an answer covers them. */
  cover(serverId: string, ids: readonly string[], target: ReviewTarget, at: number): Promise<Settled>;
  /** What was done since then, the last first, `SHOWN_ACTIONS` at most. */
  actions(serverId: string, since: number): Promise<readonly ReviewAction[]>;
  /**
   * Its questions wait again, and the wordings or topics that it added are removed. Resolves with the number of questions;
   * null where there is no such action (any longer), or it was done before `since`. What an entry was with those wordings is
   * kept, with `by`, the member who undoes it, where the server's settings say so.
   */
  undo(serverId: string, action: string, since: number, by?: string | null): Promise<number | null>;
  /** Forgets, in all servers, what was done before that time. */
  forget(before: number): Promise<void>;
}
