import type { SectionReference } from './entry.ts';
import { unquoted } from './faq.ts';
import type { CitedSection } from './faq.ts';
import { foldHeading } from './headings.ts';
import { articlesOf, packIn } from './pack.ts';
import type { Library, Locale } from './pack.ts';

/** How `See:` names the sections of several articles. */
export interface SectionNames {
  /** For the reader of a FAQ: an `index` counts through all articles. */
  readonly cited: readonly CitedSection[];
  readonly at: (index: number) => SectionReference | null;
  /** Null where the content has no such section. */
  readonly nameOf: (reference: SectionReference) => string | null;
}

/** A section goes by its heading; where that isn't clear, by `article/section`. */
export function sectionNames(library: Library, locale: Locale): SectionNames {
  const all = articlesOf(library).flatMap((slug) =>
    (packIn(library, slug, locale)?.sections ?? []).map((section) => ({
      reference: { slug, section: section.slug },
      heading: section.heading,
    })),
  );
  const times = new Map<string, number>();
  for (const { heading } of all) {
    const key = foldHeading(heading);
    times.set(key, (times.get(key) ?? 0) + 1);
  }
  const isClear = (heading: string): boolean =>
    times.get(foldHeading(heading)) === 1 && unquoted(heading) === heading;
  const byHeading = all.map(({ heading }, at): CitedSection => ({ heading, index: at }));
  return {
    cited: [
      ...byHeading.filter(({ heading }) => isClear(heading)),
      ...all.map(({ reference }, at): CitedSection => ({ heading: pathOf(reference), index: at })),
    ],
    at: (index) => all[index]?.reference ?? null,
    nameOf: (reference) => {
      const found = all.find(({ reference: one }) => pathOf(one) === pathOf(reference));
      if (found === undefined) return null;
      return isClear(found.heading) ? found.heading : pathOf(reference);
    },
  };
}

function pathOf({ slug, section }: SectionReference): string {
  return `${slug}/${section}`;
}
