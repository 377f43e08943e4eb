import { languageIn } from './locale-match.ts';

/** The parts of a pack that have a heading of their own; every other heading makes a section. */
export type FixedHeading = 'highlights' | 'faq' | 'notCovered';

/** The words that open a line of a FAQ entry, before a colon. */
export type Keyword = 'see' | 'alsoAsked' | 'answeredBy';

type FixedWords = Readonly<Record<FixedHeading | Keyword, readonly [string, ...string[]]>>;

const ENGLISH: FixedWords = {
  highlights: ['Highlights'],
  faq: ['FAQ', 'Frequently asked questions'],
  notCovered: ['Not covered'],
  see: ['See'],
  alsoAsked: ['Also asked'],
  answeredBy: ['Answered by'],
};

/** The words that a pack is built with, by language: one entry adds a language. The first of each is the usual one. */
const FIXED_WORDS: Readonly<Record<string, FixedWords>> = {
  en: ENGLISH,
  fr: {
    highlights: ['Points clés'],
    faq: ['FAQ', 'Questions fréquentes', 'Foire aux questions'],
    notCovered: ['Non couvert'],
    see: ['Voir'],
    alsoAsked: ['Autres formulations'],
    answeredBy: ['Réponse de'],
  },
  es: {
    highlights: ['Puntos clave'],
    faq: ['FAQ', 'Preguntas frecuentes'],
    notCovered: ['No cubierto'],
    see: ['Ver', 'Véase'],
    alsoAsked: ['Otras formulaciones'],
    answeredBy: ['Respuesta de'],
  },
  de: {
    highlights: ['Kernpunkte', 'Das Wichtigste'],
    faq: ['FAQ', 'Häufige Fragen'],
    notCovered: ['Nicht behandelt'],
    see: ['Siehe'],
    alsoAsked: ['Andere Formulierungen', 'Auch gefragt'],
    answeredBy: ['Antwort von'],
  },
};

const FIXED_HEADINGS: readonly FixedHeading[] = ['highlights', 'faq', 'notCovered'];
/** In an article. */
const KEYWORDS: readonly Keyword[] = ['see', 'alsoAsked'];
/** In a file of a server's own entries: an article credits nobody for an answer. */
export const ENTRY_KEYWORDS: readonly Keyword[] = [...KEYWORDS, 'answeredBy'];

/** As an author of this language would write it: `Points clés`. English where there is no entry. */
export function usualWord(word: FixedHeading | Keyword, locale: string): string {
  return wordsOf(locale)[word][0];
}

/** What a heading opens, in the pack's language or in English; null for a section's heading. */
export function fixedHeading(heading: string, locale: string): FixedHeading | null {
  const folded = foldHeading(heading);
  return (
    FIXED_HEADINGS.find((fixed) => accepted(fixed, locale).some((word) => fold(word) === folded)) ?? null
  );
}

/** Every heading with a meaning of its own in some language, and that meaning. */
export function fixedHeadingsOfAllLanguages(): readonly {
  readonly fixed: FixedHeading;
  readonly word: string;
}[] {
  return Object.values(FIXED_WORDS).flatMap((words) =>
    FIXED_HEADINGS.flatMap((fixed) => words[fixed].map((word) => ({ fixed, word }))),
  );
}

/** Longer words before a colon are no keyword; looking no further keeps the time for a line in bounds. */
const MAX_KEYWORD_LENGTH = 60;

/** A line such as `See: Introduction`, `**Voir :** Introduction` or `Also asked:`; null for any other. */
export function keywordLine(
  line: string,
  locale: string,
  keywords: readonly Keyword[] = KEYWORDS,
): { readonly keyword: Keyword; readonly rest: string } | null {
  const text = line.trimStart();
  const colon = text.slice(0, MAX_KEYWORD_LENGTH).search(/[:：]/u);
  if (colon === -1) return null;
  const [, before] = /^[*_]*([^*_]+)[*_]*\s*$/u.exec(text.slice(0, colon)) ?? [];
  if (before === undefined) return null;
  const folded = fold(before);
  const keyword = keywords.find((word) => accepted(word, locale).some((one) => fold(one) === folded));
  if (keyword === undefined) return null;
  return {
    keyword,
    rest: text
      .slice(colon + 1)
      .replace(/^[*_]+/u, '')
      .trim(),
  };
}

/** For comparing what people write: case, accents, the kind of apostrophe and of space make no difference. */
export function fold(text: string): string {
  return (
    text
      .normalize('NFKD')
      // After that: a letter from the mathematical alphabets is only then known to be a capital.
      .toLowerCase()
      // Accents, and what nobody sees.
      .replace(/[\u0300-\u036f\p{Default_Ignorable_Code_Point}]/gu, '')
      .replace(/[‘’ʼ`´]/gu, "'")
      .replace(/\s+/gu, ' ')
      .trim()
  );
}

/** A colon or full stop behind a heading makes no difference either. */
export function foldHeading(heading: string): string {
  return withoutEnd(fold(heading), /[\s:.]/u);
}

/** Without the characters of this kind at its end; a pattern that looks for them takes a time that grows with their square. */
export function withoutEnd(text: string, character: RegExp): string {
  let end = text.length;
  while (end > 0 && character.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

function accepted(word: FixedHeading | Keyword, locale: string): readonly string[] {
  return [...wordsOf(locale)[word], ...ENGLISH[word]];
}

function wordsOf(locale: string): FixedWords {
  const language = languageIn(locale);
  return (Object.hasOwn(FIXED_WORDS, language) ? FIXED_WORDS[language] : undefined) ?? ENGLISH;
}
