import { expect, it } from 'vitest';
import { count, wordingsToWrite, type Mark } from '../../src/playground/page/trial-judgement.ts';
import type { FoundPassage, TriedQuestion } from '../../src/playground/trial-protocol.ts';

const section: FoundPassage = {
  slug: 'fair',
  locale: 'en',
  id: 'section/place/1',
  kind: 'section',
  title: 'Place',
  confidence: 0.4,
};
const entry: FoundPassage = { ...section, id: 'faq/where-is-it', kind: 'faq', title: 'where is it' };

const tried = (outcome: 'answer' | 'suggestions', best: FoundPassage): TriedQuestion => ({
  question: 'where is it',
  outcome,
  confidence: best.confidence,
  best,
  rival: null,
  offered: outcome === 'suggestions' ? [best] : [],
  evidence: null,
  notCovered: null,
});

it('a passage that became an entry was no worse before than it was counted then', () => {
  const { slug, locale, id } = section;
  const of = (passage: FoundPassage, madeOf: string | null): Mark => ({
    kind: 'passage',
    slug,
    locale,
    passage,
    asEntry: true,
    madeOf,
  });
  const before = [tried('suggestions', section)];
  const offered = { right: 0, offered: 1, wrong: 0, refused: 0 };
  expect(count(before, { 'where is it': of(section, null) })).toEqual(offered);
  expect(count(before, { 'where is it': of(entry, id) })).toEqual(offered);
  expect(count([tried('answer', entry)], { 'where is it': of(entry, id) }).right).toBe(1);
  expect(count([tried('answer', entry)], { 'where is it': of(section, null) }).wrong).toBe(1);
  // What is still answered by the section is answered as marked: nothing is left to write.
  expect(wordingsToWrite([tried('answer', section)], { 'where is it': of(entry, id) })).toEqual([]);
});
