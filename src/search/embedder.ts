/** Turns texts into vectors that lie near each other where the texts mean the same. */
export interface Embedder {
  /** Names the model and its version: vectors of two models never mix. */
  readonly model: string;
  /** Primary tags such as `en` of the languages that it knows; null where it may know any. */
  readonly languages: readonly string[] | null;
  /**
   * One unit vector a text, in order. What is urgent, such as a member's question, goes before the batches of
   * content that wait. Rejects where the model can't go on.
   */
  embed(texts: readonly string[], options?: { readonly urgent?: boolean }): Promise<readonly Float32Array[]>;
  /** Ends the model: what still waits is rejected. */
  close(): Promise<void>;
}

/** The unit vectors of many texts, by one model. */
export interface TextVectors {
  /** Numbers in a vector; 0 where there is no vector at all. */
  readonly dimensions: number;
  /** The same numbers at every call and after every start, unpacked anew: keep what is used often. */
  get(text: string): Float32Array | undefined;
}
