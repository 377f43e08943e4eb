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
