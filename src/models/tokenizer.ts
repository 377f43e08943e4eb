import { readFile } from 'node:fs/promises';
import { Tokenizer } from '@huggingface/tokenizers';
import { z } from 'zod';

/** Cuts texts into the tokens of a model. */
export interface Tokens {
  /** Their ids, without what marks a text's start and end. */
  of(text: string): readonly number[];
  /** With these marks, and no more in all than the model was made for. */
  marked(text: string): readonly number[];
}

/** Few models are made for more. */
const MAX_TOKENS = 512;

const tokenizerFile = z.looseObject({
  truncation: z.object({ max_length: z.int().positive() }).nullish(),
});
/** Some write a number here that means no limit. */
const settingsFile = z.looseObject({ model_max_length: z.number().positive().nullish() });

/**
 * @param file a `tokenizer.json`
 * @param settingsIn the `tokenizer_config.json` beside it; null: what is usual
 */
export async function loadTokens(file: string, settingsIn: string | null): Promise<Tokens> {
  const definition = tokenizerFile.parse(await jsonIn(file));
  const settings = settingsFile.parse(settingsIn === null ? {} : await jsonIn(settingsIn));
  const tokenizer = new Tokenizer(definition, settings);
  const most = Math.min(
    definition.truncation?.max_length ?? MAX_TOKENS,
    settings.model_max_length ?? MAX_TOKENS,
    MAX_TOKENS,
  );

  const of = (text: string) => tokenizer.encode(text, { add_special_tokens: false }).ids;
  // What the marks are is told by a text that has them.
  const example = of('a');
  const marked = tokenizer.encode('a').ids;
  const start = Math.max(0, marked.indexOf(example[0] ?? NaN));
  const before = marked.slice(0, start);
  const after = marked.slice(start + example.length);
  const room = Math.max(1, most - before.length - after.length);
  return { of, marked: (text) => [...before, ...of(text).slice(0, room), ...after] };
}

async function jsonIn(file: string): Promise<unknown> {
  return JSON.parse(await readFile(file, 'utf8'));
}
