import type { Readable, Reading } from '../search/reader.ts';
import { loadGraph } from './onnx-graph.ts';
import { readingInput } from './reading-input.ts';
import type { Tokens } from './tokenizer.ts';

/** The reader: a model that sees a question and a passage at once. `training/reader` makes it. */
export async function loadCrossEncoder(
  weights: string,
  tokens: Tokens,
): Promise<(question: string, passage: Readable) => Promise<Reading>> {
  const graph = await loadGraph(weights);
  return async (question, passage) => {
    const { ids, segments, sentences } = readingInput(tokens, question, passage);
    const inputs = new Map([
      ['ids', ids],
      ['segments', segments],
      ['mask', ids.map(() => 1)],
    ]);
    const outputs = await graph.run(inputs, ['answers', 'evidence']);
    const evidence = outputs.get('evidence')?.numbers ?? new Float32Array();
    return {
      answers: finite(outputs.get('answers')?.numbers[0]),
      sentences: sentences.map(([from, to]) => (from === to ? -Infinity : mean(evidence.subarray(from, to)))),
    };
  };
}

function mean(numbers: Float32Array): number {
  return finite(numbers.reduce((sum, number) => sum + number, 0) / numbers.length);
}

function finite(number: number | undefined): number {
  if (number === undefined || !Number.isFinite(number)) throw new Error('it gave no number');
  return number;
}
