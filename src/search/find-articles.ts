import { passagesOf, type Pack } from '../content/pack.ts';
import type { Steps } from '../time-slices.ts';
import { contentOf, TEXT_WEIGHT, termsOf } from './candidates.ts';
import type { Language } from './languages/language.ts';
import { createLexicalIndex } from './lexical-index.ts';
import type { EntryTokens } from './prepared-entry.ts';
import { createReadQuestion } from './question.ts';
import type { ReadingMemory } from './question.ts';
import { suggestedWordings, type SuggestedWording } from './suggest.ts';
import { tokenOf, wordsOf } from './tokens.ts';
import type { Token } from './tokens.ts';
import { createVocabulary } from './vocabulary.ts';
import { createWrittenNames } from './written-names.ts';

/** What is read of an article for finding it among many. */
export interface ReadArticle {
  /** The words of each way to ask something of it, and those of all its texts, each once. */
  readonly tokens: EntryTokens;
  readonly suggested: readonly SuggestedWording[];
}

/** Reads articles in a language, some kB of each: a word that many of them have is kept once. */
export function createReadArticle(language: Language): (pack: Pack) => Steps<ReadArticle> {
  const known = new Map<string, Token>();
  const tokenFor = (word: string): Token => {
    const same = known.get(word);
    if (same !== undefined) return same;
    const token = tokenOf(word, language);
    known.set(word, token);
    return token;
  };
  const distinct = (words: readonly string[]): readonly Token[] => [...new Set(words.map(tokenFor))];
  const read = (text: string): readonly Token[] => distinct(wordsOf(text, language));

  return function* readArticle(pack) {
    const suggested = (yield* suggestedWordings(pack, language)).map((one) => ({
      ...one,
      words: one.words.map((word) => tokenFor(word).word),
    }));
    const asked = suggested.filter(
      ({ passage, wording }) => passage.kind === 'faq' || wording !== passage.heading,
    );
    const topics = pack.notCovered.flatMap(({ topic, wordings }) => [topic, ...wordings]);
    const texts: Token[] = [];
    for (const text of [
      ...passagesOf(pack).map(({ plain }) => plain),
      ...pack.sections.map(({ heading }) => heading),
    ]) {
      texts.push(...read(text));
      yield;
    }
    return {
      suggested,
      tokens: {
        wordings: [...asked.map(({ words }) => distinct(words)), ...topics.map(read)],
        heading: read(`${pack.slug} ${pack.title}`),
        sentences: [[...new Set(texts)]],
      },
    };
  };
}

/** An article that shares words with a question. */
interface FoundArticle {
  /** Its place in the list that the index was made from. */
  readonly article: number;
  /** BM25 of its best part: only for comparing articles of one index. */
  readonly score: number;
}

export interface FindArticles {
  /** Those of the wanted articles that share most with it, best first. */
  find(question: string, limit: number, isWanted: (article: number) => boolean): readonly FoundArticle[];
  /** The share of the question's words that the articles or their language know. */
  vocabularyCoverage(question: string): number;
}

const MEMORY: ReadingMemory = { words: 5_000, questions: 50 };

/**
 * An inverted index over many articles in one language, with one document for each way to ask and one for each article's
 * texts: which of them a question may be about, before any is searched.
 */
export function* createFindArticles(
  articles: readonly EntryTokens[],
  language: Language,
): Steps<FindArticles> {
  const vocabulary = yield* createVocabulary(articles, yield* createWrittenNames([], language), language);
  const readQuestion = createReadQuestion(vocabulary, language, MEMORY);
  const documents: (readonly string[])[] = [];
  const owners: number[] = [];
  for (const [article, { wordings }] of articles.entries()) {
    for (const words of wordings) {
      documents.push(contentOf(words));
      owners.push(article);
    }
    yield;
  }
  for (const [article, { heading, sentences }] of articles.entries()) {
    documents.push(contentOf([...heading, ...sentences.flat()]));
    owners.push(article);
    yield;
  }
  const texts = documents.length - articles.length;
  const index = yield* createLexicalIndex(documents);
  const ownerOf = Uint32Array.from(owners);

  return {
    find(question, limit, isWanted) {
      const best = new Map<number, number>();
      index.each(termsOf(readQuestion(question)), (document, score) => {
        const article = ownerOf[document] ?? 0;
        const worth = document < texts ? score : score * TEXT_WEIGHT;
        if (worth > (best.get(article) ?? 0)) best.set(article, worth);
      });
      return [...best]
        .filter(([article]) => isWanted(article))
        .map(([article, score]): FoundArticle => ({ article, score }))
        .toSorted((one, other) => other.score - one.score || one.article - other.article)
        .slice(0, limit);
    },
    vocabularyCoverage: (question) => readQuestion(question).vocabularyCoverage,
  };
}
