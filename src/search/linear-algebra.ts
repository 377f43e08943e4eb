import type { Steps } from '../time-slices.ts';

/** The scalar product of two vectors of one length. */
export function dot(one: Float32Array, other: Float32Array): number {
  return dotAt(one, other, 0);
}

/** The scalar product of a vector with the row of a matrix that begins at `start`. */
export function dotAt(vector: Float32Array, matrix: Float32Array, start: number): number {
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  const { length } = vector;
  const whole = length - (length % 4);
  // Four sums at a time don't wait for each other.
  for (let at = 0; at < whole; at += 4) {
    const from = start + at;
    first += (vector[at] ?? 0) * (matrix[from] ?? 0);
    second += (vector[at + 1] ?? 0) * (matrix[from + 1] ?? 0);
    third += (vector[at + 2] ?? 0) * (matrix[from + 2] ?? 0);
    fourth += (vector[at + 3] ?? 0) * (matrix[from + 3] ?? 0);
  }
  for (let at = whole; at < length; at += 1) first += (vector[at] ?? 0) * (matrix[start + at] ?? 0);
  return first + second + third + fourth;
}

/** Solves `matrix · x = b` for many `b` at once, by Cholesky; the matrix (row by row) must be symmetric and positive. */
export function* createSolver(matrix: Float64Array, size: number): Steps<(b: Float32Array) => Float32Array> {
  const lower = yield* cholesky(matrix, size);
  return (b) => {
    const x = Float64Array.from(b);
    for (let row = 0; row < size; row += 1) {
      let sum = x[row] ?? 0;
      for (let column = 0; column < row; column += 1) {
        sum -= (lower[row * size + column] ?? 0) * (x[column] ?? 0);
      }
      x[row] = sum / (lower[row * size + row] ?? 1);
    }
    for (let row = size - 1; row >= 0; row -= 1) {
      const value = (x[row] ?? 0) / (lower[row * size + row] ?? 1);
      x[row] = value;
      for (let column = 0; column < row; column += 1) {
        x[column] = (x[column] ?? 0) - (lower[row * size + column] ?? 0) * value;
      }
    }
    return Float32Array.from(x);
  };
}

function* cholesky(matrix: Float64Array, size: number): Steps<Float64Array> {
  const lower = new Float64Array(size * size);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let sum = matrix[row * size + column] ?? 0;
      for (let at = 0; at < column; at += 1) {
        sum -= (lower[row * size + at] ?? 0) * (lower[column * size + at] ?? 0);
      }
      lower[row * size + column] =
        row === column
          ? Math.sqrt(Math.max(sum, Number.EPSILON))
          : sum / (lower[column * size + column] ?? 1);
    }
    yield;
  }
  return lower;
}
