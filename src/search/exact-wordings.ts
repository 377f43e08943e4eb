import type { Steps } from '../time-slices.ts';
import type { IndexedEntry } from './entries.ts';
import type { Language } from './languages/language.ts';
import { keyOf } from './question.ts';

/** By the key of a question, the place of the entry that it is a wording of. Where two entries share one, the earlier has it. */
export function* exactWordings(
  entries: readonly IndexedEntry[],
  language: Language,
): Steps<ReadonlyMap<string, number>> {
  const exact = new Map<string, number>();
  const add = (text: string, entry: number): void => {
    const key = keyOf(text, language);
    if (key !== '' && !exact.has(key)) exact.set(key, entry);
  };
  for (const [at, entry] of entries.entries()) {
    for (const wording of entry.wordings) {
      add(wording, at);
      yield;
    }
  }
  for (const [at, entry] of entries.entries()) {
    add(entry.heading, at);
    yield;
  }
  return exact;
}
