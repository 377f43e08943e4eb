import { ownWordsIn } from '../markdown/own-words.ts';
import { foldedInPlace, sentencesIn, withoutPoliteness } from './asked-part.ts';
import { languageOf } from './languages/language.ts';
import type { Language } from './languages/language.ts';
import type { ReadPhrases } from './languages/phrases.ts';
import { keyOf } from './question.ts';
import { smallTalkIn } from './small-talk.ts';

/** What is longer tells a story: of it, the part that asks is searched. */
const MAX_LENGTH = 400;

/** More sentences tell something, too, and reading each for small talk takes its time. */
const MAX_SENTENCES = 12;

/** Before each question of a list: `1.`, `b)`, `Q2:`, `•`. */
const LIST_NUMBER = /^[ \t]{0,9}(?:(?:q ?)?\d{1,2}[.):]|[a-z]\)|[•·‣])[ \t]+/gimu;

/** What parts questions; most messages have none of it. */
const MAY_JOIN = /[?!.;,\n][^]*\S|\b(?:and|plus|also|et|puis)\b|&/iu;

/** One of several questions of a message. */
export interface QuestionPart {
  /** As it was typed. */
  readonly said: string;
  /** The same with what the question before is about, where it only says `it`; equal to `said` where it doesn't. */
  readonly inFull: string;
}

/**
 * The questions of a message that asks several things, in their order; none where it may be one question. It is split only
 * where each part is a question that stands by itself and nothing is told beside: `who founded and owns it`, `pros and cons`
 * and `why is it slow? is it the server?` stay whole.
 */
export function severalQuestionsIn(message: string): readonly QuestionPart[] {
  if (message.length > MAX_LENGTH || !MAY_JOIN.test(message)) return [];
  const said = ownWordsIn(message);
  for (const locale of ['en', 'fr']) {
    const language = languageOf(locale);
    const parts = language.phrases === null ? [] : partsIn(said, language, language.phrases);
    if (parts.length > 1) return inFull(parts, language.phrases);
  }
  return [];
}

function partsIn(said: string, language: Language, phrases: ReadPhrases): readonly string[] {
  const sentences = sentencesIn(said.replaceAll(LIST_NUMBER, ''));
  if (sentences.length > MAX_SENTENCES) return [];
  const parts: string[] = [];
  for (const sentence of sentences) {
    if (smallTalkIn(sentence) !== null) continue;
    const polite = withoutPoliteness(withoutJoin(sentence, phrases), phrases);
    const begins = foldedInPlace(sentence.slice(0, Math.max(0, sentence.indexOf(polite))));
    const indirect = phrases.several.toBeTold.test(begins);
    const questions = questionsIn(polite, { indirect }, phrases);
    if (questions === null) return [];
    parts.push(...questions);
  }
  const keys = new Set(parts.map((part) => keyOf(part, language)));
  if (keys.size < parts.length) return [];
  const standing: string[] = [];
  for (const part of parts) {
    const before = standing.pop() ?? null;
    if (standsByItself(part, before, language, phrases))
      standing.push(...(before === null ? [] : [before]), part);
    else if (before === null) return [];
    // It belongs to the one before.
    else standing.push(`${before} ${part}`);
  }
  return standing;
}

/** Null where it is no question. */
function questionsIn(
  sentence: string,
  how: { readonly indirect: boolean },
  { several }: ReadPhrases,
): readonly string[] | null {
  const plain = foldedInPlace(sentence);
  const asks = (text: string): boolean =>
    several.direct.test(text) || (how.indirect && several.indirect.test(text));
  const isQuestion = asks(plain) || (plain.endsWith('?') && several.byItsMark.test(plain));
  if (!isQuestion) return null;
  const questions: string[] = [];
  let from = 0;
  for (const join of plain.matchAll(several.joins)) {
    const before = plain.slice(from, join.index);
    const to = join.index + join[0].length;
    const after = plain.slice(to);
    if (!asks(before) || !asks(after) || repeats(before, after)) continue;
    if (/^\s*,\s*$/.test(join[0]) && !several.afterComma.test(after)) continue;
    questions.push(sentence.slice(from, join.index).trim());
    from = to;
  }
  return [...questions, sentence.slice(from).trim()];
}

/** `what happens when it rains and when it snows`, `people who buy and who sell`: the second is in the first's sentence. */
function repeats(before: string, after: string): boolean {
  const [word = ''] = after.match(/^[\p{L}']+/u) ?? [];
  const [, ...inside] = before.match(/[\p{L}']+/gu) ?? [];
  return inside.includes(word) && /^(?:wh|how|if|qu|com|pour|si|ou)/.test(word);
}

function standsByItself(
  part: string,
  before: string | null,
  language: Language,
  { several }: ReadPhrases,
): boolean {
  const plain = foldedInPlace(part);
  if (saysNothing(plain, language)) return false;
  if (before === null) return true;
  const isGuess = several.why.test(foldedInPlace(before)) && several.guess.test(plain);
  return !isGuess && !several.goesOn.test(plain);
}

/** `what is it` asks nothing without what was said before. */
function saysNothing(plain: string, { stopWords }: Language): boolean {
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).every((word) => stopWords.has(word));
}

/** `And what does it cost?` */
function withoutJoin(sentence: string, { several }: ReadPhrases): string {
  const [join] = ` ${foldedInPlace(sentence)}`.matchAll(several.joins);
  return join === undefined || join.index > 0 ? sentence : sentence.slice(join[0].length - 1);
}

function inFull(parts: readonly string[], phrases: ReadPhrases | null): readonly QuestionPart[] {
  let subject: string | null = null;
  return parts.map((said): QuestionPart => {
    const [, about, acting] = phrases?.several.subject.exec(said.replaceAll(/[’‘]/g, "'")) ?? [];
    const own = about ?? acting ?? null;
    const full = subject === null || phrases === null ? said : withSubject(said, subject, phrases);
    if (full === said && own !== null) subject = own;
    return { said, inFull: full };
  });
}

/** Its first pronoun is the subject. */
function withSubject(said: string, subject: string, { several }: ReadPhrases): string {
  let replaced = false;
  return said.replace(several.pronoun, (pronoun) => {
    if (replaced) return pronoun;
    replaced = true;
    return subject;
  });
}
