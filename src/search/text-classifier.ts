import type { Steps } from '../time-slices.ts';
import { createRandom, type Random } from './random.ts';

/**
 * Learns from the wordings of a pack which entry a question asks for: multinomial logistic regression over words and
 * runs of letters, weighted by rarity (tf-idf). It knows what search by likeness doesn't: which words set apart entries
 * that are alike.
 */
export interface TextClassifier {
  /** The natural logarithm of each class's probability. */
  classify(words: readonly string[]): Float32Array;
}

export interface Example {
  readonly words: readonly string[];
  /** The class, counted from 0. */
  readonly label: number;
}

const MOST_WEIGHTS = 6_000_000;
const MOST_BUCKETS = 32_768;
const FEWEST_BUCKETS = 4_096;
/** Multiplications that learning may take, about a second. */
const MOST_WORK = 1_200_000_000;
const MOST_EPOCHS = 15;
const FEWEST_EPOCHS = 4;
const BATCH = 8;
const RATE = 0.6;
const SMOOTHING = 1e-2;

interface Features {
  readonly buckets: Uint32Array;
  readonly values: Float32Array;
}

/** Null where there is too little to learn from, or so much that it would take long. */
export function* trainTextClassifier(
  examples: readonly Example[],
  classes: number,
): Steps<TextClassifier | null> {
  if (classes < 2 || examples.length < classes * 2) return null;
  const buckets = Math.min(MOST_BUCKETS, 2 ** Math.floor(Math.log2(MOST_WEIGHTS / classes)));
  if (buckets < FEWEST_BUCKETS) return null;
  const counted: Features[] = [];
  for (const { words } of examples) {
    counted.push(countFeatures(words, buckets));
    yield;
  }
  const rarity = rarityOf(counted, buckets);
  yield;
  const features = counted.map((one) => weighed(one, rarity));
  const pass = features.reduce((sum, { buckets: found }) => sum + found.length, 0) * classes * 2;
  const epochs = Math.min(MOST_EPOCHS, Math.floor(MOST_WORK / pass));
  if (epochs < FEWEST_EPOCHS) return null;
  const labels = examples.map(({ label }) => label);
  const weights = yield* learn(features, labels, { classes, buckets, epochs });
  return {
    classify: (words) =>
      logProbabilities(weighed(countFeatures(words, buckets), rarity), weights, new Float32Array(classes)),
  };
}

function* learn(
  features: readonly Features[],
  labels: readonly number[],
  { classes, buckets, epochs }: { classes: number; buckets: number; epochs: number },
): Steps<Float32Array> {
  const weights = new Float32Array(buckets * classes);
  const squares = new Float32Array(buckets).fill(SMOOTHING);
  const order = features.map((_, at) => at);
  // The same numbers at every start: the same pack gives the same answers.
  const random = createRandom(1);
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    shuffle(order, random);
    for (const at of order) {
      const example = features[at];
      const label = labels[at];
      if (example === undefined || label === undefined) continue;
      const errors = logProbabilities(example, weights, new Float32Array(classes));
      for (let one = 0; one < classes; one += 1) errors[one] = Math.exp(errors[one] ?? 0);
      errors[label] = (errors[label] ?? 0) - 1;
      descend(example, errors, weights, squares);
      yield;
    }
  }
  return weights;
}

/** AdaGrad (Duchi et al., 2011) with one rate a feature: rare features learn in larger steps. */
function descend(
  { buckets, values }: Features,
  errors: Float32Array,
  weights: Float32Array,
  squares: Float32Array,
): void {
  const classes = errors.length;
  let magnitude = 0;
  for (const error of errors) magnitude += error * error;
  for (let at = 0; at < buckets.length; at += 1) {
    const bucket = buckets[at] ?? 0;
    const value = values[at] ?? 0;
    const square = (squares[bucket] ?? 0) + (value * value * magnitude) / BATCH;
    squares[bucket] = square;
    const step = (RATE * value) / Math.sqrt(square);
    const start = bucket * classes;
    for (let one = 0; one < classes; one += 1) {
      weights[start + one] = (weights[start + one] ?? 0) - step * (errors[one] ?? 0);
    }
  }
}

function logProbabilities(
  { buckets, values }: Features,
  weights: Float32Array,
  scores: Float32Array,
): Float32Array {
  const classes = scores.length;
  for (let at = 0; at < buckets.length; at += 1) {
    const value = values[at] ?? 0;
    // Half of what a question has, no wording has.
    if (value === 0) continue;
    const start = (buckets[at] ?? 0) * classes;
    for (let one = 0; one < classes; one += 1) {
      scores[one] = (scores[one] ?? 0) + value * (weights[start + one] ?? 0);
    }
  }
  return logSoftmax(scores);
}

/** What is less likely than this is all the same. */
const LEAST = -12;

/** In place. */
export function logSoftmax(scores: Float32Array): Float32Array {
  let most = Number.NEGATIVE_INFINITY;
  for (const score of scores) most = Math.max(most, score);
  let sum = 0;
  for (const score of scores) sum += Math.exp(score - most);
  const total = most + Math.log(sum);
  for (let at = 0; at < scores.length; at += 1) scores[at] = Math.max(LEAST, (scores[at] ?? 0) - total);
  return scores;
}

const LETTERS_WEIGHT = 0.5;
const PAIR_WEIGHT = 0.7;

/** Words, pairs of neighbouring words, and runs of three and four letters, hashed into buckets. */
function countFeatures(words: readonly string[], buckets: number): Features {
  const found = new Map<number, number>();
  const add = (feature: string, weight: number): void => {
    const bucket = hash(feature) & (buckets - 1);
    found.set(bucket, Math.max(found.get(bucket) ?? 0, weight));
  };
  for (const [at, word] of words.entries()) {
    add(word, 1);
    const next = words[at + 1];
    if (next !== undefined) add(`${word} ${next}`, PAIR_WEIGHT);
    const padded = `^${word}$`;
    for (let length = 3; length <= 4; length += 1) {
      for (let start = 0; start + length <= padded.length; start += 1) {
        add(`_${padded.slice(start, start + length)}`, LETTERS_WEIGHT);
      }
    }
  }
  return { buckets: Uint32Array.from(found.keys()), values: Float32Array.from(found.values()) };
}

function rarityOf(all: readonly Features[], buckets: number): Float32Array {
  const having = new Float32Array(buckets);
  for (const { buckets: found } of all) {
    for (const bucket of found) having[bucket] = (having[bucket] ?? 0) + 1;
  }
  // A feature that no wording has would only take weight from the others.
  return having.map((count) => (count === 0 ? 0 : Math.log((1 + all.length) / (1 + count)) + 1));
}

function weighed({ buckets, values }: Features, rarity: Float32Array): Features {
  const weights = values.map((value, at) => value * (rarity[buckets[at] ?? 0] ?? 0));
  const length = Math.sqrt(weights.reduce((sum, weight) => sum + weight * weight, 0));
  return { buckets, values: length === 0 ? weights : weights.map((weight) => weight / length) };
}

/** FNV-1a, 32 bits, over UTF-16 units. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  }
  return (value ^ (value >>> 15)) >>> 0;
}

function shuffle(items: number[], random: Random): void {
  for (let last = items.length - 1; last > 0; last -= 1) {
    const at = Math.floor(random() * (last + 1));
    const item = items[last];
    const other = items[at];
    if (item === undefined || other === undefined) continue;
    items[last] = other;
    items[at] = item;
  }
}
