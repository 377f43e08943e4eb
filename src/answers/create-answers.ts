import { passagesOf } from '../content/pack.ts';
import type { Library, PassageReference } from '../content/pack.ts';
import { ownWordsIn } from '../markdown/own-words.ts';
import type { TextVectors } from '../search/embedder.ts';
import { pointsBack, smallTalkIn } from '../search/small-talk.ts';
import { inSlices, runAtOnce } from '../time-slices.ts';
import { withTimeout } from '../timeout.ts';
import type { Answers, QueryScope } from './answers.ts';
import { createArticleSearch } from './article-search.ts';
import { askEach } from './ask-each.ts';
import { chooseOutcome, chosenOutcome, exactOutcome, uncoveredOutcome } from './choose-outcome.ts';
import { groupQuestions } from './group-questions.ts';
import { indexLibrary } from './indexed-library.ts';
import type { IndexedLibrary, LexicalLibrary } from './indexed-library.ts';
import { otherLanguage } from './other-language.ts';
import type { SentenceEmbeddings } from './sentence-embeddings.ts';
import type { PackPassage, Outcome } from './outcome.ts';
import { createPopularity } from './popularity.ts';
import type { Popularity } from './popularity.ts';
import { aboutText, relatedTo } from './related.ts';
import { createServerCache } from './server-cache.ts';
import type { KnownServer } from './server-cache.ts';
import type { ServerMemory } from './servers.ts';
import { searchQuestion } from './search-question.ts';
import { suggestChoices } from './suggest-choices.ts';
import type { ServerKnowledge, ServerRanking } from './server-knowledge.ts';
import { prepareServer } from './prepared-server.ts';
import type { PreparedServer } from './prepared-server.ts';

export interface AnswersOptions {
  /** Who counts what is asked; by default, a tally in memory. */
  readonly popularity?: Popularity;
  /** What texts mean; by default, answers go by words alone. */
  readonly embeddings?: SentenceEmbeddings;
  /** What servers taught the bot; by default, nothing. */
  readonly memory?: ServerMemory;
  /** Is told why something could not be read from `memory`: answers go on by what was read last. */
  readonly report?: (error: unknown) => void;
  /** Milliseconds. */
  readonly now?: () => number;
  /** The library's index, where it was made before: else it is made at once. */
  readonly indexed?: LexicalLibrary;
}

/** Whose time the articles take, in slices in which servers take turns with it. */
export const ARTICLES = 'articles';

/** Milliseconds. While articles are read for the first time, the model may be busy for minutes. */
const GROUPING_WAITS = 1_000;

const NO_KNOWLEDGE: ServerMemory = {
  knowledgeOf: () => Promise.resolve({ revision: 0, entries: [], wordings: [], uncoveredTopics: [] }),
  votesOf: () => Promise.resolve([]),
};

/** Reads the whole library once; a changed library needs new answers, which may go on with the same popularity. */
export function createAnswers(library: Library, options: AnswersOptions = {}): Answers {
  const popularity = options.popularity ?? createPopularity();
  const lexical = options.indexed ?? runAtOnce(indexLibrary(library));
  const embeddings = options.embeddings ?? null;
  // Answers go by words alone until the vectors are there.
  let articles = createArticleSearch(lexical, embeddings);
  const takeVectors = async (from: SentenceEmbeddings): Promise<TextVectors | null> => {
    const packs = library.filter(({ locale }) => from.understands(locale));
    const vectors = packs.length === 0 ? null : await from.vectorsOf(lexical.textsOf(packs), 'on disk');
    const upgraded = vectors === null ? null : await inSlices(ARTICLES, lexical.withVectors(packs, vectors));
    if (upgraded === null) return null;
    articles = createArticleSearch(upgraded, embeddings);
    return vectors;
  };
  const articleVectors = embeddings === null ? Promise.resolve(null) : takeVectors(embeddings);
  const sources = embeddings === null ? null : { embeddings, articles: articleVectors };

  const servers = createServerCache<PreparedServer>(
    (serverId, knowledge) => prepareServer(serverId, knowledge, library, sources),
    {
      memory: options.memory ?? NO_KNOWLEDGE,
      report: options.report ?? (() => {}),
      ...(options.now === undefined ? {} : { now: options.now }),
    },
  );
  const nothingKnown: KnownServer<PreparedServer> = { prepared: null, votes: [] };
  const known = ({ server }: Pick<QueryScope, 'server'>) =>
    server === undefined ? nothingKnown : servers.known(server);

  const currently = ({ server }: QueryScope): Promise<KnownServer<PreparedServer>> =>
    server === undefined ? Promise.resolve(nothingKnown) : servers.current(server);

  /** To what was asked word by word. */
  const exactly = (
    question: string,
    scope: QueryScope,
    knowledge: ServerKnowledge | null,
    { chosen }: Pick<IndexedLibrary, 'chosen'>,
  ): Outcome | null => {
    const exactMatch =
      knowledge?.exactMatch(question, scope) ?? knowledge?.exactMatch(ownWordsIn(question), scope) ?? null;
    if (exactMatch !== null) {
      return 'found' in exactMatch
        ? exactOutcome(exactMatch.found)
        : uncoveredOutcome(exactMatch.topic, scope, library);
    }
    const found = chosen(question, scope);
    return found.length === 0 ? null : chosenOutcome(found, scope);
  };

  const answer = async (question: string, scope: QueryScope): Promise<Outcome> => {
    const { prepared: held, votes } = await currently(scope);
    // Both stay as they are while this question is answered.
    const knowledge = held?.knowledge ?? null;
    const searched = articles;
    const exact = exactly(question, scope, knowledge, searched.indexed);
    if (exact !== null) return exact;
    const [ranked, own] = await Promise.all([
      searched.ask(question, scope),
      searchKnowledge(knowledge, question, scope),
    ]);
    return chooseOutcome({ articles: ranked, server: own, votes }, scope, library);
  };

  const searchKnowledge = async (
    knowledge: ServerKnowledge | null,
    question: string,
    scope: QueryScope,
  ): Promise<ServerRanking> => {
    if (knowledge === null) return { ranking: [], topic: null };
    return knowledge.search(searchQuestion(question, embeddings), scope);
  };

  const counted = (outcome: Outcome): Outcome => {
    if (outcome.outcome === 'answer') popularity.answered(referenceTo(outcome.best));
    return outcome;
  };

  return {
    library,
    ready: articleVectors.then((vectors) => vectors !== null),

    async ask(question, { isTrial = false, ...scope }) {
      const outcome = await answer(question, scope);
      return isTrial ? outcome : counted(outcome);
    },

    async smallTalk(message, scope) {
      const kind = smallTalkIn(message);
      if (kind === null) return null;
      const knowledge = (await currently(scope)).prepared?.knowledge ?? null;
      const { indexed } = articles;
      const isAsked =
        exactly(message, scope, knowledge, indexed) !== null ||
        knowledge?.isSmallTalk(message) === false ||
        !(await indexed.packsFor(message, scope)).every(({ index }) => index.isSmallTalk(message));
      return isAsked ? null : kind;
    },

    async pointsBack(message, scope) {
      if (!pointsBack(message)) return false;
      const knowledge = (await currently(scope)).prepared?.knowledge ?? null;
      return exactly(message, scope, knowledge, articles.indexed) === null;
    },

    async askEach(message, { isTrial = false, ...scope }) {
      const asked = await askEach(message, scope, answer);
      if (!isTrial) for (const { outcome } of asked.parts) counted(outcome);
      return asked;
    },

    async group(serverId, questions) {
      const texts = questions
        .filter(({ locale }) => embeddings?.understands(locale) === true)
        .map(({ text }) => text);
      const vectors =
        embeddings === null || texts.length === 0
          ? null
          : await withTimeout(embeddings.vectorsOf(texts, 'in memory'), GROUPING_WAITS);
      return inSlices(serverId, groupQuestions(questions, vectors));
    },

    async otherLanguage(question, theirs) {
      const found = await Promise.all(
        theirs.map(({ slug, locale }) => articles.indexed.packsFor(question, { slug, locale })),
      );
      // A server's own entry stands in no article: it is in the language of whoever wrote it.
      return found.some((packs) => packs.length === 0) ? null : otherLanguage(question, found.flat());
    },

    nearest: async (question, scope) => (await answer(question, scope)).ranking,

    suggest(typed, scope) {
      if (scope.server !== undefined) void servers.current(scope.server);
      const knowledge = known(scope).prepared?.knowledge ?? null;
      return suggestChoices(typed, scope, {
        indexed: articles.indexed,
        own: knowledge?.suggest(typed, scope) ?? [],
        popularityOf: (found) => popularity.of(referenceTo(found)),
        chosen: (question) => {
          const exactMatch = knowledge?.exactMatch(question, scope) ?? null;
          if (exactMatch === null) return articles.indexed.chosen(question, scope)[0] ?? null;
          return 'found' in exactMatch ? exactMatch.found : null;
        },
      });
    },

    passage: (reference) => passageOf(library, reference),

    passageIn: async (reference, server) => {
      const article = passageOf(library, reference);
      if (article !== null) return article;
      const { prepared } = await servers.current(server);
      return prepared?.knowledge.find(reference) ?? null;
    },

    async related(found, limit, server) {
      const { pack, passage, added } = found;
      const text = aboutText(passage);
      const knowledge = server === undefined ? null : (servers.known(server).prepared?.knowledge ?? null);
      if (added !== undefined && added.cites === null) {
        // It may be about anything: what an article says would be beside the point.
        const own = (knowledge?.near(text, pack.locale) ?? []).filter((other) => other.added !== undefined);
        return relatedTo(found, limit, { others: own, near: own });
      }
      const home = added?.cites?.pack ?? pack;
      const questions = home.faq.map((other) => ({ pack: home, passage: other }));
      const near = (await articles.near(home, passage)).map((other) => ({ pack: home, passage: other }));
      if (knowledge === null) return relatedTo(found, limit, { others: questions, near });
      // What cites another article would lead away from this one.
      const entries = knowledge
        .entries(pack.locale)
        .filter((other) => (other.added?.cites?.pack.slug ?? home.slug) === home.slug);
      return relatedTo(found, limit, {
        others: [...questions, ...entries],
        near: [...knowledge.near(text, pack.locale), ...near],
      });
    },
  };
}

function passageOf(library: Library, { slug, locale, id }: PassageReference): PackPassage | null {
  const pack = library.find((one) => one.slug === slug && one.locale === locale);
  const passage = pack && passagesOf(pack).find((one) => one.id === id);
  return pack === undefined || passage === undefined ? null : { pack, passage };
}

function referenceTo({ pack, passage }: PackPassage): PassageReference {
  return { slug: pack.slug, locale: pack.locale, id: passage.id };
}
