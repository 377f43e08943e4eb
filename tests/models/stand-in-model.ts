import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/*
 * The smallest thing that is a sentence model: a table with a random vector for each of a few words. Its graph is one
 * `Gather` of the words' rows; the mean over them, which makes the sentence's vector, is the loader's work.
 *
 * An ONNX file is a protocol buffer. Field numbers are those of https://github.com/onnx/onnx/blob/main/onnx/onnx.proto,
 * written here by hand: a field is its number and wire type (0 a varint, 2 bytes of a given length), then the value.
 */

const WORDS = ['[PAD]', '[UNK]', 'cats', 'dogs', 'chase', 'mice', 'the', 'stock', 'market', 'fell'];
export const STAND_IN_DIMENSIONS = 16;
/** In tokens. */
export const STAND_IN_LONGEST = 64;

const FLOAT = 1;
const INT64 = 7;

/** `seed` decides the numbers: models of two seeds differ in nothing else. Of `inputs` it uses the first. */
export async function writeStandInModel(
  folder: string,
  {
    seed,
    inputs = ['input_ids', 'attention_mask'],
  }: { readonly seed: number; readonly inputs?: readonly string[] },
): Promise<void> {
  await mkdir(join(folder, 'onnx'), { recursive: true });
  await writeFile(join(folder, 'onnx/model.onnx'), model(seed, inputs));
  const settings = {
    'tokenizer_config.json': {
      tokenizer_class: 'PreTrainedTokenizerFast',
      pad_token: '[PAD]',
      unk_token: '[UNK]',
      model_max_length: STAND_IN_LONGEST,
    },
    'tokenizer.json': {
      version: '1.0',
      added_tokens: [],
      normalizer: { type: 'Lowercase' },
      pre_tokenizer: { type: 'Whitespace' },
      post_processor: null,
      decoder: null,
      model: {
        type: 'WordLevel',
        vocab: Object.fromEntries(WORDS.map((word, at) => [word, at])),
        unk_token: '[UNK]',
      },
    },
  };
  for (const [name, content] of Object.entries(settings)) {
    await writeFile(join(folder, name), JSON.stringify(content));
  }
}

function model(seed: number, inputs: readonly string[]): Buffer {
  const gather = [
    bytes(1, 'table'),
    bytes(1, 'input_ids'),
    bytes(2, 'last_hidden_state'),
    bytes(4, 'Gather'),
  ];
  const graph = [
    bytes(1, ...gather),
    bytes(2, 'stand-in'),
    bytes(5, ...table(seed)),
    ...inputs.map((name) => bytes(11, ...tensorInfo(name, INT64, ['batch', 'sequence']))),
    bytes(12, ...tensorInfo('last_hidden_state', FLOAT, ['batch', 'sequence', STAND_IN_DIMENSIONS])),
  ];
  const irVersion = 8;
  const operatorSet = 13;
  return Buffer.concat([integer(1, irVersion), bytes(7, ...graph), bytes(8, integer(2, operatorSet))]);
}

function table(seed: number): readonly Buffer[] {
  const numbers = Float32Array.from({ length: WORDS.length * STAND_IN_DIMENSIONS }, (_, at) =>
    Math.sin(seed * 1000 + at * at),
  );
  return [
    integer(1, WORDS.length),
    integer(1, STAND_IN_DIMENSIONS),
    integer(2, FLOAT),
    bytes(8, 'table'),
    bytes(9, Buffer.from(numbers.buffer)),
  ];
}

/** A number is a fixed size, a word one that each call may choose. */
function tensorInfo(name: string, type: number, shape: readonly (string | number)[]): readonly Buffer[] {
  const sizes = shape.map((size) => bytes(1, typeof size === 'number' ? integer(1, size) : bytes(2, size)));
  return [bytes(1, name), bytes(2, bytes(1, integer(1, type), bytes(2, ...sizes)))];
}

function integer(field: number, value: number): Buffer {
  return Buffer.concat([varint(field << 3), varint(value)]);
}

function bytes(field: number, ...parts: readonly (Buffer | string)[]): Buffer {
  const content = Buffer.concat(parts.map((part) => Buffer.from(part)));
  return Buffer.concat([varint((field << 3) | 2), varint(content.length), content]);
}

/** Seven bits a byte, the low ones first; the high bit says that more follow. */
function varint(value: number): Buffer {
  return value < 0x80
    ? Buffer.from([value])
    : Buffer.concat([Buffer.from([(value & 0x7f) | 0x80]), varint(value >>> 7)]);
}
