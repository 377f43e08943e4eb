/** What the page and the program say to each other of articles that somebody brings. Types alone, as in `protocol.ts`. */

/** What a part of a file became in the article. */
export type PartBecame =
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

export interface ImportedPart {
  /** In the file, counted from 1; 0 where that says nothing to its author, as in HTML. */
  readonly line: number;
  readonly became: PartBecame;
  readonly text: string;
  /** In English, where it isn't plain. */
  readonly why: string | null;
  /** The file doesn't have it: it is put together from what it has. */
  readonly proposed: boolean;
}

export interface ContentProblem {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** An error keeps the article from being served. */
  readonly severity: 'error' | 'warning';
  /** One sentence that says what to do, in English. */
  readonly message: string;
}

/** An article that somebody brought to the page. It is in memory alone. */
export interface OwnArticle {
  readonly id: string;
  /** The file or folder that it was made of. */
  readonly from: string;
  /** Its command. */
  readonly slug: string;
  readonly title: string;
  readonly locale: string;
  readonly isLocaleGuessed: boolean;
  /** Whether it answers: where `problems` has an error, it doesn't. */
  readonly isServed: boolean;
  readonly counts: {
    readonly sections: number;
    readonly highlights: number;
    readonly questions: number;
    readonly notCovered: number;
  };
  readonly words: {
    readonly article: number;
    /** Of the article's, those that the bot has. */
    readonly kept: number;
    /** Of the page around it. */
    readonly dropped: number;
    /** Some of those that the bot hasn't. */
    readonly missing: readonly string[];
  };
  /** In the file's order. */
  readonly parts: readonly ImportedPart[];
  /** How many more there are. */
  readonly partsLeftOut: number;
  readonly problems: readonly ContentProblem[];
  /** Some that it answers. */
  readonly questions: readonly string[];
  /** Where its file stands once it is saved. */
  readonly target: string;
  readonly isSaved: boolean;
}

/** What somebody does with an article that is there. */
export type ArticleAction =
  | {
      readonly kind: 'change';
      readonly article: string;
      readonly slug: string;
      readonly title: string;
      readonly locale: string;
    }
  | { readonly kind: 'remove'; readonly article: string }
  | { readonly kind: 'save'; readonly article: string; readonly overwrite: boolean };

/** Why nothing came of it. */
export type ArticleRefusal =
  /** The file can't be imported: a sentence in English says what to do. */
  | { readonly why: 'unreadable'; readonly message: string }
  | { readonly why: 'too-large' | 'too-many' | 'name' | 'reserved' | 'taken' | 'language' | 'gone' }
  /** There is such a file already; the disk is full. */
  | { readonly why: 'exists' | 'no-room'; readonly file: string }
  /** The system's word for why: `EACCES`. */
  | { readonly why: 'unwritable'; readonly file: string; readonly code: string };

export type ArticleResult =
  { readonly done: true; readonly article: string } | ({ readonly done: false } & ArticleRefusal);
