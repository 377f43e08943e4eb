/** More in one message to a thread is hardly quicker. */
const MAX_TEXTS = 32;

/** A question waits for the batch that is being computed: by measurement, so many characters of English take 50 ms. */
const MAX_CHARACTERS = 1000;

/** The texts in their order, in batches between which a question gets its turn. */
export function batchesOf(texts: readonly string[]): readonly (readonly string[])[] {
  const batches: string[][] = [];
  let batch: string[] = [];
  let characters = 0;
  for (const text of texts) {
    if (batch.length > 0 && (batch.length === MAX_TEXTS || characters + text.length > MAX_CHARACTERS)) {
      batches.push(batch);
      batch = [];
      characters = 0;
    }
    batch.push(text);
    characters += text.length;
  }
  if (batch.length > 0) batches.push(batch);
  return batches;
}
