import { en, type Localised, type Texts } from './en.ts';
import { fr } from './fr.ts';
import type { CommandNaming, Naming } from './naming.ts';

interface Catalogue {
  readonly write: (naming: Naming) => Texts;
  /** With commands by their names. */
  readonly plain: Texts;
}

const byName: CommandNaming = (path) => `\`/${path}\``;

function catalogue(write: Catalogue['write']): Catalogue {
  return { write, plain: write({ naming: byName, command: (path) => byName(path, '') }) };
}

const english = catalogue(en);
const catalogues: readonly Catalogue[] = [english, catalogue(fr)];

/** In which people can read all texts. */
export const LANGUAGES: readonly string[] = catalogues.map(
  ({
    plain: {
      discordLocales: [first = ''],
    },
  }) => languageOf(first),
);

/** The primary language of one of Discord's locales: `fr` of `fr`, `en` of `en-GB`, `es` of `es-419`. */
function languageOf(discordLocale: string): string {
  return discordLocale.split('-')[0] ?? discordLocale;
}

/**
 * The catalogue for one of Discord's locales; English where there is none.
 * @param naming what its texts call commands; by default, their English names
 */
export function textsFor(discordLocale: string, naming: CommandNaming = byName): Texts {
  const language = languageOf(discordLocale);
  const { write, plain } = catalogues[LANGUAGES.indexOf(language)] ?? english;
  if (naming === byName) return plain;
  const written = named.get(naming) ?? new Map<string, Texts>();
  named.set(naming, written);
  const known = written.get(language);
  if (known !== undefined) return known;
  const [locale = language] = plain.discordLocales;
  const texts = write({ naming, command: (path) => naming(path, locale) });
  written.set(language, texts);
  return texts;
}

/** Each request asks for its texts, and few namings are in use at once. */
const named = new WeakMap<CommandNaming, Map<string, Texts>>();

/**
 * One text in all languages that differ from English, as Discord's localisation maps want it.
 * Discord falls back from en-GB to en-US by itself (developer documentation, Reference, Locales).
 */
export function localisations(select: (texts: Texts) => string): Record<string, string> {
  return Object.fromEntries(
    catalogues
      .filter((one) => one !== english)
      .flatMap(({ plain }) => plain.discordLocales.map((locale) => [locale, select(plain)])),
  );
}

export type { CommandNaming, Localised, Texts };
