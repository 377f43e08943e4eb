import type { Answers } from '../../answers/answers.ts';
import type { Outcome } from '../../answers/outcome.ts';
import type { Pack } from '../../content/pack.ts';
import type { Texts } from '../../texts/texts.ts';
import { textsAround } from './text-page.ts';

/**
 * For a question in a language that none of what is said of it is in: in which that is. Said in the question's language where
 * the bot speaks it, else as all around it is. Null where that isn't so, or isn't sure.
 * @param packs those that answer, or come close
 */
export async function languageNote(
  question: string,
  packs: readonly Pack[],
  { answers, texts }: { readonly answers: Pick<Answers, 'otherLanguage' | 'library'>; readonly texts: Texts },
): Promise<string | null> {
  const asked = packs.length === 0 ? null : await answers.otherLanguage(question, oneOfEach(packs));
  if (asked === null) return null;
  const said = textsAround({ locale: asked }, texts);
  const [locale = 'en'] = said.discordLocales;
  const names = new Intl.DisplayNames([locale], { type: 'language' });
  const slugs = new Set(packs.map(({ slug }) => slug));
  const languages = answers.library
    .filter(({ slug }) => slugs.has(slug))
    .map((one) => names.of(one.locale) ?? one.locale);
  return said.ask.onlyIn(new Intl.ListFormat(locale).format(new Set(languages)));
}

/** The packs that what is said comes from; where nothing is found in any of several, all those that were asked. */
export function packsOf(outcome: Outcome, asked: readonly Pack[]): readonly Pack[] {
  switch (outcome.outcome) {
    case 'answer':
      return [outcome.best.pack];
    case 'suggestions':
      return outcome.suggestions.map(({ pack }) => pack);
    case 'none': {
      const closest = outcome.pack === null ? [] : [outcome.pack];
      return outcome.notCovered === null ? [...closest, ...asked] : closest;
    }
  }
}

/** Of many articles in the same language, the first tells what it is. */
function oneOfEach(packs: readonly Pack[]): readonly Pack[] {
  return [...new Map(packs.toReversed().map((pack) => [pack.locale, pack])).values()].toReversed();
}
