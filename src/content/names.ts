import { basename } from 'node:path';

/**
 * Discord's rule for a command's name (developer documentation, Application Commands, Naming), less the
 * apostrophe, which its own builders refuse.
 */
const COMMAND_NAME = /^[-_\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

/** What to do about a folder's name that can't be a command's; null where it can. */
export function adviceOnSlug(slug: string, reservedNames: readonly string[]): string | null {
  if (!COMMAND_NAME.test(slug) || slug !== slug.toLowerCase()) {
    return 'Rename this folder: a command is called like it, in 1 to 32 lower-case letters, digits, "-" and "_".';
  }
  if (reservedNames.includes(slug)) {
    return `Rename this folder: the bot has a command "/${slug}" of its own.`;
  }
  return null;
}

const languages = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });

/** Whether it is one of a language that people speak, such as `fr`, `pt-BR` or `zh-Hant`. */
export function isLocale(tag: string): boolean {
  try {
    return languages.of(new Intl.Locale(tag).language) !== undefined;
  } catch {
    // It has not even the form of one.
    return false;
  }
}

/** The language of `fr.md`; null where the name is no language's. */
export function localeOf(file: string): string | null {
  const [, locale] = /^([a-z]{2,3})\.md$/.exec(basename(file)) ?? [];
  return locale === undefined || !isLocale(locale) ? null : locale;
}

export function adviceOnFileName(file: string): string {
  const [, start = ''] = /^([a-z]{2,3})(?![a-z])/i.exec(basename(file)) ?? [];
  const locale = localeOf(`${start.toLowerCase()}.md`);
  return locale === null
    ? 'Rename this file to its language\'s two-letter code, such as "en.md" or "fr.md".'
    : `Rename this file to "${locale}.md".`;
}
