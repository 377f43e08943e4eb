/**
 * A vector in a quarter of the space: a scale (32-bit float, little-endian), then one signed byte a number. The
 * scale makes the bytes a unit vector again, whatever rounding did to its length.
 */
export type QuantisedVector = Uint8Array;

export const SCALE_BYTES = 4;

export function quantise(vector: Float32Array): QuantisedVector {
  const largest = vector.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const quantised = new Uint8Array(SCALE_BYTES + vector.length);
  const steps = new Int8Array(quantised.buffer, SCALE_BYTES);
  let squares = 0;
  for (const [at, value] of vector.entries()) {
    const step = Math.round((value / largest) * 127);
    steps[at] = step;
    squares += step * step;
  }
  new DataView(quantised.buffer).setFloat32(0, 1 / Math.sqrt(squares), true);
  return quantised;
}

export function dequantise(quantised: QuantisedVector): Float32Array {
  const { buffer, byteOffset, byteLength } = quantised;
  const scale = new DataView(buffer, byteOffset).getFloat32(0, true);
  const steps = new Int8Array(buffer, byteOffset + SCALE_BYTES, byteLength - SCALE_BYTES);
  const vector = new Float32Array(steps.length);
  for (let at = 0; at < steps.length; at += 1) vector[at] = (steps[at] ?? 0) * scale;
  return vector;
}
