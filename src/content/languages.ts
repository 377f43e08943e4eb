import type { Pack } from './pack.ts';
import type { Problem } from './problem.ts';

const COUNTED = ['sections', 'highlights', 'faq'] as const;

const NAMES: Readonly<Record<(typeof COUNTED)[number], string>> = {
  sections: 'sections',
  highlights: 'highlights',
  faq: 'FAQ questions',
};

/**
 * Compares an article's languages with the first of them: section 4 should be the same section in each.
 *
 * @param packs one article, in the library's order
 */
export function reportDifferences(
  packs: readonly Pack[],
  fileOf: (pack: Pack) => string,
): readonly Problem[] {
  const [model, ...others] = packs;
  if (model === undefined) return [];
  return others.flatMap((pack) =>
    COUNTED.filter((part) => pack[part].length !== model[part].length).map((part): Problem => {
      const message = `Bring the languages in line: this file has ${pack[part].length} ${NAMES[part]}, ${model.locale}.md has ${model[part].length}.`;
      return { file: fileOf(pack), line: 1, severity: 'warning', message };
    }),
  );
}
