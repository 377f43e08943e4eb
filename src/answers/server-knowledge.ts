import type { Library, Pack, PassageReference } from '../content/pack.ts';
import { buildIndex, textsOf } from '../search/build-index.ts';
import type { TextVectors } from '../search/embedder.ts';
import type { LexicalSearchIndex, SearchIndex, FeatureContribution } from '../search/hit.ts';
import type { ReadingMemory } from '../search/question.ts';
import type { UncoveredTopic, Knowledge } from '../store/knowledge-store.ts';
import type { Steps } from '../time-slices.ts';
import type { QueryScope } from './answers.ts';
import { serverCorpora } from './server-corpus.ts';
import type { ServerCorpus } from './server-corpus.ts';
import { localeMatch } from '../content/locale-match.ts';
import type { OfferedQuestion } from './offered-question.ts';
import type { PackPassage, RankedPassage } from './outcome.ts';
import { questionHash, questionHashes } from './question-hashes.ts';
import type { QuestionSearch } from './search-question.ts';
import { SERVER_SLUG } from './servers.ts';
import { shifted } from './votes.ts';

/** What was asked word by word. */
type ExactMatch = { readonly found: PackPassage } | { readonly topic: UncoveredTopic };

export interface ServerRanking {
  readonly ranking: readonly RankedPassage[];
  readonly topic: { readonly topic: UncoveredTopic; readonly confidence: number } | null;
}

/** What one server taught the bot, ready to be searched. */
export interface ServerKnowledge {
  /** How many passages and topics it goes through; more, where these are very long. */
  readonly size: number;
  exactMatch(question: string, scope: QueryScope): ExactMatch | null;
  /** Whether a message that seems to be small talk is that for all that was taught, too. */
  isSmallTalk(message: string): boolean;
  search(search: QuestionSearch, scope: QueryScope): Promise<ServerRanking>;
  /** In their order where nothing is typed. */
  suggest(typed: string, scope: QueryScope): readonly OfferedQuestion[];
  /** An entry by its reference; null where it is none, or was removed. */
  find(reference: PassageReference): PackPassage | null;
  /** Entries and passages of articles that are near this text, the nearest first. */
  near(text: string, locale: string): readonly PackPassage[];
  /** All entries in this language. */
  entries(locale: string): readonly PackPassage[];
  /** The texts whose vectors `withVectors` needs, in the languages that are understood. */
  textsOf(understands: (locale: string) => boolean): readonly string[];
  /** The same, also searched by what texts mean where all of its texts have vectors. */
  withVectors(vectors: TextVectors): Steps<ServerKnowledge>;
}

interface Indexed extends ServerCorpus {
  readonly lexical: LexicalSearchIndex;
  readonly index: SearchIndex;
}

/** There may be hundreds of these: some 100 kB each. */
const LITTLE: ReadingMemory = { words: 200, questions: 4 };

/** Prepares what a server taught: 500 usual entries take 0.1 to 0.3 s. */
export function* buildServerKnowledge(knowledge: Knowledge, library: Library): Steps<ServerKnowledge> {
  const indexed: Indexed[] = [];
  for (const corpus of yield* serverCorpora(knowledge, library)) {
    const lexical = yield* buildIndex(corpus.pack, LITTLE);
    indexed.push({ ...corpus, lexical, index: lexical });
  }
  return serverKnowledgeOf(indexed, yield* exactQuestions(indexed));
}

function serverKnowledgeOf(indexed: readonly Indexed[], exact: ExactQuestions): ServerKnowledge {
  const entries = indexed.flatMap(({ own }) => [...own.values()].filter(({ added }) => added !== undefined));
  const entriesOf = (locale: string) => entries.filter(({ pack }) => pack.locale === locale);
  return {
    size: indexed.reduce((sum, { pack }) => sum + sizeOf(pack), 0),

    exactMatch: (question, scope) => exactFor(exact.get(questionHash(question) ?? '') ?? [], scope),

    isSmallTalk: (message) => indexed.every(({ lexical }) => lexical.isSmallTalk(message)),

    async search(search, scope) {
      const searched = await Promise.all(indexed.map((one) => searchOne(one, search, scope)));
      return {
        ranking: searched.flatMap(({ ranking }) =>
          ranking.filter((found) => mayAnswer(found, scope)).map((found) => citing(found, scope)),
        ),
        topic: searched.reduce<ServerRanking['topic']>(
          (best, { topic }) => (topic !== null && topic.confidence > (best?.confidence ?? 0) ? topic : best),
          null,
        ),
      };
    },

    suggest(typed, scope) {
      const offers =
        typed.trim() === ''
          ? entriesOf(scope.locale).map((found) => ({ found, wording: found.passage.heading, score: 0 }))
          : indexed.flatMap((one) => offersOf(one, typed));
      return offers.filter(({ found }) => mayAnswer(found, scope));
    },

    find: ({ slug, locale, id }) =>
      slug === SERVER_SLUG ? (entriesOf(locale).find(({ passage }) => passage.id === id) ?? null) : null,

    near(text, locale) {
      const one = indexed.find((candidate) => candidate.locale === locale);
      const hits = one?.lexical.search(text).hits ?? [];
      return hits.flatMap(({ passage }) => one?.own.get(passage) ?? one?.others.get(passage) ?? []);
    },

    entries: entriesOf,

    textsOf: (understands) =>
      indexed.filter(({ locale }) => understands(locale)).flatMap(({ pack }) => textsOf(pack)),

    *withVectors(vectors) {
      const upgraded: Indexed[] = [];
      for (const one of indexed) {
        const index = yield* one.lexical.withVectors(vectors);
        upgraded.push({ ...one, index: index ?? one.index });
      }
      return serverKnowledgeOf(upgraded, exact);
    },
  };
}

/** As long as the passages and topics of most servers are. */
const USUAL_LENGTH = 1_000;

function sizeOf({ faq, notCovered }: Pack): number {
  const letters =
    faq.reduce(
      (sum, { heading, text, wordings }) => sum + heading.length + text.length + wordings.join('').length,
      0,
    ) + notCovered.reduce((sum, { topic }) => sum + topic.length, 0);
  return Math.max(faq.length + notCovered.length, Math.ceil(letters / USUAL_LENGTH));
}

type ExactQuestions = ReadonlyMap<
  string,
  readonly { readonly locale: string; readonly exactMatch: ExactMatch }[]
>;

/** Where several ask the same, entries come before other wordings, and these before what can't be answered. */
function* exactQuestions(indexed: readonly Indexed[]): Steps<ExactQuestions> {
  const questions = new Map<string, { locale: string; exactMatch: ExactMatch }[]>();
  const add = (keys: readonly string[], locale: string, exactMatch: ExactMatch): void => {
    for (const key of keys) {
      const known = questions.get(key);
      if (known === undefined) questions.set(key, [{ locale, exactMatch }]);
      else known.push({ locale, exactMatch });
    }
  };
  for (const { locale, questions: own } of indexed) {
    for (const { keys, found } of own) {
      add(keys, locale, { found });
      yield;
    }
  }
  for (const { locale, uncoveredTopics } of indexed) {
    for (const topic of uncoveredTopics) {
      add(questionHashes(topic.question), locale, { topic });
      yield;
    }
  }
  return questions;
}

function exactFor(
  asked: readonly { readonly locale: string; readonly exactMatch: ExactMatch }[],
  scope: QueryScope,
): ExactMatch | null {
  const match = byLocaleMatch(asked, scope, ({ locale }) => locale).find(
    ({ exactMatch }) => !('found' in exactMatch) || mayAnswer(exactMatch.found, scope),
  )?.exactMatch;
  if (match === undefined) return null;
  return 'found' in match ? { found: citing(match.found, scope) } : match;
}

function byLocaleMatch<Item>(
  items: readonly Item[],
  { locale }: QueryScope,
  localeOf: (item: Item) => string,
): readonly Item[] {
  return items.toSorted(
    (one, other) => localeMatch(localeOf(other), locale) - localeMatch(localeOf(one), locale),
  );
}

/** In an article's own command, what another article answers is no answer; nor is what an article says where it is off. */
function mayAnswer({ pack, added }: PackPassage, { slug, articles }: QueryScope): boolean {
  if (added === undefined && articles?.on.includes(pack.slug) === false) return false;
  if (slug === undefined) return true;
  return added === undefined ? pack.slug === slug : (added.entry.section?.slug ?? slug) === slug;
}

/** An entry stands by itself where the article that it cites is off. */
function citing<Found extends PackPassage>(found: Found, { articles }: Pick<QueryScope, 'articles'>): Found {
  const { added } = found;
  if (added === undefined || added.cites === null || articles === undefined) return found;
  return articles.on.includes(added.cites.pack.slug) ? found : { ...found, added: { ...added, cites: null } };
}

/** In log-odds: topics were learned from packs that give each several wordings, and a moderator gives one. */
const TOPIC_SHARE = 0.5;

/**
 * In log-odds, where it isn't in the asker's language: so much better it must be than what is. Names and short questions
 * are found as well in one language as in another, by 0.6 either way; a sentence in the other language by more than 2.
 */
const OTHER_LANGUAGE_SHARE = -0.8;

/** Whatever fits less would only fill suggestions. */
const MIN_CONFIDENCE = 0.07;

/** Where nothing stands against an entry, only what is asked word by word is sure. */
const MAX_CONFIDENCE_WITHOUT_RIVALS = 0.3;

/** Of each language: the articles' passages that stand against them are read with them. */
const MAX_READ = 8;

async function searchOne(
  { index, own, others, topics, locale }: Indexed,
  search: QuestionSearch,
  scope: QueryScope,
): Promise<ServerRanking> {
  const { hits, notCovered } = await search.search(index, locale, MAX_READ);
  const share = localeMatch(locale, scope.locale) < 2 ? OTHER_LANGUAGE_SHARE : 0;
  const added: readonly FeatureContribution[] =
    share === 0 ? [] : [{ name: "it is in another language than the asker's", value: 1, share }];
  const most = others.size === 0 ? MAX_CONFIDENCE_WITHOUT_RIVALS : 1;
  const topic = notCovered === null ? undefined : topics.get(notCovered.topic);
  return {
    ranking: hits.flatMap(({ passage, confidence, evidence, explain }): readonly RankedPassage[] => {
      const found = own.get(passage);
      const sure = Math.min(most, shifted(confidence, share));
      if (found === undefined || sure < MIN_CONFIDENCE) return [];
      return [{ ...found, confidence: sure, evidence, explain: () => [...explain(), ...added] }];
    }),
    topic:
      notCovered === null || topic === undefined
        ? null
        : { topic, confidence: shifted(notCovered.confidence, TOPIC_SHARE + share) },
  };
}

const MAX_OFFERS = 120;

function offersOf({ lexical, own }: Indexed, typed: string): readonly OfferedQuestion[] {
  return lexical.suggest(typed, MAX_OFFERS).flatMap(({ passage, wording, score }) => {
    const found = own.get(passage);
    return found === undefined ? [] : [{ found, wording, score }];
  });
}
