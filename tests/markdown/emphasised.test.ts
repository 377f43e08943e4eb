import { describe, expect, it } from 'vitest';
import { emphasised } from '../../src/markdown/discord.ts';

describe('the sentence that answers', () => {
  it('is bold where it stands, and nothing else is', () => {
    expect(
      emphasised('She sails at nine. A ticket is six dollars. Bring cash.', 'A ticket is six dollars.'),
    ).toBe('She sails at nine. **A ticket is six dollars.** Bring cash.');
  });

  it('is found although its signs are escaped', () => {
    expect(emphasised('It is 5 \\* 3 metres. No more.', 'It is 5 * 3 metres.')).toBe(
      '**It is 5 \\* 3 metres.** No more.',
    );
  });

  it.each([
    ['it stands there in another form', 'A *ticket* is six dollars.', 'A ticket is six dollars.'],
    ['it is a heading', '## A ticket is six dollars.', 'A ticket is six dollars.'],
    ['it is code', '```\nA ticket\n```', 'A ticket'],
    ['it stands in bold already', '**Note: a ticket is six dollars.**', 'a ticket is six dollars.'],
    ['there is none', 'Six dollars.', ''],
  ])('is left as it is where %s', (_, text, sentence) => {
    expect(emphasised(text, sentence)).toBe(text);
  });
});
