import { localeMatch } from '../content/locale-match.ts';
import type { Pack } from '../content/pack.ts';
import type { NotCoveredHit } from '../search/hit.ts';
import type { QueryScope } from './answers.ts';
import type { IndexedLibrary } from './indexed-library.ts';
import type { IndexedPack } from './indexed-pack.ts';
import { otherLanguage } from './other-language.ts';
import { claimOfOthers, yielding } from './other-subjects.ts';
import type { RankedPassage } from './outcome.ts';
import type { QuestionSearch } from './search-question.ts';
import { shifted } from './votes.ts';

export interface ArticlesRanking {
  /** In no order. */
  readonly ranking: readonly RankedPassage[];
  /** The likeliest uncovered topic. */
  readonly topic: { readonly pack: Pack; readonly hit: NotCoveredHit } | null;
}

/** Reading takes a tenth of a second for eight passages; several articles share twelve. */
const MAX_READ_IN_ONE = 8;
const MAX_READ_IN_ALL = 12;
const MIN_READ = 2;

/**
 * Asks each article in the one language that the question is in. Where nobody said which article is meant, each yields to
 * what the others have of the question, also to those that are off there: what is theirs is none of its own.
 */
export async function askArticles(
  search: QuestionSearch,
  scope: Pick<QueryScope, 'locale' | 'slug' | 'articles'>,
  indexed: IndexedLibrary,
): Promise<ArticlesRanking> {
  const found = await indexed.packsFor(search.question, scope);
  const packs = inLanguageOf(search.question, scope, found);
  const maxRead = Math.max(MIN_READ, Math.min(MAX_READ_IN_ONE, Math.floor(MAX_READ_IN_ALL / packs.length)));
  const searched = await Promise.all(packs.map((one) => searchPack(search, one, maxRead)));
  if (scope.slug !== undefined) return rankingOf(searched);
  // Looking for them costs as much as for those that are on: where these are all, they are known.
  const all = indexed.hasAll(scope)
    ? found
    : await indexed.packsFor(search.question, { locale: scope.locale });
  return rankingOf(yieldingToOthers(search.question, searched, new Set([...packs, ...all])));
}

function rankingOf(articles: readonly SearchedPack[]): ArticlesRanking {
  return { ranking: articles.flatMap(({ ranking }) => ranking), topic: likeliestTopic(articles) };
}

/** So much more of the question another language than the asker's must understand: names are the same in all. */
const CLEARLY_MORE = 0.15;

/** Of each article one pack: in the asker's language, or in the one that the question is clearly asked in. */
function inLanguageOf(
  question: string,
  { locale }: Pick<QueryScope, 'locale'>,
  packs: readonly IndexedPack[],
): readonly IndexedPack[] {
  const bySlug = new Map<string, { readonly one: IndexedPack; readonly fit: number }>();
  // What the languages happen to share with another says nothing.
  const isOther = otherLanguage(question, packs) !== null;
  for (const one of packs) {
    const home = localeMatch(one.pack.locale, locale) >= 2 ? CLEARLY_MORE : 0;
    const fit = (isOther ? 0 : one.index.vocabularyCoverage(question)) + home;
    const rival = bySlug.get(one.pack.slug);
    if (rival === undefined || fit > rival.fit) bySlug.set(one.pack.slug, { one, fit });
  }
  return [...bySlug.values()].map(({ one }) => one);
}

interface SearchedPack {
  readonly pack: Pack;
  readonly ranking: readonly RankedPassage[];
  readonly notCovered: NotCoveredHit | null;
}

async function searchPack(
  search: QuestionSearch,
  { pack, index }: IndexedPack,
  maxRead: number,
): Promise<SearchedPack> {
  const { hits, notCovered } = await search.search(index, pack.locale, maxRead);
  return { pack, ranking: hits, notCovered };
}

function yieldingToOthers(
  question: string,
  searched: readonly SearchedPack[],
  all: ReadonlySet<IndexedPack>,
): readonly SearchedPack[] {
  if (new Set([...all].map(({ pack }) => pack.slug)).size <= 1) return searched;
  const words = new Map([...all].map(({ pack, index }) => [pack, index.distinctiveWords(question)]));
  return searched.map(({ pack, ranking, notCovered }) => {
    // Words of two languages can't be compared.
    const others = [...words].filter(([{ slug, locale }]) => slug !== pack.slug && locale === pack.locale);
    const share = claimOfOthers(
      words.get(pack) ?? [],
      others.map(([, known]) => known),
    );
    return {
      pack,
      ranking: yielding(ranking, share),
      notCovered: notCovered && { ...notCovered, confidence: shifted(notCovered.confidence, share) },
    };
  });
}

function likeliestTopic(articles: readonly SearchedPack[]): ArticlesRanking['topic'] {
  return articles
    .flatMap(({ pack, notCovered }) => (notCovered === null ? [] : [{ pack, hit: notCovered }]))
    .reduce<ArticlesRanking['topic']>(
      (best, one) => (best === null || one.hit.confidence > best.hit.confidence ? one : best),
      null,
    );
}
