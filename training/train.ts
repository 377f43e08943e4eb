import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { passagesOf } from '../src/content/pack.ts';
import { openMeaning } from '../src/cli/open-meaning.ts';
import { readConfig } from '../src/config.ts';
import { createLog } from '../src/log.ts';
import type { Meaning } from '../src/answers/meaning.ts';
import { readForTraining, textsOf } from '../src/search/build-index.ts';
import type { ReadPack } from '../src/search/build-index.ts';
import type { TextVectors } from '../src/search/embedder.ts';
import { CANDIDATE_FEATURES, STANDING_FEATURES } from '../src/search/features.ts';
import type { Mode } from '../src/search/features.ts';
import type { Models } from '../src/search/model.ts';
import { toReadOf, withReadings } from '../src/search/retrieve.ts';
import { learn } from './lessons.ts';
import type { Retold } from './lessons.ts';
import { measured } from './measure.ts';
import { readLearningSets } from './sets.ts';
import type { LearningSet } from './sets.ts';

const USAGE = `npm run train -- [--write] [--ablate]

Learns how to rank and how sure to be in each mode (words, vectors, reader, dense) from the articles in training/articles and
tests/eval and the sets in EVAL_DIR (default data/eval). Prints how well that goes on articles that are held out in
turn; with --ablate also what each feature is worth there; with --write, it learns from all of them and puts the weights
into src/search/weights.json, too. In the modes "reader" and "dense" it goes by those articles alone that the reader hasn't learned.`;

const WEIGHTS = 'src/search/weights.json';

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      write: { type: 'boolean', default: false },
      ablate: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  const opened = await openMeaning(readConfig(process.env), createLog('warn'));
  if (opened === null) throw new Error('EMBEDDINGS=off leaves nothing to learn from: take it out of .env.');
  const sets = (await readLearningSets(process.env['EVAL_DIR'] ?? 'data/eval')).map((set): ReadSet => ({
    set,
    read: readForTraining(set.pack),
  }));
  const vectors = await vectorsFor(sets, opened.meaning);
  const read = await readAll(
    sets.filter(({ set }) => !set.read),
    vectors,
    opened.meaning,
  );
  const retold: Record<Mode, readonly Retold[]> = {
    words: sets.flatMap((one) => retell(one, null)),
    vectors: sets.flatMap((one) => retell(one, vectors)),
    // Entries of intents have no text to read, and many wordings.
    reader: read.filter(({ set }) => passagesOf(set.pack).some(({ plain }) => plain !== '')),
    dense: read,
  };
  await opened.close();
  if (values.write) {
    const models: Models = {
      words: learn(retold.words, 'words'),
      vectors: learn(retold.vectors, 'vectors'),
      reader: learn(retold.reader, 'reader'),
      dense: learn(retold.dense, 'dense'),
    };
    await writeFile(WEIGHTS, `${JSON.stringify(models, null, 2)}\n`);
    process.stdout.write(`Wrote ${WEIGHTS}.\n\n`);
  }
  for (const mode of ['words', 'vectors', 'reader', 'dense'] as const) {
    // All by what the reader hasn't learned, so that the modes can be compared.
    const unread = retold[mode].filter(({ set }) => !set.read);
    process.stdout.write(`${mode}\n\n${measured(unread, mode, values.ablate ? FEATURES : [])}\n\n`);
  }
}

const FEATURES = [...new Set([...CANDIDATE_FEATURES, ...STANDING_FEATURES].map(({ name }) => name))];

interface ReadSet {
  readonly set: LearningSet;
  readonly read: ReadPack;
}

async function vectorsFor(sets: readonly ReadSet[], meaning: Meaning): Promise<TextVectors> {
  const texts = sets.flatMap(({ set: { pack, lessons }, read }) => [
    ...textsOf(pack),
    ...lessons.map(({ query }) => read.mended(query)),
  ]);
  const vectors = await meaning.vectorsOf(texts, 'on disk');
  if (vectors === null) throw new Error("The sentence model can't go on: see what it said above.");
  return vectors;
}

function retell({ set, read }: ReadSet, vectors: TextVectors | null): readonly Retold[] {
  const retrieve = read.retrieveWith(vectors);
  return set.lessons.map((lesson) => {
    const { question, candidates } = retrieve(lesson.query, vectors?.get(read.mended(lesson.query)) ?? null);
    return { set, lesson, question, candidates };
  });
}

async function readAll(
  sets: readonly ReadSet[],
  vectors: TextVectors,
  meaning: Meaning,
): Promise<readonly Retold[]> {
  const retold: Retold[] = [];
  for (const { set, read } of sets) {
    const retrieve = read.retrieveWith(vectors);
    const asked = set.lessons.map(async (lesson): Promise<Retold> => {
      const mended = read.mended(lesson.query);
      const found = retrieve(lesson.query, vectors.get(mended) ?? null);
      const { question } = found;
      const toRead = toReadOf(found);
      if (toRead.length === 0) return { set, lesson, question, candidates: found.candidates };
      const readings = await meaning.read(
        mended,
        toRead.map(({ excerpt }) => excerpt),
      );
      if (typeof readings === 'string') throw new Error("The reader can't go on: see what it said above.");
      return { set, lesson, question, candidates: withReadings(found.candidates, toRead, readings) };
    });
    retold.push(...(await Promise.all(asked)));
  }
  return retold;
}

await main();
