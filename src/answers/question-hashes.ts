import { createHash } from 'node:crypto';
import { foldQuestion } from '../content/wordings.ts';
import { choiceQuestion } from '../content/choice-question.ts';

/** Of a question that is asked word by word: equal where punctuation, case and accents alone differ. Null for no question. */
export function questionHash(question: string): string | null {
  const folded = foldQuestion(question);
  // There are many of them, and some characters are eighteen once they are folded.
  return folded === '' ? null : createHash('sha256').update(folded).digest('base64url');
}

/** By what a way to ask is found word by word: first itself, then, where it is long, how it is offered while somebody types. */
export function questionHashes(wording: string): readonly string[] {
  const offered = choiceQuestion(wording);
  const questions = offered === null || offered === wording ? [wording] : [wording, offered];
  return [...new Set(questions.map(questionHash))].filter((key) => key !== null);
}
