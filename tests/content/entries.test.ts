import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkEntry, ENTRY_LIMITS, fittingWordings } from '../../src/content/entry.ts';
import type { EntryDraft, EntryProblem } from '../../src/content/entry.ts';
import { exportEntries } from '../../src/content/export-entries.ts';
import { importEntries } from '../../src/content/import-entries.ts';
import type { Library } from '../../src/content/pack.ts';
import { parsePack } from '../../src/content/parse.ts';
import { languageOf } from '../../src/search/languages/language.ts';
import { questionTokens } from '../../src/search/tokens.ts';
import { runAtOnce } from '../../src/time-slices.ts';
import { fair, packOf } from '../fixtures/fair.ts';

/** A second article, one of whose sections is called like one of the fair's. */
const market = packOf(
  '---\ntitle: The market\nsource: Market\n---\nSum.\n\n## Getting there\nBy bus.\n\n## Prices\nLow.\n\n## "The" square\nOld.\n',
  'en',
  'market',
);
const library: Library = [...fair, market];

const blank: EntryDraft = { locale: 'en', question: '', answer: '', wordings: [], section: null };

function entry(parts: Partial<EntryDraft>): EntryDraft {
  return { ...blank, question: 'May I bring a pram?', answer: 'Yes, on all days.', ...parts };
}

const place = { file: 'faq.md', locale: 'en', library };

function exported(entries: readonly EntryDraft[], locale = 'en'): string {
  return runAtOnce(
    exportEntries(entries, {
      locale,
      library,
      title: "A server's answers",
      summary: 'Added by moderators.',
    }),
  );
}

function read(markdown: string, locale = 'en') {
  return runAtOnce(importEntries(markdown, { ...place, locale }));
}

function imported(markdown: string, locale = 'en'): readonly EntryDraft[] {
  const { entries, problems } = read(markdown, locale);
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  return entries;
}

describe('a line that credits somebody', () => {
  it('is what an answer says where a moderator typed it so', () => {
    const typed = entry({ answer: 'Yes.\n\nAnswered by: the mayor' });
    expect(imported(exported([typed]))).toEqual([typed]);
  });

  it('is text in an article, which credits nobody', () => {
    const { faq } = packOf(
      '---\ntitle: T\nsource: S\n---\nSum.\n\n## FAQ\n\n### Who?\n\nMe.\n\nAnswered by: the mayor\n',
      'en',
    );
    expect(faq.map(({ text }) => text)).toEqual(['Me.\n\nAnswered by: the mayor']);
  });
});

describe('one entry, as a moderator types it', () => {
  const check = (parts: Partial<EntryDraft>, others: readonly EntryDraft[] = []) =>
    checkEntry(entry(parts), { others, library });

  it('is kept without the spaces around it', () => {
    const { entry: kept, problems } = check({
      question: '  May I\n bring   a pram? ',
      answer: '\r\n Yes.\r\n\r\nOn all days. \n',
      wordings: ['', 'pram', ' pram ', 'May I bring a pram?'],
    });
    expect(problems).toEqual([]);
    expect(kept).toEqual(
      entry({ question: 'May I bring a pram?', answer: 'Yes.\n\nOn all days.', wordings: ['pram'] }),
    );
  });

  it('needs a question and an answer', () => {
    expect(check({ question: ' \n ', answer: '\t' })).toEqual({
      entry: null,
      problems: [{ kind: 'no-question' }, { kind: 'no-answer' }],
    });
  });

  it('is refused where it is too long, and says by how much', () => {
    expect(check({ question: 'x'.repeat(100), answer: 'y'.repeat(4000) }).problems).toEqual([]);
    expect(check({ question: 'x'.repeat(101), answer: 'y'.repeat(4001) }).problems).toEqual([
      { kind: 'question-too-long', most: ENTRY_LIMITS.question, length: 101 },
      { kind: 'answer-too-long', most: ENTRY_LIMITS.answer, length: 4001 },
    ]);
  });

  it('has room for 200 other ways to ask, of 8,000 characters together, and says where that is not enough', () => {
    const ways = (count: number, length: number) =>
      Array.from({ length: count }, (_, at) => `${at}`.padEnd(length, 'x'));
    expect(check({ wordings: ways(200, 40) }).problems).toEqual([]);
    expect(check({ wordings: ways(201, 4) }).problems).toEqual([
      { kind: 'too-many-wordings', most: ENTRY_LIMITS.wordings, length: 201 },
    ]);
    expect(check({ wordings: ways(200, 41) }).problems).toEqual([
      { kind: 'wordings-too-long', most: ENTRY_LIMITS.wordingsLength, length: 8200 },
    ]);
    expect(check({ wordings: fittingWordings(ways(300, 300)) }).problems).toEqual([]);
    expect(fittingWordings(ways(300, 300))).toEqual(ways(26, 300));
  });

  it('is refused where another entry asks the same in that language', () => {
    const taken: readonly EntryProblem[] = [{ kind: 'question-taken', question: 'May I bring a pram?' }];
    expect(check({ question: 'may i bring a PRAM' }, [entry({})]).problems).toEqual(taken);
    expect(check({ question: 'may i bring a PRAM' }, [entry({ locale: 'fr' })]).problems).toEqual([]);
    expect(check({ question: 'May I bring a dog?' }, [entry({})]).problems).toEqual([]);
    // However it is written.
    for (const question of ['Ｍay I bring a\u200b pram', '«May I bring a pram?!»', '𝐌ay I bring a prám']) {
      expect(check({ question }, [entry({})]).problems).toEqual(taken);
    }
  });

  it.each(['???', '!!!', '。', '🍕', '\u200b\u200d', '\u0301\u0308', 'ㅤ', 'ʼʼ', '+'])(
    'is refused where it has signs alone: %j',
    (question) => {
      expect(check({ question }).problems).toEqual([{ kind: 'no-words' }]);
      expect(check({ wordings: [question] }).problems).toEqual([
        { kind: 'wording-without-words', wording: question },
      ]);
      const file = runAtOnce(importEntries(`## FAQ\n### ${question}\nYes.\n`, place));
      expect(file.entries).toEqual([]);
      expect(file.problems.map(({ message }) => message)).toContain(
        `Put a letter or a digit into "${question}": signs alone are not found by search.`,
      );
    },
  );

  it.each(['C++', 'C#?', '2?', '為什麼', 'क्या', 'Ⅷ', '½', '🍕 a?'])(
    'is kept where it has a word: %s',
    (question) => {
      expect(check({ question }).problems).toEqual([]);
    },
  );

  it('has something that search goes by wherever it is kept', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 6 }),
      fc.string({ unit: 'grapheme', maxLength: 6 }),
    );
    fc.assert(
      fc.property(text, fc.constantFrom('en', 'fr', 'de'), (question, locale) => {
        const { entry: kept } = check({ question, locale });
        fc.pre(kept !== null);
        expect(questionTokens(kept?.question ?? '', languageOf(locale))).not.toEqual([]);
      }),
      { numRuns: 2_000, seed: 3 },
    );
  });

  it('is refused a wording that is a question of its own, but keeps those that it has', () => {
    const other = entry({ question: 'Is there wifi?' });
    const typed = entry({ wordings: ['is there WIFI'] });
    expect(check(typed, [other]).problems).toEqual([{ kind: 'wording-taken', question: 'Is there wifi?' }]);
    expect(checkEntry(typed, { others: [other], library, before: typed }).problems).toEqual([]);
  });

  it('may keep its question, though an older version kept the same one twice', () => {
    const before = entry({ question: 'may I bring a PRAM' });
    const others = [entry({})];
    const edited = entry({ question: 'May I bring a pram', answer: 'No.' });
    expect(checkEntry(edited, { others, library, before }).problems).toEqual([]);
    expect(
      checkEntry({ ...edited, locale: 'fr' }, { others: [entry({ locale: 'fr' })], library, before })
        .problems,
    ).toMatchObject([{ kind: 'question-taken' }]);
  });

  it('cites only a section that there is', () => {
    expect(check({ section: { slug: 'fair', section: 'getting-there' } }).problems).toEqual([]);
    for (const section of [
      { slug: 'fair', section: 'prices' },
      { slug: 'gone', section: 'getting-there' },
    ]) {
      expect(check({ section }).problems).toEqual([{ kind: 'no-such-section' }]);
    }
  });
});

describe('entries as a pack’s Markdown', () => {
  it('read like a part of a pack', () => {
    const text = exported([
      entry({
        question: 'Is there *mulled* wine?',
        section: { slug: 'market', section: 'prices' },
        wordings: ['glühwein', '1. what to drink'],
      }),
      entry({ locale: 'fr', question: 'Y a-t-il du vin chaud ?' }),
      entry({}),
    ]);
    expect(text).toBe(`---
title: "A server's answers"
source: "A server's answers"
---

Added by moderators.

## FAQ

### Is there \\*mulled\\* wine?

Yes, on all days.

See: Prices

Also asked:
- glühwein
- 1\\. what to drink

### May I bring a pram?

Yes, on all days.
`);
  });

  it('are a valid pack', () => {
    const text = exported([entry({}), entry({ question: 'When?', answer: '### At ten\n\nSee: the poster' })]);
    const { pack, problems } = parsePack(text, { file: 'faq.md', slug: 'faq', locale: 'en' });
    expect(problems).toEqual([]);
    expect(pack?.faq.map(({ heading }) => heading)).toEqual(['May I bring a pram?', 'When?']);
  });

  it('come back with the sections that they cite, also where two articles have one of that name', () => {
    const entries = ['getting-there', 'running-a-stall']
      .map((section) => ({ slug: 'fair', section }))
      .concat({ slug: 'market', section: 'getting-there' })
      .map((section, at) => entry({ question: `Question ${at}`, section }));
    const text = exported(entries);
    expect(text).toContain('See: fair/getting-there\n');
    expect(text).toContain('See: Running a stall\n');
    expect(imported(text)).toEqual(entries);
  });

  it('come back in French, with the French words of a pack', () => {
    const entries = [
      entry({ locale: 'fr', section: { slug: 'fair', section: 'comment-venir' }, wordings: ['à pied'] }),
    ];
    const text = exported(entries, 'fr');
    expect(text).toContain('Voir: Comment venir\n\nAutres formulations:\n- à pied');
    expect(imported(text, 'fr')).toEqual(entries);
  });

  it('lose a section that the article no longer has', () => {
    const gone = entry({ section: { slug: 'fair', section: 'gone' } });
    expect(imported(exported([gone]))).toEqual([entry({})]);
  });

  it.each([
    ['a heading', '### Steps\n\nOne.'],
    ['nothing but a heading', '#### Steps'],
    ['a line that looks like a reference', 'Yes.\n\nSee: the poster'],
    ['a list that looks like other wordings', 'Yes.\n\nAlso asked:\n- prams'],
    ['code', '```ts\n### no heading\n```'],
    ['code without an end', '```\nrm'],
    ['a block of the very kind that answers stand in', '````answer\nYes.\n````'],
    ['a comment', 'Yes. <!-- no -->'],
    ['a comment without an end', 'Yes.\n\n<!-- no'],
    ['the definition of a link', 'Read [this].\n\n[this]: https://example.org'],
    ['several empty lines', 'Yes.\n\n\n\nNo.'],
    ['a rule', 'Yes.\n\n---\n\nNo.'],
    ['an underlined heading', 'Steps\n==='],
    ['a list', '- one\n  - two\n\n1. three\n\n\n2. four'],
    ['spaces before a line', 'Yes:\n    code\n  no code'],
    ['HTML', '<details>\nYes\n\n</details>'],
    ['very much', `${'All work and no play. '.repeat(180)}\n\n- end`],
  ])('come back with an answer that has %s', (_, answer) => {
    const entries = [entry({ question: 'First?' }), entry({ answer }), entry({ question: 'Last?' })];
    expect(imported(exported(entries))).toEqual(entries);
  });

  it('come back with a question that looks like a comment', () => {
    const entries = [entry({ question: '<!--> a', wordings: ['<!-- a', '- [a]: b'] })];
    expect(imported(exported(entries))).toEqual(entries);
  });

  const piece = fc.oneof(
    fc.constantFrom(
      ...'#|##|### |#### x|---|===|- |1. |> |```|````answer|~~~|    |\t|See: One|See:|Also asked:|Voir :|<!--|-->|<b>|</b>|[a]|[a]: b|![x](y)|*|_|`|\\|&amp;|&|\0|\ud800|\r\n|🌊|x'.split(
        '|',
      ),
    ),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.string({ unit: 'binary', maxLength: 5 }),
  );
  const typed = (joints: readonly string[], maxLength: number) =>
    fc
      .tuple(fc.array(piece, { maxLength }), fc.constantFrom(...joints))
      .map(([pieces, joint]) => pieces.join(joint));
  const typedEntry = fc.record({
    locale: fc.constant('en'),
    question: typed(['', ' '], 6),
    answer: typed(['', ' ', '\n', '\n\n', '\n\n\n'], 14),
    wordings: fc.array(typed(['', ' '], 4), { maxLength: 3 }),
    section: fc.option(
      fc.constantFrom(
        { slug: 'fair', section: 'getting-there' },
        { slug: 'market', section: 'getting-there' },
        { slug: 'fair', section: 'when-and-where' },
        { slug: 'market', section: 'the-square' },
      ),
    ),
  });

  it('come back the same, whatever moderators type', () => {
    fc.assert(
      fc.property(fc.array(typedEntry, { maxLength: 5 }), (drafts) => {
        const entries: EntryDraft[] = [];
        for (const draft of drafts) {
          const { entry: kept } = checkEntry(draft, { others: entries, library });
          if (kept !== null) entries.push(kept);
        }
        fc.pre(entries.length > 0);
        expect(imported(exported(entries))).toEqual(entries);
      }),
      { numRuns: 120 },
    );
  });
});

describe('a file that a moderator wrote', () => {
  const problemsOf = (text: string) =>
    read(text).problems.map(({ line, severity, message }) => `${line}: ${severity}: ${message}`);

  it('needs no front matter', () => {
    expect(imported('## FAQ\n### Why?\nBecause.\n')).toEqual([
      entry({ question: 'Why?', answer: 'Because.' }),
    ]);
  });

  it('keeps its entries where one of them asks something in italics', () => {
    const text = '# Notes\n\n## Setup\n\nDo it.\n\n*Why though?*\n\nBecause.\n\n## Costs\n\nTen.\n';
    expect(imported(text).map(({ question }) => question)).toEqual(['Setup', 'Costs']);
    const faq = '# FAQ\n\n## General\n\n*Is it free?*\n\nYes.\n\n*Is it safe?*\n\nVery.\n';
    expect(imported(faq).map(({ question }) => question)).toEqual(['Is it free?', 'Is it safe?']);
  });

  it('may have that of Hugo, which is none of its text', () => {
    const text =
      '+++\ntitle = "Tides"\n+++\n## Is it high?\n\nTwice a day.\n\n## Is it low?\n\nTwice, too.\n';
    expect(problemsOf(text)).toEqual([]);
    expect(imported(text)).toHaveLength(2);
  });

  it('gives nothing where a part of it is wrong, and says on which line and what to do', () => {
    const text = [
      '## FAQ',
      '### Why?',
      'Because.',
      '',
      'See: Getting their',
      '',
      '### why',
      'So.',
      '### Who?',
      `### ${'x'.repeat(101)}`,
      'y'.repeat(4001),
    ].join('\n');
    expect(read(text).entries).toEqual([]);
    expect(problemsOf(text)).toEqual([
      '5: error: Write "See: fair/getting-there" if that is the section you mean: none is called "Getting their".',
      '7: error: Put this entry and the one on line 2 together: they ask the same.',
      '9: error: Write the answer below "Who?", or remove the question.',
      expect.stringMatching(
        /^10: warning: This question has 101 characters, and at most 100 are shown: it is called "x{99}…"/,
      ),
      '10: error: Shorten this answer: it has 4001 characters, and at most 4000 can be kept.',
    ]);
  });

  it('has its questions found wherever they stand, whatever tool it is of', () => {
    const head = '---\ntitle: FAQ\nsort_rank: 3\n---\n# FAQ\n\nSome words.\n\n';
    const asked = (body: string) => imported(head + body).map(({ question, answer }) => [question, answer]);
    expect(
      asked('## General\n\n### Is it free?\n\nYes.\n\n- a\n\n## Is it safe?\n\nYes.\n\n### Really\n\nSo.\n'),
    ).toEqual([
      ['Is it free?', 'Yes.\n\n- a'],
      ['Is it safe?', 'Yes.\n\n### Really\n\nSo.'],
    ]);
    expect(
      asked('<details><summary>Is it free?</summary>\n\nYes.\n</details>\n\n**Is it safe?**\nVery.\n'),
    ).toEqual([
      ['Is it free?', 'Yes.'],
      ['Is it safe?', 'Very.'],
    ]);
    expect(asked('## USB\n\n### Device not detected\n\n> ERROR\n\nEnable it.\n')).toEqual([
      ['Device not detected', '> ERROR\n\nEnable it.'],
    ]);
    expect(problemsOf(`${head}## Is it free?\nYes.`)).toEqual([
      '7: warning: Only the questions are added: what stands here, below none of them, is left out.',
    ]);
  });

  it('has the headings beside its questions, too, where most are questions, and names those that it leaves out', () => {
    const asked = (body: string) => imported(body).map(({ question }) => question);
    const faq = '# FAQ\n\n## Is it free?\n\nYes.\n\n## My app is gone.\n\nLook.\n\n## Is it safe?\n\nVery.\n';
    expect(asked(faq)).toEqual(['Is it free?', 'My app is gone.', 'Is it safe?']);
    const readMe =
      '# App\n\nIt is one.\n\n## Setup\n\nRun it.\n\n## Is it free?\n\nYes.\n\n## Licence\n\nMIT.\n';
    expect(asked(readMe)).toEqual(['Is it free?']);
    expect(problemsOf(readMe)).toEqual([
      '3: warning: Only the questions are added: what stands below "Setup", "Licence" is left out.',
    ]);
  });

  it('may call its title FAQ, wherever that stands', () => {
    const body = '# FAQ\n\n## Is it free?\n\nYes.\n\n## Is it safe?\n\nVery.\n';
    for (const text of [
      `<show-structure/>\n\n${body}`,
      `Words.\n\n${body}`,
      body.replace('# FAQ', '# FAQ\n\nWords.'),
    ]) {
      expect(imported(text).map(({ question }) => question)).toEqual(['Is it free?', 'Is it safe?']);
    }
    expect(imported('# Help\n\n1. **Is it free?** Yes.\n2. **Is it safe?** Very.\n')).toHaveLength(2);
  });

  it('may have questions that are too long to be shown: they are found by all of their words', () => {
    const long = `Why does it take ${'so very '.repeat(12)}long`;
    const entries = imported(`## FAQ\n### ${long} at night?\nA\n\n### ${long} at noon?\nB\n`);
    expect(new Set(entries.map(({ question }) => question)).size).toBe(2);
    for (const { question } of entries) expect(question.length).toBeLessThanOrEqual(100);
    expect(entries.map(({ wordings }) => wordings)).toEqual([[`${long} at night?`], [`${long} at noon?`]]);
  });

  it('says what it leaves out', () => {
    const text = '---\ntitle: A\nsource: B\n---\nSum.\n## Prices\nLow.\n## FAQ\n### Why?\nBecause.\n';
    expect(problemsOf(text)).toEqual(['6: warning: Only the questions are added: "Prices" is left out.']);
    expect(imported(text)).toHaveLength(1);
  });

  it('is told what it lacks', () => {
    expect(problemsOf('')).toEqual(['1: error: Write the questions below a heading "## FAQ".']);
    expect(problemsOf('---\ntitle: A\n')).toEqual(['1: error: End the front matter with a line "---".']);
    expect(problemsOf('## FAQ\n### a\0\nb')).toEqual([
      '2: error: Remove the NUL character on this line, or save the file as UTF-8 text.',
    ]);
    expect(problemsOf('x'.repeat(2_000_001))).toHaveLength(1);
  });
});
