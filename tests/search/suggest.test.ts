import { describe, expect, it } from 'vitest';
import { buildIndex } from '../../src/search/build-index.ts';
import { ferry, packOf } from './ferry-pack.ts';
import { runAtOnce } from '../../src/time-slices.ts';

const index = runAtOnce(buildIndex(ferry));

function offered(typed: string, limit = 25): readonly string[] {
  return index.suggest(typed, limit).map(({ passage }) => passage.id);
}

describe('suggestions while typing', () => {
  it('are none where nothing is typed', () => {
    expect(offered('')).toEqual([]);
    expect(offered('   ')).toEqual([]);
  });

  it('fit a word that has only been begun', () => {
    expect(offered('shipy')[0]).toBe('faq/7');
    expect(offered('vehicle cap')[0]).toBe('faq/4');
  });

  it('include what only has the word in its text', () => {
    expect(index.suggest('lobs', 25)[0]?.passage.text).toContain('lobster');
  });

  it('fit a misspelt word', () => {
    expect(offered('shipyrd')[0]).toBe('faq/7');
    expect(offered('fishermne')[0]).toBe('faq/6');
    expect(offered('vehicel cap')[0]).toBe('faq/4');
  });

  it('show the wording that fits what is typed', () => {
    expect(index.suggest('vehicle capa', 1)[0]?.wording).toBe('vehicle capacity of the boat');
    expect(index.suggest('how many cars', 1)[0]?.wording).toBe('How many cars fit on board?');
    expect(index.suggest('number of pass', 1)[0]?.wording).toBe('number of passengers it can carry');
  });

  it('include sections by their headings', () => {
    expect(offered('weather and')[0]).toBe('section/3/1');
  });

  it('offer each passage once and no more than asked for', () => {
    const all = offered('the ferry');
    expect(new Set(all).size).toBe(all.length);
    expect(offered('the ferry', 2)).toHaveLength(2);
  });

  it('fit words of grammar where nothing else is typed', () => {
    expect(index.suggest('how many', 1)[0]?.wording).toBe('How many cars fit on board?');
    expect(offered('who')[0]).toMatch(/^faq\/[37]$/);
  });

  it('don’t let words of grammar outweigh the others', () => {
    expect(offered('what is the shipy')[0]).toBe('faq/7');
  });

  it('find a known question however it ends, and show it as it stands', () => {
    for (const { id, heading, wordings } of ferry.faq) {
      for (const wording of [heading, ...wordings]) {
        const [first] = index.suggest(wording, 25);
        expect([first?.passage.id, first?.wording]).toEqual([id, wording]);
      }
    }
  });

  it('go by the beginning of what is very long', () => {
    expect(offered(`vehicle capacity ${'and '.repeat(100)}`)[0]).toBe('faq/4');
    expect(offered(`vehicle capacity ${'x'.repeat(400)}`)[0]).toBe('faq/4');
    expect(offered('x'.repeat(6_000))).toEqual([]);
  });

  it('are none where none are asked for', () => {
    expect(offered('ferry', 0)).toEqual([]);
  });

  it('offer what a pack with one entry has, and nothing from an empty one', () => {
    const one = runAtOnce(buildIndex(packOf([['Opening hours', 'when is it open']])));
    expect(one.suggest('ope', 25)).toHaveLength(1);
    expect(runAtOnce(buildIndex(packOf([]))).suggest('ope', 25)).toEqual([]);
  });

  it('offer each of two passages that are worded alike, the earlier first', () => {
    const twins = runAtOnce(buildIndex(packOf([['Opening hours', 'when is it open'], ['Opening hours']])));
    expect(twins.suggest('opening', 25).map(({ passage }) => passage.id)).toEqual(['faq/1', 'faq/2']);
  });

  it('have nothing for what fits nothing', () => {
    expect(offered('🦭')).toEqual([]);
    expect(offered('🦭🦭🦭 🙂')).toEqual([]);
    expect(offered('zzzzzz')).toEqual([]);
  });

  it.each(['banana bread', 'how do i cook', 'best sushi in town', 'can i play minecraft', 'thanks', 'hi'])(
    'are none where one word of what is typed is like one of theirs: %s',
    (typed) => {
      const own = runAtOnce(
        buildIndex(
          packOf([
            ['What do shareholders dread?', 'what can i read here'],
            ['Why look twice?', 'a second look'],
            ['Which part does Italy play?'],
          ]),
        ),
      );
      expect(own.suggest(typed, 25)).toEqual([]);
    },
  );

  it('fit the parts of a word in one piece, and words run together or cut in two', () => {
    const own = runAtOnce(
      buildIndex(packOf([['Can I use AlpineJS?'], ['Is there a Play Station version?'], ['Is it free?']])),
    );
    for (const typed of ['js', 'alpine js', 'alpinej', 'alpine']) {
      expect(own.suggest(typed, 5).map(({ wording }) => wording)).toEqual(['Can I use AlpineJS?']);
    }
    expect(own.suggest('playstat', 5)[0]?.wording).toBe('Is there a Play Station version?');
  });

  it('show the author’s own question where it fits as well as another wording', () => {
    const own = runAtOnce(
      buildIndex(
        packOf([
          ['How much did it cost to develop R1?', 'what did r1 cost'],
          ['Is R1 free?', 'r1 price'],
        ]),
      ),
    );
    expect(own.suggest('r1 cos', 1)[0]?.wording).toBe('How much did it cost to develop R1?');
    expect(own.suggest('what did r1', 1)[0]?.wording).toBe('what did r1 cost');
  });

  it('go by what is typed without mentions and emoji', () => {
    expect(offered('<@123456789012345678> 🦭 vehicle cap')[0]).toBe('faq/4');
  });

  it('offer the passage of a heading that stands in two articles’ words', () => {
    const made = runAtOnce(buildIndex(packOf([['Opening hours', 'when is it open'], ['Closing days']])));
    expect(made.suggest('open', 5)[0]?.passage.id).toBe('faq/1');
  });
});
