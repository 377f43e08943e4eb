import { passagesOf, type Pack } from '../content/pack.ts';
import type { Steps } from '../time-slices.ts';
import { contentOf, TEXT_WEIGHT, termsOf } from './candidates.ts';
import type { Language } from './languages/language.ts';
import { createLexicalIndex } from './lexical-index.ts';
import type { EntryTokens } from './entry-tokens.ts';
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
  /** The words of what its sections are called. */
  readonly headings: EntryTokens['wordings'];
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
    const isHeading = ({ passage, wording }: SuggestedWording): boolean =>
      passage.kind === 'section' && wording === passage.heading;
    const offered = new Set(suggested.map(({ passage }) => passage));
    const others = passagesOf(pack).filter((passage) => !offered.has(passage));
    const asked = [
      ...pack.notCovered.flatMap(({ topic, wordings }) => [topic, ...wordings]),
      ...others.flatMap(({ wordings }) => wordings),
    ];
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
        wordings: [
          ...suggested.filter((one) => !isHeading(one)).map(({ words }) => distinct(words)),
          ...asked.map(read),
        ],
        heading: read(`${pack.slug} ${pack.title}`),
        sentences: [[...new Set(texts)]],
      },
      headings: suggested.filter(isHeading).map(({ words }) => distinct(words)),
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
  /** All that share words with it, in no order. */
  find(question: string): readonly FoundArticle[];
  /** The share of the question's words that the articles or their language know. */
  vocabularyCoverage(question: string): number;
}

const MEMORY: ReadingMemory = { words: 5_000, questions: 50 };

/**
 * An inverted index over many articles in one language, with one document for each way to ask and one for each article's
 * texts: which of them a question may be about, before any is searched.
 */
export function* createFindArticles(read: readonly ReadArticle[], language: Language): Steps<FindArticles> {
  const articles = read.map(({ tokens }) => tokens);
  const vocabulary = yield* createVocabulary(
    // What an article calls a section is no small talk, such as `Help`.
    read.map(({ tokens, headings }) => ({ ...tokens, wordings: [...tokens.wordings, ...headings] })),
    yield* createWrittenNames([], language),
    language,
  );
  const { readQuestion, vocabularyCoverage } = createReadQuestion(vocabulary, language, MEMORY);
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
    find(question) {
      const best = new Map<number, number>();
      index.each(termsOf(readQuestion(question)), (document, score) => {
        const article = ownerOf[document] ?? 0;
        const worth = document < texts ? score : score * TEXT_WEIGHT;
        if (worth > (best.get(article) ?? 0)) best.set(article, worth);
      });
      return [...best].map(([article, score]) => ({ article, score }));
    },
    vocabularyCoverage,
  };
}
