import type { Answers } from '../../answers/answers.ts';
import type { Pack } from '../../content/pack.ts';
import type { Texts } from '../../texts/texts.ts';
import { textsAround } from './text-page.ts';

/**
 * For a question in a language that the article isn't in: in which it is. Said in the question's language where the bot speaks
 * it, else as all around it is. Null where that isn't so, or isn't sure.
 */
export async function languageNote(
  question: string,
  pack: Pack | null,
  { answers, texts }: { readonly answers: Pick<Answers, 'otherLanguage' | 'library'>; readonly texts: Texts },
): Promise<string | null> {
  const asked = pack === null ? null : await answers.otherLanguage(question, pack);
  if (pack === null || asked === null) return null;
  const said = textsAround({ locale: asked }, texts);
  const [locale = 'en'] = said.discordLocales;
  const names = new Intl.DisplayNames([locale], { type: 'language' });
  const languages = answers.library
    .filter(({ slug }) => slug === pack.slug)
    .map((one) => names.of(one.locale) ?? one.locale);
  return said.ask.onlyIn(new Intl.ListFormat(locale).format(languages));
}
