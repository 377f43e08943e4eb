/** The longest slug of a heading, in UTF-16 units: with its kind and number, an id stays within 48. */
const SLUG_LENGTH = 36;

/** Gives each heading of a kind a slug of its own: the second `Costs` becomes `costs-2`. */
export function createSlugs(fallback: string): (heading: string) => string {
  const taken = new Set<string>();
  /** The numbers that were tried for a slug: to try them again for each heading would take a time that grows with their square. */
  const tried = new Map<string, number>();
  return (heading) => {
    const whole = shorten(slugOf(heading) || fallback, SLUG_LENGTH);
    let slug = whole;
    let number = tried.get(whole) ?? 1;
    while (taken.has(slug)) {
      number += 1;
      const suffix = `-${number}`;
      slug = `${shorten(whole, SLUG_LENGTH - suffix.length)}${suffix}`;
    }
    tried.set(whole, number);
    taken.add(slug);
    return slug;
  };
}

/** Letters and numbers of any script in lower case and without accents, joined by hyphens. */
function slugOf(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, '-')
    .replace(/^-|-$/g, '');
}

/** Cut at the last hyphen that fits; where there is none, between two characters. */
function shorten(slug: string, length: number): string {
  if (slug.length <= length) return slug;
  const hyphen = slug.lastIndexOf('-', length);
  if (hyphen > 0) return slug.slice(0, hyphen);
  return slug.slice(0, length).replace(/[\uD800-\uDBFF]$/u, '');
}
