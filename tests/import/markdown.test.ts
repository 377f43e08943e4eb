import { describe, expect, it } from 'vitest';
import { faqOf, imported, packOf, thatBecame } from './imported.ts';

const README = `<h1 align="center">Lantern</h1>
<p align="center">
  <a href="https://ci.example.org"><img src="https://img.shields.io/x.svg"></a>
</p>

[![build](https://img.shields.io/b.svg)](https://ci.example.org)

Lantern keeps your notes in plain files and finds them again.

<!-- toc -->

## Table of Contents

- [Install](#install)
- [FAQ](#faq)
  - [Is it free?](#is-it-free)
- [License](#license)

## Install

\`\`\`sh
# Is this a heading?
npm install lantern
\`\`\`

### Windows

Use the installer.

## FAQ

Short answers to what people ask.

### Is it free?

Yes, under the MIT licence.

See: the LICENSE file.

### Where are my notes?

In \`~/notes\`. They are:

1. plain
2. yours

#### On Windows

In your profile.

<details>
<summary><b>Can I sync them?</b></summary>
<br>

With any tool that syncs folders.

</details>

**Does it phone home?**

Never.

[⬆ back to top](#top)

## License

MIT
`;

describe('a README with a FAQ', () => {
  const article = imported('README.md', README);

  it('has every question found, with all that stands below it', () => {
    expect(article.problems).toEqual([]);
    expect(article.pack?.faq.map(({ heading }) => heading)).toEqual([
      'Is it free?',
      'Where are my notes?',
      'Can I sync them?',
      'Does it phone home?',
    ]);
    expect(article.pack?.faq[1]?.plain).toBe(
      'In ~/notes. They are:\nplain\nyours\nOn Windows\nIn your profile.',
    );
  });

  it('has its other headings as sections, and code stays code', () => {
    expect(article.pack?.title).toBe('Lantern');
    expect(article.pack?.sections.map(({ heading }) => heading)).toEqual(['Install', 'License']);
    expect(article.pack?.sections[0]?.text).toContain('# Is this a heading?\nnpm install lantern');
    expect(article.pack?.sections[0]?.text).toContain('### Windows');
  });

  it('takes an answer that says "See:" by its word', () => {
    expect(article.pack?.faq[0]).toMatchObject({ section: null });
    expect(article.pack?.faq[0]?.plain).toContain('See: the LICENSE file.');
  });

  it('drops badges, contents and the way to the top, and says so', () => {
    expect(thatBecame(article, 'contents entry')).toEqual(['Install', 'FAQ', 'Is it free?', 'License']);
    expect(article.told.filter(({ became }) => became === 'dropped').map(({ why }) => why)).toEqual([
      'HTML without text',
      'badges',
      'a comment',
      'the heading of the contents, which come by themselves',
      'leads to the top of the page',
    ]);
    expect(article.words.kept).toBe(article.words.article);
  });
});

describe('questions in Markdown', () => {
  const expected = { 'Does it rain?': 'Often.', 'Is there parking?': 'Behind the hall.' };

  it.each([
    [
      'headings below a FAQ',
      '# Hall\n\nAll about it.\n\n## FAQ\n\n### Does it rain?\n\nOften.\n\n### Is there parking?\n\nBehind the hall.\n',
    ],
    [
      'headings of the second level',
      '# FAQ\n\n## Does it rain?\n\nOften.\n\n## Is there parking?\n\nBehind the hall.\n',
    ],
    ['headings of the first level', '# Does it rain?\n\nOften.\n\n# Is there parking?\n\nBehind the hall.\n'],
    [
      'headings of the fifth level',
      '# FAQ\n\n##### Does it rain?\nOften.\n##### Is there parking?\nBehind the hall.\n',
    ],
    [
      'underlined headings',
      'FAQ\n===\n\nDoes it rain?\n---\n\nOften.\n\nIs there parking?\n---\n\nBehind the hall.\n',
    ],
    [
      'headings below topics',
      '# FAQ\n\n## Weather\n\n### Does it rain?\n\nOften.\n\n## Cars\n\n### Is there parking?\n\nBehind the hall.\n',
    ],
    [
      'numbered headings',
      '# FAQ\n\n## 1. Does it rain?\n\nOften.\n\n## 2. Is there parking?\n\nBehind the hall.\n',
    ],
    [
      'headings with anchors',
      '# FAQ\n\n## <a name="rain"></a>Does it rain? {#rain}\n\nOften.\n\n## Is there parking? {#cars}\n\nBehind the hall.\n',
    ],
    [
      'bold paragraphs',
      '# FAQ\n\n**Does it rain?**\n\nOften.\n\n**Is there parking?**\n\nBehind the hall.\n',
    ],
    ['bold lines', '# FAQ\n\n**Does it rain?**\nOften.\n\n**Is there parking?**  \nBehind the hall.\n'],
    [
      'bold text before its answer',
      '# FAQ\n\n**Does it rain?** Often.\n\n**Is there parking?** Behind the hall.\n',
    ],
    [
      'Q and A in a paragraph',
      '# Hall\n\nQ: Does it rain?\nA: Often.\n\nQ: Is there parking?\nA: Behind the hall.\n',
    ],
    [
      'Q and A apart and bold',
      '# Hall\n\n**Q: Does it rain?**\n\n**A:** Often.\n\n**Q2: Is there parking?**\n\nA: Behind the hall.\n',
    ],
    [
      'Q and A with full stops',
      '# Hall\n\nQ. Does it rain?\n\nA. Often.\n\nQ. Is there parking?\n\nA. Behind the hall.\n',
    ],
    [
      'parts that open',
      '# FAQ\n\n<details>\n<summary>Does it rain?</summary>\n\nOften.\n\n</details>\n\n<details><summary><strong>Is there parking?</strong></summary>Behind the hall.</details>\n',
    ],
    [
      'parts of a Hugo shortcode',
      '# FAQ\n\n{{< details "Does it rain?" >}}\nOften.\n{{< /details >}}\n\n{{% expand title="Is there parking?" %}}\nBehind the hall.\n{{% /expand %}}\n',
    ],
    [
      'parts of VitePress',
      '# FAQ\n\n::: details Does it rain?\nOften.\n:::\n\n::: details Is there parking?\nBehind the hall.\n:::\n',
    ],
    [
      'parts of MkDocs',
      '# FAQ\n\n??? question "Does it rain?"\n    Often.\n\n???+ question "Is there parking?"\n\n    Behind the hall.\n',
    ],
    [
      'components of MDX',
      '# FAQ\n\n<Accordion title="Does it rain?">\nOften.\n</Accordion>\n<Accordion title="Is there parking?">\nBehind the hall.\n</Accordion>\n',
    ],
    [
      'a list of definitions',
      '# FAQ\n\nDoes it rain?\n: Often.\n\nIs there parking?\n\n:   Behind the hall.\n',
    ],
    [
      'items with bold text',
      '# FAQ\n\n- **Does it rain?** Often.\n- **Is there parking?** Behind the hall.\n',
    ],
    [
      'items with a paragraph',
      '# FAQ\n\n1. Does it rain?\n\n   Often.\n\n2. Is there parking?\n\n   Behind the hall.\n',
    ],
    ['items of one line', '# FAQ\n\n* Does it rain? Often.\n* Is there parking? Behind the hall.\n'],
    [
      'items with an item below',
      '# FAQ\n\n- Does it rain?\n  - Often.\n- Is there parking?\n  - Behind the hall.\n',
    ],
    ['a line and a line below', '# FAQ\n\nDoes it rain?\nOften.\n\nIs there parking?\nBehind the hall.\n'],
    [
      'a paragraph and a paragraph',
      '# FAQ\n\nDoes it rain?\n\nOften.\n\nIs there parking?\n\nBehind the hall.\n',
    ],
    [
      'a table',
      '# FAQ\n\n| Question | Answer |\n| --- | --- |\n| Does it rain? | Often. |\n| Is there parking? | Behind the hall. |\n',
    ],
  ])('are found as %s', (_, text) => {
    expect(faqOf('hall.md', text)).toEqual(expected);
    expect(imported('hall.md', text).words.missing).toEqual([]);
  });

  it('without a question mark are found where the page says that it is a FAQ', () => {
    expect(
      faqOf(
        'faq.md',
        '# Frequently asked questions\n\n### Device not detected\n\n> ERROR: no device\n\nEnable debugging.\n',
      ),
    ).toEqual({ 'Device not detected': 'ERROR: no device\nEnable debugging.' });
  });

  it('asked below two headings are told apart by these', () => {
    const text =
      '# FAQ\n\n## Windows\n\n### How do I start it?\n\nClick.\n\n## Linux\n\n### How do I start it?\n\nType.\n';
    expect(faqOf('faq.md', text)).toEqual({
      'Windows: How do I start it?': 'Click.',
      'Linux: How do I start it?': 'Type.',
    });
  });

  it('without an answer are named', () => {
    const article = imported('faq.md', '# FAQ\n\n## Is it free?\n\nYes.\n\n## Is it good?\n');
    expect(article.told).toContainEqual(
      expect.objectContaining({
        became: 'dropped',
        text: 'Is it good?',
        why: 'a question without an answer',
      }),
    );
  });

  it('among the headings of an article stay its sections', () => {
    const text =
      '# A trip\n\nWe went.\n\n## How we got there\n\nBy train.\n\n## Was it worth it?\n\nIt was.\n\n## Costs\n\nNone.\n';
    expect(packOf('trip.md', text).sections).toHaveLength(3);
  });

  it('are not made of a part that opens on something else', () => {
    const text =
      '# Setup\n\nHow it goes.\n\n## Install\n\n<details><summary>The whole log</summary>\n\nIt ran.\n\n</details>\n';
    expect(packOf('setup.md', text).faq).toEqual([]);
    expect(packOf('setup.md', text).sections[0]?.text).toBe('**The whole log**\n\nIt ran.');
  });
});

describe('front matter of other tools', () => {
  it('gives title, date, description and address; the rest is named and left out', () => {
    const article = imported(
      'faq.mdx',
      '---\nid: faq\ntitle: "All: about tides"\nsidebar_label: FAQ\ndescription: Why the sea moves.\ndate: 2024-05-01T10:00:00Z\nlang: fr\ncanonical_url: https://example.org/tides\ntags: [a, b]\n---\nimport Tabs from \'@theme/Tabs\';\n\n## Why?\n\nThe moon.\n\n## When?\n\nTwice a day.\n',
    );
    expect(article.pack).toMatchObject({
      title: 'All: about tides',
      url: 'https://example.org/tides',
      published: '2024-05-01',
      locale: 'fr',
      summary: 'Why the sea moves.',
    });
    expect(thatBecame(article, 'dropped')).toEqual([
      'id, sidebar_label, tags',
      "import Tabs from '@theme/Tabs';",
    ]);
  });

  it('of Hugo is read between plus signs, and its shortcodes are named', () => {
    const article = imported(
      'x.md',
      '+++\ntitle = "Tides"\ndate = 2024-05-01\n+++\n\n## Why?\n\nThe moon{{< ref "moon.md" >}}.\n',
    );
    expect(article.pack).toMatchObject({ title: 'Tides', published: '2024-05-01' });
    expect(thatBecame(article, 'dropped')).toEqual(['{{< ref "moon.md" >}}']);
  });
});

it('keeps sections apart that have the same heading, and names headings without text', () => {
  const article = imported(
    'x.md',
    '# T\n\nText here.\n\n## Notes\n\nOne.\n\n## Notes\n\nTwo.\n\n## Nothing\n',
  );
  expect(article.pack?.sections.map(({ heading }) => heading)).toEqual(['Notes', 'Notes (2)']);
  expect(thatBecame(article, 'dropped')).toEqual(['Nothing']);
});

it('keeps what stands behind a comment without an end', () => {
  expect(packOf('x.md', '# T\n\nText.\n\n## A\n\nOne <!-- two\n\n## B\n\nThree.\n').sections).toHaveLength(2);
});
