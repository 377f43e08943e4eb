import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runCheck } from '../../src/cli/check.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'footnote-check-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

async function check(files: Readonly<Record<string, string>>, json = false) {
  for (const [path, body] of Object.entries(files)) {
    await mkdir(join(directory, path, '..'), { recursive: true });
    await writeFile(join(directory, path), `---\ntitle: Tides\nsource: A primer\n---\n${body}`);
  }
  const lines: string[] = [];
  const code = await runCheck(directory, {
    out: (line) => lines.push(line.replaceAll(directory, 'content')),
    reservedNames: ['ask'],
    json,
    options: {},
  });
  return { code, lines };
}

const FRENCH =
  'Résumé.\n\n## Points clés\n- a\n\n## Un\nb\n\n## FAQ\n### c ?\nd\n\nVoir : Un\n\nAutres formulations :\n- e\n- f\n- h\n\n## Non couvert\n- g\n';

test('good content is counted', async () => {
  expect(await check({ 'tides/fr.md': FRENCH })).toEqual({
    code: 0,
    lines: [
      'content/tides/fr.md: 1 section, 1 highlight, 1 question, 3 wordings, 1 not covered',
      expect.stringMatching(
        /^ {2}1 of 1 questions find themselves; asked in other words, with a confidence of 0\.\d\d/,
      ),
      '0 errors, 0 warnings',
    ],
  });
});

test('a warning is told and let pass', async () => {
  expect(await check({ 'tides/fr.md': `# Marées\n${FRENCH}` })).toMatchObject({
    code: 0,
    lines: [
      'content/tides/fr.md:5: warning: Remove this heading: the title stands in the front matter.',
      '',
      expect.stringContaining('content/tides/fr.md: 1 section'),
      expect.stringContaining('1 of 1 questions'),
      '0 errors, 1 warning',
    ],
  });
});

test('an error is told with file and line, next to what is good', async () => {
  expect(await check({ 'tides/fr.md': FRENCH, 'moon/en.md': 'Sum.\n\n## One\n' })).toEqual({
    code: 1,
    lines: [
      'content/moon/en.md:7: error: Write some text below "One", or remove the heading.',
      '',
      'content/tides/fr.md: 1 section, 1 highlight, 1 question, 3 wordings, 1 not covered',
      expect.stringContaining('1 of 1 questions'),
      '1 error, 0 warnings',
    ],
  });
});

test('no content at all is an error', async () => {
  const { code, lines } = await check({});
  expect(code).toBe(1);
  expect(lines[0]).toContain("content:1: error: Write an article's pack");
});

const WEAK = `Sum.

## Opening
Text.

## Getting there
Text.

## FAQ
### When does the market open?
At ten.

See: Opening

Also asked:
- opening time of the market
- when can I visit the market
- from what time is the market open

### ${'How do I get to the market '.repeat(4)}by tram?
By tram 3.

Also asked:
- tram to the market

### What is sold?
Fish.
`;

test('what would make answers better is told, with where it stands', async () => {
  const { code, lines } = await check({ 'market/en.md': WEAK });
  expect(code).toBe(0);
  const advice = lines.filter((line) => line.includes(': advice: '));
  expect(advice).toEqual([
    expect.stringMatching(
      /^content\/market\/en\.md:\d+: advice: Write 3 more below "Also asked:".* "What is sold\?"/,
    ),
    expect.stringMatching(/^content\/market\/en\.md:24: advice: Write 2 more below "Also asked:"/),
    expect.stringMatching(/^content\/market\/en\.md:10: advice: Write a question that cites "Getting there"/),
    expect.stringMatching(
      /^content\/market\/en\.md:\d+: advice: Shorten this question: it has 116 characters; buttons show 80/,
    ),
  ]);
  expect(lines.at(-1)).toBe('0 errors, 0 warnings, 4 pieces of advice');
});

test('questions that take each other’s words are named together', async () => {
  const entry = (question: string, ways: readonly string[]) =>
    `### ${question}\nText.\n\nAlso asked:\n${ways.map((way) => `- ${way}`).join('\n')}\n`;
  const body = `Sum.\n\n## FAQ\n${entry('What does a ticket cost?', ['ticket price', 'price of tickets', 'ticket costs'])}\n${entry('How much is a ticket?', ['tickets price', 'price for a ticket', 'costs of a ticket'])}`;
  const { lines } = await check({ 'fair/en.md': body });
  expect(lines.join('\n')).toMatch(
    /advice: Tell "What does a ticket cost\?" and "How much is a ticket\?" \(line 16\) apart, or put them together/,
  );
});

test('languages whose questions cite different sections are told', async () => {
  const one = (section: string) =>
    `Sum.\n\n## A\nText.\n\n## B\nText.\n\n## FAQ\n### c?\nd\n\nSee: ${section}\n`;
  const { lines } = await check({ 'tides/en.md': one('A'), 'tides/fr.md': one('B') });
  expect(lines.join('\n')).toContain(
    'content/tides/fr.md:14: advice: Bring the languages in line: question 1 cites section 2 here, section 1 in en.md.',
  );
});

test('more articles than Discord takes commands are told, and none of them is wrong', async () => {
  const files = Object.fromEntries(
    Array.from({ length: 101 }, (_, at) => [`a${at}/en.md`, 'Sum.\n\n## A\nText.\n']),
  );
  const { code, lines } = await check(files);
  expect(code).toBe(0);
  expect(lines[0]).toMatch(/^content:1: warning: Take \d+ articles out if each is to have a command/);
});

test('all of it is there as JSON', async () => {
  const { code, lines } = await check({ 'market/en.md': WEAK, 'moon/en.md': 'Sum.\n\n## One\n' }, true);
  expect(code).toBe(1);
  const read: unknown = JSON.parse(lines.join(''));
  expect(read).toMatchObject({
    errors: 1,
    warnings: 0,
    problems: [
      { line: 7, severity: 'error' },
      ...Array.from({ length: 4 }, () => ({
        severity: 'advice',
        line: expect.any(Number),
        message: expect.any(String),
      })),
    ],
    packs: [
      {
        pack: 'market',
        locale: 'en',
        questions: [
          { id: 'faq/when-does-the-market-open', line: 14, findsItself: true, rival: null, wordings: 3 },
          { wordings: 1 },
          { question: 'What is sold?', wordings: 0, unseen: 0 },
        ],
      },
    ],
  });
});
