import { LRUCache } from 'lru-cache';
import { passagesOf, type Pack, type Passage } from '../content/pack.ts';
import { memoize } from '../memoize.ts';
import { buildIndex } from '../search/build-index.ts';
import { createReadArticle, type ReadArticle } from '../search/find-articles.ts';
import type { LexicalSearchIndex, SearchIndex, Suggestion } from '../search/hit.ts';
import { languageOf, type Language } from '../search/languages/language.ts';
import type { Steps } from '../time-slices.ts';
import { MAX_CHOICES } from './offered-question.ts';
import type { OfferedQuestion } from './offered-question.ts';
import type { PackPassage } from './outcome.ts';

/** A pack that can be searched. */
export interface IndexedPack<Index extends SearchIndex = SearchIndex> {
  readonly pack: Pack;
  readonly index: Index;
  /** Its passages' questions that fit what somebody has typed so far, best first. */
  readonly offersFor: (typed: string) => readonly OfferedQuestion[];
}

/** What was read of packs: what stays when the content changes isn't read anew. */
export interface ReadPacks {
  /** Its index, where it is one of those that were used last. */
  indexed(pack: Pack): IndexedPack<LexicalSearchIndex> | null;
  index(pack: Pack): Steps<IndexedPack<LexicalSearchIndex>>;
  /** To find it among many. */
  article(pack: Pack): Steps<ReadArticle>;
}

/** At about 150 times the size of their files: 1 MB for an article of 1,000 words. */
export const MAX_INDEXED = 100;

/** Many begin alike. Of each pack, at about 1 kB. */
const MAX_RECENT = 2_000;

export function createReadPacks(): ReadPacks {
  const indexes = new LRUCache<Pack, IndexedPack<LexicalSearchIndex>>({ max: MAX_INDEXED });
  const articles = new WeakMap<Pack, ReadArticle>();
  const readers = new Map<Language, (pack: Pack) => Steps<ReadArticle>>();
  return {
    indexed: (pack) => indexes.get(pack) ?? null,

    *index(pack) {
      const known = indexes.get(pack);
      if (known !== undefined) return known;
      const index = yield* buildIndex(pack);
      const foundIn = new Map(passagesOf(pack).map((passage) => [passage, { pack, passage }]));
      const offersFor = memoize((typed) => offersIn(foundIn, index.suggest(typed, MAX_CHOICES)), MAX_RECENT);
      const indexed = { pack, index, offersFor };
      indexes.set(pack, indexed);
      return indexed;
    },

    *article(pack) {
      const known = articles.get(pack);
      if (known !== undefined) return known;
      const language = languageOf(pack.locale);
      const read = readers.get(language) ?? createReadArticle(language);
      readers.set(language, read);
      const found = yield* read(pack);
      articles.set(pack, found);
      return found;
    },
  };
}

/** @param foundIn the passages that may be offered; offers that are remembered share them */
export function offersIn(
  foundIn: ReadonlyMap<Passage, PackPassage>,
  suggestions: readonly Suggestion[],
): readonly OfferedQuestion[] {
  return suggestions.flatMap(({ passage, wording, score }) => {
    const found = foundIn.get(passage);
    return found === undefined ? [] : [{ found, wording, score }];
  });
}
