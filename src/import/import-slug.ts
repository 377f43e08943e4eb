import { adviceOnSlug } from '../content/names.ts';
import { createSlugs } from '../content/slug.ts';

/** Names that say nothing about what a file holds. */
const EVERY_NAME =
  /^(?:readme|index|faqs?|page|article|document|untitled|standard-input|download|content|pasted-text|main|new|file|\d+)$/;

const MAX_LENGTH = 32;

/** The command that an article gets where nobody names one: from its file's name, or from its title. */
export function slugFor(name: string, title: string, reservedNames: readonly string[]): string {
  const base = name
    .replace(/[?#].*$/, '')
    .replace(/[/\\]+$/, '')
    .replace(/^.*[/\\]/, '')
    .replace(/\.[^.]{1,8}$/, '');
  const own = shortened(base);
  const slug = EVERY_NAME.test(own) ? shortened(title) : own;
  return adviceOnSlug(slug, reservedNames) === null ? slug : shortened(`${slug.slice(0, 24)}-article`);
}

function shortened(text: string): string {
  const slug = createSlugs('article')(text);
  if (slug.length <= MAX_LENGTH) return slug;
  const hyphen = slug.lastIndexOf('-', MAX_LENGTH);
  return slug.slice(0, hyphen > 0 ? hyphen : MAX_LENGTH);
}
