import type { Token } from './tokens.ts';

/** A text's runs of three letters, spaces at its ends included, each once and as a number: there are many. */
export function trigrams(words: readonly Token[]): Uint32Array {
  const text = ` ${words.map((token) => token.word).join(' ')} `;
  const found = new Set<number>();
  for (let at = 0; at + 3 <= text.length; at += 1) {
    const [first, second, third] = [text.charCodeAt(at), text.charCodeAt(at + 1), text.charCodeAt(at + 2)];
    found.add(((first * 8191 + second) * 8191 + third) >>> 0);
  }
  return Uint32Array.from(found);
}
