import { LRUCache } from 'lru-cache';
import { localeMatch } from '../content/locale-match.ts';
import type { Library, Locale, Pack, Passage } from '../content/pack.ts';
import { memoize } from '../memoize.ts';
import type { TextVectors } from '../search/embedder.ts';
import { createFindArticles, type FindArticles, type ReadArticle } from '../search/find-articles.ts';
import { languageOf } from '../search/languages/language.ts';
import { createSuggest, type SuggestedWording } from '../search/suggest.ts';
import { inSlices, type Steps } from '../time-slices.ts';
import type { ArticlesHere } from './answers.ts';
import { MAX_INDEXED, offersIn, type IndexedPack, type ReadPacks } from './indexed-pack.ts';
import { areAllOn, placesOf, type LibraryScope } from './library-scope.ts';
import { MAX_CHOICES } from './offered-question.ts';
import type { OfferedQuestion } from './offered-question.ts';
import type { PackPassage } from './outcome.ts';

/** Questions that may be offered while somebody types, in one language. */
export interface Offers {
  readonly locale: Locale;
  readonly offersFor: (typed: string) => Promise<readonly OfferedQuestion[]>;
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
    scope: Pick<LibraryScope, 'locale'>,
  ): Promise<readonly IndexedPack[]>;
  /** Of all that are on there, by language: the asker's first. */
  offersIn(scope: LibraryScope): readonly Offers[];
  indexOf(pack: Pack): Promise<IndexedPack>;
  /** The same, in which those that have all vectors are also searched by what texts mean. */
  withVectors(packs: readonly Pack[], vectors: TextVectors): ManyPacks;
}

/** Of a question: searching an article takes some milliseconds, and indexing one ten times as long. */
const MAX_SEARCHED = 8;

/** Whose time it is that articles are indexed in because somebody asks. */
const ASKED_ARTICLES = 'asked articles';

/** All packs in one language. */
interface Group {
  readonly locale: Locale;
  readonly packs: readonly Pack[];
  readonly finder: FindArticles;
  /** Of all of them, or of the articles that are on. */
  readonly offersFor: (typed: string, articles: ArticlesHere | undefined) => readonly OfferedQuestion[];
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
  const foundIn = new Map<Passage, PackPassage>();
  const wordings: SuggestedWording[] = [];
  const toFind: ReadArticle[] = [];
  for (const pack of packs) {
    const article = yield* read.article(pack);
    toFind.push(article);
    for (const one of article.suggested) {
      if (!foundIn.has(one.passage)) foundIn.set(one.passage, { pack, passage: one.passage });
      wordings.push(one);
    }
    yield;
  }
  const finder = yield* createFindArticles(toFind, language);
  const suggest = yield* createSuggest({ wordings, keyOf: (passage) => passage, fallback: null }, language);
  const slugs = [...new Set(packs.map(({ slug }) => slug))];
  const offersOfAll = memoize((typed) => offersIn(foundIn, suggest(typed, MAX_CHOICES)), MAX_RECENT);
  return {
    locale,
    packs,
    finder,
    offersFor(typed, articles) {
      if (articles === undefined) return offersOfAll(typed);
      const places = placesOf(articles);
      const slugOf = (passage: Passage): string => foundIn.get(passage)?.pack.slug ?? '';
      const offersOf = (isOffered: (slug: string) => boolean) =>
        offersIn(
          foundIn,
          suggest(typed, MAX_CHOICES, (passage) => isOffered(slugOf(passage))),
        );
      const all = areAllOn(slugs, articles) ? offersOfAll(typed) : offersOf((slug) => places.has(slug));
      if (articles.first.length === 0) return all;
      // Among all, they might not even be among those that are compared.
      const first = new Set(articles.first);
      const before = offersOf((slug) => first.has(slug));
      const offered = new Set(before.map(({ found }) => found.passage));
      const placeOf = ({ found }: OfferedQuestion): number => places.get(found.pack.slug) ?? 0;
      return [...before, ...all.filter(({ found }) => !offered.has(found.passage))]
        .toSorted((one, other) => other.score - one.score || placeOf(one) - placeOf(other))
        .slice(0, MAX_CHOICES);
    },
  };
}

/** Many begin alike. Of each language, at about 1 kB. */
const MAX_RECENT = 2_000;

function manyPacks(
  groups: readonly Group[],
  read: ReadPacks,
  index: (pack: Pack) => Steps<IndexedPack>,
): ManyPacks {
  const indexOf = (pack: Pack) => inSlices(ASKED_ARTICLES, index(pack));
  return {
    offersIn: ({ locale: asked, articles }) =>
      groups
        .toSorted((one, other) => localeMatch(other.locale, asked) - localeMatch(one.locale, asked))
        .map(({ locale, offersFor }) => ({
          locale,
          offersFor: (typed) => Promise.resolve(offersFor(typed, articles)),
        })),
    indexOf,
    likeliest: (question, packs, { locale }) => {
      const chosen = packs.length <= MAX_SEARCHED ? packs : likeliest(question, packs, locale, groups);
      return Promise.all(chosen.map(indexOf));
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
    for (const { article, score } of group.finder.find(question)) {
      const pack = group.packs[article];
      if (pack === undefined || !wanted.has(pack)) continue;
      best.set(pack.slug, Math.max(best.get(pack.slug) ?? 0, fit * score));
    }
  }
  // Of equal ones, those that come first there.
  const slugs = new Set(
    [...new Set(packs.map(({ slug }) => slug))]
      .filter((slug) => best.has(slug))
      .toSorted((one, other) => (best.get(other) ?? 0) - (best.get(one) ?? 0))
      .slice(0, MAX_SEARCHED),
  );
  return packs.filter(({ slug }) => slugs.has(slug));
}
