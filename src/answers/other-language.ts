import { otherLanguageOf } from '../search/languages/other-languages.ts';
import type { IndexedPack } from './indexed-pack.ts';

/** A pack that knows more of a question's words than this may well be asked in its own language. */
const MAX_COVERAGE = 0.6;

/** The language that a question is asked in, where it is clearly none of these packs': as `otherLanguageOf` names it. */
export function otherLanguage(question: string, packs: readonly IndexedPack[]): string | null {
  // Most questions are in an article's language, which is soon told.
  if (packs.length === 0 || packs.some(({ index }) => index.vocabularyCoverage(question) > MAX_COVERAGE)) {
    return null;
  }
  return otherLanguageOf(
    question,
    packs.map(({ pack }) => pack.locale),
  );
}
