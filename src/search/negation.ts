import type { Language } from './languages/language.ts';
import { questionWords } from './tokens.ts';

/**
 * Whether a question or a wording asks what is not so: `what did they not use`. A negation that is only politeness is
 * none (`can't I bring my dog?` asks what `can I bring my dog?` does), and neither is one in passing: `or not`.
 */
export function isNegated(text: string, language: Language): boolean {
  return isNegatedIn(questionWords(text, language).join(' '), language);
}

/** @param words written out, with a space between each two */
export function isNegatedIn(words: string, { phrases }: Language): boolean {
  return phrases !== null && phrases.negation.test(words.replaceAll(phrases.notNegation, ' '));
}
