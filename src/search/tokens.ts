import type { Language } from './languages/language.ts';

/** A word as it is compared: its stem, and how much it can tell. */
export interface Token {
  /** As typed, but lower-case, without accents, and with short forms written out. */
  readonly word: string;
  readonly stem: string;
  readonly weight: number;
}

/** What a question is read of: Discord's messages go to 4,000 characters, but a question is short. */
const MOST_CHARACTERS = 400;
/** Unicode writes some single characters out as eighteen (U+FDFA); a text that people write hardly grows. */
const MOST_GROWTH = 2;
const MOST_TOKENS = 64;

export const STOP_WORD_WEIGHT = 0.06;
const CHATTER_WEIGHT = 0.18;

/** Lower-case, compatibility forms unified, accents and invisible characters gone, contractions written out. */
function normalise(text: string, language: Language): string {
  return splitWords(text)
    .map((word) => (word.length < SHORTEST_FORM ? word : (language.shortForms.get(word) ?? word)))
    .join(' ');
}

/** In an article a letter or a digit is what it is; `how 2 use it 4 free` is how people type. */
const SHORTEST_FORM = 2;

/** The same for what somebody typed. */
export function normaliseTyped(text: string, language: Language): string {
  return writtenOut(splitWords(text), language);
}

/** Words with their short forms written out, where such as `u` count, too. */
export function writtenOut(words: readonly string[], language: Language): string {
  return words.map((word) => language.shortForms.get(word) ?? word).join(' ');
}

interface TypedQuestion {
  /** Its words before short forms such as `u` are written out. */
  readonly words: readonly string[];
  readonly tokens: readonly Token[];
}

/** Only its beginning counts where it is very long. */
export function readTyped(question: string, language: Language): TypedQuestion {
  const words = splitWords(beginningOf(question));
  return {
    words: words.slice(0, MOST_TOKENS),
    tokens: tokensIn(writtenOut(words, language), language).slice(0, MOST_TOKENS),
  };
}

/** What is read of a long question. */
export function beginningOf(question: string): string {
  return question.trim().slice(0, MOST_CHARACTERS);
}

/** The words of a question. */
export function questionTokens(question: string, language: Language): readonly Token[] {
  return readTyped(question, language).tokens;
}

export function tokens(text: string, language: Language): readonly Token[] {
  return tokensIn(normalise(text, language), language);
}

function tokensIn(words: string, language: Language): readonly Token[] {
  const found: Token[] = [];
  for (const word of words.split(' ')) {
    if (word !== '') found.push(tokenOf(word, language));
  }
  return found;
}

export function tokenOf(word: string, language: Language): Token {
  return { word, stem: language.stem(word), weight: ownWeight(word, language) };
}

function ownWeight(word: string, language: Language): number {
  if (language.stopWords.has(word)) return STOP_WORD_WEIGHT;
  if (language.chatter.has(word)) return CHATTER_WEIGHT;
  return 1;
}

const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const UNSPACED_RUN = new RegExp(`${UNSPACED.source}+|[^]+?(?=${UNSPACED.source}|$)`, 'gu');
const MAGNITUDES: ReadonlyMap<string, string> = new Map([
  ['m', 'million'],
  ['mn', 'million'],
  ['bn', 'billion'],
  ['tn', 'trillion'],
]);

function splitWords(text: string): readonly string[] {
  const folded = text
    .replaceAll(/\p{Surrogate}/gu, ' ')
    .normalize('NFKD')
    .slice(0, MOST_GROWTH * text.length)
    // Accents of alphabets only: in Hindi, say, such marks are vowels.
    .replaceAll(/[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\p{Cf}]/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[’‘ʼ`´]/g, "'")
    // Initials are one word: U.S. is us.
    .replaceAll(/(?<!\p{L})(?:\p{L}\.){2,}/gu, (initials) => initials.replaceAll('.', ''))
    // A model or version is one word: GPT-4 is gpt4.
    .replaceAll(/(\p{L})-(?=\d)/gu, '$1')
    .replaceAll(/(\d)[.,](?=\d{3}(?!\d))/g, '$1')
    .replaceAll(/(\d)\s?(m|mn|bn|tn)(?![\p{L}\p{N}])/gu, (_, digit: string, unit: string) => {
      return `${digit} ${MAGNITUDES.get(unit) ?? unit}`;
    })
    .replaceAll(/(?<=\b(?:what|who|where|when|why|how|that|there|it|he|she))'s\b/g, ' is')
    .replaceAll(
      /(?<=\p{L})'(s|d|ll|re|ve|m)(?!\p{L})/gu,
      (_, ending: string) => ` ${ENDINGS.get(ending) ?? ''}`,
    )
    .replaceAll(/n't(?!\p{L})/gu, ' not');
  return (folded.match(/[\p{L}\p{N}\p{M}]+/gu) ?? []).flatMap(splitUnspaced);
}

/** Written out, so that `what's` and `what is` are alike; an `'s` may also be a possessive, and then adds nothing. */
const ENDINGS: ReadonlyMap<string, string> = new Map([
  ['d', 'did'],
  ['ll', 'will'],
  ['re', 'are'],
  ['ve', 'have'],
  ['m', 'am'],
]);

/** Scripts without spaces between words go by pairs of characters. */
function splitUnspaced(word: string): readonly string[] {
  if (!UNSPACED.test(word)) return [word];
  return (word.match(UNSPACED_RUN) ?? []).flatMap((run) => {
    if (!UNSPACED.test(run)) return [run];
    const characters = Array.from(run);
    if (characters.length === 1) return characters;
    return characters.slice(1).map((character, before) => `${characters[before] ?? ''}${character}`);
  });
}
