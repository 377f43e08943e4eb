import { describe, expect, it, test } from 'vitest';
import { importEntries } from '../../src/content/import-entries.ts';
import { runAtOnce } from '../../src/time-slices.ts';
import { fileWith, goodPack, parse, problemsOf, withFrontMatter } from './pack-text.ts';

describe('headings', () => {
  it.each([
    ['{#why}', 'Why?'],
    ['{collapsible="true" id="why"}', 'Why?'],
    ['{: .class #id}', 'Why?'],
    ['{#why} ###', 'Why?'],
    ['{.a} {#b}', 'Why?'],
    ['{name}', 'Why? {name}'],
    ['\\{#why}', 'Why? {#why}'],
  ])('show nobody the attributes %s', (attributes, heading) => {
    const pack = goodPack(fileWith(`## One\nA\n\n## FAQ\n### Why? ${attributes}\nB`));
    expect(pack.faq.map((entry) => entry.heading)).toEqual([heading]);
  });
});

const textOf = (body: string) => goodPack(fileWith(`## One\n${body}`)).sections[0]?.text;

describe('notes of other tools', () => {
  it.each([
    [':::note\nText.\n:::\nMore.', '> [!NOTE]\n> Text.\n\nMore.'],
    [':::tip Do this\n\n- a\n\n:::', '> [!TIP] Do this\n>\n> - a\n>'],
    [':::warning[Careful]\nText.\n:::', '> [!WARNING] Careful\n> Text.'],
    ['!!! note "Title"\n    Text.\n\n    More.\n\nAfter.', '> [!NOTE] Title\n> Text.\n>\n> More.\n\nAfter.'],
    ['??? info\n    Text.', '> [!INFO]\n> Text.'],
    [':::note without an end', '> [!NOTE] without an end'],
    ['```\n:::note\n{: .a}\n```', '```\n:::note\n{: .a}\n```'],
    ['Text.\n{: .lead}\n\nMore.', 'Text.\n\nMore.'],
    ['!!! tip inline end "Title"\n    Text.', '> [!TIP] Title\n> Text.'],
    ['> Text.\n>\n{style="note" title="Mind"}\n\nMore.', '> Text.\n>\n\nMore.'],
    ['> Text.\n> {style="warning"}', '> Text.\n>'],
    ['Text. {id="a" style="note"}', 'Text.'],
    ['Text {job="api"}', 'Text {job="api"}'],
    ['Text:\n\n    {id="a"}', 'Text:\n\n    {id="a"}'],
    [
      '=== "Windows"\n\n    Run it.\n\n    - a\n\n=== "Linux"\n\n    ```\n    make\n    ```\n\nMore.',
      '**Windows**\n\nRun it.\n\n- a\n\n**Linux**\n\n```\nmake\n```\n\nMore.',
    ],
  ])('%j become quotes', (body, text) => {
    expect(textOf(body)?.replaceAll('> \n', '>\n')).toBe(text);
  });

  test('are searched without their sign', () => {
    expect(goodPack(fileWith('## One\n> [!NOTE]\n> Text.')).sections[0]?.paragraphs[0]?.plain.trim()).toBe(
      'Text.',
    );
  });
});

test.each(['{% include note.html %}', '{{< ref "x.md" >}}', '{{ site.baseurl }}'])(
  'what a template would put in the place of %s is asked for, once, and not in code',
  (sign) => {
    expect(problemsOf(fileWith(`## One\nA ${sign} b.\n\n${sign}`))).toEqual([
      expect.stringMatching(/^8 warning: Write what another tool would put here/),
    ]);
    expect(problemsOf(fileWith(`## One\n\`${sign}\`\n\n    ${sign}`))).toEqual([]);
  },
);

test('a footnote stands where it is named, and nowhere else', () => {
  expect(textOf('A[^1] and b[^1].\n\n[^1]: See *this*\n    one.')).toBe(
    'A (See *this* one.) and b (See *this* one.).',
  );
});

describe('addresses', () => {
  const body =
    'Sum.\n\n## One\nRead [this](/docs), ![that](a.png) and [those](#b).\n\n## FAQ\n### Q?\nA\n\nSee: [One](#one)';

  it('that lead nowhere are told, each with its line', () => {
    expect(problemsOf(withFrontMatter(body)).map((problem) => problem.slice(0, 48))).toEqual([
      '8 warning: Write the whole address of this link,',
      '8 warning: Write the whole address of this pictu',
      '8 warning: Write the whole address of this link,',
    ]);
  });

  it('are meant from the article’s own', () => {
    const text = `---\ntitle: A\nsource: B\nurl: https://x.org/faq/\n---\n${body}`;
    expect(parse(text).problems).toEqual([]);
    expect(problemsOf(text.replace('/docs', 'javascript:x'))).toHaveLength(1);
  });
});

const imported = (markdown: string) =>
  runAtOnce(importEntries(markdown, { file: 'faq.md', locale: 'en', library: [] }));

describe('an imported answer', () => {
  it('is translated to Discord’s Markdown, or taken as it stands', () => {
    const { entries } = imported(
      '---\ntitle: A\nsource: B\nurl: https://x.org/faq/\n---\n## FAQ\n### A?\nOne\ntwo [b](/c)\n\n### B?\n```answer\n||a||\nb\n```',
    );
    expect(entries.map(({ answer }) => answer)).toEqual(['One two [b](https://x.org/c)', '||a||\nb']);
  });
});

test('an answer in Discord’s Markdown keeps it as a part of a pack', () => {
  const { faq } = goodPack(fileWith('## One\nA\n\n## FAQ\n### Q?\n```answer\n-# a\n__b__\n```'));
  expect(faq).toMatchObject([{ text: '-# a\n__b__', markup: 'discord', plain: 'a\nb' }]);
});

describe('hostile text', () => {
  it.each(['x<!-- ', '[a](', '*a_ ', '> ', '- ', '`a ``b ', '{#a}', '[^a] ', '<a '])(
    'of %j is read in many short steps',
    (unit) => {
      let steps = 0;
      const each = unit.repeat(Math.floor(3_900 / unit.length));
      const count = 16;
      const file = `## FAQ\n\n${Array.from({ length: count }, (_, at) => `### Why ${at}?\n\n${each}\n\n`).join('')}`;
      const reading = importEntries(file, { file: 'faq.md', locale: 'en', library: [] });
      while (reading.next().done !== true) steps += 1;
      expect(steps).toBeGreaterThan(count);
    },
  );

  it('is refused where one paragraph or list is too long to be read in one step', () => {
    expect(problemsOf(fileWith(`## One\n${'[a]('.repeat(32_000)}`))).toEqual([
      '8 error: Split this block: it has 128000 characters, and at most 20000 can be read.',
    ]);
    const split = /^\d+ error: Split this list or quote/;
    expect(problemsOf(fileWith(`## One\n${'- a\n'.repeat(4_100)}`))[0]).toMatch(split);
    const sent = `## FAQ\n\n### Why?\n\n${'- a\n'.repeat(500)}`;
    const { entries, problems } = imported(sent);
    expect(entries).toEqual([]);
    expect(problems.map(({ line, severity, message }) => `${line} ${severity}: ${message}`)[0]).toMatch(
      split,
    );
  });

  it('is not what an article with a long list holds', () => {
    const lines = '- how heavy it is\n  - what does it weigh\n'.repeat(300);
    expect(problemsOf(fileWith(`## One\nA\n\n## Not covered\n${lines}`)).join()).not.toContain('Split');
  });

  it('is text where it has more signs than a paragraph may have', () => {
    expect(problemsOf(fileWith(`## One\n${'*a_ '.repeat(300)}`))).toContain(
      '8 warning: Split this paragraph: it holds so much markup that some of it is read as text.',
    );
  });

  it('in headings that are all alike gives each an id', () => {
    const questions = Array.from({ length: 500 }, () => '### 🌊\nx\n').join('');
    expect(parse(fileWith(`## One\nA\n\n## FAQ\n${questions}`)).problems.length).toBeGreaterThan(400);
  });
});
