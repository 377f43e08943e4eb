import { passagesOf } from '../content/pack.ts';
import type { Library, PassageReference } from '../content/pack.ts';
import { ownWordsIn } from '../markdown/own-words.ts';
import type { TextVectors } from '../search/embedder.ts';
import { inSlices, runAtOnce } from '../time-slices.ts';
import type { Answers, Asked } from './answers.ts';
import { createArticleSearch } from './article-search.ts';
import { chooseOutcome, exactOutcome, unsaidOutcome } from './choose-outcome.ts';
import { indexLibrary } from './indexed-library.ts';
import type { LexicalLibrary } from './indexed-library.ts';
import type { Meaning } from './meaning.ts';
import type { Found, Outcome } from './outcome.ts';
import { createPopularity } from './popularity.ts';
import type { Popularity } from './popularity.ts';
import { aboutText, relatedTo } from './related.ts';
import { createServerCache } from './server-cache.ts';
import type { KnownServer } from './server-cache.ts';
import type { ServerMemory } from './servers.ts';
import { searchQuestion } from './search-question.ts';
import { suggestChoices } from './suggest-choices.ts';
import type { Taught, TaughtRanking } from './taught.ts';
import { createTaughtServer } from './taught-server.ts';
import type { TaughtServer } from './taught-server.ts';

export interface AnswersOptions {
  /** Who counts what is asked; by default, a tally in memory. */
  readonly popularity?: Popularity;
  /** What texts mean; by default, answers go by words alone. */
  readonly meaning?: Meaning;
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

const NOTHING_TAUGHT: ServerMemory = {
  knowledgeOf: () => Promise.resolve({ revision: 0, entries: [], wordings: [], uncoveredTopics: [] }),
  votesOf: () => Promise.resolve([]),
};

/** Reads the whole library once; a changed library needs new answers, which may go on with the same popularity. */
export function createAnswers(library: Library, options: AnswersOptions = {}): Answers {
  const popularity = options.popularity ?? createPopularity();
  const lexical = options.indexed ?? runAtOnce(indexLibrary(library));
  const meaning = options.meaning ?? null;
  // Answers go by words alone until the vectors are there.
  let articles = createArticleSearch(lexical, meaning);
  const takeVectors = async (from: Meaning): Promise<TextVectors | null> => {
    const packs = library.filter(({ locale }) => from.understands(locale));
    const vectors = packs.length === 0 ? null : await from.vectorsOf(lexical.textsOf(packs), 'on disk');
    const upgraded = vectors === null ? null : await inSlices(ARTICLES, lexical.withVectors(packs, vectors));
    if (upgraded === null) return null;
    articles = createArticleSearch(upgraded, meaning);
    return vectors;
  };
  const articleVectors = meaning === null ? Promise.resolve(null) : takeVectors(meaning);
  const sources = meaning === null ? null : { meaning, articles: articleVectors };

  const servers = createServerCache<TaughtServer>(
    (serverId, knowledge) => createTaughtServer(serverId, knowledge, library, sources),
    {
      memory: options.memory ?? NOTHING_TAUGHT,
      report: options.report ?? (() => {}),
      ...(options.now === undefined ? {} : { now: options.now }),
    },
  );
  const nothingKnown: KnownServer<TaughtServer> = { taught: null, votes: [] };
  const known = ({ server }: Pick<Asked, 'server'>) =>
    server === undefined ? nothingKnown : servers.known(server);

  const answer = async (question: string, asked: Asked): Promise<Outcome> => {
    const { taught: held, votes } =
      asked.server === undefined ? nothingKnown : await servers.current(asked.server);
    // Both stay as they are while this question is answered.
    const taught = held?.taught ?? null;
    const searched = articles;
    const exactly = taught?.exactly(question, asked) ?? taught?.exactly(ownWordsIn(question), asked) ?? null;
    if (exactly !== null) {
      return 'found' in exactly ? exactOutcome(exactly.found) : unsaidOutcome(exactly.topic, asked, library);
    }
    const chosen = searched.indexed.chosen(question, asked);
    if (chosen !== null) return exactOutcome(chosen);
    const [ranked, own] = await Promise.all([
      searched.ask(question, asked),
      searchTaught(taught, question, asked),
    ]);
    return chooseOutcome({ articles: ranked, taught: own, votes }, asked, library);
  };

  const searchTaught = async (
    taught: Taught | null,
    question: string,
    asked: Asked,
  ): Promise<TaughtRanking> => {
    if (taught === null) return { ranking: [], topic: null };
    return taught.search(searchQuestion(question, meaning), asked);
  };

  return {
    library,
    ready: articleVectors.then((vectors) => vectors !== null),

    ask: async (question, asked) => {
      const outcome = await answer(question, asked);
      if (outcome.outcome === 'answer') popularity.answered(referenceTo(outcome.best));
      return outcome;
    },

    nearest: async (question, asked) => (await answer(question, asked)).ranking,

    suggest(typed, asked) {
      if (asked.server !== undefined) void servers.current(asked.server);
      const taught = known(asked).taught?.taught ?? null;
      return suggestChoices(typed, asked, {
        indexed: articles.indexed,
        own: taught?.suggest(typed, asked) ?? [],
        popularityOf: (found) => popularity.of(referenceTo(found)),
        chosen: (question) => {
          const exactly = taught?.exactly(question, asked) ?? null;
          if (exactly === null) return articles.indexed.chosen(question, asked);
          return 'found' in exactly ? exactly.found : null;
        },
      });
    },

    passage: (reference) => passageOf(library, reference),

    passageIn: async (reference, server) => {
      const article = passageOf(library, reference);
      if (article !== null) return article;
      const { taught } = await servers.current(server);
      return taught?.taught.find(reference) ?? null;
    },

    related(found, limit, server) {
      const { pack, passage, added } = found;
      const text = aboutText(passage);
      const taught = server === undefined ? null : (servers.known(server).taught?.taught ?? null);
      if (added !== undefined && added.cites === null) {
        // It may be about anything: what an article says would be beside the point.
        const own = (taught?.near(text, pack.locale) ?? []).filter((other) => other.added !== undefined);
        return relatedTo(found, limit, { others: own, near: own });
      }
      const home = added?.cites?.pack ?? pack;
      const questions = home.faq.map((other) => ({ pack: home, passage: other }));
      const near = articles.near(home, passage).map((other) => ({ pack: home, passage: other }));
      if (taught === null) return relatedTo(found, limit, { others: questions, near });
      return relatedTo(found, limit, {
        others: [...questions, ...taught.entries(pack.locale)],
        near: [...taught.near(text, pack.locale), ...near],
      });
    },
  };
}

function passageOf(library: Library, { slug, locale, id }: PassageReference): Found | null {
  const pack = library.find((one) => one.slug === slug && one.locale === locale);
  const passage = pack && passagesOf(pack).find((one) => one.id === id);
  return pack === undefined || passage === undefined ? null : { pack, passage };
}

function referenceTo({ pack, passage }: Found): PassageReference {
  return { slug: pack.slug, locale: pack.locale, id: passage.id };
}
