import type { IndexedEntry } from './entries.ts';
import type { Readable } from './reader.ts';
import { sentencesOf } from './sentences.ts';

/** About as much as the reader takes in: 110 pieces of words. */
const MAX_CHARACTERS = 440;

/** What is read of an entry, and where its first sentence stands among all. */
export interface Excerpt extends Readable {
  readonly from: number;
}

/** As many sentences around the nearest one as the reader takes in. */
export function excerptOf({ heading, text, target, wordings }: IndexedEntry, nearest: number): Excerpt {
  const title =
    target.kind === 'passage' && target.passage.kind === 'highlight' ? '' : heading || (wordings[0] ?? '');
  const all = sentencesOf(text);
  let from = Math.min(nearest, Math.max(0, all.length - 1));
  let to = Math.min(all.length, from + 1);
  let left = MAX_CHARACTERS - title.length - (all[from]?.length ?? 0);
  for (;;) {
    const next = all[to];
    const before = from > 0 ? all[from - 1] : undefined;
    // What follows explains more than what comes before.
    if (next !== undefined && next.length <= left) {
      to += 1;
      left -= next.length;
    } else if (before !== undefined && before.length <= left) {
      from -= 1;
      left -= before.length;
    } else {
      return { heading: title, sentences: all.slice(from, to), from };
    }
  }
}
