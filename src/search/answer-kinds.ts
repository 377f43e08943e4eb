import type { QuestionKind } from './languages/language-data.ts';

/** Which kinds of question a text can be seen to hold an answer to. Accents, case and signs still stand in it. */
export function answerKindsIn(text: string): ReadonlySet<QuestionKind> {
  return new Set(EVIDENCE.filter(([, expression]) => expression.test(text)).map(([kind]) => kind));
}

/** Kinds whose answer has a shape that can be seen; any text may tell why or how. */
const EVIDENCE: readonly (readonly [QuestionKind, RegExp])[] = [
  ['how much', /[$€£¥₹]\s?\d|\d\s?[$€£¥₹]|\b(?:dollars?|euros?|pounds?|usd|eur|gratuit|free)\b/iu],
  [
    'how many',
    /\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|dozens?|hundreds?|thousands?|millions?|billions?|trillions?|deux|trois|quatre|cinq|sept|huit|neuf|dix|centaines?|milliers?|milliards?)\b/iu,
  ],
  [
    'when',
    /\b(?:1[89]|20)\d\d\b|\b\d{1,2}[:h]\d\d\b|\b(?:january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|days?|weeks?|months?|years?|hours?|minutes?|jours?|semaines?|mois|ans?|années?|heures?)\b/iu,
  ],
  // A capital that doesn't begin a sentence.
  ['who', /(?<![.!?:]\s+|^)(?<=\s)\p{Lu}\p{Ll}+/u],
  ['where', /(?<![.!?:]\s+|^)(?<=\s)\p{Lu}\p{Ll}+/u],
];

export const VISIBLE_KINDS: ReadonlySet<QuestionKind> = new Set(EVIDENCE.map(([kind]) => kind));
