import { ownWordsIn } from '../markdown/own-words.ts';
import type { Language } from './languages/language.ts';
import type { ReadPhrases } from './languages/phrases.ts';

/** What is read of a message: a command's text goes to 6,000 characters (Discord, Application Command Option). */
const MAX_MESSAGE_LENGTH = 6_000;
/** What is searched of it: a question is short. */
const MAX_QUESTION_LENGTH = 400;
/** What is shorter is all about one thing. */
const LONG = 160;
/** What is shorter is one sentence, however many parts it has. */
const LONG_SENTENCE = 100;
/** So many words that tell something make a question that can be understood alone. */
const ENOUGH_TO_TELL = 2;

/**
 * What is asked in a message: its own words without greetings and thanks, and of a long one the part that asks; where
 * nothing does, the part that tells the most. At most 400 characters.
 */
export function askedPart(message: string, language: Language): string {
  const said = ownWordsIn(message.slice(0, MAX_MESSAGE_LENGTH))
    .replaceAll(/[ \t]+/g, ' ')
    .trim();
  const { phrases } = language;
  const question = phrases === null ? said : withoutPoliteness(said, phrases);
  if (question.length <= LONG) return question;
  const clauses = readClauses(question, language);
  return chosenOf(clauses).slice(0, MAX_QUESTION_LENGTH).trim();
}

const MAX_LEAD_INS = 6;

/** The question, without what greets before it and thanks behind it. */
export function withoutPoliteness(text: string, phrases: ReadPhrases): string {
  let from = 0;
  let to = text.length;
  const plain = foldedInPlace(text);
  for (let cut = 0; cut < MAX_LEAD_INS; cut += 1) {
    const lead = phrases.leadIn.exec(plain.slice(from))?.[0].length ?? 0;
    if (lead === 0) break;
    from += lead;
  }
  // Only its end is looked at: what thanks is short.
  for (let cut = 0; cut < 3; cut += 1) {
    const start = Math.max(from, to - LONG);
    const thanks = phrases.leadOut.exec(plain.slice(start, to));
    if (thanks === null) break;
    // The question mark before it belongs to what is asked.
    to = start + thanks.index + thanks[0].indexOf('?') + 1;
  }
  const left = text.slice(from, to).trim();
  return /[\p{L}\p{N}]/u.test(left) ? left : text;
}

/** Each character in its place, in lower case and without its accent. */
export function foldedInPlace(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[\u00c0-\u017f]/g, (letter) => letter.normalize('NFD').charAt(0))
    .replaceAll(/[’‘ʼ`´′]/g, "'");
}

interface Clause {
  readonly text: string;
  /** How plainly it asks: 0 where it doesn't. */
  readonly asks: number;
  /** How many of its words tell something. */
  readonly tells: number;
  /** Whether the sentence goes on in the next part. */
  readonly goesOn: boolean;
}

/** Its sentences; of long ones, their clauses. */
function readClauses(text: string, language: Language): readonly Clause[] {
  return sentencesIn(text).flatMap((sentence) => {
    const clauses = sentence.length > LONG_SENTENCE ? clausesOf(sentence, language.phrases) : [sentence];
    return clauses.map((clause, at): Clause => {
      const last = at === clauses.length - 1;
      return {
        text: clause,
        asks: asksIn(clause, language.phrases) + (last && /[?？]["»”')\]]{0,2}$/.test(sentence) ? 4 : 0),
        tells: tellingIn(clause, language),
        goesOn: !last,
      };
    });
  });
}

export function sentencesIn(text: string): readonly string[] {
  return text
    .split(/(?<=[.!?。！？…])\s+|(?<=[。！？])|\n/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
}

/** Where nothing parts it, words do, so many at a time. */
const WORDS_AT_A_TIME = 25;

function clausesOf(sentence: string, phrases: ReadPhrases | null): readonly string[] {
  // Both are of one length, but the expression sees no accents.
  const plain = foldedInPlace(sentence);
  const clauses: string[] = [];
  let from = 0;
  for (const cut of plain.matchAll(new RegExp(phrases?.clauses ?? /(?<=[,;:–—…])\s+/u, 'gu'))) {
    clauses.push(sentence.slice(from, cut.index));
    from = cut.index;
  }
  clauses.push(sentence.slice(from));
  return clauses
    .flatMap((clause) => (clause.length > MAX_QUESTION_LENGTH ? inPieces(clause) : [clause]))
    .map((clause) => clause.trim())
    .filter((clause) => clause !== '');
}

function inPieces(text: string): readonly string[] {
  const words = text.split(/\s+/u);
  const pieces: string[] = [];
  for (let at = 0; at < words.length; at += WORDS_AT_A_TIME) {
    pieces.push(
      words
        .slice(at, at + WORDS_AT_A_TIME)
        .join(' ')
        .slice(0, MAX_QUESTION_LENGTH),
    );
  }
  return pieces;
}

function asksIn(clause: string, phrases: ReadPhrases | null): number {
  if (phrases === null) return 0;
  const plain = foldedInPlace(clause).replace(/^[^\p{L}\p{N}]{0,10}/u, '');
  return (phrases.asking.test(plain) ? 3 : 0) + (phrases.askingFor.test(plain) ? 2 : 0);
}

function tellingIn(clause: string, { stopWords, chatter }: Language): number {
  const words = foldedInPlace(clause).match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.filter((word) => word.length > 1 && !stopWords.has(word) && !chatter.has(word)).length;
}

function chosenOf(clauses: readonly Clause[]): string {
  const worth = ({ asks, tells }: Clause): number => 3 * asks + Math.min(tells, 5);
  let best = 0;
  // Of two that ask alike, the later: most tell their story first.
  for (const [at, clause] of clauses.entries())
    if (worth(clause) >= worth(clauses[best] ?? clause)) best = at;
  const chosen = clauses[best];
  if (chosen === undefined) return '';
  if (chosen.asks === 0) return mostTelling(clauses);
  let first = best;
  let last = best;
  let { length } = chosen.text;
  let { tells } = chosen;
  while (clauses[last]?.goesOn === true && length + (clauses[last + 1]?.text.length ?? 0) < LONG) {
    last += 1;
    length += clauses[last]?.text.length ?? 0;
    tells += clauses[last]?.tells ?? 0;
  }
  // `Does it work there?` says what it is about before.
  while (
    first > 0 &&
    tells < ENOUGH_TO_TELL &&
    length + (clauses[first - 1]?.text.length ?? 0) < MAX_QUESTION_LENGTH
  ) {
    first -= 1;
    length += clauses[first]?.text.length ?? 0;
    tells += clauses[first]?.tells ?? 0;
  }
  return clauses
    .slice(first, last + 1)
    .map(({ text }) => text)
    .join(' ');
}

/** As much as is searched, from where it tells the most. */
function mostTelling(clauses: readonly Clause[]): string {
  let best = { from: 0, to: 0, tells: -1 };
  let from = 0;
  let length = 0;
  let tells = 0;
  for (const [at, clause] of clauses.entries()) {
    length += clause.text.length + 1;
    tells += clause.tells;
    while (from < at && length > MAX_QUESTION_LENGTH) {
      length -= (clauses[from]?.text.length ?? 0) + 1;
      tells -= clauses[from]?.tells ?? 0;
      from += 1;
    }
    if (tells > best.tells) best = { from, to: at + 1, tells };
  }
  return clauses
    .slice(best.from, best.to)
    .map(({ text }) => text)
    .join(' ');
}
