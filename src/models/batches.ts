/**
 * What the model gets of a text: in one line, not empty (on empty text a tokenizer may fail), at most `limit` code
 * points. Compatibility forms are resolved first (Unicode NFKC): one character may become eighteen.
 */
export function modelText(text: string, limit: number): string {
  const line = text.normalize('NFKC').replace(/\s+/g, ' ').trim();
  return line === '' ? '.' : firstCodePoints(line, limit);
}

function firstCodePoints(text: string, limit: number): string {
  if (text.length <= limit) return text;
  let end = 0;
  for (let count = 0; count < limit && end < text.length; count += 1) {
    end += (text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1;
  }
  return text.slice(0, end);
}

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
