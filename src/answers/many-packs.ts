import { LRUCache } from 'lru-cache';
import { localeMatch } from '../content/locale-match.ts';
import type { Library, Locale, Pack, Passage } from '../content/pack.ts';
import { memoize } from '../memoize.ts';
import type { TextVectors } from '../search/embedder.ts';
import { createFindArticles, type FindArticles } from '../search/find-articles.ts';
import { languageOf } from '../search/languages/language.ts';
import type { EntryTokens } from '../search/prepared-entry.ts';
import { createSuggest, type SuggestedWording } from '../search/suggest.ts';
import { inSlices, runAtOnce, type Steps } from '../time-slices.ts';
import type { QueryScope } from './answers.ts';
import { MAX_INDEXED, type IndexedPack, type ReadPacks } from './indexed-pack.ts';
import { MAX_CHOICES } from './offered-question.ts';
import type { OfferedQuestion } from './offered-question.ts';

/** Questions that may be offered while somebody types, in one language. */
export interface Offers {
  readonly locale: Locale;
  readonly offersFor: (typed: string) => readonly OfferedQuestion[];
}

/**
 * Packs that are too many to be held ready, and to be searched for every question: one index for all in a language tells
 * which of them share most words with it, and these are indexed when they are asked, in slices.
 */
export interface ManyPacks {
  /** Those of the packs that a question may be about. */
  likeliest(
    question: string,
    packs: readonly Pack[],
    scope: Pick<QueryScope, 'locale'>,
  ): Promise<readonly IndexedPack[]>;
  /** Of all of them, by language. */
  readonly offers: readonly Offers[];
  indexOf(pack: Pack): IndexedPack;
  /** The same, in which those that have all vectors are also searched by what texts mean. */
  withVectors(packs: readonly Pack[], vectors: TextVectors): ManyPacks;
}

/** Of a question: searching an article takes some milliseconds, and indexing one ten times as long. */
const MAX_SEARCHED = 8;

/** Whose time it is that articles are indexed in because somebody asks. */
const ASKED_ARTICLES = 'asked articles';

/** All packs in one language. */
interface Group extends Offers {
  readonly packs: readonly Pack[];
  readonly finder: FindArticles;
}

export function* indexManyPacks(library: Library, read: ReadPacks): Steps<ManyPacks> {
  const groups: Group[] = [];
  for (const locale of new Set(library.map((pack) => pack.locale))) {
    groups.push(
      yield* groupOf(
        locale,
        library.filter((pack) => pack.locale === locale),
        read,
      ),
    );
  }
  return manyPacks(groups, read, (pack) => read.index(pack));
}

function* groupOf(locale: Locale, packs: readonly Pack[], read: ReadPacks): Steps<Group> {
  const language = languageOf(locale);
  const packOf = new Map<Passage, Pack>();
  const wordings: SuggestedWording[] = [];
  const articles: EntryTokens[] = [];
  for (const pack of packs) {
    const { tokens, suggested } = yield* read.article(pack);
    articles.push(tokens);
    for (const one of suggested) {
      packOf.set(one.passage, pack);
      wordings.push(one);
    }
    yield;
  }
  const finder = yield* createFindArticles(articles, language);
  const suggest = yield* createSuggest({ wordings, keyOf: (passage) => passage, fallback: null }, language);
  const offersFor = (typed: string): readonly OfferedQuestion[] =>
    suggest(typed, MAX_CHOICES).flatMap(({ passage, wording, score }) => {
      const pack = packOf.get(passage);
      return pack === undefined ? [] : [{ found: { pack, passage }, wording, score }];
    });
  return { locale, packs, finder, offersFor: memoize(offersFor, MAX_RECENT) };
}

/** Many begin alike. */
const MAX_RECENT = 1_000;

function manyPacks(
  groups: readonly Group[],
  read: ReadPacks,
  index: (pack: Pack) => Steps<IndexedPack>,
): ManyPacks {
  return {
    offers: groups,
    indexOf: (pack) => runAtOnce(index(pack)),
    likeliest: (question, packs, { locale }) => {
      const chosen = packs.length <= MAX_SEARCHED ? packs : likeliest(question, packs, locale, groups);
      return Promise.all(chosen.map((pack) => inSlices(ASKED_ARTICLES, index(pack))));
    },
    withVectors(understood, vectors) {
      const having = new Set(understood);
      const upgraded = new LRUCache<Pack, IndexedPack>({ max: MAX_INDEXED });
      return manyPacks(groups, read, function* withVectors(pack) {
        const known = upgraded.get(pack);
        if (known !== undefined) return known;
        const lexical = yield* read.index(pack);
        const semantic = having.has(pack) ? yield* lexical.index.withVectors(vectors) : null;
        const indexed = { ...lexical, index: semantic ?? lexical.index };
        upgraded.set(pack, indexed);
        return indexed;
      });
    },
  };
}

/** What counts for a language that isn't the asker's. */
const OTHER_LANGUAGE = 0.75;

/** In all languages that they are written in: which of these a question is in is decided once they are indexed. */
function likeliest(
  question: string,
  packs: readonly Pack[],
  locale: Locale,
  groups: readonly Group[],
): readonly Pack[] {
  const wanted = new Set(packs);
  const best = new Map<string, number>();
  for (const group of groups) {
    const home = localeMatch(group.locale, locale) >= 2 ? 1 : OTHER_LANGUAGE;
    const fit = home * group.finder.vocabularyCoverage(question);
    const isWanted = (at: number): boolean => {
      const pack = group.packs[at];
      return pack !== undefined && wanted.has(pack);
    };
    for (const { article, score } of group.finder.find(question, MAX_SEARCHED, isWanted)) {
      const slug = group.packs[article]?.slug ?? '';
      best.set(slug, Math.max(best.get(slug) ?? 0, fit * score));
    }
  }
  const slugs = new Set(
    [...best]
      .toSorted((one, other) => other[1] - one[1])
      .slice(0, MAX_SEARCHED)
      .map(([slug]) => slug),
  );
  return packs.filter(({ slug }) => slugs.has(slug));
}
