import { describe, expect, it } from 'vitest';
import { buildIndex } from '../../src/search/build-index.ts';
import { ferry, packOf } from './ferry-pack.ts';

const index = buildIndex(ferry);

function offered(typed: string, limit = 25): readonly string[] {
  return index.suggest(typed, limit).map(({ passage }) => passage.id);
}

describe('suggestions while typing', () => {
  it('are the questions in order where nothing is typed', () => {
    expect(offered('', 3)).toEqual(['faq/1', 'faq/2', 'faq/3']);
    expect(offered('   ')).toHaveLength(ferry.faq.length);
  });

  it('fit a word that has only been begun', () => {
    expect(offered('lobs')[0]).toBe('faq/6');
    expect(offered('vehicle cap')[0]).toBe('faq/4');
  });

  it('fit a misspelt word', () => {
    expect(offered('shipyrd')[0]).toBe('faq/7');
  });

  it('show the wording that fits what is typed', () => {
    expect(index.suggest('vehicle capa', 1)[0]?.wording).toBe('vehicle capacity of the boat');
    expect(index.suggest('how many cars', 1)[0]?.wording).toBe('How many cars fit on board?');
  });

  it('include sections by their headings', () => {
    expect(offered('weather and')[0]).toBe('section/3/1');
  });

  it('offer each passage once and no more than asked for', () => {
    const all = offered('the ferry');
    expect(new Set(all).size).toBe(all.length);
    expect(offered('the ferry', 2)).toHaveLength(2);
  });

  it('have nothing for what fits nothing', () => {
    expect(offered('🦭')).toEqual([]);
    expect(offered('zzzzzz')).toEqual([]);
  });

  it('offer the passage of a heading that stands in two articles’ words', () => {
    const made = buildIndex(packOf([['Opening hours', 'when is it open'], ['Closing days']]));
    expect(made.suggest('open', 5)[0]?.passage.id).toBe('faq/1');
  });
});
