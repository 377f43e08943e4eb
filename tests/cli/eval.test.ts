import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answers } from '../../src/answers/answers.ts';
import type { Outcome, RankedPassage } from '../../src/answers/outcome.ts';
import { runEval } from '../../src/cli/eval.ts';
import type { Passage } from '../../src/content/pack.ts';
import { ferry } from '../search/ferry-pack.ts';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'footnote-eval-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

/** Answers by rote, so that every figure of the report can be worked out by hand. */
function answersByRote(outcomes: Readonly<Record<string, Outcome>>): Answers {
  return {
    library: [ferry],
    ready: Promise.resolve(false),
    ask: (question) => Promise.resolve(outcomes[question] ?? none(0)),
    otherLanguage: async () => null,
    smallTalk: () => Promise.resolve(null),
    pointsBack: () => Promise.resolve(false),
    askEach: (message) =>
      Promise.resolve({
        parts: [{ said: message, question: message, outcome: outcomes[message] ?? none(0) }],
        leftOut: 0,
      }),
    nearest: () => Promise.resolve([]),
    suggest: () => Promise.resolve([]),
    passage: () => null,
    passageIn: () => Promise.resolve(null),
    group: () => Promise.resolve([]),
    related: () => Promise.resolve([]),
  };
}

function ranked(passage: Partial<Passage>, confidence: number): RankedPassage {
  const whole: Passage = {
    id: 'made',
    kind: 'faq',
    index: 1,
    section: null,
    heading: 'A heading',
    text: 'A text',
    markup: 'commonmark',
    plain: 'A text',
    wordings: [],
    ...passage,
  };
  return { pack: ferry, passage: whole, confidence, evidence: null, explain: () => [] };
}

function answer(passage: Partial<Passage>, confidence: number): Outcome {
  const best = ranked(passage, confidence);
  return { outcome: 'answer', best, ranking: [best] };
}

function suggestions(confidence: number, ...passages: readonly Partial<Passage>[]): Outcome {
  const offered = passages.map((passage) => ranked(passage, confidence));
  return { outcome: 'suggestions', suggestions: offered, ranking: offered };
}

function none(confidence: number): Outcome {
  return { outcome: 'none', confidence, pack: ferry, notCovered: null, ranking: [] };
}

async function evaluate(
  answers: Answers,
  lines: readonly (string | Readonly<Record<string, unknown>>)[],
  json = true,
): Promise<{ readonly code: number; readonly out: string; readonly err: readonly string[] }> {
  const file = join(folder, 'questions.jsonl');
  const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');
  await writeFile(file, text);
  const out: string[] = [];
  const err: string[] = [];
  const code = await runEval({
    answers,
    file,
    json,
    out: (line) => out.push(line),
    err: (line) => err.push(line),
  });
  return { code, out: out.join('\n'), err };
}

const answers = answersByRote({
  named: answer({ kind: 'faq', index: 2 }, 0.95),
  'cites the section': answer({ kind: 'faq', index: 9, section: 3 }, 0.85),
  "the article's own, citing": answer({ kind: 'faq', index: 4, section: 3 }, 0.75),
  mentions: answer({ index: 1, text: 'It costs $14.' }, 0.65),
  'mentions not': answer({ index: 1, text: 'It costs something.' }, 0.65),
  'offers third': suggestions(0.35, { index: 7 }, { index: 8 }, { kind: 'highlight', index: 2 }),
  'offers others': suggestions(0.25, { index: 7 }),
  refused: none(0.05),
  'rightly refused': none(0.15),
  'wrongly answered': answer({ index: 1 }, 0.55),
});

const questions = [
  {
    id: '1',
    query: 'named',
    kind: 'facts',
    expect: [
      { kind: 'section', index: 1 },
      { kind: 'faq', index: 2 },
    ],
  },
  { id: '2', query: 'cites the section', kind: 'facts', expect: [{ kind: 'section', index: 3 }] },
  { id: '3', query: "the article's own, citing", kind: 'facts', expect: [{ kind: 'section', index: 3 }] },
  { id: '4', query: 'mentions', kind: 'facts', expect: [{ kind: 'faq', index: 1 }], mention: ['£9', '$14'] },
  { id: '5', query: 'mentions not', kind: 'facts', expect: [{ kind: 'faq', index: 1 }], mention: ['$14'] },
  { id: '6', query: 'offers third', kind: 'typos', expect: [{ kind: 'highlight', index: 2 }] },
  { id: '7', query: 'offers others', kind: 'typos', expect: [{ kind: 'highlight', index: 2 }] },
  { id: '8', query: 'refused', kind: 'typos', expect: [{ kind: 'highlight', index: 2 }] },
  { id: '9', query: 'rightly refused', kind: 'beside it', expect: 'none' },
  { id: '10', query: 'wrongly answered', kind: 'beside it', expect: 'none' },
];

describe('the report', () => {
  it('counts right, offered, wrong and refused by kind and scope', async () => {
    const { code, out } = await evaluate(answers, questions);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      kinds: {
        facts: { questions: 5, right: 3, offered: 3, wrong: 2, refused: 0 },
        typos: { questions: 3, right: 0, offered: 1, wrong: 0, refused: 1 },
        'beside it': { questions: 2, right: 0, offered: 0, wrong: 1, refused: 1 },
      },
      inScope: { questions: 8, right: 3, offered: 4, wrong: 2, refused: 1 },
      outOfScope: { questions: 2, right: 0, offered: 0, wrong: 1, refused: 1 },
      precision: 0.5,
    });
  });

  it('measures how well confidence tells in scope from out of scope', async () => {
    // 5 of 8 are above both, 2 above one, 1 above none: (10 + 2) / 16.
    const { out } = await evaluate(answers, questions);
    expect(JSON.parse(out)).toHaveProperty('auroc', 0.75);
  });

  it('measures how far confidence is from what was right', async () => {
    // Of two answers given at 0.65 one is right: 0.15 away; those at 0.95 and 0.25 are 0.05 and 0.25 away.
    const few = questions.filter(({ id }) => ['1', '4', '5', '7'].includes(id));
    const report: unknown = JSON.parse((await evaluate(answers, few)).out);
    expect(report).toHaveProperty('calibrationError', expect.closeTo((0.05 + 2 * 0.15 + 0.25) / 4, 10));
    expect(report).toHaveProperty('auroc', null);
  });

  it('takes the ids of passages, and of whole sections', async () => {
    const [entry] = ferry.faq;
    const [paragraph] = ferry.sections.flatMap(({ paragraphs }) => paragraphs);
    if (entry === undefined || paragraph === undefined) throw new Error('no ferry');
    const byId = answersByRote({
      entry: answer(entry, 0.9),
      paragraph: answer(paragraph, 0.9),
      another: answer(paragraph, 0.9),
      offered: suggestions(0.3, paragraph, entry),
    });
    const { code, out } = await evaluate(byId, [
      { query: 'entry', kind: 'id', expect: [{ kind: 'faq', index: 99 }, entry.id], article: ferry.slug },
      { query: 'paragraph', kind: 'section', expect: [paragraph.id.replace(/\/\d+$/, '')] },
      { query: 'another', kind: 'id', expect: [{ id: entry.id }] },
      { query: 'offered', kind: 'id', expect: [entry.id] },
    ]);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      kinds: { id: { questions: 3, right: 1, offered: 2, wrong: 1 }, section: { right: 1 } },
    });
  });

  it('asks the article that a question is for', async () => {
    const asked: unknown[] = [];
    const whole = answersByRote({});
    await evaluate({ ...whole, ask: (question, scope) => (asked.push(scope), whole.ask(question, scope)) }, [
      { query: 'one', kind: 'facts', expect: 'none', article: ferry.slug, locale: 'fr' },
      { query: 'all', kind: 'facts', expect: 'none' },
    ]);
    expect(asked).toEqual([{ locale: 'fr', slug: ferry.slug }, { locale: 'en' }]);
  });

  it('is a table for people', async () => {
    const { out } = await evaluate(answers, questions, false);
    expect(out).toMatch(/^kind +questions +right +offered +wrong +refused$/m);
    expect(out).toMatch(/^facts +5 +3 \(60 %\) +3 \(60 %\) +2 \(40 %\) +0 \(0 %\)$/m);
    expect(out).toMatch(/^out of scope +2 /m);
    expect(out).toMatch(/precision.*50 %/);
  });
});

describe('bad input', () => {
  it.each([
    ['is missing', () => undefined],
    ['is a pipe', (file: string) => execFileSync('mkfifo', [file])],
    ['is a device', (file: string) => symlink('/dev/zero', file)],
  ])('names the file that it cannot read: it %s', async (what, make) => {
    const err: string[] = [];
    const file = join(folder, `${what}.jsonl`);
    await make(file);
    const code = await runEval({
      answers,
      file,
      json: false,
      out: () => {
        throw new Error('there is nothing to report');
      },
      err: (line) => err.push(line),
    });
    expect(code).toBe(2);
    expect(err.join()).toContain(`${file}: this file can't be read`);
  });

  it('says what is wrong with each line, and judges the others', async () => {
    const { code, out, err } = await evaluate(answers, [
      'nonsense',
      { kind: 'facts', expect: 'none' },
      { query: 'named', expect: 'none' },
      { query: 'named', kind: 'facts', expect: 'nothing' },
      { query: 'named', kind: 'facts', expect: [{ kind: 'chapter', index: 1 }] },
      { query: 'named', kind: 'facts', expect: [] },
      { query: 'named', kind: 'facts', expect: 'none', mention: '$14' },
      { query: 'named', kind: 'facts', expect: ['faq/gone'] },
      { query: 'named', kind: 'facts', expect: [''] },
      { query: 'named', kind: 'facts', expect: 'none', article: 'gone' },
      { query: 'named', kind: 'facts', expect: [{ kind: 'faq', index: 2 }] },
    ]);
    expect(code).toBe(1);
    expect(err.map((line) => /line \d+: .*/.exec(line)?.[0])).toEqual([
      expect.stringMatching(/^line 1: .*JSON/),
      expect.stringMatching(/^line 2: "query"/),
      expect.stringMatching(/^line 3: "kind"/),
      expect.stringMatching(/^line 4: "expect"/),
      expect.stringMatching(/^line 5: "expect"/),
      expect.stringMatching(/^line 6: "expect"/),
      expect.stringMatching(/^line 7: "mention"/),
      expect.stringMatching(/^line 8: no article has a passage "faq\/gone"/),
      expect.stringMatching(/^line 9: "expect"/),
      expect.stringMatching(/^line 10: there is no article "gone"/),
    ]);
    expect(JSON.parse(out)).toMatchObject({ inScope: { questions: 1, right: 1 } });
  });

  it('says that a file has no question in it', async () => {
    const { code, err } = await evaluate(answers, ['', '  ']);
    expect(code).toBe(1);
    expect(err.join()).toMatch(/no question/);
  });

  it('refuses a folder', async () => {
    const err: string[] = [];
    const code = await runEval({
      answers,
      file: folder,
      json: false,
      out: () => undefined,
      err: (line) => err.push(line),
    });
    expect(code).toBe(2);
    expect(err).toHaveLength(1);
  });
});
