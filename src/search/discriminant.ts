import type { Steps } from '../time-slices.ts';
import { createSolver, dot } from './linear-algebra.ts';
import { logSoftmax } from './text-classifier.ts';
import { meanOf } from './vector-rows.ts';
import type { Rows } from './vector-rows.ts';

/** How much of the variance is taken to be the same in all directions: what few examples can't tell. */
const SHRINKAGE = 0.3;
/** Measured on BANKING77 and CLINC150: posteriors of raw scores are far too sure. */
const TEMPERATURE = 7;
const MOST_RESIDUALS = 2_000;
/** Classes whose directions are solved for, about half a second of work; with more, the mean variance must do. */
const MOST_SOLVED = 600;

/**
 * Linear discriminant analysis with a shrunk common covariance (Friedman, Regularized Discriminant Analysis, 1989):
 * directions in which wordings of one entry differ count less.
 */
export function* createDiscriminant(
  classes: readonly Rows[],
  dimensions: number,
): Steps<(question: Float32Array) => Float32Array> {
  const means: Float32Array[] = [];
  for (const rows of classes) {
    means.push(meanOf(rows, dimensions));
    yield;
  }
  const covariance = yield* covarianceWithin(classes, means, dimensions);
  const solve =
    classes.length <= MOST_SOLVED
      ? yield* createSolver(covariance, dimensions)
      : alikeInAllDirections(covariance, dimensions);
  const directions: Float32Array[] = [];
  for (const mean of means) {
    directions.push(solve(mean));
    yield;
  }
  // An entry with no example is never the likeliest.
  const offsets = means.map((mean, at) =>
    classes[at]?.count === 0 ? Number.NEGATIVE_INFINITY : -0.5 * dot(mean, directions[at] ?? mean),
  );
  return (question) =>
    logSoftmax(
      Float32Array.from(
        directions,
        (direction, at) => (dot(question, direction) + (offsets[at] ?? 0)) / TEMPERATURE,
      ),
    );
}

function alikeInAllDirections(
  covariance: Float64Array,
  dimensions: number,
): (mean: Float32Array) => Float32Array {
  let trace = 0;
  for (let at = 0; at < dimensions; at += 1) trace += covariance[at * dimensions + at] ?? 0;
  const variance = trace / dimensions;
  return (mean) => mean.map((value) => value / variance);
}

function* covarianceWithin(
  classes: readonly Rows[],
  means: readonly Float32Array[],
  dimensions: number,
): Steps<Float64Array> {
  const rows = classes.flatMap(({ matrix, count }, label) =>
    count < 2 ? [] : Array.from({ length: count }, (_, row) => ({ matrix, row, label })),
  );
  const every = Math.max(1, Math.ceil(rows.length / MOST_RESIDUALS));
  const sample = rows.filter((_, at) => at % every === 0);
  // Whole blocks of residuals: what is missing in the last one is zeros.
  const residuals = new Float64Array(Math.ceil(sample.length / BLOCK) * BLOCK * dimensions);
  for (const [at, { matrix, row, label }] of sample.entries()) {
    const mean = means[label];
    for (let one = 0; one < dimensions; one += 1) {
      residuals[at * dimensions + one] = (matrix[row * dimensions + one] ?? 0) - (mean?.[one] ?? 0);
    }
    yield;
  }
  return shrunk(yield* sumOfProducts(residuals, dimensions), sample.length, dimensions);
}

const BLOCK = 4;

/** Of each row with itself, the lower half. Four rows at a time: each sum is read and written a quarter as often. */
function* sumOfProducts(rows: Float64Array, dimensions: number): Steps<Float64Array> {
  const sums = new Float64Array(dimensions * dimensions);
  for (let start = 0; start < rows.length; start += BLOCK * dimensions) {
    const first = rows.subarray(start, start + dimensions);
    const second = rows.subarray(start + dimensions, start + 2 * dimensions);
    const third = rows.subarray(start + 2 * dimensions, start + 3 * dimensions);
    const fourth = rows.subarray(start + 3 * dimensions, start + 4 * dimensions);
    for (let one = 0; one < dimensions; one += 1) {
      const byFirst = first[one] ?? 0;
      const bySecond = second[one] ?? 0;
      const byThird = third[one] ?? 0;
      const byFourth = fourth[one] ?? 0;
      const from = one * dimensions;
      for (let other = 0; other <= one; other += 1) {
        sums[from + other] =
          (sums[from + other] ?? 0) +
          byFirst * (first[other] ?? 0) +
          bySecond * (second[other] ?? 0) +
          byThird * (third[other] ?? 0) +
          byFourth * (fourth[other] ?? 0);
      }
    }
    yield;
  }
  return sums;
}

/** Averages the lower half, adds what is the same in all directions, and fills in the upper half. */
function shrunk(covariance: Float64Array, seen: number, dimensions: number): Float64Array {
  let trace = 0;
  for (let one = 0; one < dimensions; one += 1) trace += covariance[one * dimensions + one] ?? 0;
  const variance = seen === 0 || trace === 0 ? 1 / dimensions : trace / seen / dimensions;
  // The fewer the examples, the less their directions can be trusted.
  const ridge = SHRINKAGE * variance * (1 + dimensions / Math.max(1, seen));
  for (let one = 0; one < dimensions; one += 1) {
    for (let other = 0; other <= one; other += 1) {
      const value = (covariance[one * dimensions + other] ?? 0) / Math.max(1, seen);
      covariance[one * dimensions + other] = value + (one === other ? ridge : 0);
      covariance[other * dimensions + one] = value + (one === other ? ridge : 0);
    }
  }
  return covariance;
}
