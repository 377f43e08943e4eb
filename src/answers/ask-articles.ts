import type { Pack } from '../content/pack.ts';
import type { NotCoveredHit } from '../search/hit.ts';
import type { Asked } from './answers.ts';
import { nearness } from './indexed-library.ts';
import type { IndexedLibrary, IndexedPack } from './indexed-library.ts';
import type { RankedFound } from './outcome.ts';
import type { QuestionVectors } from './question-vectors.ts';

export interface Query {
  readonly question: string;
  readonly vectorFor: QuestionVectors['of'];
  readonly asked: Pick<Asked, 'locale' | 'slug'>;
}

export interface ArticlesRanking {
  /** In no order. */
  readonly ranking: readonly RankedFound[];
  /** The likeliest `Not covered` line. */
  readonly line: { readonly pack: Pack; readonly hit: NotCoveredHit } | null;
}

interface SearchedPack {
  readonly understood: number;
  readonly pack: Pack;
  readonly ranking: readonly RankedFound[];
  readonly notCovered: NotCoveredHit | null;
}

/** Another language than the asker's must be better by this to be chosen. */
const HOME_ADVANTAGE = 0.2;

/** Asks each article in the one language that understands the question best. */
export function askArticles(query: Query, indexed: IndexedLibrary): ArticlesRanking {
  const bySlug = new Map<string, { readonly searched: SearchedPack; readonly fit: number }>();
  for (const { one, home, most } of mostPromisingFirst(query, indexed)) {
    const rival = bySlug.get(one.pack.slug);
    if (rival !== undefined && most <= rival.fit) continue;
    const searched = searchPack(query, one);
    const sure = Math.max(searched.ranking[0]?.confidence ?? 0, searched.notCovered?.confidence ?? 0);
    const fit = sure + searched.understood + home;
    if (rival === undefined || fit > rival.fit) bySlug.set(one.pack.slug, { searched, fit });
  }
  const articles = [...bySlug.values()].map(({ searched }) => searched);
  return { ranking: articles.flatMap(({ ranking }) => ranking), line: likeliestLine(articles) };
}

/** With `most`, the best that each may fit: mostly it shows that another language need not be searched at all. */
function mostPromisingFirst({ question, asked }: Query, indexed: IndexedLibrary) {
  return indexed
    .packsFor(asked)
    .map((one) => {
      const home = nearness(one.pack.locale, asked.locale) >= 2 ? HOME_ADVANTAGE : 0;
      return { one, home, most: 1 + one.index.understood(question) + home };
    })
    .toSorted((first, second) => second.most - first.most);
}

function searchPack({ question, vectorFor }: Query, { pack, index }: IndexedPack): SearchedPack {
  const { understood, hits, notCovered } = index.search(question, vectorFor(index));
  const ranking = hits.map(({ passage, confidence, explain }) => ({ pack, passage, confidence, explain }));
  return { understood, pack, ranking, notCovered };
}

function likeliestLine(articles: readonly SearchedPack[]): ArticlesRanking['line'] {
  return articles
    .flatMap(({ pack, notCovered }) => (notCovered === null ? [] : [{ pack, hit: notCovered }]))
    .reduce<ArticlesRanking['line']>(
      (best, one) => (best === null || one.hit.confidence > best.hit.confidence ? one : best),
      null,
    );
}
