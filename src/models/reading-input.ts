import type { Readable } from '../search/reader.ts';
import type { Tokens } from './tokenizer.ts';

/** What the reader's graph gets of a question and one passage. */
export interface ReadingInput {
  readonly ids: readonly number[];
  /** For each id 0 in the question, 1 in the passage. */
  readonly segments: readonly number[];
  /** For each sentence its ids, from the first to before the last; the same twice where nothing of it is left. */
  readonly sentences: readonly (readonly [from: number, to: number])[];
}

/** In tokens, as in `training/reader/pairs.py`: it learned from nothing longer. */
const MAX_QUESTION_TOKENS = 40;
const MAX_PASSAGE_TOKENS = 160;

/** What is between BERT's marks: start, question, separator, passage, separator. */
const START = 101;
const SEPARATOR = 102;

/** Far more characters than these tokens have, so that no text is long to cut into tokens. */
const MAX_TEXT_LENGTH = 4000;

export function readingInput(
  tokens: Pick<Tokens, 'of'>,
  question: string,
  { heading, sentences }: Readable,
): ReadingInput {
  const asked = tokens.of(question.slice(0, MAX_TEXT_LENGTH)).slice(0, MAX_QUESTION_TOKENS);
  const passage: number[] = [];
  const add = (text: string) => {
    const room = MAX_PASSAGE_TOKENS - passage.length;
    if (room > 0) passage.push(...tokens.of(text.slice(0, MAX_TEXT_LENGTH)).slice(0, room));
  };
  const before = [START, ...asked, SEPARATOR];
  if (heading !== '') add(`${heading}:`);
  const ranges = sentences.map((sentence) => {
    const from = before.length + passage.length;
    add(sentence);
    return [from, before.length + passage.length] as const;
  });
  return {
    ids: [...before, ...passage, SEPARATOR],
    segments: [...before.map(() => 0), ...passage.map(() => 1), 1],
    sentences: ranges,
  };
}
