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

/** The language of `fr.md` or `pt-BR.md`; null where the name is no language's, or not written as usual. */
export function localeOf(file: string): string | null {
  const [, locale] = FILE_NAME.exec(basename(file)) ?? [];
  return locale !== undefined && usualTag(locale) === locale ? locale : null;
}

/** A language, and the region or the script that it is written for. */
const FILE_NAME = /^([a-z]{2,3}(?:[-_](?:[a-z]{4}|[a-z]{2}|\d{3}))?)\.md$/i;

/** `pt-BR` for `pt_br`; null where there is no such language. */
function usualTag(written: string): string | null {
  const [language = '', part] = written.split(/[-_]/);
  const tag = [language.toLowerCase(), ...(part === undefined ? [] : [casedAsUsual(part)])].join('-');
  return isLocale(tag) && (part === undefined || isPlace(tag)) ? tag : null;
}

function casedAsUsual(part: string): string {
  return part.length === 4 ? part.charAt(0).toUpperCase() + part.slice(1).toLowerCase() : part.toUpperCase();
}

const regions = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
const scripts = new Intl.DisplayNames(['en'], { type: 'script', fallback: 'none' });

/** Whether what stands behind the language is a region or a script that there is. */
function isPlace(tag: string): boolean {
  const { region, script } = new Intl.Locale(tag);
  if (region !== undefined) return regions.of(region) !== undefined;
  return script !== undefined && scripts.of(script) !== undefined;
}

export function adviceOnFileName(file: string): string {
  const [, whole = ''] = FILE_NAME.exec(basename(file)) ?? [];
  const [, start = '', longer = ''] =
    /^([a-z]{2,3})([-_](?:[a-z]{4}|[a-z]{2}|\d{3}))?(?![a-z\d])/i.exec(basename(file)) ?? [];
  const locale = usualTag(whole) ?? usualTag(start + longer) ?? usualTag(start);
  return locale === null
    ? 'Rename this file to its language\'s code, such as "en.md", "fr.md" or "pt-BR.md".'
    : `Rename this file to "${locale}.md".`;
}
