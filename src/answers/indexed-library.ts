import { localeMatch } from '../content/locale-match.ts';
import { passagesOf } from '../content/pack.ts';
import type { Library, Pack, Passage } from '../content/pack.ts';
import { memoize } from '../memoize.ts';
import { buildIndex, textsOf } from '../search/build-index.ts';
import type { TextVectors } from '../search/embedder.ts';
import type { LexicalSearchIndex, SearchIndex } from '../search/hit.ts';
import { type Steps } from '../time-slices.ts';
import type { QueryScope } from './answers.ts';
import { choiceQuestion } from '../content/choice-question.ts';
import { MAX_CHOICES } from './offered-question.ts';
import type { OfferedQuestion } from './offered-question.ts';
import type { PackPassage } from './outcome.ts';

export interface IndexedPack {
  readonly pack: Pack;
  readonly index: SearchIndex;
  /** Its passages' questions that fit what somebody has typed so far, best first. */
  readonly offersFor: (typed: string) => readonly OfferedQuestion[];
}

/** Many begin alike. Of each pack, at about 1 kB. */
const MAX_RECENT = 2_000;

export interface IndexedLibrary {
  /** The packs that may answer, those in the asker's language first; of these, in the order of the articles there. */
  readonly packsFor: (scope: Pick<QueryScope, 'locale' | 'slug' | 'articles'>) => readonly IndexedPack[];
  readonly indexOf: (pack: Pack) => SearchIndex | null;
  /** What was chosen from a list of suggestions, word by word: several where several articles ask the same, likeliest first. */
  readonly chosen: (question: string, scope: QueryScope) => readonly PackPassage[];
}

/** Goes by words alone. */
export interface LexicalLibrary extends IndexedLibrary {
  /** The texts of these packs whose vectors `withVectors` needs. */
  readonly textsOf: (packs: readonly Pack[]) => readonly string[];
  /** The same, in which these packs are also searched by what texts mean; null where none of them can be. */
  readonly withVectors: (packs: readonly Pack[], vectors: TextVectors) => Steps<IndexedLibrary | null>;
}

export function* indexLibrary(library: Library): Steps<LexicalLibrary> {
  const indexed: (IndexedPack & { readonly index: LexicalSearchIndex })[] = [];
  for (const pack of library) {
    const index = yield* buildIndex(pack);
    const foundIn = new Map(passagesOf(pack).map((passage) => [passage, { pack, passage }]));
    const offersFor = memoize((typed) => offersIn(foundIn, index, typed), MAX_RECENT);
    indexed.push({ pack, index, offersFor });
  }
  const choices = choicesOf(library);
  return {
    ...lookUp(indexed, choices),
    textsOf: (packs) => packs.flatMap(textsOf),
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
  };
}

/** @param foundIn a pack's passages; offers that are remembered share them */
function offersIn(
  foundIn: ReadonlyMap<Passage, PackPassage>,
  index: SearchIndex,
  typed: string,
): readonly OfferedQuestion[] {
  return index.suggest(typed, MAX_CHOICES).flatMap(({ passage, wording, score }) => {
    const found = foundIn.get(passage);
    return found === undefined ? [] : [{ found, wording, score }];
  });
}

function lookUp(indexed: readonly IndexedPack[], choices: Choices): IndexedLibrary {
  return {
    packsFor: (scope) => inOrderOf(indexed, ({ pack }) => pack, scope),
    indexOf: (pack) => indexed.find((one) => one.pack === pack)?.index ?? null,
    chosen(question, scope) {
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
    },
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
  scope: Pick<QueryScope, 'locale' | 'slug' | 'articles'>,
): readonly Item[] {
  const { slug, articles } = scope;
  const places = articles && new Map(articles.on.map((on, place) => [on, place]));
  const placeOf = (item: Item): number => places?.get(packOf(item).slug) ?? 0;
  return items
    .filter((item) => slug === undefined || packOf(item).slug === slug)
    .filter((item) => places === undefined || places.has(packOf(item).slug))
    .toSorted(
      (one, other) =>
        localeMatch(packOf(other).locale, scope.locale) - localeMatch(packOf(one).locale, scope.locale) ||
        placeOf(one) - placeOf(other),
    );
}
