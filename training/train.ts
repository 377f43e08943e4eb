import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { openEmbeddings } from '../src/cli/open-embeddings.ts';
import { readConfig } from '../src/config.ts';
import { createLog } from '../src/log.ts';
import type { SentenceEmbeddings } from '../src/answers/sentence-embeddings.ts';
import { readForTraining, textsOf } from '../src/search/build-index.ts';
import type { ReadPack } from '../src/search/build-index.ts';
import type { TextVectors } from '../src/search/embedder.ts';
import { CANDIDATE_FEATURES, STANDING_FEATURES } from '../src/search/features.ts';
import type { Mode } from '../src/search/features.ts';
import { MODELS } from '../src/search/model.ts';
import type { Model } from '../src/search/model.ts';
import { toReadOf, withReadings } from '../src/search/retrieve.ts';
import { learn } from './examples.ts';
import type { RetrievedExample } from './examples.ts';
import { measured } from './measure.ts';
import { readLearningSets } from './sets.ts';
import type { LearningSet } from './sets.ts';

const USAGE = `npm run train -- [--write] [--ablate] [--modes A,B]

Learns how to rank and how sure to be in each mode (words, vectors, reader) from the articles in training/articles and
tests/eval and the sets in EVAL_DIR (default data/eval); by more than words from those articles alone that the reader
hasn't learned. Prints how well that goes on articles that are held out in turn; with --ablate also what each feature is
worth there; with --write, it learns from all of them and puts the weights into src/search/weights.json, too.`;

const WEIGHTS = 'src/search/weights.json';

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      write: { type: 'boolean', default: false },
      ablate: { type: 'boolean', default: false },
      modes: { type: 'string', default: MODES.join(',') },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  const opened = await openEmbeddings(readConfig(process.env), createLog('warn'));
  if (opened === null) throw new Error('EMBEDDINGS=off leaves nothing to learn from: take it out of .env.');
  const sets = (await readLearningSets(process.env['EVAL_DIR'] ?? 'data/eval')).map((set): ReadSet => ({
    set,
    read: readForTraining(set.pack),
  }));
  const modes = MODES.filter((mode) => values.modes.split(',').includes(mode));
  const unread = sets.filter(({ set }) => !set.read);
  const vectors = await vectorsFor(unread, opened.embeddings);
  const retrievedExamples: Record<Mode, readonly RetrievedExample[]> = {
    words: modes.includes('words') ? sets.flatMap((one) => retrieveExamples(one, null)) : [],
    vectors: modes.includes('vectors') ? unread.flatMap((one) => retrieveExamples(one, vectors)) : [],
    reader: modes.includes('reader')
      ? (await readAll(unread, vectors, opened.embeddings)).map(asMembersAsk)
      : [],
  };
  await opened.close();
  const learned = structuredClone<{ [mode in Mode]: Model }>(MODELS);
  for (const mode of modes) {
    learned[mode] = learn(retrievedExamples[mode], mode);
    // All by what the reader hasn't learned, so that the modes can be compared.
    const compared = retrievedExamples[mode].filter(({ set }) => !set.read);
    const figures = measured(compared, mode, values.ablate ? FEATURES : []);
    process.stdout.write(`${mode}\n\n${figures}\n\n`);
  }
  if (!values.write) return;
  await writeFile(WEIGHTS, `${JSON.stringify(learned, null, 2)}\n`);
  process.stdout.write(`Wrote ${WEIGHTS}.\n`);
}

const MODES = ['words', 'vectors', 'reader'] as const satisfies readonly Mode[];

const FEATURES = [...new Set([...CANDIDATE_FEATURES, ...STANDING_FEATURES].map(({ name }) => name))];

/**
 * Half of what was written for packs with many wordings isn't covered; of members' questions it is less. Without the reader, which tells
 * near misses apart, they count whole.
 */
const UNCOVERED_WEIGHT = 0.5;

function asMembersAsk(one: RetrievedExample): RetrievedExample {
  const { set, example } = one;
  if (set.group !== 'many wordings' || example.expect.length > 0) return one;
  return { ...one, set: { ...set, weight: set.weight * UNCOVERED_WEIGHT } };
}

interface ReadSet {
  readonly set: LearningSet;
  readonly read: ReadPack;
}

async function vectorsFor(sets: readonly ReadSet[], embeddings: SentenceEmbeddings): Promise<TextVectors> {
  const texts = sets.flatMap(({ set: { pack, examples }, read }) => [
    ...textsOf(pack),
    ...examples.map(({ query }) => read.corrected(query)),
  ]);
  const vectors = await embeddings.vectorsOf(texts, 'on disk');
  if (vectors === null) throw new Error("The sentence model can't go on: see what it said above.");
  return vectors;
}

function retrieveExamples({ set, read }: ReadSet, vectors: TextVectors | null): readonly RetrievedExample[] {
  const retrieve = read.retrieveWith(vectors);
  return set.examples.map((example) => {
    const found = retrieve(example.query, vectors?.get(read.corrected(example.query)) ?? null);
    return { set, example, ...found };
  });
}

async function readAll(
  sets: readonly ReadSet[],
  vectors: TextVectors,
  embeddings: SentenceEmbeddings,
): Promise<readonly RetrievedExample[]> {
  const retrievedExamples: RetrievedExample[] = [];
  for (const { set, read } of sets) {
    const retrieve = read.retrieveWith(vectors);
    const asked = set.examples.map(async (example): Promise<RetrievedExample> => {
      const corrected = read.corrected(example.query);
      const found = retrieve(example.query, vectors.get(corrected) ?? null);
      const toRead = toReadOf(found);
      if (toRead.length === 0) return { set, example, ...found };
      const readings = await embeddings.read(
        corrected,
        toRead.map(({ excerpt }) => excerpt),
      );
      if (typeof readings === 'string') throw new Error("The reader can't go on: see what it said above.");
      return { set, example, ...found, candidates: withReadings(found.candidates, toRead, readings) };
    });
    retrievedExamples.push(...(await Promise.all(asked)));
  }
  return retrievedExamples;
}

await main();
