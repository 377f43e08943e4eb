import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeMarkdown, link, plainTextOfDiscord, unescaped } from '../../src/markdown/discord.ts';

describe('text in a message', () => {
  it('can not be broken out of by a label', () => {
    expect(link('a](https://evil.org)[b', 'https://x.org/(c)')).toBe(
      '[a\\](https://evil.org)\\[b](https://x.org/%28c%29)',
    );
    expect(escapeMarkdown('**bold** ||spoiler||')).toBe('\\*\\*bold\\*\\* \\|\\|spoiler\\|\\|');
  });

  it('keeps the names of emoji, and addresses', () => {
    expect(escapeMarkdown(':red_circle: a_b https://x.org/a_b')).toBe(':red_circle: a\\_b https://x.org/a_b');
  });

  it('comes back as it was typed', () => {
    const pieces = ['\\', '_', '*', '`', '|', '~', ':', 'a', 'bc', ' ', 'https://', '/', '\n', '+', '…'];
    const text = fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (typed) => {
        expect(unescaped(escapeMarkdown(typed))).toBe(typed);
      }),
      { numRuns: 5_000, seed: 1 },
    );
  });
});

describe('what is searched of a text in Discord’s Markdown', () => {
  it.each([
    ['||spoiler|| and __under__ and ~~gone~~ **bold** *it*', 'spoiler and under and gone bold it'],
    ['-# small\n> quote\n>>> all\n### Head\n- item\n1. one', 'small\nquote\nall\nHead\nitem\none'],
    [':red_circle: red <:party:123456789012345678>!', 'red !'],
    ['at 10:30:45 or a:b:c', 'at 10:30:45 or a:b:c'],
    ['by <t:1700000000:R> ask <@1> <@&2> in <#3> with </ask:4>', 'by ask in with /ask'],
    ['[the **docs**](https://x.org/a?b=c) and <https://x.org>', 'the docs and <https://x.org>'],
    ['```js\nlet a;\n```\n`b_c`', 'let a;\n\nb_c'],
    ['2 \\* 3', '2 * 3'],
  ])('of %j', (typed, plain) => {
    expect(plainTextOfDiscord(typed)).toBe(plain);
  });
});
