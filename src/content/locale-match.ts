/**
 * How well a text in one language suits who asked in another, 0 to 3: `fr` suits those who asked in `fr-CA`, `zh-Hant`
 * those in `zh-TW` better than `zh-CN` does; English suits the others better than nothing. All here are BCP 47 tags.
 */
export function localeMatch(locale: string, asked: string): number {
  if (locale === asked) return 3;
  if (languageIn(locale) === languageIn(asked)) return scriptOf(locale) === scriptOf(asked) ? 2.5 : 2;
  return languageIn(locale) === 'en' ? 1 : 0;
}

/**
 * The language to answer somebody in, from one of Discord's locales: with its region or script where an article is
 * written for just that, else without (`en` for `en-US`, `pt-BR` where there is a `pt-BR.md`).
 */
export function askersLocale(library: readonly { readonly locale: string }[], discordLocale: string): string {
  const language = languageIn(discordLocale);
  const regional = library.map(({ locale }) => locale).filter((locale) => locale !== language);
  return (
    regional.find((locale) => locale === discordLocale) ??
    regional.find(
      (locale) =>
        /-[A-Z][a-z]{3}$/.test(locale) &&
        languageIn(locale) === language &&
        scriptOf(locale) === scriptOf(discordLocale),
    ) ??
    language
  );
}

/** Without region and script. */
export function languageIn(locale: string): string {
  return locale.split('-', 1)[0] ?? locale;
}

/** The script that it is mostly written in; empty for what is no language. */
export function scriptOf(locale: string): string {
  try {
    return new Intl.Locale(locale).maximize().script ?? '';
  } catch {
    return '';
  }
}
