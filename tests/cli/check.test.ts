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

async function check(files: Readonly<Record<string, string>>) {
  for (const [path, body] of Object.entries(files)) {
    await mkdir(join(directory, path, '..'), { recursive: true });
    await writeFile(join(directory, path), `---\ntitle: Tides\nsource: A primer\n---\n${body}`);
  }
  const lines: string[] = [];
  const code = await runCheck(directory, {
    out: (line) => lines.push(line.replaceAll(directory, 'content')),
    reservedNames: ['ask'],
  });
  return { code, lines };
}

const FRENCH =
  'Résumé.\n\n## Points clés\n- a\n\n## Un\nb\n\n## FAQ\n### c ?\nd\n\nAutres formulations :\n- e\n- f\n\n## Non couvert\n- g\n';

test('good content is counted', async () => {
  expect(await check({ 'tides/fr.md': FRENCH })).toEqual({
    code: 0,
    lines: [
      'content/tides/fr.md: 1 section, 1 highlight, 1 question, 2 wordings, 1 not covered',
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
      'content/tides/fr.md: 1 section, 1 highlight, 1 question, 2 wordings, 1 not covered',
      '1 error, 0 warnings',
    ],
  });
});

test('no content at all is an error', async () => {
  const { code, lines } = await check({});
  expect(code).toBe(1);
  expect(lines[0]).toContain("content:1: error: Write an article's pack");
});
