import { languageOfTalk } from '../search/small-talk.ts';
import { otherLanguageOf } from '../search/languages/other-languages.ts';

/**
 * The language of a message, for whoever writes where nothing else tells theirs: a code such as `fr`. English where that isn't
 * sure.
 */
export function messageLanguage(message: string): string {
  return languageOfTalk(message) ?? otherLanguageOf(message, ['en']) ?? 'en';
}
