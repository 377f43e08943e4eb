import { postingsBetween, termsBeginning } from './inverted-file.ts';
import type { InvertedFile } from './inverted-file.ts';
import type { FindWithinOneEdit } from './symmetric-delete.ts';

const MAX_TYPOS = 12;

/** What counts of a word that goes on as typed, and of one that is a slip away. */
const BEGUN = 0.8;
const MISSPELT = 0.4;

/** The terms that a typed word may stand for, and what each is worth. */
export interface ReadWord {
  /** The word itself; -1 where no text has it. */
  readonly term: number;
  readonly worth: number;
  /** The terms that it may go on to: from `from` up to, but not including, `to`. */
  readonly from: number;
  readonly to: number;
  readonly begunWorth: number;
  readonly typos: readonly number[];
  readonly typoWorths: readonly number[];
  /** In all texts, of all these terms. */
  readonly postings: number;
}

export function readWord(
  word: string,
  begun: boolean,
  file: InvertedFile,
  findWithinOneEdit: FindWithinOneEdit,
): ReadWord {
  const [from, end] = termsBeginning(word, file);
  const has = file.words[from] === word;
  const to = begun ? end : from + (has ? 1 : 0);
  const having = (term: number): number => postingsBetween(term, term + 1, file);
  const typos = findWithinOneEdit(word)
    .filter((term) => term < from || term >= to)
    .toSorted((one, other) => having(other) - having(one) || one - other)
    .slice(0, MAX_TYPOS);
  const going = postingsBetween(from, to, file);
  return {
    term: has ? from : -1,
    worth: has ? rarity(having(from), file.documents) : 0,
    from,
    to,
    // A beginning of many words tells little, however rare each of them is.
    begunWorth: BEGUN * rarity(Math.min(going, file.documents), file.documents),
    typos,
    typoWorths: typos.map((term) => MISSPELT * rarity(having(term), file.documents)),
    postings: typos.reduce((sum, term) => sum + having(term), going),
  };
}

/** For a word that is no slip of another. */
export const NO_TYPOS: FindWithinOneEdit = () => [];

/** BM25's inverse document frequency. */
function rarity(having: number, documents: number): number {
  return Math.log(1 + (documents - having + 0.5) / (having + 0.5));
}

/** What a text is worth that has this term; 0 where the word stands for others. */
export function worthAs(
  { term, worth, from, to, begunWorth, typos, typoWorths }: ReadWord,
  of: number,
): number {
  if (of === term) return worth;
  if (of >= from && of < to) return begunWorth;
  return typos.length === 0 ? 0 : (typoWorths[typos.indexOf(of)] ?? 0);
}
