import { runAtOnce, type Steps } from '../time-slices.ts';

/** Rows of a matrix, one after the other. */
export interface Rows {
  readonly matrix: Float32Array;
  readonly count: number;
}

/** Zeros where there is no row. */
export function meanOf(rows: Rows, dimensions: number): Float32Array {
  return runAtOnce(meanInSteps(rows, dimensions));
}

/** The same, of very many. */
export function* meanInSteps({ matrix, count }: Rows, dimensions: number): Steps<Float32Array> {
  const mean = new Float32Array(dimensions);
  for (let row = 0; row < count; row += 1) {
    for (let at = 0; at < dimensions; at += 1) {
      mean[at] = (mean[at] ?? 0) + (matrix[row * dimensions + at] ?? 0) / count;
    }
    if (row % 64 === 0) yield;
  }
  return mean;
}
