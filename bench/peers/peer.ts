import type { Document } from '../documents.ts';

interface Match {
  /** The id of a document. */
  readonly document: number;
  /** Higher is better; comparable between questions as far as the library's own score is. */
  readonly score: number;
}

export interface PeerIndex {
  /** Best first. */
  search(question: string, limit: number): readonly Match[] | Promise<readonly Match[]>;
}

/** Another search library, set up in one way. */
export interface Peer {
  /** As `--only` knows it. */
  readonly name: string;
  /** As tables show it. */
  readonly label: string;
  /** So slow on thousands of documents that only a sample of the questions is put to it. */
  readonly slow?: boolean;
  build(documents: readonly Document[]): PeerIndex | Promise<PeerIndex>;
}
