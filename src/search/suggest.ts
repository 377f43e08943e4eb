import Fuse from 'fuse.js';
import type { Pack, Passage } from '../content/pack.ts';
import type { Steps } from '../time-slices.ts';
import type { SearchIndex, Suggestion } from './hit.ts';
import type { Language } from './languages/language.ts';
import { createPrefixIndex } from './prefix-index.ts';
import type { Typed } from './prefix-index.ts';
import { questionTokens, tokens } from './tokens.ts';

interface Offer {
  readonly passage: Passage;
  readonly wording: string;
}

/** What the words find; several wordings of a passage may be among them. */
const MOST_FOUND = 120;
/** Fuse.js compares every letter: it sees few offers, few of each passage, and the beginning of what was typed. */
const MOST_COMPARED = 30;
const MOST_OF_EACH = 5;
const MOST_LETTERS = 64;

/** Where fewer fit by their letters, others are found by their meaning. */
const ENOUGH = 5;

/** `search` finds by meaning what the letters alone don't. */
export function* createSuggest(
  pack: Pack,
  language: Language,
  search: SearchIndex['search'],
): Steps<SearchIndex['suggest']> {
  const offers = offersOf(pack);
  const offered: (readonly string[])[] = [];
  for (const { wording } of offers) {
    offered.push(tokens(wording, language).map((token) => token.word));
    yield;
  }
  const index = yield* createPrefixIndex(offered);

  return (typed, limit) => {
    const words = questionTokens(typed, language).map((token) => token.word);
    if (words.length === 0) return [];
    const found = index.search(tellingApart(words, language), MOST_FOUND);
    const best = found[0]?.score ?? 0;
    const near = found.flatMap(({ document, score }): readonly Suggestion[] => {
      const offer = offers[document];
      return offer === undefined ? [] : [{ ...offer, score: score / best }];
    });
    const fitting = bestOfEach(byLetters(near, typed));
    if (fitting.length >= Math.min(limit, ENOUGH)) return fitting.slice(0, limit);
    return bestOfEach([...fitting, ...byMeaning(search, typed)]).slice(0, limit);
  };
}

/** Every wording has words of grammar: they only count where nothing else is typed, or where the last may go on. */
function tellingApart(typed: readonly string[], language: Language): Typed {
  const last = typed.at(-1) ?? '';
  const before = [...new Set(typed)].filter((word) => word !== last);
  const telling = before.filter((word) => !language.stopWords.has(word));
  return telling.length === 0 && language.stopWords.has(last)
    ? { words: [...before, last], asides: [] }
    : { words: [...telling, last], asides: before.filter((word) => language.stopWords.has(word)) };
}

function offersOf(pack: Pack): readonly Offer[] {
  const paragraphs = pack.sections.flatMap((section) => section.paragraphs.slice(0, 1));
  return [...pack.faq, ...paragraphs].flatMap((passage) =>
    [passage.heading, ...passage.wordings].map((wording) => ({ passage, wording })),
  );
}

/** Words decide first; between alike ones, letters do. What isn't compared comes last. */
function byLetters(near: readonly Suggestion[], typed: string): readonly Suggestion[] {
  const compared = fewOfEach(near).slice(0, MOST_COMPARED);
  const fuse = new Fuse(compared, {
    keys: ['wording'],
    includeScore: true,
    ignoreLocation: true,
    threshold: 1,
  });
  const distance = new Map(
    fuse.search(typed.trim().slice(0, MOST_LETTERS)).map(({ item, score }) => [item, score ?? 1]),
  );
  return near
    .map((suggestion) => ({ ...suggestion, score: suggestion.score + (1 - (distance.get(suggestion) ?? 1)) }))
    .toSorted((one, other) => other.score - one.score);
}

function fewOfEach(suggestions: readonly Suggestion[]): readonly Suggestion[] {
  const seen = new Map<string, number>();
  return suggestions.filter(({ passage }) => {
    const before = seen.get(keyOf(passage)) ?? 0;
    seen.set(keyOf(passage), before + 1);
    return before < MOST_OF_EACH;
  });
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
    const key = keyOf(suggestion.passage);
    if (!best.has(key)) best.set(key, suggestion);
  }
  return [...best.values()];
}

/** A section is one hit, whichever of its paragraphs. */
function keyOf({ kind, index }: Passage): string {
  return `${kind}/${index}`;
}
