import { access } from 'node:fs/promises';
import { InferenceSession, Tensor } from 'onnxruntime-node';

/** A model's graph in memory, for one text at a time. */
export interface OnnxGraph {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Integers, one a token, by the input's name → the numbers of the outputs that are named. */
  run(inputs: ReadonlyMap<string, readonly number[]>, outputs: readonly string[]): Promise<Outputs>;
}

type Outputs = ReadonlyMap<string, OutputNumbers>;

export interface OutputNumbers {
  readonly sizes: readonly number[];
  readonly numbers: Float32Array;
}

/**
 * Computes on one core: threads are what computes on several.
 *
 * Texts go in alone. With 8-bit weights a batch is no quicker on one core, and what a text gets would depend on the others,
 * since all share the scale by which numbers are rounded.
 */
export async function loadGraph(file: string): Promise<OnnxGraph> {
  await access(file).catch(() => {
    throw new Error(`${file} can't be read`);
  });
  const session = await InferenceSession.create(file, {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    // Its plans are for inputs of one size.
    enableMemPattern: false,
  });
  return {
    inputs: session.inputNames,
    outputs: session.outputNames,
    async run(inputs, outputs) {
      const feeds = Object.fromEntries(
        [...inputs].map(([name, row]) => [
          name,
          new Tensor('int64', BigInt64Array.from(row, BigInt), [1, row.length]),
        ]),
      );
      const results = await session.run(feeds, outputs);
      return new Map(outputs.map((name) => [name, numbersOf(results[name])]));
    },
  };
}

function numbersOf(tensor: Tensor | undefined): OutputNumbers {
  const numbers = tensor?.data;
  if (tensor === undefined || !(numbers instanceof Float32Array)) {
    throw new Error('it gives no 32-bit floating-point numbers');
  }
  return { sizes: tensor.dims, numbers };
}
