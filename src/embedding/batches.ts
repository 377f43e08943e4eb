/** More at once is hardly quicker. */
const MOST_TEXTS = 32;

/**
 * The model fills up all texts of a batch to the length of the longest, and a question waits for the batch that is
 * being computed. By measurement this many characters, filled up, take about 0.2 s, and smaller batches are slower.
 */
const MOST_CHARACTERS = 1000;

/** Questions of several people that are computed together: each waits for all. */
const MOST_QUESTIONS = 8;

export function fitsTogether(questions: readonly string[]): boolean {
  const longest = questions.reduce((most, { length }) => Math.max(most, length), 0);
  return questions.length <= MOST_QUESTIONS && questions.length * longest <= MOST_CHARACTERS;
}

/** The positions of the texts in batches of about equal lengths, the short ones first. */
export function batchesOf(texts: readonly string[]): readonly (readonly number[])[] {
  const lengths = texts.map((text, at) => ({ at, length: text.length }));
  const batches: number[][] = [];
  let batch: number[] = [];
  for (const { at, length } of lengths.toSorted((one, other) => one.length - other.length)) {
    const size = batch.length + 1;
    if (batch.length > 0 && (size > MOST_TEXTS || size * length > MOST_CHARACTERS)) {
      batches.push(batch);
      batch = [];
    }
    batch.push(at);
  }
  if (batch.length > 0) batches.push(batch);
  return batches;
}
