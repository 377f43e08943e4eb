import type { ImportedArticle } from '../import/import-source.ts';
import type { OwnArticle } from '../playground/article-protocol.ts';
import type { ImportOrder } from './import-thread.ts';

/** An article that somebody brought to the playground, with what it was made of, for another language. */
export interface BroughtArticle {
  readonly id: string;
  readonly order: ImportOrder;
  /** What it would have been if nobody had chosen and all names were free: the same file brought again is the same. */
  readonly usual: { readonly slug: string; readonly locale: string };
  readonly slug: string;
  /** Null where nobody gave it another one. */
  readonly givenTitle: string | null;
  readonly imported: ImportedArticle;
  /** The command of the file that it was last saved in. */
  readonly savedSlug: string | null;
  /** Whether it has not changed since. */
  readonly isSaved: boolean;
}

/** What the page draws of an article; the rest is in the pack. */
const MAX_PARTS = 2_000;
const MAX_PROBLEMS = 100;
const PART_CHARACTERS = 160;
const SHOWN_QUESTIONS = 3;

/** An article as the page shows it. */
export function describeOwnArticle(article: BroughtArticle, target: string): OwnArticle {
  const { id, order, slug, imported, isSaved } = article;
  const { title, locale, isLocaleGiven, pack, told, words, problems } = imported;
  return {
    id,
    from: order.name,
    slug,
    title,
    locale,
    isLocaleGuessed: !isLocaleGiven,
    isServed: pack !== null,
    counts: {
      sections: pack?.sections.length ?? 0,
      highlights: pack?.highlights.length ?? 0,
      questions: pack?.faq.length ?? 0,
      notCovered: pack?.notCovered.length ?? 0,
    },
    words,
    parts: told.slice(0, MAX_PARTS).map((part) => ({ ...part, text: shortened(part.text) })),
    partsLeftOut: Math.max(0, told.length - MAX_PARTS),
    problems: problems.slice(0, MAX_PROBLEMS).map((problem) => ({ ...problem, file: target })),
    questions: someOf(pack?.faq.map(({ heading }) => heading) ?? []),
    target,
    isSaved,
  };
}

/** From different places. */
function someOf(questions: readonly string[]): readonly string[] {
  const step = Math.max(1, Math.floor(questions.length / SHOWN_QUESTIONS));
  return questions.filter((_, at) => at % step === 0).slice(0, SHOWN_QUESTIONS);
}

function shortened(text: string): string {
  const letters = Array.from(text.replace(/\s+/gu, ' ').trim());
  return letters.length <= PART_CHARACTERS
    ? letters.join('')
    : `${letters
        .slice(0, PART_CHARACTERS - 1)
        .join('')
        .trimEnd()}…`;
}
