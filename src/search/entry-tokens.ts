import type { IndexedEntry } from './entries.ts';
import type { Language } from './languages/language.ts';
import { sentencesOf } from './sentences.ts';
import { tokens } from './tokens.ts';
import type { Token } from './tokens.ts';

export interface EntryTokens {
  readonly wordings: readonly (readonly Token[])[];
  readonly heading: readonly Token[];
  readonly sentences: readonly (readonly Token[])[];
}

export function tokensOf(entry: IndexedEntry, language: Language): EntryTokens {
  return {
    wordings: entry.wordings.map((wording) => tokens(wording, language)),
    heading: tokens(entry.heading, language),
    sentences: sentencesOf(entry.text).map((sentence) => tokens(sentence, language)),
  };
}
