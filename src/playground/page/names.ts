/** Texts of commands in somebody's language, as Discord chooses them (Reference, Locales). */

type Localised = Readonly<Record<string, string | null | undefined>> | null | undefined;

interface Named {
  readonly name: string;
  readonly name_localizations?: Localised;
}

interface Described {
  readonly description?: string | undefined;
  readonly description_localizations?: Localised;
}

export function nameOf({ name, name_localizations: names }: Named, locale: string): string {
  return inLocale(names, locale) ?? name;
}

export function descriptionOf(
  { description = '', description_localizations: texts }: Described,
  locale: string,
): string {
  return inLocale(texts, locale) ?? description;
}

const FALLBACKS: Readonly<Record<string, string>> = { 'en-US': 'en-GB', 'en-GB': 'en-US', 'es-419': 'es-ES' };

function inLocale(texts: Localised, locale: string): string | null {
  return texts?.[locale] ?? texts?.[FALLBACKS[locale] ?? ''] ?? null;
}
