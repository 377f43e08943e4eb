import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createAppContext } from '../../src/cli/app-context.ts';
import { createArticleQualities } from '../../src/cli/article-qualities.ts';
import { runOwnEvals } from '../../src/cli/own-evals.ts';
import { loadLibrary } from '../../src/content/load.ts';
import { isGoodEnough } from '../../src/discord/posts/article-quality.ts';
import { recordedLog } from '../fixtures/log.ts';

const PACK = `---
title: The rowing club
---
The club has twelve boats.

## Highlights
- The club has twelve boats.

## The boats
Members take the boats out at any hour.

## FAQ
### What does it cost to join?
Forty crowns a year.

Also asked:
- membership fee

### When is the boathouse open?
From six to ten.

Also asked:
- opening hours of the boathouse
`;

const FEE = 'faq/what-does-it-cost-to-join';
const HOURS = 'faq/when-is-the-boathouse-open';

interface Line {
  readonly query: string;
  readonly expect: 'none' | readonly string[];
  readonly locale?: string;
}

const times = (count: number, line: Line): readonly Line[] => Array.from({ length: count }, () => line);

const RIGHT: Line = { query: 'membership fee', expect: [FEE] };
const WRONG: Line = { query: 'membership fee', expect: [HOURS] };
const REFUSED: Line = { query: 'who invented the submarine', expect: 'none' };
const ANSWERED_ALL_THE_SAME: Line = { query: 'membership fee', expect: 'none' };

async function club(lines: readonly Line[] | null) {
  const folder = await mkdtemp(join(tmpdir(), 'footnote-quality-'));
  await mkdir(join(folder, 'rowing'));
  await writeFile(join(folder, 'rowing', 'en.md'), PACK);
  const file = join(folder, 'rowing', 'eval.jsonl');
  const write = async (questions: readonly Line[]) => {
    await writeFile(file, questions.map((one) => JSON.stringify({ kind: 'test', ...one })).join('\n'));
  };
  if (lines !== null) await write(lines);
  const { library, problems } = await loadLibrary(folder, { reservedNames: [] });
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  const { answers } = createAppContext(library);
  const { log } = recordedLog('info');
  const qualities = createArticleQualities({ answers: () => answers, contentDir: folder, log });
  const [pack] = library;
  if (pack === undefined) throw new Error('the article was not read');
  return { folder, file, write, pack, answers, qualities };
}

describe("an article's own test questions", () => {
  it.each([
    ['right answers and nothing else answered', [...times(20, RIGHT), ...times(10, REFUSED)], 1, 0, true],
    ['one wrong answer in twenty', [...times(19, RIGHT), WRONG, ...times(10, REFUSED)], 0.95, 0, true],
    [
      'two wrong answers in twenty',
      [...times(18, RIGHT), ...times(2, WRONG), ...times(10, REFUSED)],
      0.9,
      0,
      false,
    ],
    [
      'an answer to what the article does not cover',
      [...times(60, RIGHT), ...times(9, REFUSED), ANSWERED_ALL_THE_SAME],
      60 / 61,
      0.1,
      false,
    ],
    [
      'no sure answer at all',
      [...times(20, { ...REFUSED, expect: [FEE] }), ...times(10, REFUSED)],
      null,
      0,
      false,
    ],
  ] as const)(
    'let posts be answered, or not, with %s',
    async (_, lines, precision, wronglyAnswered, good) => {
      const { qualities, pack } = await club(lines);
      const quality = await qualities.measured(pack);
      expect(quality).toEqual({ kind: 'measured', precision, wronglyAnswered });
      expect(isGoodEnough(quality)).toBe(good);
    },
  );

  it.each([
    ['there are none', null, 0, 0],
    ['there are too few', [...times(19, RIGHT), ...times(10, REFUSED)], 19, 10],
    ['they are in another language', times(40, { ...RIGHT, locale: 'fr' }), 0, 0],
  ] as const)('let no post be answered where %s', async (_, lines, answerable, unanswerable) => {
    const { qualities, pack } = await club(lines);
    expect(await qualities.measured(pack)).toEqual({ kind: 'too few', answerable, unanswerable });
  });

  it('are asked again when their file has changed, and only then', async () => {
    const { qualities, pack, write, file } = await club([...times(20, RIGHT), ...times(10, REFUSED)]);
    expect(qualities.now(pack)).toEqual({ kind: 'being measured' });
    await qualities.measured(pack);
    expect(qualities.now(pack)).toMatchObject({ kind: 'measured', precision: 1 });
    await write([...times(20, WRONG), ...times(10, REFUSED)]);
    await utimes(file, 1, 1);
    expect(await qualities.measured(pack)).toMatchObject({ precision: 0 });
    await rm(file);
    expect(await qualities.measured(pack)).toMatchObject({ kind: 'too few' });
  });

  it('leave out a line that can not be read', async () => {
    const { qualities, pack, file, write } = await club(null);
    await write([...times(20, RIGHT), ...times(10, REFUSED)]);
    await writeFile(file, '\nno JSON', { flag: 'a' });
    await writeFile(file, '\n{"query":1}', { flag: 'a' });
    expect(await qualities.measured(pack)).toMatchObject({ kind: 'measured', precision: 1 });
  });
});

describe('what stands in the place of test questions and is none', () => {
  it('is a folder: the article answers no post', async () => {
    const { qualities, pack, file } = await club(null);
    await mkdir(file);
    expect(await qualities.measured(pack)).toEqual({ kind: 'too few', answerable: 0, unanswerable: 0 });
  });
});

describe('footnote eval without a file', () => {
  async function evaluate({ answers, folder }: Awaited<ReturnType<typeof club>>) {
    const out: string[] = [];
    const err: string[] = [];
    const code = await runOwnEvals({
      answers,
      contentDir: folder,
      json: false,
      out: (line) => out.push(line),
      err: (line) => err.push(line),
    });
    return { code, out: out.join('\n'), err: err.join('\n') };
  }

  it('asks each article its own questions, and says whether it answers posts', async () => {
    const { code, out } = await evaluate(await club([...times(20, RIGHT), ...times(10, REFUSED)]));
    expect(code).toBe(0);
    expect(out).toContain('precision of the answers given: 100 %');
    expect(out).toContain(
      "posts in forums, en: answered: 100 % of sure answers are right (at least 95 %), 0 % of what it doesn't cover is answered (at most 3 %)",
    );
  });

  it('says what to write where no article has any', async () => {
    const { code, err } = await evaluate(await club(null));
    expect(code).toBe(1);
    expect(err).toContain('write them to SLUG/eval.jsonl');
  });
});
