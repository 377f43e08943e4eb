import type { APIApplicationCommandOptionChoice } from 'discord-api-types/v10';
import Fuse from 'fuse.js';
import type { Pack, Section } from '../content/pack.ts';
import { stringOption } from './definition.ts';
import { LIMITS } from './limits.ts';
import { choice } from './options.ts';
import { oneLine } from './render/text.ts';
import { UserError } from './user-error.ts';

/**
 * Fuse.js gives 0 for a perfect match and 1 for none. Measured on headings with typos, chopped words and
 * single words: what people mean stays below 0.5, what is not there lies above.
 */
const NEAR_ENOUGH = 0.5;

/** The option that names a section, whoever asks for it. */
export const sectionName = stringOption({
  names: { fr: 'nom' },
  description: {
    en: "The section's heading, or a part of it",
    fr: 'Le titre de la section, ou une partie',
  },
  required: true,
});

/** Sections whose headings fit what has been typed so far, all of them where that is nothing. */
export function suggestSections(
  pack: Pack | null,
  typed: string,
): readonly APIApplicationCommandOptionChoice<string>[] {
  if (pack === null) return [];
  const sections = typed.trim() === '' ? pack.sections : search(pack, typed);
  return sections.slice(0, LIMITS.choices).map(({ heading, slug }) => choice(heading, slug));
}

/**
 * The section that was chosen or, for a name typed by hand, meant. Throws a `UserError` where there is none.
 * @param hasCommand whether the article has a command of its own
 */
export function findSection(pack: Pack, name: string, hasCommand: boolean): Section {
  const exact = pack.sections.find(
    (section) => section.slug === name || section.heading.toLowerCase() === name.trim().toLowerCase(),
  );
  const byNumber = /^\s*\d+\s*$/.test(name)
    ? pack.sections.find((section) => section.index === Number(name))
    : undefined;
  const section = exact ?? byNumber ?? search(pack, name)[0];
  if (section === undefined) {
    const typed = oneLine(name, 60).replaceAll('`', "'");
    throw new UserError('no-such-section', ({ reading }) =>
      hasCommand ? reading.noSuchSection(typed, pack.slug) : reading.noSuchSectionOffered(typed),
    );
  }
  return section;
}

/** Longer than any heading that is worth telling apart, and Fuse.js's cost grows with it. */
const PATTERN_LENGTH = 64;

function search(pack: Pack, typed: string): readonly Section[] {
  const fuse = new Fuse(pack.sections, {
    keys: ['heading'],
    ignoreLocation: true,
    ignoreDiacritics: true,
    includeScore: true,
    threshold: NEAR_ENOUGH,
  });
  return fuse.search(typed.trim().slice(0, PATTERN_LENGTH)).map(({ item }) => item);
}
