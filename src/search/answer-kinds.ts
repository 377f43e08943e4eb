import type { Language } from './languages/language.ts';
import type { QuestionKind } from './languages/language-data.ts';
import { tokens } from './tokens.ts';

/** By kind of question, the words of a text that may answer it, each as its words are compared. */
export type Evidence = ReadonlyMap<QuestionKind, readonly (readonly string[])[]>;

/** What in a text can be seen to answer a kind of question. Accents, case and signs still stand in the text. */
export function evidenceIn(text: string, language: Language): Evidence {
  return new Map(
    EVIDENCE.map(([kind, expression]) => [
      kind,
      Array.from(text.matchAll(expression), ([found]) => tokens(found, language).map(({ word }) => word)),
    ]),
  );
}

/** Whether a text tells something of that kind that the question doesn't say itself. */
export function tells(evidence: Evidence, kind: QuestionKind, asked: ReadonlySet<string>): boolean {
  return (evidence.get(kind) ?? []).some((words) => words.some((word) => !asked.has(word)));
}

// These are tried at each character of a text: from none of them may they look over a stretch without an end.

/** Digits that are no part of a name, and the words for numbers, in English and French. */
const NUMBER =
  /(?<![\p{L}\p{N}-])\p{N}[\p{N}.,]*(?:\s?%)?|(?<!\p{L})(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|half|third|quarter|twice|dozens?|hundreds?|thousands?|millions?|billions?|trillions?|deux|trois|quatre|cinq|sept|huit|neuf|dix|moitié|centaines?|milliers?|milliards?)(?!\p{L})/giu;
const MONEY =
  /[$€£¥₹]\s?\d[\d.,]*|(?<![\d.,])[.,]*\d[\d.,]*\s?[$€£¥₹]|\b(?:[\p{L}\p{N}]{1,40} )?(?:dollars?|euros?|pounds?|pence|cents?|usd|eur|million|billion|trillion)\b|\b(?:is|are|was|were|for) free\b(?! to)|\bfree of charge\b|\bfree(?=[.,;!?]|$)|\bgratuite?s?\b/giu;
/** Names of months and days only as they are written: `may` and `march` are other words. */
const DATE =
  /\b(?:1[89]|20)\d\d\b|\b\d{1,2}[:h]\d\d\b|\b\d{1,2}(?:\.\d\d)? ?[ap]\.?m\b|\b(?:January|February|March|April|May|June|July|August|September|October|November|December|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?)\b|\b(?:janvier|février|avril|juin|juillet|août|septembre|octobre|novembre|décembre|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|noon|midnight|summer|autumn|winter)\b|\b(?:\d{1,2} (?:mars|mai))\b|\b(?:days?|weeks?|months?|years?|hours?|minutes?|jours?|semaines?|mois|ans|années?|heures?)\b/gu;
/** A capital that doesn't begin a sentence. */
const NAME = /(?<=[\s("“«’'])(?=\p{Lu})(?<![.!?:…]["”»]?\s{1,40}|^)\p{Lu}[\p{L}\p{N}'’-]+/gu;

/** Kinds whose answer has a shape that can be seen; any text may tell why or how. */
const EVIDENCE: readonly (readonly [QuestionKind, RegExp])[] = [
  ['how much', MONEY],
  ['how many', NUMBER],
  ['when', DATE],
  ['who', NAME],
  ['where', NAME],
  ['name', NAME],
];

export const VISIBLE_KINDS: ReadonlySet<QuestionKind> = new Set(EVIDENCE.map(([kind]) => kind));
