import { integer, pick } from '../bench/random.ts';
import type { Random } from '../src/search/random.ts';

type Change = (words: readonly string[], random: Random) => readonly string[];

const BEFORE = ['hey', 'hi,', 'so', 'quick question:', 'um'] as const;
const AFTER = ['pls', 'please', 'thx', 'thanks', 'exactly', 'again'] as const;
/** What changes the question where it goes. */
const NEGATIONS: ReadonlySet<string> = new Set(['no', 'not']);
const MAX_SMALL_LENGTH = 3;

const CHANGES: readonly [Change, ...Change[]] = [
  withoutSmallWord,
  withSlip,
  (words, random) => [pick(random, BEFORE), ...words],
  (words, random) => [...words, pick(random, AFTER)],
];

/** As somebody types a question that they have read: in lower case, a word or a letter otherwise, a greeting around it. */
export function nearlyVerbatim(question: string, random: Random): string {
  const words = question
    .toLowerCase()
    .replaceAll(/[?!."“”]/g, '')
    .split(/\s+/)
    .filter((word) => word !== '');
  return pick(random, CHANGES)(pick(random, CHANGES)(words, random), random).join(' ');
}

function withoutSmallWord(words: readonly string[], random: Random): readonly string[] {
  const small = words.flatMap((word, at) =>
    word.length <= MAX_SMALL_LENGTH && !NEGATIONS.has(word) && !/\d/.test(word) && at > 0 ? [at] : [],
  );
  const left = small[integer(random, 0, small.length - 1)];
  return words.filter((_, at) => at !== left);
}

/** Two neighbouring letters inside the longest word change places. */
function withSlip(words: readonly string[], random: Random): readonly string[] {
  const longest = words.reduce((most, word) => (word.length > most.length ? word : most), '');
  if (longest.length < 5) return words;
  const at = integer(random, 1, longest.length - 3);
  const slipped = `${longest.slice(0, at)}${longest[at + 1]}${longest[at]}${longest.slice(at + 2)}`;
  return words.map((word) => (word === longest ? slipped : word));
}
