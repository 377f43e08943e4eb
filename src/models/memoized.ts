import { createMemoCache } from '../memoize.ts';
import type { Embedder } from '../search/embedder.ts';
import type { Readable, Reader, Reading } from '../search/reader.ts';
import { keyOf } from './vector-file.ts';

/** At 2 kB each. */
const MAX_VECTORS = 1_000;

/** The same embedder; the vectors of the questions asked last are remembered, and computed once for all who ask. */
export function memoizedQuestions(embedder: Embedder, most = MAX_VECTORS): Embedder {
  const recent = createMemoCache<Promise<Float32Array>>(most);

  async function compute(question: string): Promise<Float32Array> {
    const [vector] = await embedder.embed([question], { urgent: true });
    if (vector === undefined) throw new Error(`The model ${embedder.model} gave no vector.`);
    return vector;
  }

  function vectorOf(question: string): Promise<Float32Array> {
    const vector = recent.get(question, () => compute(question));
    // What fails is tried anew by who asks next.
    vector.catch(() => recent.forget(question));
    return vector;
  }

  return {
    ...embedder,
    embed: (texts, options = {}) =>
      options.urgent === true ? Promise.all(texts.map(vectorOf)) : embedder.embed(texts, options),
  };
}

/** Of 1,000 questions with eight passages each, at some 300 bytes. */
const MAX_READINGS = 8_000;

/** The same reader; what was read last is remembered, and read once for all who ask the same of the same passage. */
export function memoizedReadings(reader: Reader, most = MAX_READINGS): Reader {
  const recent = createMemoCache<Promise<Reading>>(most);
  return {
    ...reader,
    read(question, passages) {
      const missing: Readable[] = [];
      let computing: Promise<readonly Reading[]> | null = null;
      const readings = passages.map((passage) => {
        const key = keyOf(JSON.stringify([question, passage.heading, passage.sentences]));
        const reading = recent.get(key, () => {
          const at = missing.push(passage) - 1;
          // From the next turn on, all that are missing are known.
          computing ??= Promise.resolve().then(() => reader.read(question, missing));
          return computing.then((read) => readingAt(read, at));
        });
        // What fails is tried anew by who asks next.
        reading.catch(() => recent.forget(key));
        return reading;
      });
      return Promise.all(readings);
    },
  };
}

function readingAt(readings: readonly Reading[], at: number): Reading {
  const reading = readings[at];
  if (reading === undefined) throw new Error('The reader left out a passage.');
  return reading;
}
