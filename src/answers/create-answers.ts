import { articlesOf, packIn, passagesOf } from '../content/pack.ts';
import type { Library, Pack } from '../content/pack.ts';
import type { NotCoveredHit } from '../search/hit.ts';
import type { Answers, Asked } from './answers.ts';
import { indexLibrary, nearness } from './indexed-library.ts';
import type { IndexedLibrary, IndexedPack } from './indexed-library.ts';
import type { Found, Outcome, RankedFound } from './outcome.ts';
import { createPopularity } from './popularity.ts';
import type { Popularity } from './popularity.ts';
import { relatedTo } from './related.ts';
import { suggestChoices } from './suggest-choices.ts';

/** From this confidence on, it answers. */
const ANSWER_AT = 0.65;
/** From this chance on that one of the first three is right, it asks "did you mean". */
const SUGGEST_AT = 0.12;
/** From this confidence on, it says that the article doesn't tell. */
const NOT_COVERED_AT = 0.35;
/** From this confidence on, it also names what exactly. */
const NAME_LINE_AT = 0.6;

const MOST_SUGGESTIONS = 3;

export interface AnswersOptions {
  /** Who counts what is asked; by default, a tally in memory. */
  readonly popularity?: Popularity;
}

/** Reads the whole library once; a changed library needs new answers, which may go on with the same popularity. */
export function createAnswers(library: Library, options: AnswersOptions = {}): Answers {
  const popularity = options.popularity ?? createPopularity();
  const indexed = indexLibrary(library);

  return {
    library,
    ask: (question, asked) => {
      const outcome = decide(question, asked, library, indexed);
      if (outcome.outcome === 'answer') popularity.answered(referenceTo(outcome.best));
      return Promise.resolve(outcome);
    },
    suggest: (typed, asked) =>
      suggestChoices(typed, asked, indexed, (found) => popularity.of(referenceTo(found))),
    passage: ({ slug, locale, id }) => {
      const pack = library.find((one) => one.slug === slug && one.locale === locale);
      const passage = pack && passagesOf(pack).find((one) => one.id === id);
      return pack === undefined || passage === undefined ? null : { pack, passage };
    },
    related: (found, limit) => relatedTo(found, limit, indexed.indexOf(found.pack)),
  };
}

function referenceTo({ pack, passage }: Found): { slug: string; locale: string; id: string } {
  return { slug: pack.slug, locale: pack.locale, id: passage.id };
}

function decide(question: string, asked: Asked, library: Library, indexed: IndexedLibrary): Outcome {
  const chosen = indexed.chosen(question, asked);
  if (chosen !== null) {
    const best: RankedFound = { ...chosen, confidence: 1, signals: [] };
    return { outcome: 'answer', best, ranking: [best] };
  }
  const articles = searchArticles(question, asked, indexed);
  const ranking = articles
    .flatMap(({ ranking: one }) => one)
    .toSorted((one, other) => other.confidence - one.confidence);
  const best = ranking[0];
  const unsaid = likeliestLine(articles);
  const confidence = best?.confidence ?? 0;
  if (unsaid !== null && unsaid.hit.confidence >= NOT_COVERED_AT && unsaid.hit.confidence >= confidence) {
    // A line that may be another's question would say what nobody asked.
    const notCovered = unsaid.hit.confidence >= NAME_LINE_AT ? unsaid.hit.line : null;
    return { outcome: 'none', confidence, pack: unsaid.pack, notCovered, ranking };
  }
  if (best !== undefined && confidence >= ANSWER_AT) return { outcome: 'answer', best, ranking };
  const suggestions = ranking.slice(0, MOST_SUGGESTIONS);
  const chance = suggestions.reduce((sum, one) => sum + one.confidence, 0);
  if (chance >= SUGGEST_AT) return { outcome: 'suggestions', suggestions, ranking };
  const slug = asked.slug ?? best?.pack.slug ?? articlesOf(library)[0];
  const pack = slug === undefined ? null : packIn(library, slug, asked.locale);
  return { outcome: 'none', confidence, pack, notCovered: null, ranking };
}

interface SearchedPack {
  readonly pack: Pack;
  readonly ranking: readonly RankedFound[];
  readonly notCovered: NotCoveredHit | null;
}

/** Another language than the asker's must be better by this to be chosen. */
const HOME_ADVANTAGE = 0.2;

/** Each article in the one language that understands the question best. */
function searchArticles(question: string, asked: Asked, indexed: IndexedLibrary): readonly SearchedPack[] {
  const bySlug = new Map<string, { readonly searched: SearchedPack; readonly fit: number }>();
  for (const one of indexed.packsFor(asked)) {
    const searched = searchPack(question, one);
    const understood = Math.max(searched.ranking[0]?.confidence ?? 0, searched.notCovered?.confidence ?? 0);
    const fit = understood + (nearness(one.pack.locale, asked.locale) >= 2 ? HOME_ADVANTAGE : 0);
    const rival = bySlug.get(one.pack.slug);
    if (rival === undefined || fit > rival.fit) bySlug.set(one.pack.slug, { searched, fit });
  }
  return [...bySlug.values()].map(({ searched }) => searched);
}

function searchPack(question: string, { pack, index }: IndexedPack): SearchedPack {
  const { hits, notCovered } = index.search(question);
  const ranking = hits.map(({ passage, confidence, signals }) => ({ pack, passage, confidence, signals }));
  return { pack, ranking, notCovered };
}

function likeliestLine(
  articles: readonly SearchedPack[],
): { readonly pack: Pack; readonly hit: NotCoveredHit } | null {
  return articles
    .flatMap(({ pack, notCovered }) => (notCovered === null ? [] : [{ pack, hit: notCovered }]))
    .reduce<{ pack: Pack; hit: NotCoveredHit } | null>(
      (best, one) => (best === null || one.hit.confidence > best.hit.confidence ? one : best),
      null,
    );
}
