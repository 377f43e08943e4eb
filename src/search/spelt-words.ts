import type { Language } from './languages/language.ts';

/** A text's words: lower-case, without accents, contractions undone; names such as `c++` and `gpt4` in one piece. */
export function spelt(text: string, language: Language): readonly string[] {
  const plain = folded(text);
  const words = wordsIn(plain, language);
  return UNSPACED.test(plain) ? words.flatMap(splitUnspaced) : words;
}

/** Letters that stand alone and are written as names are: `C`, but neither `I` nor `A`, which are words. */
export function initialsIn(text: string): ReadonlySet<string> {
  if (!/\p{Ll}/u.test(text)) return NO_LETTERS;
  const found = text.match(/(?<![\p{L}\p{N}'’.])[B-HJ-Z](?![\p{L}\p{N}'’])/gu);
  return found === null ? NO_LETTERS : new Set(found.map((letter) => letter.toLowerCase()));
}

const NO_LETTERS: ReadonlySet<string> = new Set();

/** Unicode writes some single characters out as eighteen (U+FDFA); a text that people write hardly grows. */
const MAX_GROWTH = 2;

const ASCII = /^[\0-\x7f]*$/;

/** Compatibility forms unified; accents and what nobody sees gone. */
function folded(text: string): string {
  // Most of English has nothing of that.
  if (ASCII.test(text)) return text.toLowerCase().replaceAll('`', "'");
  return (
    text
      .replaceAll(/\p{Surrogate}/gu, ' ')
      // `n°` and `nº` before a number; `№` is `No` once it is written out.
      .replaceAll(/(?<![\p{L}\p{N}])(?:n[°º]|№)\s?(?=\d)/giu, ' ')
      .normalize('NFKD')
      .slice(0, MAX_GROWTH * text.length)
      // Accents of alphabets only: in Hindi, say, such marks are vowels.
      .replaceAll(/[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\p{Cf}\uFE0F\u20E3]/gu, '')
      .normalize('NFC')
      .toLowerCase()
      .replaceAll(/[’‘ʼ`´′]/g, "'")
  );
}

const MAGNITUDES: ReadonlyMap<string, string> = new Map([
  ['m', 'million'],
  ['mn', 'million'],
  ['bn', 'billion'],
  ['tn', 'trillion'],
]);

/** Signs part words. */
const WORD = /[\p{L}\p{N}\p{M}]+/gu;
/** Other signs than those of `c++` and `c#` do. */
const WORD_WITH_SIGNS =
  /\p{L}{1,12}\+\+(?![\p{L}\p{N}+])|(?<![\p{L}\p{N}])\p{L}{1,2}#(?![\p{L}\p{N}#])|[\p{L}\p{N}\p{M}]+/gu;

/** Most texts have none of what the expressions below look for, and to see that takes less than to try them all. */
function wordsIn(text: string, { phrases }: Language): readonly string[] {
  let plain = text;
  if (/[-.]/.test(plain)) plain = withoutInnerSigns(plain);
  if (/\d/.test(plain)) plain = withNumbers(plain);
  if (/sharp|cpp|plus|dot net/.test(plain)) plain = withSigns(plain);
  if (phrases === null) plain = plain.replaceAll(/(?<=\p{L})'s(?!\p{L})/gu, '');
  else if (phrases.mayContract.test(plain)) {
    for (const [contraction, written] of phrases.contractions) {
      plain = plain.replaceAll(contraction, written);
    }
  }
  return plain.match(/[+#]/.test(plain) ? WORD_WITH_SIGNS : WORD) ?? [];
}

function withoutInnerSigns(text: string): string {
  // Initials are one word: U.S. is us.
  let plain = text.replaceAll(/(?<!\p{L})(?:\p{L}\.){2,}/gu, (initials) => initials.replaceAll('.', ''));
  if (plain.includes('-')) {
    // A model or version is one word, and so are e-mail and Objective-C: GPT-4 is gpt4.
    plain = plain
      .replaceAll(/(\p{L})-(?=\d)/gu, '$1')
      .replaceAll(/(?<![\p{L}\p{N}'-])([ex])-(?=\p{L}{3})/gu, '$1')
      .replaceAll(/(?<=\p{L}{3})-(?=[b-hj-z](?![\p{L}\p{N}'+#-]))/gu, '');
  }
  if (plain.includes('.js')) plain = plain.replaceAll(/(?<=\p{L})\.(?=js(?![\p{L}\p{N}]))/gu, '');
  if (!plain.includes('.net')) return plain;
  // What comes before a dot that is part of a name is one of few, or nothing.
  return plain.replaceAll(
    /(?:(?<![\p{L}\p{N}.])|(?<=(?<!\p{L})(?:asp|vb|ado|ml)))\.net(?![\p{L}\p{N}])/gu,
    ' dotnet',
  );
}

function withNumbers(text: string): string {
  const plain = text
    .replaceAll(/(\d)[.,](?=\d{3}(?!\d))/g, '$1')
    .replaceAll(/(\d)\s?(m|mn|bn|tn)(?![\p{L}\p{N}])/gu, (_, digit: string, unit: string) => {
      return `${digit} ${MAGNITUDES.get(unit) ?? unit}`;
    });
  return /#|n[or]\./.test(plain)
    ? plain.replaceAll(/(?:(?<!\p{L})|(?<=\p{L}{3}))#\s?(?=\d)|(?<![\p{L}\p{N}])(?:no|nr)\.\s?(?=\d)/gu, ' ')
    : plain;
}

/** Names with signs, as they are spoken. */
function withSigns(text: string): string {
  return text
    .replaceAll(/(?<![\p{L}\p{N}])([cfj])[ -]?sharp(?![\p{L}\p{N}])/gu, '$1#')
    .replaceAll(/(?<![\p{L}\p{N}])(?:cpp|c ?plus ?plus)(?![\p{L}\p{N}])/gu, 'c++')
    .replaceAll(/(?<![\p{L}\p{N}])dot net(?![\p{L}\p{N}])/gu, 'dotnet');
}

const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const UNSPACED_RUN = new RegExp(`${UNSPACED.source}+|[^]+?(?=${UNSPACED.source}|$)`, 'gu');

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
