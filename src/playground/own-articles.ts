import type { ArticleAction, ArticleResult, OwnArticle } from './article-protocol.ts';

/** The articles that people bring to the page; what imports and serves them is none of the playground's. */
export interface OwnArticles {
  /** The newest last. */
  all(): readonly OwnArticle[];
  /** Makes an article of a file, or one of a folder with a file a question, and serves it. */
  bring(brought: BroughtFiles): Promise<ArticleResult>;
  act(action: ArticleAction): Promise<ArticleResult>;
  /** The file that would be saved, or that was: as it is now. */
  pack(id: string): Promise<{ readonly fileName: string; readonly markdown: string } | null>;
}

export interface BroughtFiles {
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  /** The name of the folder that they were in; null for one file of its own. */
  readonly folder: string | null;
}
