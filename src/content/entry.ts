import { createHash } from 'node:crypto';
import { packIn } from './pack.ts';
import type { Library, Locale, Section } from './pack.ts';
import { isAskable, questionKey } from './wordings.ts';

/** A question and its answer that were added to an article, not written with it. */
export interface EntryDraft {
  readonly locale: Locale;
  readonly question: string;
  /** Markdown. */
  readonly answer: string;
  /** Other ways to ask. */
  readonly wordings: readonly string[];
  /** The section of an article that it cites. */
  readonly section: SectionReference | null;
  /** Whom the answer is credited to, as plain text; null: nobody. Absent: whoever it is credited to already. */
  readonly author?: string | null;
}

export interface SectionReference {
  readonly slug: string;
  /** The section's own slug. */
  readonly section: string;
}

/** In UTF-16 units, as Discord counts. */
export const ENTRY_LIMITS = {
  /** That of an autocomplete choice and of a select's label: a longer one could not be chosen. */
  question: 100,
  /** That of a modal's text input (Interactions, Components: Text Input). */
  answer: 4000,
  /** Discord's display names are no longer (Resources, Guild: Modify Current Member). */
  author: 32,
  /** How many other ways to ask, and how long all of them together: they are read whole at each change of a server's. */
  wordings: 200,
  wordingsLength: 8000,
} as const;

/** Those of the ways to ask, from the first on, that an entry has room for. */
export function fittingWordings(wordings: readonly string[]): readonly string[] {
  let length = 0;
  return wordings.slice(0, ENTRY_LIMITS.wordings).filter((wording) => {
    length += wording.length;
    return length <= ENTRY_LIMITS.wordingsLength;
  });
}

/** What keeps an entry from being added. */
export type EntryProblem =
  /** `no-words`: signs alone, which no search finds. */
  | { readonly kind: 'no-question' | 'no-words' | 'no-answer' | 'no-such-section' }
  | {
      readonly kind: 'question-too-long' | 'answer-too-long' | 'too-many-wordings' | 'wordings-too-long';
      readonly most: number;
      readonly length: number;
    }
  | { readonly kind: 'wording-without-words'; readonly wording: string }
  /** Another entry asks the same: `question` as it stands there. */
  | { readonly kind: 'question-taken' | 'wording-taken'; readonly question: string };

export interface CheckedEntry {
  /** As it should be kept; null where there is a problem. */
  readonly entry: EntryDraft | null;
  readonly problems: readonly EntryProblem[];
}

/**
 * Checks an entry as somebody typed it.
 *
 * @param others the server's other entries, without the one that is being edited
 * @param before that one: what stands there already is not refused
 */
export function checkEntry(
  typed: EntryDraft,
  {
    others,
    library,
    before = null,
  }: {
    readonly others: readonly Pick<EntryDraft, 'locale' | 'question'>[];
    readonly library: Library;
    readonly before?: EntryDraft | null;
  },
): CheckedEntry {
  const entry = tidied(typed);
  const unknown =
    entry.section !== null && sectionIn(library, entry.section, entry.locale) === null
      ? [{ kind: 'no-such-section' } as const]
      : [];
  const taken = new Map(
    others.flatMap(({ locale, question }) =>
      locale === entry.locale ? [[questionKey(question), question] as const] : [],
    ),
  );
  const isKept =
    before?.locale === entry.locale && questionKey(before.question) === questionKey(entry.question);
  const problems = [
    // Databases of older versions may hold the same question twice.
    ...problemsOfQuestion(entry, isKept ? new Map() : taken),
    ...problemsOfAnswer(entry),
    ...problemsOfWordings(newWordings(entry, before), taken),
    ...problemsOfRoom(entry),
    ...unknown,
  ];
  return { entry: problems.length === 0 ? entry : null, problems };
}

/** The section in the entry's language, where the article has it; null where the content no longer has it. */
export function sectionIn(library: Library, reference: SectionReference, locale: Locale): Section | null {
  const pack = packIn(library, reference.slug, locale);
  return pack?.sections.find(({ slug }) => slug === reference.section) ?? null;
}

/** @param taken the questions of other entries by their keys */
function problemsOfQuestion(
  { question }: EntryDraft,
  taken: ReadonlyMap<string, string>,
): readonly EntryProblem[] {
  if (question === '') return [{ kind: 'no-question' }];
  if (question.length > ENTRY_LIMITS.question) {
    return [{ kind: 'question-too-long', most: ENTRY_LIMITS.question, length: question.length }];
  }
  if (!isAskable(question)) return [{ kind: 'no-words' }];
  const same = taken.get(questionKey(question));
  return same === undefined ? [] : [{ kind: 'question-taken', question: same }];
}

/** Those that the entry did not have before. */
export function newWordings(
  { wordings }: Pick<EntryDraft, 'wordings'>,
  before: Pick<EntryDraft, 'wordings'> | null,
): readonly string[] {
  return before === null ? wordings : wordings.filter((wording) => !before.wordings.includes(wording));
}

function problemsOfWordings(
  wordings: readonly string[],
  taken: ReadonlyMap<string, string>,
): readonly EntryProblem[] {
  return wordings.flatMap((wording): readonly EntryProblem[] => {
    if (!isAskable(wording)) return [{ kind: 'wording-without-words', wording }];
    const same = taken.get(questionKey(wording));
    return same === undefined ? [] : [{ kind: 'wording-taken', question: same }];
  });
}

function problemsOfAnswer({ answer }: EntryDraft): readonly EntryProblem[] {
  if (answer === '') return [{ kind: 'no-answer' }];
  return answer.length > ENTRY_LIMITS.answer
    ? [{ kind: 'answer-too-long', most: ENTRY_LIMITS.answer, length: answer.length }]
    : [];
}

/**
 * Changes when what a moderator wrote does: 8 characters that fit into a custom id, so that a form knows whether it
 * shows what stands there.
 */
export function entryRevision({ locale, question, answer, wordings, section }: EntryDraft): string {
  const content = JSON.stringify([locale, question, answer, wordings, section?.slug, section?.section]);
  return createHash('sha256').update(content).digest('base64url').slice(0, 8);
}

/** How many ways to ask there are, or how long they are, where that is too much. */
export function problemsOfRoom({ wordings }: Pick<EntryDraft, 'wordings'>): readonly EntryProblem[] {
  const most = ENTRY_LIMITS.wordings;
  if (wordings.length > most) return [{ kind: 'too-many-wordings', most, length: wordings.length }];
  const length = wordings.reduce((sum, wording) => sum + wording.length, 0);
  const longest = ENTRY_LIMITS.wordingsLength;
  return length > longest ? [{ kind: 'wordings-too-long', most: longest, length }] : [];
}

/** Without what nobody means to type: spaces around it, half characters, the same wording twice. */
export function tidied(typed: EntryDraft): EntryDraft {
  const question = oneLine(typed.question);
  const seen = new Set([question]);
  const wordings = typed.wordings.map(oneLine).filter((wording) => {
    const isNew = wording !== '' && !seen.has(wording);
    seen.add(wording);
    return isNew;
  });
  const answer = wholeText(typed.answer).replace(/\r\n?/g, '\n').trim();
  const author = typed.author === undefined || typed.author === null ? null : nameIn(typed.author);
  return { ...typed, question, answer, wordings, ...(typed.author === undefined ? {} : { author }) };
}

/** Null where there is nothing to read. */
function nameIn(text: string): string | null {
  const name = Array.from(oneLine(text)).slice(0, ENTRY_LIMITS.author).join('');
  return name === '' ? null : name;
}

function oneLine(text: string): string {
  return wholeText(text).replace(/\s+/gu, ' ').trim();
}

/** Half a character can't be written to a file, and NUL cuts a text short in some of the places that it passes. */
function wholeText(text: string): string {
  return text.replace(/[\p{Surrogate}\0]/gu, '');
}
