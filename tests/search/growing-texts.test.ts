import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '../../src/content/headings.ts';
import { foldQuestion } from '../../src/content/wordings.ts';
import { languageOf } from '../../src/search/languages/language.ts';
import { questionTokens, tokens } from '../../src/search/tokens.ts';

const english = languageOf('en');

describe('a character that Unicode writes out as eighteen', () => {
  it('makes a text no more than twice as long', () => {
    const lengthOf = (read: ReturnType<typeof tokens>) => read.map(({ word }) => word).join(' ').length;
    expect(lengthOf(tokens('\uFDFA'.repeat(4000), english))).toBeLessThanOrEqual(8000);
    expect(lengthOf(questionTokens('\uFDFA'.repeat(4000), english))).toBeLessThanOrEqual(800);
  });

  it('leaves usual ligatures, fractions and dots as they were', () => {
    const words = tokens('ﬁne ½ … ﬂow', english).map(({ word }) => word);
    expect(words).toEqual(['fine', '1', '2', 'flow']);
  });
});

describe('marks around a question', () => {
  it('make no difference, whatever stands between them', () => {
    const mark = fc.constantFrom(...Array.from('¿¡"\'«»“” ?!.…,;:？！。ab'));
    fc.assert(
      fc.property(fc.array(mark), (marks) => {
        const text = marks.join('');
        const expected = fold(text).replace(/^[\s¿¡"'«»“”]+|[\s?!.…,;:"'«»“”？！。]+$/gu, '');
        expect(foldQuestion(text)).toBe(expected);
      }),
    );
  });
});
