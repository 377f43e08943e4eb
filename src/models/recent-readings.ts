import { createMemoCache } from '../memoize.ts';
import type { Readable, Reader, Reading } from '../search/reader.ts';
import { keyOf } from './vector-file.ts';

/** Of 1,000 questions with eight passages each, at some 300 bytes. */
const MAX_RECENT = 8_000;

/** The same reader; what was read last is remembered, and read once for all who ask the same of the same passage. */
export function memoizedReadings(reader: Reader, most = MAX_RECENT): Reader {
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
