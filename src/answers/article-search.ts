import type { Pack, Passage } from '../content/pack.ts';
import { createMemoCache } from '../memoize.ts';
import type { QueryScope } from './answers.ts';
import { askArticles } from './ask-articles.ts';
import type { ArticlesRanking } from './ask-articles.ts';
import type { IndexedLibrary } from './indexed-library.ts';
import type { SentenceEmbeddings } from './sentence-embeddings.ts';
import { searchQuestion } from './search-question.ts';
import { aboutText } from './related.ts';

/** The articles as they are indexed, with what was asked of them last at hand: communities ask the same again and again. */
export interface ArticleSearch {
  readonly indexed: IndexedLibrary;
  /** How well their passages fit a question; the same for all who ask in one language. */
  ask(question: string, scope: Pick<QueryScope, 'locale' | 'slug' | 'articles'>): Promise<ArticlesRanking>;
  /** The passages of an article that are near one of its own, the nearest first. */
  near(home: Pack, passage: Passage): Promise<readonly Passage[]>;
}

/** At some tens of kB each. */
const MAX_RECENT = 200;

export function createArticleSearch(
  indexed: IndexedLibrary,
  embeddings: SentenceEmbeddings | null,
): ArticleSearch {
  const recent = createMemoCache<Promise<ArticlesRanking>>(MAX_RECENT);
  const nearby = new WeakMap<Passage, readonly Passage[]>();

  return {
    indexed,

    ask(question, scope) {
      const key = JSON.stringify([
        scope.locale,
        scope.slug ?? null,
        scope.articles?.on.toSorted() ?? null,
        question,
      ]);
      const ranking = recent.get(key, async () => {
        const search = searchQuestion(question, embeddings);
        const found = await askArticles(search, scope, indexed);
        // Whoever asks next may be luckier.
        if (!search.isFinal) recent.forget(key);
        return found;
      });
      ranking.catch(() => recent.forget(key));
      return ranking;
    },

    async near(home, passage) {
      const before = nearby.get(passage);
      if (before !== undefined) return before;
      const index = await indexed.indexOf(home);
      const hits = index?.search(aboutText(passage)).hits ?? [];
      const near = hits.map((hit) => hit.passage);
      nearby.set(passage, near);
      return near;
    },
  };
}
