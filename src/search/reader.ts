/** One passage as the reader sees it. */
export interface Readable {
  /** Empty where it has none. */
  readonly heading: string;
  readonly sentences: readonly string[];
}

export interface Reading {
  /** Log-odds that the passage answers the question. */
  readonly answers: number;
  /** For each sentence the log-odds that it says so; -Infinity for one that was cut. */
  readonly sentences: readonly number[];
}

/** Reads passages for a question: a model that tells whether they answer it. */
export interface Reader {
  /** Names the model and its version. */
  readonly model: string;
  /** Primary tags such as `en` of the languages that it knows; null where it may know any. */
  readonly languages: readonly string[] | null;
  /** In order. Rejects where the model can't go on, or where more wait than can be read in time. */
  read(question: string, passages: readonly Readable[]): Promise<readonly Reading[]>;
  close(): Promise<void>;
}
