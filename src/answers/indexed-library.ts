import { localeMatch } from '../content/locale-match.ts';
import { articlesOf, passagesOf } from '../content/pack.ts';
import type { Library, Pack } from '../content/pack.ts';
import { textsOf } from '../search/build-index.ts';
import type { TextVectors } from '../search/embedder.ts';
import type { LexicalSearchIndex, SearchIndex } from '../search/hit.ts';
import { type Steps } from '../time-slices.ts';
import { areAllOn, placesOf, type LibraryScope } from './library-scope.ts';
import type { QueryScope } from './answers.ts';
import { choiceQuestion } from '../content/choice-question.ts';
import { createReadPacks, type IndexedPack, type ReadPacks } from './indexed-pack.ts';
import { indexManyPacks, type ManyPacks, type Offers } from './many-packs.ts';
import type { PackPassage } from './outcome.ts';

export interface IndexedLibrary {
  /**
   * The packs that may answer a question, those in the asker's language first; of these, in the order of the articles
   * there. Of many, those alone that share most with it.
   */
  readonly packsFor: (question: string, scope: LibraryScope) => Promise<readonly IndexedPack[]>;
  /** All that are on there, in the same order. */
  readonly packsIn: (scope: LibraryScope) => readonly Pack[];
  /** Whether no article is off there. */
  readonly hasAll: (scope: Pick<LibraryScope, 'articles'>) => boolean;
  /** What may be offered of them while somebody types, in the same order. */
  readonly offersIn: (scope: LibraryScope) => readonly Offers[];
  /** Null where it is none of these packs. */
  readonly indexOf: (pack: Pack) => Promise<SearchIndex | null>;
  /** What was chosen from a list of suggestions, word by word: several where several articles ask the same, likeliest first. */
  readonly chosen: (question: string, scope: QueryScope) => readonly PackPassage[];
}

/** Goes by words alone. */
export interface LexicalLibrary extends IndexedLibrary {
  /** The texts of these packs whose vectors `withVectors` needs. */
  readonly textsOf: (packs: readonly Pack[]) => readonly string[];
  /** The same, in which these packs are also searched by what texts mean; null where none of them can be. */
  readonly withVectors: (packs: readonly Pack[], vectors: TextVectors) => Steps<IndexedLibrary | null>;
  /** Of changed content: a pack that stays isn't read anew. */
  readonly changedTo: (library: Library) => Steps<LexicalLibrary>;
}

/** So many are held ready, and all of them are searched for every question. */
const MAX_HELD = 40;

export function indexLibrary(library: Library): Steps<LexicalLibrary> {
  return indexWith(createReadPacks(), library);
}

function* indexWith(read: ReadPacks, library: Library): Steps<LexicalLibrary> {
  const changedTo = (changed: Library) => indexWith(read, changed);
  const textsOfAll = (packs: readonly Pack[]) => packs.flatMap(textsOf);
  const choices = choicesOf(library);
  if (library.length > MAX_HELD) {
    const many = yield* indexManyPacks(library, read);
    return {
      ...lookUpMany(library, many, choices),
      textsOf: textsOfAll,
      // oxlint-disable-next-line require-yield
      *withVectors(packs, vectors) {
        return packs.length === 0 ? null : lookUpMany(library, many.withVectors(packs, vectors), choices);
      },
      changedTo,
    };
  }
  const indexed: IndexedPack<LexicalSearchIndex>[] = [];
  for (const pack of library) indexed.push(yield* read.index(pack));
  return {
    ...lookUp(indexed, choices),
    textsOf: textsOfAll,
    *withVectors(packs, vectors) {
      let understood = 0;
      const upgraded: IndexedPack[] = [];
      for (const one of indexed) {
        const withVectors = packs.includes(one.pack) ? yield* one.index.withVectors(vectors) : null;
        if (withVectors !== null) understood += 1;
        upgraded.push({ ...one, index: withVectors ?? one.index });
      }
      return understood === 0 ? null : lookUp(upgraded, choices);
    },
    changedTo,
  };
}

function lookUp(indexed: readonly IndexedPack[], choices: Choices): IndexedLibrary {
  const inScope = (scope: LibraryScope) => inOrderOf(indexed, ({ pack }) => pack, scope);
  const slugs = articlesOf(indexed.map(({ pack }) => pack));
  return {
    packsFor: (_question, scope) => Promise.resolve(inScope(scope)),
    packsIn: (scope) => inScope(scope).map(({ pack }) => pack),
    hasAll: ({ articles }) => areAllOn(slugs, articles),
    offersIn: (scope) =>
      inScope(scope).map(({ pack: { locale }, offersFor }) => ({
        locale,
        offersFor: (typed) => Promise.resolve(offersFor(typed)),
      })),
    indexOf: (pack) => Promise.resolve(indexed.find((one) => one.pack === pack)?.index ?? null),
    chosen: chosenIn(choices),
  };
}

function lookUpMany(library: Library, many: ManyPacks, choices: Choices): IndexedLibrary {
  const inScope = (scope: LibraryScope) => inOrderOf(library, (pack) => pack, scope);
  const held = new Set(library);
  const slugs = articlesOf(library);
  return {
    packsFor: (question, scope) => many.likeliest(question, inScope(scope), scope),
    packsIn: inScope,
    hasAll: ({ articles }) => areAllOn(slugs, articles),
    offersIn: (scope) =>
      scope.slug === undefined
        ? many.offersIn(scope)
        : inScope(scope).map((pack) => ({
            locale: pack.locale,
            offersFor: async (typed) => (await many.indexOf(pack)).offersFor(typed),
          })),
    indexOf: async (pack) => (held.has(pack) ? (await many.indexOf(pack)).index : null),
    chosen: chosenIn(choices),
  };
}

function chosenIn(choices: Choices): IndexedLibrary['chosen'] {
  return (question, scope) => {
    const found = inOrderOf(choices.get(question.trim()) ?? [], ({ pack }) => pack, scope);
    const [first] = found;
    if (first === undefined) return [];
    const match = localeMatch(first.pack.locale, scope.locale);
    const slugs = new Set<string>();
    return found.filter(({ pack: { slug, locale } }) => {
      if (slugs.has(slug) || localeMatch(locale, scope.locale) < match) return false;
      slugs.add(slug);
      return true;
    });
  };
}

type Choices = ReadonlyMap<string, readonly PackPassage[]>;

/** Several passages may have the same wording: in several languages, or by an author's slip. */
function choicesOf(library: Library): Choices {
  const choices = new Map<string, PackPassage[]>();
  for (const pack of library) {
    for (const passage of passagesOf(pack)) {
      const heading = passage.kind === 'highlight' ? [] : [passage.heading];
      for (const wording of [...heading, ...passage.wordings]) {
        const question = choiceQuestion(wording);
        if (question === null) continue;
        const found = choices.get(question);
        if (found === undefined) choices.set(question, [{ pack, passage }]);
        else found.push({ pack, passage });
      }
    }
  }
  return choices;
}

function inOrderOf<Item>(
  items: readonly Item[],
  packOf: (item: Item) => Pack,
  { locale, slug, articles }: LibraryScope,
): readonly Item[] {
  const places = articles && placesOf(articles);
  return items
    .flatMap((item) => {
      const pack = packOf(item);
      const place = places === undefined ? 0 : places.get(pack.slug);
      if (place === undefined || (slug !== undefined && pack.slug !== slug)) return [];
      return [{ item, place, match: localeMatch(pack.locale, locale) }];
    })
    .toSorted((one, other) => other.match - one.match || one.place - other.place)
    .map(({ item }) => item);
}
