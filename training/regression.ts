import { minimise } from './minimise.ts';

/** Candidates of which one or more are right: their features, a row each. */
export interface Choice {
  readonly rows: readonly Float64Array[];
  readonly right: readonly boolean[];
  readonly weight: number;
}

export interface Trial {
  readonly row: Float64Array;
  readonly right: boolean;
  readonly weight: number;
}

export interface Fitted {
  readonly constant: number;
  readonly weights: Float64Array;
}

/** How much large weights cost, for features at unit variance. */
const RIDGE = 1e-3;

/** Which way a weight may go: 0 where either way. */
export type Sign = -1 | 0 | 1;

/**
 * Fits with fewer and fewer columns, until no weight goes the way that its sign forbids: what is left out weighs nothing.
 * `fit` is given the columns to fit, and gives their weights in that order.
 */
function heldToSigns(signs: readonly Sign[], fit: (columns: readonly number[]) => Fitted): Fitted {
  let columns: readonly number[] = signs.map((_, at) => at);
  for (;;) {
    const { constant, weights } = fit(columns);
    const wrong = columns.map((column, at) => Math.max(0, -(signs[column] ?? 0) * (weights[at] ?? 0)));
    const worst = wrong.indexOf(Math.max(0, ...wrong));
    if (columns.length === 0 || (wrong[worst] ?? 0) === 0) {
      const all = new Float64Array(signs.length);
      for (const [at, column] of columns.entries()) all[column] = weights[at] ?? 0;
      return { constant, weights: all };
    }
    columns = columns.filter((_, at) => at !== worst);
  }
}

function only(row: Float64Array, columns: readonly number[]): Float64Array {
  return Float64Array.from(columns, (column) => row[column] ?? 0);
}

/**
 * Conditional logit (McFadden, 1974): the likeliest weights if one of the right candidates was chosen each time, held to
 * their signs.
 */
export function fitChoices(choices: readonly Choice[], signs: readonly Sign[]): Float64Array {
  return heldToSigns(signs, (columns) => ({
    constant: 0,
    weights: fitFreely(choices.map((one) => ({ ...one, rows: one.rows.map((row) => only(row, columns)) }))),
  })).weights;
}

function fitFreely(choices: readonly Choice[]): Float64Array {
  const scale = scaleOf(choices.flatMap(({ rows }) => rows));
  const { dimensions } = scale;
  // One matrix for all: the same numbers as rows apart take many times as long.
  const scaled = choices.map(({ rows, right, weight }) => ({
    matrix: Float64Array.from(rows.flatMap((row) => [...scale.apply(row)])),
    right: Uint8Array.from(right, Number),
    weight,
  }));
  const total = scaled.reduce((sum, { weight }) => sum + weight, 0);
  const weights = minimise((point) => {
    const gradient = point.map((value) => 2 * RIDGE * value);
    let value = RIDGE * dot(point, point);
    for (const { matrix, right, weight } of scaled) {
      const odds = oddsOf(matrix, point);
      let sum = 0;
      let rightSum = 0;
      for (let at = 0; at < odds.length; at += 1) {
        sum += odds[at] ?? 0;
        rightSum += (right[at] ?? 0) * (odds[at] ?? 0);
      }
      const part = weight / total;
      value -= part * Math.log(rightSum / sum);
      for (let at = 0; at < odds.length; at += 1) {
        const odd = odds[at] ?? 0;
        const error = part * (odd / sum - ((right[at] ?? 0) * odd) / rightSum);
        if (Math.abs(error) < 1e-10) continue;
        for (let column = 0; column < dimensions; column += 1) {
          gradient[column] = (gradient[column] ?? 0) + error * (matrix[at * dimensions + column] ?? 0);
        }
      }
    }
    return { value, gradient };
  }, dimensions);
  return scale.undo({ constant: 0, weights }).weights;
}

/** Of each row, up to a common factor. */
function oddsOf(matrix: Float64Array, point: Float64Array): Float64Array {
  const odds = new Float64Array(matrix.length / point.length);
  let most = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < odds.length; row += 1) {
    let sum = 0;
    for (let at = 0; at < point.length; at += 1) {
      sum += (matrix[row * point.length + at] ?? 0) * (point[at] ?? 0);
    }
    odds[row] = sum;
    most = Math.max(most, sum);
  }
  return odds.map((one) => Math.exp(one - most));
}

/** Logistic regression, held to its weights' signs. */
export function fitTrials(trials: readonly Trial[], signs: readonly Sign[]): Fitted {
  return heldToSigns(signs, (columns) =>
    fitOdds(trials.map((one) => ({ ...one, row: only(one.row, columns) }))),
  );
}

function fitOdds(trials: readonly Trial[]): Fitted {
  const scale = scaleOf(trials.map(({ row }) => row));
  const scaled = trials.map((trial) => ({ ...trial, row: scale.apply(trial.row) }));
  const total = scaled.reduce((sum, { weight }) => sum + weight, 0);
  const point = minimise((at) => {
    const constant = at.at(-1) ?? 0;
    const weights = at.subarray(0, -1);
    const gradient = Float64Array.from(at, (value) => 2 * RIDGE * value);
    gradient[at.length - 1] = 0;
    let value = RIDGE * dot(weights, weights);
    for (const { row, right, weight } of scaled) {
      const odds = dot(row, weights) + constant;
      const part = weight / total;
      const sure = right ? odds : -odds;
      value += part * (sure > 0 ? Math.log1p(Math.exp(-sure)) : Math.log1p(Math.exp(sure)) - sure);
      const error = part * (1 / (1 + Math.exp(-odds)) - (right ? 1 : 0));
      addTo(gradient, row, error);
      gradient[at.length - 1] = (gradient[at.length - 1] ?? 0) + error;
    }
    return { value, gradient };
  }, scale.dimensions + 1);
  return scale.undo({ constant: point.at(-1) ?? 0, weights: point.subarray(0, -1) });
}

/** Brings features to mean 0 and variance 1, and weights found there back to the features as they are. */
function scaleOf(rows: readonly Float64Array[]) {
  const dimensions = rows[0]?.length ?? 0;
  const means = new Float64Array(dimensions);
  const deviations = new Float64Array(dimensions);
  for (const row of rows) addTo(means, row, 1 / rows.length);
  for (const row of rows) {
    for (let at = 0; at < dimensions; at += 1) {
      const from = (row[at] ?? 0) - (means[at] ?? 0);
      deviations[at] = (deviations[at] ?? 0) + (from * from) / rows.length;
    }
  }
  for (let at = 0; at < dimensions; at += 1) deviations[at] = Math.sqrt(deviations[at] ?? 0);
  const deviationAt = (at: number): number => {
    const deviation = deviations[at] ?? 0;
    return deviation < 1e-9 ? Number.POSITIVE_INFINITY : deviation;
  };
  return {
    dimensions,
    apply: (row: Float64Array) => row.map((value, at) => (value - (means[at] ?? 0)) / deviationAt(at)),
    undo: ({ constant, weights }: Fitted): Fitted => {
      const real = weights.map((weight, at) => weight / deviationAt(at));
      return { constant: constant - dot(real, means), weights: real };
    },
  };
}

function addTo(sum: Float64Array, row: Float64Array, factor: number): void {
  for (let at = 0; at < row.length; at += 1) sum[at] = (sum[at] ?? 0) + factor * (row[at] ?? 0);
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at += 1) sum += (one[at] ?? 0) * (other[at] ?? 0);
  return sum;
}
