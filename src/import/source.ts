/** What one block of a file became in the pack. */
export type Became =
  | 'title'
  | 'date'
  | 'summary'
  | 'contents entry'
  | 'highlight'
  | 'section'
  | 'text'
  | 'question'
  | 'answer'
  | 'other wording'
  | 'not covered'
  | 'group'
  | 'dropped';

export interface Told {
  /** In the file, counted from 1; 0 where the file's lines say nothing to its author, as in HTML. */
  readonly line: number;
  readonly became: Became;
  /** What a reader sees of it. */
  readonly text: string;
  /** Why, where that isn't plain. */
  readonly why: string | null;
  /** The page doesn't have it: it is put together from what the page has, for its author to look at. */
  readonly proposed: boolean;
}

export function told(line: number, became: Became, text: string, why: string | null = null): Told {
  return { line, became, text, why, proposed: false };
}

/** What a file says about itself. */
export interface Facts {
  readonly title: string | null;
  readonly url: string | null;
  /** ISO 8601 date. */
  readonly published: string | null;
  readonly description: string | null;
  /** As it is written there: `fr`, `pt_BR`. */
  readonly language: string | null;
  /** Questions that it names as such, apart from its text: whatever reads so is one. */
  readonly questions: readonly NamedQuestion[];
}

export interface NamedQuestion {
  readonly question: string;
  /** Markdown. */
  readonly answer: string;
  readonly wordings?: readonly string[];
}

export const NO_FACTS: Facts = {
  title: null,
  url: null,
  published: null,
  description: null,
  language: null,
  questions: [],
};

/** A file of any kind as Markdown, from which the pack is made. */
export interface Source {
  /** `plain text`, `Markdown`. */
  readonly kind: string;
  /** CommonMark. What is opened by `OPEN_ENTRY` is a question, and ends at `CLOSE_ENTRY`. */
  readonly markdown: string;
  /** For each of its lines, the file's; empty where the file has none that help. */
  readonly lines: readonly number[];
  readonly facts: Facts;
  /** What was settled while it was read. */
  readonly told: readonly Told[];
}

/** A paragraph that begins so is a question; whatever follows is its answer, up to a paragraph with `CLOSE_ENTRY`. */
export const OPEN_ENTRY = '\uE000';
export const CLOSE_ENTRY = '\uE001';

/** Nobody writes them: they are for private use. */
export function withoutMarks(text: string): string {
  return text.replace(/[\uE000\uE001]/g, '');
}

/** What can't be imported. The message says what to do. */
export class ImportError extends Error {
  override readonly name = 'ImportError';
}
