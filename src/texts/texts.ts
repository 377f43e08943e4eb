import { en, type Localised, type Texts } from './en.ts';
import { fr } from './fr.ts';

const catalogues: readonly Texts[] = [en, fr];

/** In which people can read all texts. */
export const LANGUAGES: readonly string[] = catalogues.map(({ discordLocales: [first = ''] }) =>
  languageOf(first),
);

/** The primary language of one of Discord's locales: `fr` of `fr`, `en` of `en-GB`, `es` of `es-419`. */
function languageOf(discordLocale: string): string {
  return discordLocale.split('-')[0] ?? discordLocale;
}

/** The catalogue for one of Discord's locales; English where there is none. */
export function textsFor(discordLocale: string): Texts {
  const language = languageOf(discordLocale);
  return (
    catalogues.find((texts) => texts.discordLocales.some((locale) => languageOf(locale) === language)) ?? en
  );
}

/**
 * One text in all languages that differ from English, as Discord's localisation maps want it.
 * Discord falls back from en-GB to en-US by itself (developer documentation, Reference, Locales).
 */
export function localisations(select: (texts: Texts) => string): Record<string, string> {
  return Object.fromEntries(
    catalogues
      .filter((texts) => texts !== en)
      .flatMap((texts) => texts.discordLocales.map((locale) => [locale, select(texts)])),
  );
}

export type { Localised, Texts };
