import { articlesOf, type Library } from '../content/pack.ts';

const MAX_EXAMPLES = 3;

/** A few questions that the first article answers, from different places in it, by its languages. */
export function exampleQuestions(library: Library): Readonly<Record<string, readonly string[]>> {
  const [slug] = articlesOf(library);
  const languages = library.filter((pack) => pack.slug === slug);
  return Object.fromEntries(
    languages.map(({ locale, faq }) => {
      const step = Math.max(1, Math.floor(faq.length / MAX_EXAMPLES));
      const some = faq.filter((_, at) => at % step === 0).slice(0, MAX_EXAMPLES);
      return [locale, some.map(({ heading }) => heading)];
    }),
  );
}
