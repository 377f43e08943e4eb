import { loadGraph, type OutputNumbers } from './onnx-graph.ts';
import type { Vectors } from './serve-models.ts';
import type { Tokens } from './tokenizer.ts';

/** What graphs call the vector of a text, or those of its tokens. */
const OUTPUTS = ['vectors', 'last_hidden_state', 'token_embeddings'];

/** Any sentence model in ONNX format. One that gives a vector a token is taken at their mean. */
export async function loadEncoder(
  weights: string,
  tokens: Tokens,
): Promise<(texts: readonly string[]) => Promise<Vectors>> {
  const graph = await loadGraph(weights);
  const output = graph.outputs.find((name) => OUTPUTS.includes(name)) ?? graph.outputs[0] ?? '';

  async function vectorOf(text: string): Promise<Float32Array> {
    const ids = tokens.marked(text);
    const inputs = new Map(graph.inputs.map((name) => [name, inputFor(name, ids)]));
    return sumOf((await graph.run(inputs, [output])).get(output));
  }

  return async (texts) => {
    let values = new Float32Array();
    let dimensions = 0;
    for (const [at, text] of texts.entries()) {
      const vector = await vectorOf(text);
      if (at === 0) {
        dimensions = vector.length;
        values = new Float32Array(texts.length * dimensions);
      }
      values.set(vector, at * dimensions);
    }
    return { dimensions, values };
  };
}

function inputFor(name: string, ids: readonly number[]): readonly number[] {
  switch (name) {
    case 'ids':
    case 'input_ids':
      return ids;
    case 'mask':
    case 'attention_mask':
      return ids.map(() => 1);
    case 'token_type_ids':
      return ids.map(() => 0);
    default:
      throw new Error(`its graph wants the input "${name}", which is none of a sentence model`);
  }
}

/** Of 1 × numbers, or 1 × tokens × numbers. It points where the mean does, and its length doesn't count. */
function sumOf(output: OutputNumbers | undefined): Float32Array {
  const { sizes, numbers } = output ?? { sizes: [], numbers: new Float32Array() };
  const dimensions = sizes.at(-1) ?? 0;
  const sum = new Float32Array(dimensions);
  for (const [at, number] of numbers.entries()) {
    const dimension = at % dimensions;
    sum[dimension] = (sum[dimension] ?? 0) + number;
  }
  return sum;
}
