import type { NotCovered } from '../content/pack.ts';
import type { Piece } from './piece.ts';

/** What a pack is written from. */
export interface Article {
  readonly title: string;
  /** The title that the page goes by elsewhere, where that is another one. */
  readonly source: string;
  readonly url: string | null;
  readonly published: string | null;
  readonly summary: readonly Piece[];
  readonly highlights: readonly Piece[];
  readonly sections: readonly ArticleSection[];
  readonly entries: readonly ArticleEntry[];
  readonly notCovered: readonly NotCovered[];
  /** What of this the page doesn't have. */
  readonly proposed: { readonly summary: boolean; readonly highlights: boolean };
}

export interface ArticleSection {
  readonly heading: string;
  readonly line: number;
  readonly pieces: readonly Piece[];
}

export interface ArticleEntry {
  readonly question: string;
  readonly line: number;
  readonly answer: readonly Piece[];
  readonly wordings: readonly string[];
  /** The heading that it stood below, beside others of its kind. */
  readonly group: string | null;
  /** The heading of the section that it cites. */
  readonly section: string | null;
  readonly proposed: boolean;
}
