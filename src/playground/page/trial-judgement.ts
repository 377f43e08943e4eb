import type { ArticleName, NamedPassage, TriedQuestion, WordingRequest } from '../trial-protocol.ts';

/** What should have been the answer. */
export type Mark = ArticleName &
  (
    | {
        readonly kind: 'passage';
        readonly passage: NamedPassage;
        /** Of a section or a highlight, which take no wordings: whether it becomes the answer of an entry. */
        readonly asEntry: boolean;
        /** The id of the passage that the entry was made of here; null for all others. */
        readonly madeOf: string | null;
      }
    /** `topic`: the line below `Not covered`. */
    | { readonly kind: 'not covered'; readonly topic: string }
  );

export const VERDICTS = ['right', 'offered', 'wrong', 'refused'] as const;

/**
 * `offered`: to choose from, among others; `wrong`: something else was answered or offered; `refused`: it said that the
 * article doesn't tell, which is right where that is so.
 */
export type Verdict = (typeof VERDICTS)[number];

export function judge(tried: TriedQuestion, mark: Mark): Verdict {
  const { outcome, best, offered } = tried;
  if (outcome === 'none') return mark.kind === 'not covered' ? 'right' : 'refused';
  if (mark.kind === 'not covered') return 'wrong';
  const isMarked = (found: (ArticleName & { readonly id: string }) | null): boolean =>
    found?.slug === mark.slug &&
    found.locale === mark.locale &&
    // What was found before the entry was there is as right as it was then.
    [mark.passage.id, mark.madeOf].includes(found.id);
  if (outcome === 'answer') return isMarked(best) ? 'right' : 'wrong';
  return offered.some(isMarked) ? 'offered' : 'wrong';
}

export type Marks = Readonly<Record<string, Mark>>;

/** How many of the marked ones came out how. */
export function count(all: readonly TriedQuestion[], marks: Marks): Readonly<Record<Verdict, number>> {
  const counts = { right: 0, offered: 0, wrong: 0, refused: 0 };
  for (const tried of all) {
    const mark = marks[tried.question];
    if (mark !== undefined) counts[judge(tried, mark)] += 1;
  }
  return counts;
}

export interface WordingsOfArticle extends ArticleName {
  readonly wordings: readonly WordingRequest[];
}

/** Whether nothing is left to write: it is answered so, or refused by the name of what isn't covered. */
export function isSettled(tried: TriedQuestion, mark: Mark): boolean {
  return judge(tried, mark) === 'right' && (mark.kind === 'passage' || tried.notCovered !== null);
}

/** What there is to write, article by article. */
export function wordingsToWrite(all: readonly TriedQuestion[], marks: Marks): readonly WordingsOfArticle[] {
  const byArticle = new Map<string, WordingsOfArticle>();
  for (const tried of all) {
    const mark = marks[tried.question];
    if (mark === undefined || isSettled(tried, mark)) continue;
    const to = targetOf(mark);
    if (to === null) continue;
    const { slug, locale } = mark;
    const { wordings = [] } = byArticle.get(`${slug}/${locale}`) ?? {};
    byArticle.set(`${slug}/${locale}`, {
      slug,
      locale,
      wordings: [...wordings, { wording: tried.question, to }],
    });
  }
  return [...byArticle.values()];
}

/** Null for what takes no wordings, and isn't to become an entry. */
function targetOf(mark: Mark): WordingRequest['to'] | null {
  if (mark.kind === 'not covered')
    return mark.topic.trim() === '' ? null : { kind: 'not covered', topic: mark.topic };
  const { id, kind } = mark.passage;
  if (kind === 'faq') return { kind: 'entry', id };
  return mark.asEntry ? { kind: 'new entry', id } : null;
}

/** The marks as `footnote eval` reads them, a line each. */
export function asJsonLines(all: readonly TriedQuestion[], marks: Marks, locale: string): string {
  const lines = all.flatMap(({ question }, at) => {
    const mark = marks[question];
    if (mark === undefined) return [];
    const expect = mark.kind === 'not covered' ? 'none' : [mark.passage.id];
    const kind = mark.kind === 'not covered' ? 'not covered' : 'covered';
    return [
      JSON.stringify({ id: String(at + 1), query: question, kind, expect, locale, article: mark.slug }),
    ];
  });
  return lines.map((line) => `${line}\n`).join('');
}
