import type { Steps } from '../time-slices.ts';
import { invert, termsBeginning } from './inverted-file.ts';
import type { InvertedFile } from './inverted-file.ts';
import { createSymmetricDelete } from './symmetric-delete.ts';
import { NO_TYPOS, readWord, worthAs } from './typed-word.ts';
import type { ReadWord } from './typed-word.ts';

/** What has been typed so far. */
export interface Typed {
  /** In their order; the last may not be finished. */
  readonly words: readonly string[];
  /** Words that only decide between texts that are alike otherwise. */
  readonly asides: readonly string[];
  /** Those of the words that everybody knows: they are no slips of others, and say less than a name does. */
  readonly common: ReadonlySet<string>;
}

/** A text that has some of the typed words. */
interface PrefixHit {
  /** Its place among the texts. */
  readonly document: number;
  /** Only for comparing hits of one search. */
  readonly score: number;
  /** The share of the words that it has, 0 to 1; a common one counts half, and so does one that is a slip away. */
  readonly fits: number;
}

export interface PrefixIndex {
  /** Whether some text has the word; with `begun`, or one that goes on from it. */
  has(word: string, begun?: boolean): boolean;
  /** The texts that fit best, best first; of equal ones, the earlier. Where `isWanted` is given, of those alone. */
  search(typed: Typed, limit: number, isWanted?: IsWanted): readonly PrefixHit[];
}

type IsWanted = (document: number) => boolean;

/** A keystroke is answered in the same short time however many texts there are: so much is looked at, and no more. */
const MAX_POSTINGS = 30_000;
const MAX_LOOKED_THROUGH = 2_000;
const MAX_COMPARED = 400;

/** What counts of an aside. */
const ASIDE = 0.2;

/** An index over texts given as lists of words, for what is still being typed. */
export function* createPrefixIndex(documents: readonly (readonly string[])[]): Steps<PrefixIndex> {
  const file = yield* invert(documents);
  const findWithinOneEdit = yield* createSymmetricDelete(file.words);
  const brevity = brevityOf(file);
  const gather = createGather(file);

  return {
    has(word, begun = false) {
      const [from, to] = termsBeginning(word, file);
      return begun ? to > from : file.words[from] === word;
    },
    search({ words, asides, common }, limit, isWanted) {
      const read = words.map((word, at) =>
        readWord(word, at === words.length - 1, file, common.has(word) ? NO_TYPOS : findWithinOneEdit),
      );
      const shares = sharesOf(words, common, read);
      const aside = asides.map((word) => readWord(word, false, file, NO_TYPOS));
      return gather(read, brevity, isWanted)
        .map((document): PrefixHit => {
          const worth = worthOf(document, read, file) + ASIDE * worthOf(document, aside, file);
          const fits = fitsOf(document, read, shares, file);
          return { document, score: scoreOf(worth, brevity[document] ?? 0), fits };
        })
        .toSorted((one, other) => other.score - one.score || one.document - other.document)
        .slice(0, limit);
    },
  };
}

/** Squared: a text with two of the words is better by far than one with either. */
function scoreOf(worth: number, brevity: number): number {
  return worth * worth * brevity;
}

/** How much a text's length counts: as in BM25 (Robertson and Zaragoza, 2009), but less, for all of them are short. */
const LENGTH_NORMALISATION = 0.2;

function brevityOf({ documents, termStarts, terms }: InvertedFile): Float32Array {
  const average = Math.max(1, terms.length / Math.max(1, documents));
  return Float32Array.from({ length: documents }, (_, document) => {
    const length = (termStarts[document + 1] ?? 0) - (termStarts[document] ?? 0);
    return 1 / (1 - LENGTH_NORMALISATION + (LENGTH_NORMALISATION * length) / average);
  });
}

function worthOf(document: number, read: readonly ReadWord[], { terms, termStarts }: InvertedFile): number {
  const start = termStarts[document] ?? 0;
  const end = termStarts[document + 1] ?? 0;
  let sum = 0;
  for (const word of read) {
    let best = 0;
    for (let at = start; at < end; at += 1) {
      const worth = worthAs(word, terms[at] ?? 0);
      if (worth > best) best = worth;
    }
    sum += best;
  }
  return sum;
}

const COMMON = 0.5;
const SLIP = 0.5;
/** What is shorter, and in no text, has only been begun. */
const MIN_FINISHED_LENGTH = 3;

/** What each of the words is of them all, 0 to 1. */
function sharesOf(
  words: readonly string[],
  common: ReadonlySet<string>,
  read: readonly ReadWord[],
): readonly number[] {
  const weights = words.map((word, at): number => {
    const isBegun =
      at > 0 && at === words.length - 1 && word.length < MIN_FINISHED_LENGTH && read[at]?.postings === 0;
    if (isBegun) return 0;
    return common.has(word) ? COMMON : 1;
  });
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / Math.max(all, COMMON));
}

/** Plain loops, as in `worthOf`: these run for some hundred texts at each keystroke. */
function fitsOf(
  document: number,
  read: readonly ReadWord[],
  shares: readonly number[],
  { terms, termStarts }: InvertedFile,
): number {
  const start = termStarts[document] ?? 0;
  const end = termStarts[document + 1] ?? 0;
  let sum = 0;
  for (let at = 0; at < read.length; at += 1) {
    const word = read[at];
    if (word !== undefined) sum += fitOf(word, start, end, terms) * (shares[at] ?? 0);
  }
  return sum;
}

/** Of a text that has the terms from `start` up to `end`: 1 where it has the word, or `SLIP` for one that is a slip away. */
function fitOf({ from, to, typos }: ReadWord, start: number, end: number, terms: Uint32Array): number {
  let isSlip = false;
  for (let at = start; at < end; at += 1) {
    const term = terms[at] ?? 0;
    if (term >= from && term < to) return 1;
    if (typos.length > 0 && typos.includes(term)) isSlip = true;
  }
  return isSlip ? SLIP : 0;
}

type Gather = (
  read: readonly ReadWord[],
  brevity: Float32Array,
  isWanted: IsWanted | undefined,
) => readonly number[];

/** Finds the most promising texts. Rare words first: what is too frequent is only looked for in those found by then. */
function createGather(file: InvertedFile): Gather {
  const { documents, postings, postingStarts } = file;
  // One array each for all searches: a search runs to its end before the next begins.
  const worths = new Float32Array(documents);
  const found = new Uint32Array(documents);
  let count = 0;
  let isWanted: IsWanted | undefined;

  const add = (document: number, worth: number): void => {
    const before = worths[document] ?? 0;
    if (before === 0) {
      if (isWanted !== undefined && !isWanted(document)) return;
      found[count] = document;
      count += 1;
    }
    worths[document] = before + worth;
  };
  const addTerms = (from: number, to: number, worth: number): void => {
    const start = postingStarts[from] ?? 0;
    const end = Math.min(postingStarts[to] ?? 0, start + MAX_POSTINGS);
    for (let at = start; at < end; at += 1) add(postings[at] ?? 0, worth);
  };
  const addWord = ({ term, worth, from, to, begunWorth, typos, typoWorths }: ReadWord): void => {
    const longer = term === -1 ? from : term + 1;
    addTerms(from, longer, worth);
    addTerms(longer, to, begunWorth);
    for (const [at, typo] of typos.entries()) addTerms(typo, typo + 1, typoWorths[at] ?? 0);
  };
  const lookFor = (words: readonly ReadWord[]): void => {
    const among = count === 0 ? null : found.slice(0, Math.min(count, MAX_LOOKED_THROUGH));
    const most = among?.length ?? Math.min(documents, MAX_LOOKED_THROUGH);
    for (let at = 0; at < most; at += 1) {
      const document = among === null ? at : (among[at] ?? 0);
      const worth = worthOf(document, words, file);
      if (worth > 0) add(document, worth);
    }
  };

  return (read, brevity, wanted) => {
    isWanted = wanted;
    const known = read.filter((word) => word.postings > 0);
    const frequent: ReadWord[] = [];
    let left = MAX_POSTINGS;
    for (const word of known.toSorted((one, other) => one.postings - other.postings)) {
      if (word.postings > left) frequent.push(word);
      else addWord(word);
      left -= word.postings;
    }
    const [rarest] = frequent;
    if (rarest !== undefined) lookFor(frequent);
    // Frequent, but not in the first of the texts.
    if (rarest !== undefined && count === 0) addWord(rarest);

    const touched = found.subarray(0, count);
    const best = highest(touched, (document) => scoreOf(worths[document] ?? 0, brevity[document] ?? 0));
    for (const document of touched) worths[document] = 0;
    count = 0;
    return best;
  };
}

const LEVELS = 1_024;

/** About the `MAX_COMPARED` that score highest, in no order: sorting them all would take longer than everything else. */
function highest(documents: Uint32Array, promiseOf: (document: number) => number): readonly number[] {
  if (documents.length <= MAX_COMPARED) return [...documents];
  // Plain loops: these run over tens of thousands of texts at each keystroke.
  const scores = new Float32Array(documents.length);
  let most = 0;
  for (let at = 0; at < scores.length; at += 1) {
    const score = promiseOf(documents[at] ?? 0);
    scores[at] = score;
    if (score > most) most = score;
  }
  const levelOf = (at: number): number => Math.floor(((scores[at] ?? 0) / most) * (LEVELS - 1));
  const having = new Uint32Array(LEVELS);
  for (let at = 0; at < scores.length; at += 1) having[levelOf(at)] = (having[levelOf(at)] ?? 0) + 1;

  let least = LEVELS - 1;
  let room = MAX_COMPARED;
  while (least > 0 && (having[least] ?? 0) <= room) {
    room -= having[least] ?? 0;
    least -= 1;
  }
  const chosen: number[] = [];
  const alike: number[] = [];
  for (let at = 0; at < scores.length; at += 1) {
    const level = levelOf(at);
    if (level > least) chosen.push(documents[at] ?? 0);
    else if (level === least) alike.push(documents[at] ?? 0);
  }
  // Of those that are alike, the earlier in the article.
  return [...chosen, ...Uint32Array.from(alike).toSorted().subarray(0, room)];
}
