import { describe, expect, test } from 'vitest';
import { fileWith, goodPack, parse, problemsOf, withFrontMatter } from './pack-text.ts';

/** Whatever `check` advises. */
const passagesOf = (body: string) =>
  parse(fileWith(`## One\n${body}`)).pack?.sections.flatMap(({ paragraphs }) =>
    paragraphs.map(({ text }) => text),
  );

describe('what belongs together stays one passage', () => {
  test('a list and the line that leads to it', () => {
    expect(passagesOf('Before.\n\nThree **things:**\n- a\n- b\n\nAfter.')).toEqual([
      'Before.',
      'Three **things:**\n\n- a\n- b',
      'After.',
    ]);
  });

  test('a list after a full stop stands alone', () => {
    expect(passagesOf('Before.\n\n- a\n- b')).toEqual(['Before.', '- a\n- b']);
  });

  test('a subheading and all that stands below it', () => {
    expect(
      passagesOf('Before.\n\nMore.\n\n### Sub\n\n#### Deeper\n\nText.\n\nMore.\n\n### Next\n\n- a'),
    ).toEqual(['Before.', 'More.', '### Sub\n\n#### Deeper\n\nText.\n\nMore.', '### Next\n\n- a']);
  });

  test('each of the headings below a subheading, and all of them', () => {
    expect(passagesOf('### Sound\n\n#### None?\n\nA\n\n#### Cracks?\n\nB')).toEqual([
      '### Sound\n\n#### None?\n\nA\n\n#### Cracks?\n\nB',
      '### Sound\n\n#### None?\n\nA',
      '### Sound\n\n#### Cracks?\n\nB',
    ]);
  });

  test('a long text below a subheading is told paragraph by paragraph, below a question it is whole', () => {
    const [one, two] = ['a', 'b'].map((letter) => `${letter.repeat(9)} `.repeat(200).trim());
    expect(passagesOf(`### Sub\n\n${one}\n\n${two}`)).toEqual([`### Sub\n\n${one}`, `### Sub\n\n${two}`]);
    expect(passagesOf(`### Sub?\n\n${one}\n\n${two}`)).toEqual([`### Sub?\n\n${one}\n\n${two}`]);
  });

  test('an error message, and what to do about it', () => {
    const messages = [
      '> ERROR: Could not find any device',
      '```\nadb: error: failed\n```',
      '`Error: ENOENT`',
    ];
    for (const message of messages) {
      expect(passagesOf(`Before.\n\n${message}\n\nEnable debugging.\n\nAfter.`)).toEqual([
        'Before.',
        `${message}\n\nEnable debugging.`,
        'After.',
      ]);
    }
  });

  test('a bold line in place of a heading, up to the next one or a rule', () => {
    expect(
      passagesOf(
        'Before.\n\n**Is it free?**\n\nYes.\n\n- a\n\n**Is it safe?**\nYes.\n\nVery.\n\n---\n\nAfter.',
      ),
    ).toEqual(['Before.', 'After.', '**Is it free?**\n\nYes.\n\n- a', '**Is it safe?**\nYes.\n\nVery.']);
    expect(passagesOf('**All** of it.\n\n**Mind the gap.**')).toEqual([
      '**All** of it.',
      '**Mind the gap.**',
    ]);
  });

  test('a question and the list that answers it', () => {
    expect(passagesOf('You want it in your pack?\n\n- Link back.\n- Claim nothing.')).toEqual([
      'You want it in your pack?\n\n- Link back.\n- Claim nothing.',
    ]);
  });

  test('a long list, and each of its items behind the headings above it and the line that leads to it', () => {
    const rule = 'Nobody writes in capitals or posts the same twice. '.repeat(5).trim();
    const list = `1. ${rule}\n2. Advertising\n   - ${rule}\n   - Ask first.\n3. ${rule} Last.`;
    expect(passagesOf(`### Rules\n\nBefore.\n\nYou may not:\n\n${list}`)).toEqual([
      `### Rules\n\nBefore.\n\nYou may not:\n\n${list}`,
      `### Rules\n\nYou may not:\n\n1. ${rule}`,
      `### Rules\n\nYou may not:\n\n2. Advertising\n\n   - ${rule}\n   - Ask first.`,
      `### Rules\n\nYou may not:\n\n3. ${rule} Last.`,
    ]);
    expect(passagesOf(`### What are the rules?\n\n${list}`)).toEqual([`### What are the rules?\n\n${list}`]);
  });

  test('quotes, code and tables', () => {
    expect(
      passagesOf('> a\n> b\n\n```js\n## no heading\n<!-- shown -->\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |'),
    ).toEqual(['> a\n> b', '```js\n## no heading\n<!-- shown -->\n```', '| a | b |\n|---|---|\n| 1 | 2 |']);
  });
});

describe('a passage is what the author wrote, fit to stand alone', () => {
  test('emphasis, escapes and breaks stay', () => {
    expect(passagesOf('*a* **b** \\*c\\* `d` &amp; e  \nf')).toEqual(['*a* **b** \\*c\\* `d` &amp; e  \nf']);
  });

  test('a list that was indented does not nest in itself', () => {
    expect(passagesOf('  - a\n  - b\n    - c\n\n\t    code')).toEqual(['- a\n- b\n  - c\n\n      code']);
  });

  test('a link has its address, wherever that is defined', () => {
    const body =
      'A [*link*][Ref], [ref], [ref][], ![pic][ref] and [none].\n\n> [quoted][spaces]\n\n[ref]: https://example.org/a "Titled \\"so\\""\n[spaces]: <https://example.org/a b(c>\n[ref]: https://example.org/second';
    expect(passagesOf(body)).toEqual([
      'A [*link*](https://example.org/a "Titled \\"so\\""), [ref](https://example.org/a "Titled \\"so\\""), [ref](https://example.org/a "Titled \\"so\\""), ![pic](https://example.org/a "Titled \\"so\\"") and [none].',
      '> [quoted](<https://example.org/a b(c>)',
    ]);
  });

  test('a link has its address from below another heading, too', () => {
    expect(passagesOf('A [link].\n\n## Two\nB\n\n[link]: https://example.org')).toEqual([
      'A [link](https://example.org).',
      'B',
    ]);
  });

  test("a highlight loses its list's indentation", () => {
    const { highlights } = goodPack(
      fileWith(
        '## Highlights\n1.  One\n    goes on\n\n    - nested\n      - deeper\n\n2.\tTwo [x]\n\n[x]: https://example.org',
      ),
    );
    expect(highlights.map(({ text }) => text)).toEqual([
      'One\ngoes on\n\n- nested\n  - deeper',
      'Two [x](https://example.org)',
    ]);
  });

  test('a comment is not shown, wherever it stands', () => {
    const body =
      '<!-- a\n\nb -->\n\nText<!-- c --> goes <!-- d\ne --> on.\n\n<!-- f -->\n- g <!-- h -->\n- i';
    expect(passagesOf(body)).toEqual(['Text goes  on.', '- g \n- i']);
    expect(goodPack(fileWith(`## One\n${body}`)).sections[0]?.text).toBe('Text goes  on.\n\n- g \n- i');
  });

  test('a rule shows nothing', () => {
    expect(passagesOf('a\n\n---\n\nb\n\n***')).toEqual(['a', 'b']);
  });
});

test('headings and wordings are plain text', () => {
  const pack = goodPack(
    fileWith(
      '## The **real** `cost` &amp; [more](https://example.org) \\#1\nA\n\nUnder\nlined\n---\nB\n\n## FAQ\n### *Why* not? ##\nC\n\nSee: The **real** `cost` & more #1\n\nAlso asked:\n- why\n  *oh* why\n',
    ),
  );
  expect(pack.sections.map(({ heading }) => heading)).toEqual(['The real cost & more #1', 'Under lined']);
  expect(pack.faq).toMatchObject([{ heading: 'Why not?', section: 1, wordings: ['why oh why'] }]);
});

describe('the questions of a FAQ', () => {
  const asked = (body: string) =>
    parse(fileWith(`## FAQ\n\n${body}`)).pack?.faq.map(({ heading, text }) => [heading, text]);

  test('have all that stands below them, deeper headings, too', () => {
    expect(asked('### Is it free?\n\n> ERROR: no\n\nYes.\n\n#### Always\n\n**Is it?**\n\nIt is.')).toEqual([
      ['Is it free?', '> ERROR: no\n\nYes.\n\n#### Always\n\n**Is it?**\n\nIt is.'],
    ]);
  });

  test('may be bold, fold open, or stand below topics', () => {
    const both = [
      ['Is it free?', 'Yes.'],
      ['Is it safe?', 'Very.\n\nSo.'],
    ];
    expect(asked('**Is it free?**\n\nYes.\n\n**Is it safe?**\nVery.\n\nSo.')).toEqual(both);
    expect(
      asked(
        '<details>\n<summary><b>Is it free?</b></summary>\n<br />\nYes.\n</details>\n<details><summary>Is it safe?</summary>Very.\n\n  So.</details>',
      ),
    ).toEqual(both);
    expect(
      asked('### Money\n\n#### Is it free?\n\nYes.\n\n### Risks\n\n**Is it safe?**\n\nVery.\n\nSo.'),
    ).toEqual(both);
  });
});

describe('what folds open', () => {
  const asked = (body: string) =>
    parse(fileWith(`## FAQ\n\n${body}`)).pack?.faq.map(({ heading, text }) => [heading, text]);
  const folded = (body: string) =>
    `<details>\n<summary>How do I install it?</summary>\n\n${body}\n\n</details>\n\n<details><summary>Is it free?</summary>Yes.</details>`;

  test.each([
    [
      'headings',
      '### Windows\n\nRun it.\n\n## Linux {#linux} ##\n\nMake it.',
      '**Windows**\n\nRun it.\n\n**Linux**\n\nMake it.',
    ],
    [
      'underlined headings and rules',
      'Windows\n===\n\nRun it.\n\n---\n\nMore.',
      'Windows\n\nRun it.\n\nMore.',
    ],
    ['code', '```sh\n# no heading\n---\n```', '```sh\n# no heading\n---\n```'],
    [
      'what folds open in it',
      'Before.\n\n<details><summary>More</summary>\n\nInner.\n\n</details>\n\nAfter.',
      'Before.\n\n**More**\n\nInner.\n\nAfter.',
    ],
  ])('holds its %s', (_, body, text) => {
    expect(asked(folded(body))).toEqual([
      ['How do I install it?', text],
      ['Is it free?', 'Yes.'],
    ]);
  });

  test('may be a list of definitions', () => {
    expect(
      asked('Is it free?\n\n:   Yes.\n\n    ```\n    a\n    ```\n\nIs it safe?\n: Very.\n\n: So.'),
    ).toEqual([
      ['Is it free?', 'Yes.\n\n```\na\n```'],
      ['Is it safe?', 'Very.\n\nSo.'],
    ]);
  });

  test('and has no end holds no heading below it', () => {
    expect(asked('<details>\n<summary>More</summary>\n\n### Is it free?\n\nYes.')).toEqual([
      ['Is it free?', 'Yes.'],
    ]);
  });

  test.each([
    ['::: details Is it free?\n\nYes.\n\n::: tip\nReally.\n:::\n:::', 'Yes.\n\n> [!TIP]\n> Really.'],
    ['??? question "Is it free?"\n\n    Yes.\n\n    - Really.', 'Yes.\n\n- Really.'],
    ['???+ note "Is it free?"\n    Yes.', 'Yes.'],
    ['Is it free?\n: Yes.\n\n    - Really.', 'Yes.\n\n- Really.'],
  ])('may be written as other tools do: %j', (body, text) => {
    expect(asked(`${body}\n\n::: details Is it safe?\nVery.\n:::`)).toEqual([
      ['Is it free?', text],
      ['Is it safe?', 'Very.'],
    ]);
  });
});

test('questions that stand in the summary, where nobody finds them, are told', () => {
  const file = withFrontMatter(
    'Sum.\n\n::: details Is it free?\nYes.\n:::\n\n### Is it safe?\nVery.\n\n## One\nA',
  );
  expect(problemsOf(file)).toEqual([
    expect.stringMatching(/^7 warning: Put these 2 headings below "## FAQ"/),
  ]);
});

test('what folds open in a section is one passage with its summary, up to its end', () => {
  expect(
    passagesOf(
      'Before.\n\n<details>\n<summary>How do I install it?</summary>\n<br />\nOpen the page.\n\n- Click Install.\n\n</details>\n\nAfter.\n\n`<details>`',
    ),
  ).toEqual([
    'Before.',
    'After.',
    '`<details>`',
    '###### How do I install it?\n\nOpen the page.\n\n- Click Install.',
  ]);
  const { problems } = parse(
    fileWith('## One\nA\n\n<details><summary>B</summary>\n<x>\n</details>\n\n[c](d)'),
  );
  expect(problems.map(({ line }) => line)).toEqual([11, 14]);
});

describe('questions behind a sign, in bold or in a list', () => {
  const asked = (body: string) =>
    parse(fileWith(`## FAQ\n\n${body}`)).pack?.faq.map(({ heading, text }) => [heading, text]);

  test.each([
    '### Q: Is it free?\nA: Yes.\n\n### Q2. Is it safe?\n**A:** Very.',
    '**Q: Is it free?**\n\nA: Yes.\n\n**Q: Is it safe?**<br>\n**A: **Very.',
    '**Q:** Is it free?\\\n**A:** Yes.\n\n**Q:** Is it safe?\\\n**A:** Very.',
    '**Q**. Is it free?\n\n**A**. Yes.\n\n**Q**. Is it safe?\n\n**A**. Very.',
    'Q: Is it free?\nA: Yes.\nQ: Is it\nsafe?\nA: Very.',
    '**Is it free?**\nYes.\n**Is it safe?**\nVery.',
    '**Is it free?**<br>Yes.\n\n**Is it safe?**\n\nVery.',
    '*Is it free?*<br>Yes.\n\n*Is it safe?*\n\nVery.',
    '1. **Is it free?**\n\n   Yes.\n\n2. Is it safe?\n   Very.',
    '- **Is it free?** Yes.\n- __Is it safe__? – Very.',
  ])('%j', (body) => {
    expect(asked(body)).toEqual([
      ['Is it free?', 'Yes.'],
      ['Is it safe?', 'Very.'],
    ]);
  });

  test('lose nothing that only looks like a sign', () => {
    expect(asked('### F: is full\nA drive.\n\n### What then?\n**A:** Delete *it*.')).toEqual([
      ['F: is full', 'A drive.'],
      ['What then?', 'Delete *it*.'],
    ]);
    expect(asked('### Which?\nA. one\n\n### What?\n- Is it? Yes.\n- It is.')).toEqual([
      ['Which?', 'A. one'],
      ['What?', '- Is it? Yes.\n- It is.'],
    ]);
  });

  test.each([
    'A: excellent\nB: good',
    '**A:** excellent\n\n**B:** good',
    'R: 10, G: 20, B: 30',
    'Q1: January to March\n\nQ2: April to June',
    'See below.\n\n*And the others?*\n\nThe same.',
  ])('lose nothing of an answer that lists or asks something: %j', (answer) => {
    expect(asked(`**Which are there?**\n\nThese.\n\n**Which?**\n\n${answer}`)?.[1]).toEqual([
      'Which?',
      answer,
    ]);
    expect(asked(`### Which\n\n${answer}\n\n### Is it free?\n\nYes.`)).toEqual([
      ['Which', answer],
      ['Is it free?', 'Yes.'],
    ]);
  });

  test('keep a topic that is followed by a question in italics', () => {
    expect(asked('### Refunds\n\n*Want your money back?*\n\nWrite to us.')).toEqual([
      ['Refunds', '*Want your money back?*\n\nWrite to us.'],
    ]);
  });

  test('leave the paragraphs of a section as they are', () => {
    const { pack, problems } = parse(
      fileWith('## Story\n\nHe rang.\n\n*Who was it?*\n\nNobody knew.\n\nQ2: it fell.\n\nIt rained.'),
    );
    expect(pack?.sections[0]?.paragraphs.map(({ plain }) => plain)).toEqual([
      'He rang.',
      'Who was it?',
      'Nobody knew.',
      'Q2: it fell.',
      'It rained.',
    ]);
    expect(problems).toEqual([]);
  });
});

const entryOf = (body: string) =>
  goodPack(fileWith(`## One\nA\n\n## 2. Two’s\nB\n\n## FAQ\n### Q?\n${body}`)).faq[0];

describe('a FAQ entry', () => {
  test('takes its keywords with and without empty lines between', () => {
    expect(entryOf('Answer.\nSee: One\nAlso asked:\n- a\n- b')).toMatchObject({
      text: 'Answer.',
      section: 1,
      wordings: ['a', 'b'],
    });
  });

  test('takes them in any order, the answer last', () => {
    expect(entryOf('Also asked:\n\n* a\n\n  * b\n\nSee: One\n\nAnswer:\n\n- it is')).toMatchObject({
      text: 'Answer:\n\n- it is',
      section: 1,
      wordings: ['a', 'b'],
    });
  });

  test.each(['[One](#one)', '"One"', '**ONE**', 'one.', '« One »'])(
    'finds the section of See: %s',
    (name) => {
      expect(entryOf(`Answer.\n\nSee: ${name}`)?.section).toBe(1);
    },
  );

  test('finds a section whose number looks like a list, with any apostrophe', () => {
    expect(entryOf("Answer.\n\nSee: 2. Two's")?.section).toBe(2);
  });

  test('keeps a subheading and a sentence with a colon in its answer', () => {
    expect(entryOf('#### Short\nNote: yes.\nSeen: often.')?.text).toBe(
      '#### Short\n\nNote: yes.\nSeen: often.',
    );
  });
});

test('text as deep as nobody can read it is refused, not crashed on', () => {
  expect(parse(fileWith(`## One\n${'> '.repeat(3000)}a`))).toMatchObject({
    pack: null,
    problems: [{ line: 8, severity: 'error' }],
  });
});
