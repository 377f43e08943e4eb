import { describe, expect, it } from 'vitest';
import { toDiscord } from '../../src/markdown/to-discord.ts';
import { runAtOnce } from '../../src/time-slices.ts';

const translated = (markdown: string, base: string | null = null) => runAtOnce(toDiscord(markdown, base));
const shown = (markdown: string, base: string | null = null) => translated(markdown, base).text;

describe('a pack’s Markdown on Discord', () => {
  it.each([
    ['joins lines that the author wrapped', 'One sentence\nover two lines.', 'One sentence over two lines.'],
    ['breaks lines where the author did', 'one  \ntwo\\\nthree<br>four', 'one\ntwo\nthree\nfour'],
    [
      'keeps lists, also nested and numbered',
      '- a\n- b\n  - c\n\n3. d\n4. e',
      '- a\n- b\n  - c\n\n3. d\n4. e',
    ],
    ['makes deep headings bold', '#### Small print ####', '**Small print**'],
    ['keeps the headings that Discord has', '### Details', '### Details'],
    ['knows underlined headings', 'Details\n---\ntext', '## Details\n\ntext'],
    [
      'keeps text that only looks like Markdown',
      'snake_case and 2 \\* 3 \\# 4',
      'snake\\_case and 2 \\* 3 # 4',
    ],
    ['keeps a paragraph from becoming a heading', '\\# not a heading', '\\# not a heading'],
    ['keeps addresses whole', 'see https://x.org/a_b_c now', 'see https://x.org/a_b_c now'],
    ['keeps code as it stands', '```js\na_b * c\n```\n`x_y`', '```js\na_b * c\n```\n\n`x_y`'],
    ['lets no code end what it stands in', '````\n```\na\n```\n````', '```\n`\u200b``\na\n`\u200b``\n```'],
    ['puts no spaces into code in a list', '- a\n  ```\n  b\n  ```', '- a\n```\nb\n```'],
    ['quotes every line of a quote', '> a\n>\n> - b\n>   - c', '> a\n> \n> - b\n>   - c'],
    ['has one level of quotes', '> a\n>\n> > b', '> a\n> \n> b'],
    ['drops comments', '<!-- for the author -->\n\ntext <!-- a -->b', 'text b'],
    ['strikes out', '~~gone~~ ~5', '~~gone~~ \\~5'],
    ['draws the boxes of tasks', '- [x] a\n- [ ] b', '- ☑ a\n- ☐ b'],
    ['reads entities', 'a &amp; b &lt;c&gt; &copy;', 'a & b <c> ©'],
    ['leaves names of emoji alone', ':smile: :red_circle:', ':smile: :red_circle:'],
    ['shows keys as code', 'Press <kbd>Ctrl_A</kbd> **now**', 'Press `Ctrl_A` **now**'],
    [
      'reads a link in a block of HTML',
      '<p>\nSee <a href="https://example.org">it</a>: 10<sup>6</sup>, 1<sup>st</sup>.\n</p>',
      'See [it](https://example.org): 10⁶, 1st.',
    ],
    ['reads a list in a block of HTML', '<ul>\n<li>a</li>\n<li>H<sub>2</sub>O</li>\n</ul>', '- a\n- H₂O'],
    [
      'keeps what HTML has apart on lines of its own',
      '<h4>A</h4><p>b <b>c</b></p><p>d</p><ul><li>e</li><li><p>f</p></li></ul>',
      '**A**\nb **c**\nd\n- e\n- f',
    ],
    ['reads simple tags', '<b>a</b> <i>b</i> <a name="x"></a>c<sup>2</sup>', '**a** *b* c²'],
    ['loses no text that looks like a tag', 'Write <your-name> here', 'Write <your-name> here'],
  ])('%s', (_, markdown, expected) => {
    expect(shown(markdown)).toBe(expected);
  });
});

describe('links', () => {
  const base = 'https://example.org/faq/start?x=1';

  it.each([
    ['[a](https://x.org/a_b)', '[a](https://x.org/a_b)'],
    ['[a](/docs/b/ "Title")', '[a](https://example.org/docs/b/)'],
    ['[a](b#c)', '[a](https://example.org/faq/b#c)'],
    ['[a](#c)', '[a](https://example.org/faq/start?x=1#c)'],
    ['[a](//host.org/b)', '[a](https://host.org/b)'],
    ['[a](HTTPS://x.org)', '[a](https://x.org)'],
    ['[a][b]\n\n[b]: ../c', '[a](https://example.org/c)'],
    ['<a href="/b">*a*</a>', '[*a*](https://example.org/b)'],
    ['<https://x.org/a_b>', 'https://x.org/a_b'],
    ['[https://x.org](https://y.org)', 'https://y.org'],
    ['[write us](mailto:us@x.org)', 'write us (us@x.org)'],
    ['<us@x.org>', 'us@x.org'],
    ['[a](javascript:alert)', 'a'],
    ['[a]()', 'a'],
    ['[a](b){:target="_blank"} c', '[a](https://example.org/faq/b) c'],
  ])('%s', (markdown, expected) => {
    expect(shown(markdown, base)).toBe(expected);
  });

  it('are only named where it is not known where they lead', () => {
    expect(shown('[a](/b) and ![c](d.png)')).toBe('a and c');
    expect(shown('[a](//host.org/b)')).toBe('[a](https://host.org/b)');
  });
});

describe('pictures', () => {
  it('are links, and can be shown', () => {
    expect(translated('![The *dialog*](https://x.org/a.png)')).toEqual({
      text: '[The dialog](https://x.org/a.png)',
      pictures: [{ url: 'https://x.org/a.png', link: '[The dialog](https://x.org/a.png)' }],
    });
    expect(translated('<img src="a.png" alt="b">', 'https://x.org/').pictures).toEqual([
      { url: 'https://x.org/a.png', link: '[b](https://x.org/a.png)' },
    ]);
  });

  it('are named in a link, which leads where it leads', () => {
    const { text, pictures } = translated('[![badge](https://x.org/a.png)](https://x.org/b)');
    expect(text).toBe('[badge](https://x.org/b)');
    expect(pictures.map(({ url }) => url)).toEqual(['https://x.org/a.png']);
  });

  it('that Discord can not draw stay links', () => {
    expect(translated('![a](https://x.org/a.svg?b)')).toEqual({
      text: '[a](https://x.org/a.svg?b)',
      pictures: [],
    });
  });
});

describe('tables', () => {
  it('are drawn where a telephone has room for them', () => {
    expect(shown('| Plan | Limit |\n| --- | ---: |\n| Free | 5 a minute |\n| `a\\|b` | **漢字** |')).toBe(
      ['```', 'Plan       Limit', '────  ──────────', 'Free  5 a minute', 'a|b         漢字', '```'].join(
        '\n',
      ),
    );
  });

  it('are told row by row where they are wide, or lead somewhere', () => {
    const wide = 'more than fits onto the screen of a telephone';
    expect(shown(`| Plan | Limit |\n| - | - |\n| Free | ${wide} |\n| **Paid** | |`)).toBe(
      `- Plan: Free, Limit: ${wide}\n- Plan: **Paid**`,
    );
    expect(shown('| | Where |\n| - | - |\n| a | [b](https://x.org) |')).toBe(
      '- a, Where: [b](https://x.org)',
    );
  });

  it('may be HTML', () => {
    expect(
      shown(
        '<p>Before</p>\n<table>\n<thead><tr><th>Plan</th><th>Limit</th></tr></thead>\n<tr><td>Free</td><td>5<br>a minute</td></tr>\n</table>',
      ),
    ).toBe(['Before', '', '```', 'Plan  Limit', '────  ──────────', 'Free  5 a minute', '```'].join('\n'));
    expect(shown('<table><tr><td>Free</td><td><a href="https://x.org">5</a></td></tr></table>')).toBe(
      '- Free, [5](https://x.org)',
    );
    expect(shown('| | |\n| - | - |\n| a | b |')).toBe('```\na  b\n```');
    expect(shown('<table>\n\na')).toBe('<table>\n\na');
  });

  it('stay text where they are none', () => {
    expect(shown('a | b\n\n| c |')).toBe('a \\| b\n\n\\| c \\|');
  });
});

describe('notes that stand out', () => {
  it.each([
    ['> [!NOTE]\n> Read *this*.', '> **Note**\n> Read *this*.'],
    ['> [!WARNING]\n>\n> - a\n> - b', '> **Warning**\n> - a\n> - b'],
    ['> [!tip]- A title\n> Text.', '> **A title**\n> Text.'],
    ['> [!NOTE]\n> **Bold** first.', '> **Note**\n> **Bold** first.'],
    ['> [link] only', '> [link] only'],
  ])('%j', (markdown, expected) => {
    expect(shown(markdown)).toBe(expected);
  });
});
