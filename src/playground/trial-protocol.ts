/**
 * What the page's test pane and the program say to each other about questions on trial, and what is written into an
 * article because of them. Types alone, as in `protocol.ts`.
 */

/** An article in one language. */
export interface ArticleName {
  readonly slug: string;
  readonly locale: string;
}

export interface TriedArticle extends ArticleName {
  readonly title: string;
}

/** A passage that may be the answer. */
export interface NamedPassage {
  readonly id: string;
  readonly kind: 'faq' | 'highlight' | 'section';
  readonly title: string;
}

/** An article with all that a question can find in it. */
export interface ArticleParts extends ArticleName {
  readonly version: string;
  /** Where its author finds it; null where it is in memory alone, and only a download can be had. */
  readonly file: string | null;
  readonly passages: readonly (NamedPassage & { readonly text: string })[];
  /** The lines of `Not covered`. */
  readonly topics: readonly string[];
}

export interface TrialRequest {
  readonly questions: readonly string[];
  /** The only article that is asked; null for all. */
  readonly slug: string | null;
  /** The asker's language. */
  readonly locale: string;
  /** Articles as they were written: they are asked only once they are served so. */
  readonly written: readonly (ArticleName & { readonly version: string })[];
}

export interface FoundPassage extends ArticleName, NamedPassage {
  readonly confidence: number;
}

/** What became of a question. */
export interface TriedQuestion {
  readonly question: string;
  readonly outcome: 'answer' | 'suggestions' | 'none';
  readonly confidence: number;
  /** The answer, or what is likest to be one; null where nothing is like it. */
  readonly best: FoundPassage | null;
  /** What would be it otherwise. */
  readonly rival: FoundPassage | null;
  /** What was offered to choose from; none with an answer. */
  readonly offered: readonly FoundPassage[];
  /** The sentence that answers, word for word. */
  readonly evidence: string | null;
  /** What the article doesn't tell, where it said so by name. */
  readonly notCovered: string | null;
}

/** A way to ask, and where it is to be written. */
export interface WordingRequest {
  readonly wording: string;
  readonly to:
    | { readonly kind: 'entry'; readonly id: string }
    | { readonly kind: 'new entry'; readonly id: string }
    | { readonly kind: 'not covered'; readonly topic: string };
}

export interface WriteRequest extends ArticleName {
  /** The one that the wordings were chosen for: another one is left alone. */
  readonly version: string;
  readonly wordings: readonly WordingRequest[];
  readonly as: 'file' | 'download';
}

/** What became of a wording: see the content's `AddedWording`. */
export type WrittenWording =
  | { readonly kind: 'added'; readonly id: string | null }
  | { readonly kind: 'taken'; readonly by: string }
  | { readonly kind: 'there already' | 'no such target' | 'no words' | 'unfit' };

export type WriteResult =
  | {
      readonly kind: 'written';
      /** Null where it was only to be downloaded. */
      readonly file: string | null;
      readonly version: string;
      /** All of it, as it is to be kept. */
      readonly text: string;
      /** In the order of the request. */
      readonly wordings: readonly WrittenWording[];
    }
  /** Somebody changed it meanwhile; it has errors; there is none; it is in memory alone. */
  | { readonly kind: 'changed' | 'broken' | 'gone' | 'not on disk' }
  /** The system's word for why: `EACCES`. */
  | { readonly kind: 'unwritable'; readonly file: string; readonly code: string }
  | { readonly kind: 'no room'; readonly file: string };

/** What the pane can ask of the program. */
export interface Trials {
  articles(): readonly TriedArticle[];
  /** Null where there is no such article. */
  article(name: ArticleName): Promise<ArticleParts | null>;
  /** In the order of the questions. Throws `NotThere` where what was written is not served. */
  ask(request: TrialRequest): Promise<readonly TriedQuestion[]>;
  write(request: WriteRequest): Promise<WriteResult>;
}
