import Fuse from 'fuse.js';
import MiniSearch from 'minisearch';
import type { SearchOptions } from 'minisearch';
import type { Pack, Passage } from '../content/pack.ts';
import type { SearchIndex, Suggestion } from './hit.ts';
import type { Language } from './languages/language.ts';
import { questionTokens, tokens } from './tokens.ts';

interface Offer {
  readonly id: number;
  readonly passage: Passage;
  readonly wording: string;
  readonly words: string;
}

/** Fuse.js compares every letter: it sees few offers and the beginning of what was typed. */
const MOST_COMPARED = 50;
const MOST_LETTERS = 64;

/** Where fewer fit by their letters, others are found by their meaning. */
const ENOUGH = 5;

const TYPING: SearchOptions = {
  // The last word may not be finished.
  prefix: (_, at, terms) => at === terms.length - 1,
  fuzzy: (term) => (term.length < 4 || /\p{N}/u.test(term) ? false : 1),
  maxFuzzy: 1,
};

/** `search` finds by meaning what the letters alone don't. */
export function createSuggest(
  pack: Pack,
  language: Language,
  search: SearchIndex['search'],
): SearchIndex['suggest'] {
  const offers = offersOf(pack, language);
  const index = new MiniSearch<Offer>({
    fields: ['words'],
    tokenize: (text) => text.split(' '),
    processTerm: (term) => (term === '' ? null : term),
  });
  index.addAll(offers);

  return (typed, limit) => {
    const words = questionTokens(typed, language).map((token) => token.word);
    if (words.length === 0) return typed.trim() === '' ? inOrder(pack, limit) : [];
    const found = index.search(telling(words, language).join(' '), TYPING).slice(0, MOST_COMPARED);
    const best = found[0]?.score ?? 0;
    const near = found.flatMap(({ id, score }): readonly Suggestion[] => {
      const offer = offers[Number(id)];
      return offer === undefined
        ? []
        : [{ passage: offer.passage, wording: offer.wording, score: score / best }];
    });
    const fitting = bestOfEach(byLetters(near, typed));
    if (fitting.length >= Math.min(limit, ENOUGH)) return fitting.slice(0, limit);
    return bestOfEach([...fitting, ...byMeaning(search, typed)]).slice(0, limit);
  };
}

/** Every wording has words of grammar: they only count where nothing else is typed, or where the last may go on. */
function telling(words: readonly string[], language: Language): readonly string[] {
  const content = words.filter((word, at) => at === words.length - 1 || !language.stopWords.has(word));
  return content.length > 1 || !language.stopWords.has(words.at(-1) ?? '') ? content : words;
}

function offersOf(pack: Pack, language: Language): readonly Offer[] {
  const paragraphs = pack.sections.flatMap((section) => section.paragraphs.slice(0, 1));
  return [...pack.faq, ...paragraphs]
    .flatMap((passage) => [passage.heading, ...passage.wordings].map((wording) => ({ passage, wording })))
    .map(({ passage, wording }, id) => ({
      id,
      passage,
      wording,
      words: tokens(wording, language)
        .map((token) => token.word)
        .join(' '),
    }));
}

function inOrder(pack: Pack, limit: number): readonly Suggestion[] {
  return pack.faq.slice(0, limit).map((passage, at) => ({
    passage,
    wording: passage.heading,
    score: 1 / (at + 1),
  }));
}

/** Words decide first; between alike ones, letters do. */
function byLetters(near: readonly Suggestion[], typed: string): readonly Suggestion[] {
  const fuse = new Fuse(near, { keys: ['wording'], includeScore: true, ignoreLocation: true, threshold: 1 });
  const distance = new Map(
    fuse.search(typed.trim().slice(0, MOST_LETTERS)).map(({ item, score }) => [item, score ?? 1]),
  );
  return near
    .map((suggestion) => ({ ...suggestion, score: suggestion.score + (1 - (distance.get(suggestion) ?? 1)) }))
    .toSorted((one, other) => other.score - one.score);
}

const LEAST_CONFIDENCE = 0.1;

function byMeaning(search: SearchIndex['search'], typed: string): readonly Suggestion[] {
  return search(typed)
    .hits.filter(({ passage, confidence }) => passage.kind !== 'highlight' && confidence >= LEAST_CONFIDENCE)
    .map(({ passage, confidence }) => ({ passage, wording: passage.heading, score: confidence / 2 }));
}

function bestOfEach(suggestions: readonly Suggestion[]): readonly Suggestion[] {
  const best = new Map<string, Suggestion>();
  for (const suggestion of suggestions) {
    const { kind, index } = suggestion.passage;
    const key = `${kind}/${index}`;
    if (!best.has(key)) best.set(key, suggestion);
  }
  return [...best.values()];
}
