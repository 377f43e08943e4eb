import { describe, expect, it } from 'vitest';
import { discordBlocks, escapeMarkdown, link } from '../../src/discord/render/markdown.ts';
import { clamp, oneLine, paginate } from '../../src/discord/render/text.ts';

describe('a pack’s Markdown on Discord', () => {
  const shown = (markdown: string) => discordBlocks(markdown).join('\n\n');

  it.each([
    ['joins lines that the author wrapped', 'One sentence\nover two lines.', 'One sentence over two lines.'],
    [
      'keeps lists, also nested and numbered',
      '- a\n- b\n  - c\n\n3. d\n4. e',
      '- a\n- b\n  - c\n\n3. d\n4. e',
    ],
    ['makes deep headings bold', '#### Small print', '**Small print**'],
    ['keeps the headings that Discord has', '### Details', '### Details'],
    [
      'masks links and names pictures',
      '[a](https://x.org/a_b) ![cat](https://x.org/c.png)',
      '[a](https://x.org/a_b) [cat](https://x.org/c.png)',
    ],
    ['leaves no link to a place that Discord does not open', '[a](javascript:x) [b](/c)', 'a b'],
    [
      'keeps text that only looks like Markdown',
      'snake_case and 2 \\* 3 \\# 4',
      'snake\\_case and 2 \\* 3 # 4',
    ],
    ['keeps a paragraph from becoming a heading', '\\# not a heading', '\\# not a heading'],
    ['keeps addresses whole', 'see https://x.org/a_b_c now', 'see https://x.org/a_b_c now'],
    ['keeps code as it stands', '```js\na_b * c\n```\n`x_y`', '```js\na_b * c\n```\n\n`x_y`'],
    ['quotes every line of a quote', '> a\n>\n> b', '> a\n> \n> b'],
    ['drops comments', '<!-- for the author -->\n\ntext', 'text'],
  ])('%s', (_, markdown, expected) => {
    expect(shown(markdown)).toBe(expected);
  });

  it('can not be broken out of by a label', () => {
    expect(link('a](https://evil.org)[b', 'https://x.org/(c)')).toBe(
      '[a\\](https://evil.org)\\[b](https://x.org/%28c%29)',
    );
    expect(escapeMarkdown('**bold** ||spoiler||')).toBe('\\*\\*bold\\*\\* \\|\\|spoiler\\|\\|');
  });
});

describe('a text that is too long', () => {
  it('is cut between words, with a mark', () => {
    expect(clamp('one two three four', 14)).toBe('one two three…');
    expect(clamp('fits', 4)).toBe('fits');
  });

  it('is never cut within a character', () => {
    const family = '👨‍👩‍👧‍👦';
    expect(clamp(family.repeat(10), 30)).toBe(`${family.repeat(2)}…`);
    expect(clamp(`e\u0301`.repeat(10), 6)).toBe(`${`e\u0301`.repeat(2)}…`);
  });

  it('never makes an empty label', () => {
    expect(oneLine('  \u200b \n\t', 80)).toBe('…');
    expect(oneLine(' two\n lines ', 80)).toBe('two lines');
  });
});

describe('pages', () => {
  it('hold whole paragraphs where they fit', () => {
    expect(paginate(['a'.repeat(40), 'b'.repeat(40), 'c'.repeat(40)], 90)).toEqual([
      `${'a'.repeat(40)}\n\n${'b'.repeat(40)}`,
      'c'.repeat(40),
    ]);
  });

  it('break a long paragraph behind a sentence', () => {
    const [first, second] = paginate(['First sentence here. Second sentence here. Third.'], 45);
    expect(first).toBe('First sentence here. Second sentence here.');
    expect(second).toBe('Third.');
  });

  it('keep code fenced on every page', () => {
    const code = Array.from({ length: 30 }, (_, at) => `line ${at}`).join('\n');
    const pages = paginate([`\`\`\`js\n${code}\n\`\`\``], 100);
    expect(pages.length).toBeGreaterThan(1);
    for (const page of pages) expect(page).toMatch(/^```js\n[\s\S]*\n```$/);
    expect(pages.join('\n').match(/line \d+/g)).toHaveLength(30);
  });

  it('are one and empty where there is nothing', () => {
    expect(paginate([], 100)).toEqual(['']);
  });
});
