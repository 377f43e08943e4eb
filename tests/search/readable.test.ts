import { describe, expect, it } from 'vitest';
import type { Passage } from '../../src/content/pack.ts';
import type { IndexedEntry } from '../../src/search/entries.ts';
import { excerptOf } from '../../src/search/readable.ts';

function entryOf(text: string, kind: Passage['kind'] = 'section', heading = 'Fares'): IndexedEntry {
  const passage: Passage = {
    id: 'one',
    kind,
    index: 1,
    section: null,
    heading,
    text,
    markup: 'commonmark',
    plain: text,
    wordings: [],
  };
  return { target: { kind: 'passage', passage }, wordings: kind === 'faq' ? [heading] : [], heading, text };
}

const sentences = Array.from({ length: 20 }, (_, at) => `Sentence ${at} ${'goes on '.repeat(8)}here.`);

describe('what is read of a passage', () => {
  it('is all of a short one, below its heading or its question', () => {
    const text = 'Six dollars. Children pay half.';
    expect(excerptOf(entryOf(text), 0)).toMatchObject({
      heading: 'Fares',
      sentences: ['Six dollars.', 'Children pay half.'],
    });
    expect(excerptOf({ ...entryOf(text, 'faq', ''), wordings: ['What is it?', 'price'] }, 0).heading).toBe(
      'What is it?',
    );
  });

  it('has no heading where all passages of its kind share one', () => {
    expect(excerptOf(entryOf('Six dollars.', 'highlight', 'Highlights'), 0).heading).toBe('');
  });

  it.each([0, 7, 19])('is what stands around the nearest sentence of a long one (%i)', (nearest) => {
    const excerpt = excerptOf(entryOf(sentences.join(' ')), nearest);
    expect(excerpt.sentences).toContain(sentences[nearest]);
    expect(excerpt.sentences.join(' ').length).toBeLessThan(500);
    expect(excerpt.sentences.length).toBeGreaterThan(3);
    expect(sentences.slice(excerpt.from, excerpt.from + excerpt.sentences.length)).toEqual(excerpt.sentences);
  });

  it('is one sentence where that alone is longer than what can be read', () => {
    const long = `A${' very'.repeat(500)} long one.`;
    expect(excerptOf(entryOf(`Short. ${long} Short.`), 1).sentences).toEqual([long]);
  });

  it('is nothing of a passage without sentences, and the last where the nearest is not there', () => {
    expect(excerptOf(entryOf(''), 3).sentences).toEqual([]);
    expect(excerptOf(entryOf('One. Two.'), 9).sentences).toEqual(['One.', 'Two.']);
  });
});
