/** Texts that somebody may write to make work for the bot, each of the length that is asked for. */
export const HOSTILE_TEXTS = {
  /** No word twice: as large a vocabulary as there can be. */
  words: (length) => repeated(length, () => `${word()} `),
  /** A sentence a word. */
  sentences: (length) => repeated(length, () => `${word()}. `),
  /** Words that begin alike, which spelling and autocomplete have to tell apart. */
  alike: (length) => repeated(length, () => `abcde${word()} `),
  /** One character that Unicode writes out as eighteen. */
  growing: (length) => '\uFDFA'.repeat(length),
  /** No spaces: each pair of characters is a word. */
  unspaced: (length) => repeated(length, () => String.fromCharCode(0x4e_00 + ((next() * 7919) % 20_000))),
  /** What might be a sum of money, up to its end. */
  digits: (length) => repeated(length, () => '1,'),
  /** Marks that might end a question, up to its end. */
  marks: (length) => `${'a? '.repeat(2)}${'? '.repeat(Math.max(0, (length - 8) / 2))}b`.slice(-length),
  /** Markdown, a block a line. */
  lists: (length) => repeated(length, () => `- ${word()}\n`),
  /** Markdown that opens and never ends. */
  comments: (length) => repeated(length, () => '<!--'),
} as const satisfies Readonly<Record<string, (length: number) => string>>;

export type HostileText = keyof typeof HOSTILE_TEXTS;
export const HOSTILE_KINDS = Object.keys(HOSTILE_TEXTS).filter((kind): kind is HostileText =>
  Object.hasOwn(HOSTILE_TEXTS, kind),
);

let count = 0;

function next(): number {
  count += 1;
  return count;
}

/** Four letters or more, another one at each call. */
function word(): string {
  return next()
    .toString(26)
    .replaceAll(/\d/g, (digit) => String.fromCharCode(113 + Number(digit)))
    .padStart(4, 'z');
}

function repeated(length: number, piece: () => string): string {
  let text = '';
  while (text.length < length) text += piece();
  return text.slice(0, length);
}
