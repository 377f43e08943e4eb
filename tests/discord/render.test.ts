import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paginate } from '../../src/discord/render/pages.ts';
import { clamp, oneLine } from '../../src/discord/render/text.ts';

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
    expect(
      paginate([40, 40, 40].map((length, at) => 'abc'.charAt(at).repeat(length)).join('\n\n'), 90),
    ).toEqual([`${'a'.repeat(40)}\n\n${'b'.repeat(40)}`, 'c'.repeat(40)]);
  });

  it('break a long paragraph behind a sentence', () => {
    const [first, second] = paginate('First sentence here. Second sentence here. Third.', 45);
    expect(first).toBe('First sentence here. Second sentence here.');
    expect(second).toBe('Third.');
  });

  it('keep code fenced on every page', () => {
    const code = Array.from({ length: 30 }, (_, at) => `line ${at}`).join('\n');
    const pages = paginate(`\`\`\`js\n${code}\n\`\`\``, 100);
    expect(pages.length).toBeGreaterThan(1);
    for (const page of pages) expect(page).toMatch(/^```js\n[\s\S]*\n```$/);
    expect(pages.join('\n').match(/line \d+/g)).toHaveLength(30);
  });

  it('show a text that fits as it was typed, empty lines and all', () => {
    const typed = 'IP: play.example.org\nVersion: 1.21\n\n\n||a\n\nb||\n-# small\n> quote';
    expect(paginate(typed, 1000)).toEqual([typed]);
  });

  it('uncover no spoiler that goes over two of them, and end no emphasis', () => {
    const hidden = 'Nobody may read this. '.repeat(12).trim();
    const pages = paginate(`**Bold:** __||${hidden}||__ end`, 120);
    expect(pages.length).toBeGreaterThan(2);
    for (const page of pages) {
      expect(page.length).toBeLessThanOrEqual(120);
      expect(page).toMatch(/__\|\|.*\|\|__/);
    }
  });

  it('quote on where a quote goes over several', () => {
    const words = 'Some words that are quoted. '.repeat(8).trim();
    for (const page of paginate(`> ${words}`, 100)) expect(page).toMatch(/^> /);
    for (const page of paginate(`>>> ${words}\n\n${words}`, 100)) expect(page).toMatch(/^>>> [^>]/);
    expect(paginate(`before\n>>> ${'a '.repeat(45)}\n\nb`, 100).at(-1)).toBe('>>> b');
  });

  it('hold no part of code outside its fence, also where it begins within a line or has empty lines', () => {
    const code = `run this: \`\`\`sh\n${'echo **a**\n\n'.repeat(20)}\`\`\` done`;
    const pages = paginate(code, 120);
    expect(pages.length).toBeGreaterThan(1);
    for (const page of pages) expect((page.match(/```/g) ?? []).length % 2).toBe(0);
    expect(pages[1]).toMatch(/^```sh\necho/);
  });

  it('take a fence without an end for text', () => {
    expect(paginate('```\na\n\nb', 7)).toEqual(['```\na', 'b']);
  });

  it('stay within the limit and lose no word, whatever was typed', () => {
    const piece = fc.constantFrom(
      '||',
      '**',
      '__',
      '~~',
      '```',
      '```js\n',
      '`',
      '> ',
      '>>> ',
      '- ',
      '\n',
      '\n\n',
      '\\',
      'word ',
      'and. ',
      '漢字',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 120 }), (pieces) => {
        const text = pieces.join('');
        const pages = paginate(text, 100);
        for (const page of pages) expect(page.length).toBeLessThanOrEqual(100);
        const words = (all: string) => all.replace(/[^a-z漢字]|js/gu, '');
        expect(words(pages.join(''))).toBe(words(text));
      }),
    );
  });

  it('are one and empty where there is nothing', () => {
    expect(paginate('', 100)).toEqual(['']);
  });
});
