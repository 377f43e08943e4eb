import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { groupQuestions } from '../../src/answers/group-questions.ts';
import { openEmbeddings, type OpenedEmbeddings } from '../../src/cli/open-embeddings.ts';
import { createLog } from '../../src/log.ts';
import { runAtOnce } from '../../src/time-slices.ts';

let opened: OpenedEmbeddings;

beforeAll(async () => {
  const found = await openEmbeddings(
    { embeddings: true, embeddingModelDir: null, dataDir: join(tmpdir(), 'footnote-test-vectors') },
    createLog('warn'),
  );
  if (found === null) throw new Error('The sentence model is turned off.');
  opened = found;
});

afterAll(() => opened.close());

interface Pair {
  readonly same: boolean;
  readonly one: string;
  readonly other: string;
}

/** Lines of `subject, same or different, a question, another`, with tabs between them. */
function pairsIn(half: string): readonly Pair[] {
  const file = new URL(`../eval/pairs/${half}.tsv`, import.meta.url);
  return readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => {
      const [, kind, one = '', other = ''] = line.split('\t');
      return { same: kind === 'same', one, other };
    });
}

/** How many pairs stand together where all of their questions wait in one queue. */
async function together(pairs: readonly Pair[]) {
  const texts = pairs.flatMap(({ one, other }) => [one, other]);
  const vectors = await opened.embeddings.vectorsOf(texts, 'in memory');
  if (vectors === null) throw new Error('There are no vectors.');
  const questions = texts.map((text) => ({ text, locale: 'en', times: 1 }));
  const groups = runAtOnce(groupQuestions(questions, vectors));
  const groupOf = (text: string) => groups.findIndex((group) => group.some((one) => one.text === text));
  const found = pairs.filter(({ one, other }) => groupOf(one) === groupOf(other));
  const same = found.filter((pair) => pair.same).length;
  return { same, different: found.length - same };
}

/** docs/search.md has the figures. */
describe('of twenty pairs of waiting questions each', () => {
  it.each([
    ['development', 2, 2],
    ['held-out', 3, 2],
  ])(
    '%s: those that ask the same stand together, and hardly any that ask something near',
    async (...half) => {
      const [name, same, different] = half;
      const found = await together(pairsIn(name));
      expect(found.same).toBeGreaterThanOrEqual(same);
      expect(found.different).toBeLessThanOrEqual(different);
    },
  );
});
