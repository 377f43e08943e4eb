import { describe, expect, test } from 'vitest';
import { fileWith, parse, problemsOf, withFrontMatter } from './pack-text.ts';

const BODY = 'Sum.\n\n## One\nText.\n';

describe('the front matter', () => {
  test.each([
    ['no front matter', BODY, ['1 error: Start the file with its front matter']],
    ['no end', `---\ntitle: A\nsource: B\n${BODY}`, ['1 error: End the front matter with a line "---".']],
    [
      'nothing in it',
      `---\n---\n${BODY}`,
      ['1 error: Give the front matter a title', '1 error: Give the front matter a source'],
    ],
    ['an empty title', `---\nsource: B\ntitle:\n---\n${BODY}`, ['3 error: Give the front matter a title']],
    [
      'a number for a title',
      `---\nsource: B\ntitle: 1984\n---\n${BODY}`,
      ['3 error: Give the front matter a title, as text: title: "'],
    ],
    [
      'a list for a title',
      `---\nsource: B\ntitle: [A]\n---\n${BODY}`,
      ['3 error: Give the front matter a title'],
    ],
    [
      'a list of lines',
      `---\n- title\n---\n${BODY}`,
      ['2 error: Write the front matter as lines of "name: value"'],
    ],
    [
      'an unknown name',
      `---\ntitel: A\nsource: B\n---\n${BODY}`,
      [
        '1 error: Give the front matter a title',
        '2 warning: Write "title" if that is meant: nothing is read of "titel".',
      ],
    ],
    [
      'a name twice',
      `---\ntitle: A\nsource: B\ntitle: C\n---\n${BODY}`,
      ['4 error: Keep one of the two lines'],
    ],
    [
      'a colon without quotes',
      `---\ntitle: A\nsource: B: C\n---\n${BODY}`,
      ['3 error: Put this value in quotes'],
    ],
    ['a quote without its end', `---\ntitle: "A\nsource: B\n---\n${BODY}`, ['error: ']],
    ['code', `---js\nthrow 1\n---\n${BODY}`, ['1 error: Keep only "---" on this line']],
    [
      'a bomb of aliases',
      `---\ntitle: &a [x, x]\nsource: [*a, *a]\n---\n${BODY}`,
      ['2 error: Give', '3 error: Give'],
    ],
  ])('%s', (_, text, expected) => {
    expect(problemsOf(text)).toEqual(inOrder(expected));
    expect(parse(text).pack).toBeNull();
  });

  test.each([
    [`# The *tides*\n\n${BODY}`, '1 warning: Start the file with its front matter'],
    [`<!-- lint -->\n\n# The *tides* {#top}\n\n${BODY}`, '1 warning: Start the file with its front matter'],
    [
      `---\nsource: B\nsidebar_label: C\n---\n\n# The tides\n\n${BODY}`,
      '1 warning: Give the front matter a title',
    ],
    [`+++\nsource = "B"\nweight = 3\n+++\n# The tides\n${BODY}`, '1 warning: Give the front matter a title'],
  ])('without a title has the heading that the file begins with: %j', (text, expected) => {
    const { pack } = parse(text);
    expect(pack?.title).toBe('The tides');
    expect(pack?.summary).toBe('Sum.');
    expect(problemsOf(text)[0]?.startsWith(expected)).toBe(true);
    expect(problemsOf(text).join()).not.toContain('Remove this heading');
  });

  test('of Hugo is read between plus signs, too, down to its first table', () => {
    const text = `+++\ntitle = "A = B"\nsource = 'C' # theirs\npublished = 2025-02-01\ntags = ["x"]\n[menu]\nurl = "x"\n+++\n${BODY}`;
    expect(parse(text).pack).toMatchObject({
      title: 'A = B',
      source: 'C',
      published: '2025-02-01',
      url: null,
    });
    expect(problemsOf(text)).toEqual([expect.stringContaining('nothing is read of "tags"')]);
    expect(problemsOf(`+++\ntitle = "A"\n${BODY}`)).toEqual([
      '1 error: End the front matter with a line "+++".',
    ]);
  });

  test.each([
    [
      'keys of other tools',
      `---\ntitle: A\nsource: B\nnav_title: C\nsort_rank: 3\nmenu:\n  main:\n    weight: 2\n---\n${BODY}`,
      [
        '4 warning: Leave these lines out, or leave them to other tools: nothing is read of "nav_title", "sort_rank", "menu"',
      ],
    ],
    [
      'one such key',
      `---\ntitle: A\nsource: B\nauthor: C\n---\n${BODY}`,
      ['4 warning: Leave this line out, or leave it to other tools: nothing is read of "author"'],
    ],
    [
      'a name much like one of ours',
      `---\ntitle: A\nsource: B\npublish: 2025-02-01\n---\n${BODY}`,
      ['4 warning: Write "published" if that is meant: nothing is read of "publish".'],
    ],
    ['no source', `---\ntitle: A\n---\n${BODY}`, ['1 warning: Give the front matter a source']],
    [
      'an address that is a page of the site',
      `---\ntitle: A\nsource: B\nurl: "faq"\n---\n${BODY}`,
      ['4 warning: Write the whole address'],
    ],
    [
      'an address that is none',
      `---\ntitle: A\nsource: B\nurl: example.org\n---\n${BODY}`,
      ['4 warning: Write the whole address'],
    ],
    [
      'an address that runs something',
      `---\ntitle: A\nsource: B\nurl: javascript:alert(1)\n---\n${BODY}`,
      ['4 warning: Write the whole address'],
    ],
    [
      'an address with a password',
      `---\ntitle: A\nsource: B\nurl: https://a:b@c.org\n---\n${BODY}`,
      ['4 warning: Write the whole address'],
    ],
    [
      'a date that is none',
      `---\ntitle: A\nsource: B\npublished: 2025-02-30\n---\n${BODY}`,
      ['4 warning: Write the date'],
    ],
    [
      'a date in words',
      `---\ntitle: A\nsource: B\npublished: 1 Feb 2025\n---\n${BODY}`,
      ['4 warning: Write the date'],
    ],
  ])('with %s is read, and the pack serves', (_, text, expected) => {
    expect(problemsOf(text)).toEqual(inOrder(expected));
    expect(parse(text).pack).toMatchObject({ title: 'A', url: null, published: null });
  });

  test('an optional line may be left empty', () => {
    expect(
      parse(
        `---\ntitle: A\nsource: B\nurl:\npublished: ''\n---\n${BODY}`.replace("published: ''", 'published:'),
      ),
    ).toMatchObject({
      pack: { url: null, published: null },
      problems: [],
    });
  });
});

describe('what stops a pack', () => {
  test.each([
    [
      'no summary',
      withFrontMatter('\n## One\nText.'),
      ['6 error: Write a paragraph that sums the article up'],
    ],
    [
      'nothing at all below the front matter',
      withFrontMatter(''),
      ['5 error: Write a paragraph that sums the article up'],
    ],
    [
      'a list for a summary',
      withFrontMatter('- a\n'),
      ['5 error: Write a paragraph that sums the article up'],
    ],
    ['an empty section', fileWith('## One\n\n## Two\nText.'), ['7 error: Write some text below "One"']],
    ['a section of comments', fileWith('## One\n<!-- soon -->\n'), ['7 error: Write some text below "One"']],
    ['a heading without words', fileWith('##\nText.'), ['7 error: Write the heading behind "##".']],
    [
      'two sections with one heading',
      fileWith('## One\nA\n\n## *one*\nB'),
      ['10 error: Give this section another heading: line 7 has the same.'],
    ],
    [
      'two FAQs',
      fileWith('## FAQ\n### A?\nB\n\n## faq\n### C?\nD'),
      ['11 error: Put this together with "faq" on line 7.'],
    ],
    [
      'highlights that are no list',
      fileWith('## Highlights\nText.\n\n- a'),
      ['8 error: Make this an item of the list'],
    ],
    ['no highlights', fileWith('## Highlights\n'), ['7 error: Write a list below "Highlights"']],
    ['an empty highlight', fileWith('## Highlights\n- a\n-\n'), ['9 error: Write something behind this "-"']],
    [
      'nothing that is not covered',
      fileWith('## Not covered\n'),
      ['7 error: Write a list below "Not covered"'],
    ],
    [
      'not covered in a paragraph',
      fileWith('## Not covered\nthe price'),
      ['8 error: Make this an item of the list'],
    ],
    [
      'an empty line that is not covered',
      fileWith('## Not covered\n- a\n-\n'),
      ['9 error: Write something behind this "-"'],
    ],
    ['an empty FAQ', fileWith('## FAQ\n'), ['7 error: Write a question below "FAQ"']],
    [
      'text in the FAQ without a question',
      fileWith('## FAQ\nText.\n\nMore.'),
      ['8 error: Put this below a question'],
    ],
    ['a question without words', fileWith('## FAQ\n###\nB'), ['8 error: Write the question behind "###".']],
    [
      'a question without an answer',
      fileWith('## FAQ\n### A?\n\n### B?\nC'),
      ['8 error: Write the answer below "A?"'],
    ],
    [
      'an answer of keywords only',
      fileWith('## One\nA\n\n## FAQ\n### A?\nSee: One\n'),
      ['11 error: Write the answer below "A?"'],
    ],
    [
      'one question twice',
      fileWith('## FAQ\n### A b?\nC\n\n### a  B\nD'),
      ['11 error: Put this entry and the one on line 8 together'],
    ],
    [
      'two sections cited',
      fileWith('## One\nA\n\n## FAQ\n### A?\nB\n\nSee: One\n\nSee: One'),
      ['16 error: Keep one of the lines with "See:"'],
    ],
    [
      'a section that there is not',
      fileWith('## Costs of it\nA\n\n## Else\nE\n\n## FAQ\n### A?\nB\nSee: The costs'),
      ['16 error: Write "See: Costs of it" if that is the section you mean: none is called "The costs".'],
    ],
    [
      'a section like no other',
      fileWith('## FAQ\n### A?\nB\n\nSee: Moon'),
      ['11 error: Name a section of this file behind "See:": none is called "Moon".'],
    ],
    [
      'no section behind the keyword',
      fileWith('## FAQ\n### A?\nB\n\nSee:'),
      ['11 error: Name a section behind "See:"'],
    ],
    [
      'no list of other wordings',
      fileWith('## FAQ\n### A?\nB\n\nAlso asked:\n\n### C?\nD'),
      ['11 error: Write the other wordings as a list'],
    ],
    [
      'other wordings on one line',
      fileWith('## FAQ\n### A?\nB\n\nAlso asked: c, d'),
      ['11 error: Write the other wordings as a list'],
    ],
    [
      'an empty wording',
      fileWith('## FAQ\n### A?\nB\n\nAlso asked:\n- c\n-\n'),
      ['13 error: Write something behind this "-"'],
    ],
    [
      'a keyword that the list swallows',
      fileWith('## One\nA\n\n## FAQ\n### A?\nB\n\nAlso asked:\n- c\nSee: One'),
      ['16 error: Put an empty line before "See: One".'],
    ],
    [
      'a question both answered and not',
      fileWith('## FAQ\n### A?\nB\n\nAlso asked:\n- how big\n\n## Not covered\n- size\n  - How big?\n'),
      ['16 error: Remove "How big?" here or on line 12'],
    ],
    [
      'a comment without an end',
      fileWith('<!-- oops\n\n## One\nText.'),
      ['7 error: End this comment with "-->"'],
    ],
    ['a NUL character', fileWith('## One\nTe\0xt.'), ['8 error: Remove the NUL character']],
    [
      'a section of a thousand paragraphs',
      fileWith(`## One\n${'A\n\n'.repeat(1000)}`),
      ['7 error: Split "One"'],
    ],
  ])('%s', (_, text, expected) => {
    expect(problemsOf(text)).toEqual(inOrder(expected));
    expect(parse(text).pack).toBeNull();
  });

  test('a file of more than two megabytes', () => {
    expect(problemsOf(fileWith('é'.repeat(1_000_001)))).toEqual(
      inOrder(['1 error: Split the article: a file holds at most 2 MB.']),
    );
  });

  test('every problem is told at once, in order', () => {
    expect(problemsOf('---\nsource: B\n---\n## Highlights\ntext\n\n## One\n')).toEqual(
      inOrder([
        '1 error: Give the front matter a title',
        '4 error: Write a paragraph that sums the article up',
        '5 error: Make this an item of the list',
        '7 error: Write some text below "One"',
      ]),
    );
  });

  test("the advice uses the pack's own language", () => {
    expect(problemsOf(fileWith('## Lune\nA\n\n## FAQ\n### A ?\nB\n\nVoir : Lun\n'), 'fr')).toEqual(
      inOrder(['14 error: Write "Voir: Lune" if that is the section you mean']),
    );
  });
});

describe('what is only worth a word', () => {
  test.each([
    [
      'the title once more',
      withFrontMatter('# Tides\nSum.\n\n## One\nText.'),
      ['5 warning: Remove this heading: the title stands in the front matter.'],
    ],
    [
      'a section with one #',
      fileWith('# One\nText.'),
      ['7 warning: Write "## One": sections start with "##".'],
    ],
    [
      'one wording in two entries',
      fileWith('## FAQ\n### A?\nB\n\nAlso asked:\n- what IS it?\n\n### C?\nD\n\nAlso asked:\n- What is it\n'),
      ['18 warning: Remove "What is it" here or on line 12, where it leads to "A?".'],
    ],
    [
      "another entry's question as a wording",
      fileWith('## FAQ\n### A?\nB\n\nAlso asked:\n- c\n\n### C?\nD\n'),
      ['12 warning: Remove "c" here or on line 14, where it leads to "C?".'],
    ],
    [
      'one wording twice',
      fileWith('## FAQ\n### A?\nB\n\nAlso asked:\n- c\n- c!\n'),
      ['13 warning: Remove "c!" here or on line 12, where it stands in the same entry.'],
    ],
    ['one line twice', fileWith('## Not covered\n- c\n- C\n'), ['9 warning: Remove "C" here or on line 8']],
    [
      'a full stop',
      fileWith('## Not covered\n- the price.\n- and so on ...\n'),
      ['8 warning: Leave out the full stop'],
    ],
    [
      'a heading that means nothing to the bot',
      fileWith('## Highlight\n- a\n'),
      ['7 warning: Write "## Highlights" if that is meant'],
    ],
    [
      'a keyword that means nothing to the bot',
      fileWith('## FAQ\n### A?\nB\n\nAlso ask:\n- c\n'),
      ['11 warning: Write "Also asked:" if this list holds other wordings'],
    ],
    [
      'HTML',
      fileWith('## One\n<b>Text</b> <br>\n\n<table>\nx\n</table>\n\nYour <key>, <key>.'),
      [
        '10 warning: Write this HTML as Markdown: Discord has none, and shows "<table>"',
        '14 warning: Write this HTML',
      ],
    ],
    [
      'text in the FAQ above its questions',
      fileWith('## FAQ\nText.\n\nMore.\n### A?\nB'),
      ['8 warning: Put this below a question'],
    ],
    [
      'sections that are questions',
      fileWith('## Is it safe to use?\nYes.\n\n## Does it have an API?\nNo.\n\n## How do I start\nSo.'),
      ['7 warning: Put the 3 sections that are questions below "## FAQ", with "### " before each'],
    ],
    [
      'a question that folds open in a section',
      fileWith('## Start\n<details>\n<summary>How do I install it?</summary>\nClick.\n</details>'),
      ['9 warning: Put "How do I install it?" below "## FAQ" with "### " before it'],
    ],
    [
      'text that a comment swallows',
      fileWith('## One\n<!-- a --> *B*'),
      ['8 warning: Write what stands behind this comment on a line of its own'],
    ],
    [
      'a comment that members would see',
      fileWith('## One\nText <!-- a\n\nb -->'),
      ['8 warning: End this comment with "-->" before the next empty line'],
    ],
    [
      'a subheading without text',
      fileWith('## One\nText.\n\n### Sub\n'),
      ['10 warning: Write some text below "Sub"'],
    ],
  ])('%s', (_, text, expected) => {
    expect(problemsOf(text)).toEqual(inOrder(expected));
    expect(parse(text).pack).not.toBeNull();
  });

  test("another language's fixed heading", () => {
    expect(problemsOf(fileWith('## Points clés\n- a\n'))).toEqual(
      inOrder(['7 warning: Write "## Highlights" if that is meant']),
    );
  });
});

/** Problems of which each holds its part, and no others. */
function inOrder(parts: readonly string[]): readonly string[] {
  return parts.map((part): string => expect.stringContaining(part));
}
