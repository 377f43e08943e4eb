import { articlesOf, packIn, passagesOf } from '../content/pack.ts';
import type { Library, Pack } from '../content/pack.ts';
import type { NotCoveredHit, SearchIndex } from '../search/hit.ts';
import type { Answers, Asked } from './answers.ts';
import { decide, MOST_SUGGESTIONS } from './decision.ts';
import { indexLibrary, nearness } from './indexed-library.ts';
import type { IndexedLibrary, IndexedPack } from './indexed-library.ts';
import type { Meaning } from './meaning.ts';
import type { Found, Outcome, RankedFound } from './outcome.ts';
import { createPopularity } from './popularity.ts';
import type { Popularity } from './popularity.ts';
import { relatedTo } from './related.ts';
import { suggestChoices } from './suggest-choices.ts';

export interface AnswersOptions {
  /** Who counts what is asked; by default, a tally in memory. */
  readonly popularity?: Popularity;
  /** What texts mean; by default, answers go by words alone. */
  readonly meaning?: Meaning;
}

/** Reads the whole library once; a changed library needs new answers, which may go on with the same popularity. */
export function createAnswers(library: Library, options: AnswersOptions = {}): Answers {
  const popularity = options.popularity ?? createPopularity();
  const lexical = indexLibrary(library);
  const meaning = options.meaning ?? null;
  // Answers go by words alone until the vectors are there.
  let indexed: IndexedLibrary = lexical;
  const takeVectors = async (from: Meaning): Promise<boolean> => {
    const packs = library.filter(({ locale }) => from.understands(locale));
    const vectors = packs.length === 0 ? null : await from.vectorsOf(lexical.textsOf(packs));
    const upgraded = vectors === null ? null : lexical.withVectors(packs, vectors);
    if (upgraded === null) return false;
    indexed = upgraded;
    return true;
  };

  const answer = async (question: string, asked: Asked): Promise<Outcome> => {
    const chosen = indexed.chosen(question, asked);
    if (chosen !== null) {
      const best: RankedFound = { ...chosen, confidence: 1, signals: [] };
      return { outcome: 'answer', best, ranking: [best] };
    }
    const vectorOf = await vectorsFor(question, indexed.packsFor(asked), meaning);
    return outcomeFor({ question, vectorOf, asked }, library, indexed);
  };

  return {
    library,
    ready: meaning === null ? Promise.resolve(false) : takeVectors(meaning),
    ask: async (question, asked) => {
      const outcome = await answer(question, asked);
      if (outcome.outcome === 'answer') popularity.answered(referenceTo(outcome.best));
      return outcome;
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

interface Query {
  readonly question: string;
  /** Packs differ in the slips that they mend. */
  readonly vectorOf: (index: SearchIndex) => Float32Array | null;
  readonly asked: Asked;
}

async function vectorsFor(
  question: string,
  packs: readonly IndexedPack[],
  meaning: Meaning | null,
): Promise<Query['vectorOf']> {
  if (meaning === null) return () => null;
  const texts = new Set(
    packs.map(({ index }) => index.textToEmbed(question)).filter((text) => text !== null),
  );
  const vectors = new Map(
    await Promise.all([...texts].map(async (text) => [text, await meaning.vectorOf(text)] as const)),
  );
  return (index) => vectors.get(index.textToEmbed(question) ?? '') ?? null;
}

function outcomeFor(query: Query, library: Library, indexed: IndexedLibrary): Outcome {
  const { asked } = query;
  const articles = searchArticles(query, indexed);
  const ranking = articles
    .flatMap(({ ranking: one }) => one)
    .toSorted((one, other) => other.confidence - one.confidence);
  const [best] = ranking;
  const unsaid = likeliestLine(articles);
  const decision = decide(
    ranking.map(({ confidence }) => confidence),
    unsaid?.hit ?? null,
  );
  if (decision.outcome === 'answer' && best !== undefined) return { outcome: 'answer', best, ranking };
  if (decision.outcome === 'suggestions') {
    return { outcome: 'suggestions', suggestions: ranking.slice(0, MOST_SUGGESTIONS), ranking };
  }
  const named = decision.outcome === 'none' && decision.named ? unsaid : null;
  const slug = asked.slug ?? best?.pack.slug ?? articlesOf(library)[0];
  const pack = slug === undefined ? null : packIn(library, slug, asked.locale);
  return {
    outcome: 'none',
    confidence: best?.confidence ?? 0,
    pack: named?.pack ?? pack,
    notCovered: named?.hit.line ?? null,
    ranking,
  };
}

interface SearchedPack {
  readonly understood: number;
  readonly pack: Pack;
  readonly ranking: readonly RankedFound[];
  readonly notCovered: NotCoveredHit | null;
}

/** Another language than the asker's must be better by this to be chosen. */
const HOME_ADVANTAGE = 0.2;

/** Each article in the one language that understands the question best. */
function searchArticles(query: Query, indexed: IndexedLibrary): readonly SearchedPack[] {
  const { asked } = query;
  const bySlug = new Map<string, { readonly searched: SearchedPack; readonly fit: number }>();
  for (const one of indexed.packsFor(asked)) {
    const searched = searchPack(query, one);
    const sure = Math.max(searched.ranking[0]?.confidence ?? 0, searched.notCovered?.confidence ?? 0);
    const home = nearness(one.pack.locale, asked.locale) >= 2 ? HOME_ADVANTAGE : 0;
    const fit = sure + searched.understood + home;
    const rival = bySlug.get(one.pack.slug);
    if (rival === undefined || fit > rival.fit) bySlug.set(one.pack.slug, { searched, fit });
  }
  return [...bySlug.values()].map(({ searched }) => searched);
}

function searchPack({ question, vectorOf }: Query, { pack, index }: IndexedPack): SearchedPack {
  const { understood, hits, notCovered } = index.search(question, vectorOf(index));
  const ranking = hits.map(({ passage, confidence, signals }) => ({ pack, passage, confidence, signals }));
  return { understood, pack, ranking, notCovered };
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
