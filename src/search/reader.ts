/** One passage as the reader sees it. */
export interface Readable {
  /** May be empty. */
  readonly heading: string;
  readonly sentences: readonly string[];
}

export interface Reading {
  /** Log-odds that the passage answers the question. */
  readonly answers: number;
  /** For each sentence the log-odds that it says so; -Infinity for one that was cut. */
  readonly sentences: readonly number[];
}

/** Tells whether passages answer a question, which being about the same doesn't. */
export interface Reader {
  /** Names the model and its version: readings of two models never mix. */
  readonly model: string;
  /** Primary tags such as `en` of the languages that it knows; null where it may know any. */
  readonly languages: readonly string[] | null;
  /** In order. Rejects where the model can't go on, or more wait than can be read in time. */
  read(question: string, passages: readonly Readable[]): Promise<readonly Reading[]>;
  /** Ends the model: what still waits is rejected. */
  close(): Promise<void>;
}
