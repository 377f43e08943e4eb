import { describe, expect, it } from 'vitest';
import { slugFor } from '../../src/import/import-slug.ts';
import { packLocale } from '../../src/import/languages.ts';
import { imported, packOf, thatBecame } from './imported.ts';

const TEXT = 'The ferry sails at ten and at four, with a crew of four and a cook from the village. ';

const page = (body: string, head = ''): string =>
  `<!doctype html><html><head>${head}</head><body><main><h1>The ferry</h1><h2>Days</h2><p>${TEXT.repeat(4)}</p>${body}</main></body></html>`;

describe('within an article, what belongs to its page', () => {
  it.each([
    ['beside it', '<aside>Storm closes the harbour</aside>', 'stands beside the article'],
    ['to fill in', '<form><label>Your name</label></form>', 'something to fill in'],
    ['a button', '<button>Play the bell</button>', 'a button'],
  ])('is dropped and named: %s', (_, html, why) => {
    const article = imported('ferry.html', page(html));
    expect(article.told.filter(({ became }) => became === 'dropped')).toMatchObject([{ why }]);
  });

  it('is kept where it holds questions, whatever its name', () => {
    const { faq } = packOf(
      'ferry.html',
      page('<div class="related"><details><summary>Is it dear?</summary><p>No.</p></details></div>'),
    );
    expect(faq.map(({ heading, plain }) => [heading, plain])).toEqual([['Is it dear?', 'No.']]);
  });

  it('a list of its headings, without links, is its contents', () => {
    const list = '<ul><li>Days</li><li>Fares</li><li>Crew</li></ul>';
    const parts = ['Fares', 'Crew'].map((name) => `<h2>${name}</h2><p>${TEXT}</p>`).join('');
    const article = imported('ferry.html', page(parts).replace('<h2>Days', `${list}<h2>Days`));
    expect(thatBecame(article, 'contents entry')).toEqual(['Days', 'Fares', 'Crew']);
  });
});

describe('marks within a line', () => {
  it('show once where they stand twice, and not at all where they lead to their own heading', () => {
    const { sections } = packOf(
      'ferry.html',
      page(
        '<h2>Fares<a href="https://example.org/#fares">¶</a></h2><p>A <b><strong>fare</strong></b> of $2.</p>',
      ),
    );
    expect(sections[1]).toMatchObject({ heading: 'Fares', text: 'A **fare** of $2.' });
  });
});

it("a title leaves out the site's name behind it", () => {
  const html = `<!doctype html><html><head><title>The night ferry is back | Strait News</title></head><body><h2>Days</h2><p>${TEXT}</p><h2>Fares</h2><p>${TEXT}</p></body></html>`;
  expect(packOf('ferry.html', html).title).toBe('The night ferry is back');
});

it('front matter that is too long to be read leaves its article as it is', () => {
  const keys = Array.from({ length: 3_000 }, (_, number) => `key${number}: value`).join('\n');
  const article = imported('ferry.md', `---\ntitle: No\n${keys}\n---\n\n# The ferry\n\n## Days\n\n${TEXT}\n`);
  expect(article.title).toBe('The ferry');
  expect(article.pack?.source).toBe('The ferry');
});

it.each([
  ['fr_FR', 'fr'],
  ['pt_BR', 'pt-BR'],
  ['zh-TW', 'zh-TW'],
  ['en-US', 'en'],
  ['xx-klingon', null],
])('a page in %s becomes %s', (tag, locale) => {
  expect(packLocale(tag)).toBe(locale);
});

it.each([
  ['notes/night-ferry.md', 'night-ferry'],
  ['README.md', 'the-ferry'],
  ['https://example.org/faq.html?a=1#b', 'the-ferry'],
  ['ask.md', 'ask-article'],
])('an article from %s becomes /%s', (name, slug) => {
  expect(slugFor(name, 'The ferry', ['ask'])).toBe(slug);
});
