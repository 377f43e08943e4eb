import type { Code, Construct, Extension, TokenizeContext } from 'micromark-util-types';

/**
 * How many of these signs one paragraph may hold that begin or end something; all further ones are text. For each of them
 * the parser may look through the whole paragraph once more: without a bound, its time grows with the square of the
 * paragraph's length. No paragraph that people read has as many.
 */
const MAX_OF_EACH_SIGN: Readonly<Record<string, number>> = {
  '*': 200,
  _: 200,
  '~': 200,
  '!': 200,
  '[': 150,
  ']': 100,
  '`': 100,
  '<': 60,
};

/** For the parser. Tells of each paragraph in which some signs were read as text on which line that is, counted from 1. */
export function boundedInlines(onText: (line: number) => void): Extension {
  const counts = new WeakMap<TokenizeContext, Map<Code, number>>();
  const boundOf = (sign: string, most: number): Construct => ({
    name: 'boundedInlines',
    // As code has it: it begins behind no other backtick, but an escaped one.
    ...(sign === '`'
      ? {
          previous(code) {
            return code !== sign.charCodeAt(0) || this.events.at(-1)?.[1].type === 'characterEscape';
          },
        }
      : {}),
    tokenize(effects, ok, nok) {
      const own = counts.get(this) ?? new Map<Code, number>();
      counts.set(this, own);
      const { line } = this.now();
      return (code) => {
        const count = (own.get(code) ?? 0) + 1;
        own.set(code, count);
        if (count <= most) return nok(code);
        if (count === most + 1) onText(line);
        effects.enter('data');
        effects.consume(code);
        effects.exit('data');
        return ok;
      };
    },
  });
  return {
    text: Object.fromEntries(
      Object.entries(MAX_OF_EACH_SIGN).map(([sign, most]) => [sign.charCodeAt(0), boundOf(sign, most)]),
    ),
  };
}
