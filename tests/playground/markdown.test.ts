import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeMarkdown } from '../../src/markdown/discord.ts';
import { parseMarkdown, type Block, type Inline } from '../../src/playground/page/markdown.ts';

/** What can be read of it, with the kinds in brackets. */
function shown(text: string): string {
  return parseMarkdown(text).map(block).join('\n');
}

function block(one: Block): string {
  switch (one.kind) {
    case 'code':
      return `[code ${one.text}]`;
    case 'quote':
      return `[quote ${one.inner.map(block).join('|')}]`;
    case 'list':
      return `[${one.ordered ? `from ${one.start}` : 'list'} ${one.items
        .map((item) => inlines(item.inner) + item.below.map(block).join(''))
        .join('|')}]`;
    case 'heading':
      return `[h${one.level} ${inlines(one.inner)}]`;
    case 'small':
      return `[small ${inlines(one.inner)}]`;
    case 'paragraph':
      return inlines(one.inner);
  }
}

function inlines(all: readonly Inline[]): string {
  return all.map(inline).join('');
}

function inline(one: Inline): string {
  switch (one.kind) {
    case 'text':
      return one.text;
    case 'break':
      return '↵';
    case 'code':
      return `[code ${one.text}]`;
    case 'link':
      return `[${one.url} ${inlines(one.inner)}]`;
    case 'time':
      return `[time ${one.seconds} ${one.style}]`;
    case 'mention':
      return `[${one.of} ${one.target}]`;
    default:
      return `[${one.kind} ${inlines(one.inner)}]`;
  }
}

describe('Markdown on the page', () => {
  it.each([
    [
      '**bold** and *slanted* and __under__ and ~~gone~~',
      '[bold bold] and [italic slanted] and [underline under] and [strike gone]',
    ],
    ['***both***', '[bold [italic both]]'],
    ['_slanted_ but not snake_case_names', '[italic slanted] but not snake_case_names'],
    ['- one\n  -# small\n- -# two', '[list one[small small]|[small two]]'],
    ['||a secret||', '[spoiler a secret]'],
    ['`**code**` and ``a ` in it``', '[code **code**] and [code a ` in it]'],
    ['2 * 3 * 4', '2 * 3 * 4'],
    ['\\*not slanted\\* and \\# none', '*not slanted* and # none'],
    ['[a **label**](https://example.org/a)', '[https://example.org/a a [bold label]]'],
    ['see https://example.org/a_b_c.', 'see [https://example.org/a_b_c https://example.org/a_b_c].'],
    ['<https://example.org>', '[https://example.org https://example.org]'],
    ['[no](javascript:alert(1))', '[no](javascript:alert(1))'],
    ['<t:1700000000:R> <@12> <#34> </ask:56>', '[time 1700000000 R] [user 12] [channel 34] [command ask]'],
    ['# One\n## Two\n### Three\n#### four', '[h1 One]\n[h2 Two]\n[h3 Three]\n#### four'],
    ['-# small print', '[small small print]'],
    ['> one\n> two\nthree', '[quote one↵two]\nthree'],
    ['one\n>>> two\n\n- three\nfour', 'one\n[quote two|[list three]|four]'],
    ['>none', '>none'],
    ['- a\n- b\n  - c\n- d', '[list a|b[list c]|d]'],
    ['3. a\n4. b', '[from 3 a|b]'],
    ['- a\n1. b\n2. c', '[list a]\n[from 1 b|c]'],
    ['- a\n  - b\n  1. c', '[list a[list b][from 1 c]]'],
    ['- a\n  more\n- b', '[list a↵more|b]'],
    ['- a\n  - b\n    more\n- c\nafter', '[list a[list b↵more]|c]\nafter'],
    ['<@&78>', '[role 78]'],
    ['```js\nlet **a**;\n```\nafter', '[code let **a**;]\nafter'],
    ['one\ntwo\n\nthree', 'one↵two↵↵three'],
    ['<b>text</b> & <script>', '<b>text</b> & <script>'],
    ['** not closed', '** not closed'],
  ])('shows %s', (text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  it('shows what was escaped as it was written', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab *_~`|>#-[]()\\.'.split('')) }), (text) => {
        const line = `x${text}x`;
        expect(shown(escapeMarkdown(line))).toBe(line);
      }),
    );
  });

  it('reads anything, and quickly', () => {
    for (const sign of ['*', '_', '[', '`', '||', '> ', '<', '**a ', '[a](']) {
      expect(parseMarkdown(sign.repeat(700))).not.toEqual([]);
    }
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => void parseMarkdown(text)));
  });
});
