import { SERVER_LIMITS } from '../markdown/reading-limits.ts';
import { toDiscord } from '../markdown/to-discord.ts';
import type { Steps } from '../time-slices.ts';
import { ENTRY_LIMITS, problemsOfRoom, tidied } from './entry.ts';
import type { EntryDraft } from './entry.ts';
import { readFaq } from './faq.ts';
import type { EntryAt } from './faq.ts';
import { readText } from './file-text.ts';
import { readFrontMatter } from './front-matter.ts';
import { usualWord } from './headings.ts';
import { readBlocks } from './markdown.ts';
import type { Library, Locale, Passage } from './pack.ts';
import { onlyPart, splitParts } from './parts.ts';
import { createProblemLog, hasErrors, sortProblems } from './problem.ts';
import type { Problem, ProblemLog } from './problem.ts';
import { sectionNames } from './section-names.ts';
import type { SectionNames } from './section-names.ts';
import { adviceOnSigns, foldQuestion, isAskable, reportSharedWordings } from './wordings.ts';

export interface ImportedEntries {
  /** None where there is an error. */
  readonly entries: readonly EntryDraft[];
  /** By line. */
  readonly problems: readonly Problem[];
}

interface Place {
  /** Only for the problems. */
  readonly file: string;
  readonly locale: Locale;
  /** Whose sections the entries may cite. */
  readonly library: Library;
}

/** Reads the FAQ of a pack's Markdown, with front matter or without, into Discord's Markdown. Never throws. */
export function* importEntries(markdown: string, { file, locale, library }: Place): Steps<ImportedEntries> {
  const { log, problems } = createProblemLog(file);
  const text = readText(markdown, log);
  const { body, url } = text === null ? { body: null, url: null } : withoutFrontMatter(text, log);
  const entries =
    body === null ? [] : yield* readEntries(body, { locale, url, names: sectionNames(library, locale), log });
  return { entries: hasErrors(problems) ? [] : entries, problems: sortProblems(problems) };
}

interface Body {
  readonly body: string | null;
  /** Of the article that its addresses are meant from. */
  readonly url: string | null;
}

function withoutFrontMatter(text: string, log: ProblemLog): Body {
  if (!text.trimStart().startsWith('---')) return { body: text, url: null };
  const { body, frontMatter } = readFrontMatter(text, log);
  return { body, url: frontMatter?.url ?? null };
}

interface EntriesPlace {
  readonly locale: Locale;
  readonly url: string | null;
  readonly names: SectionNames;
  readonly log: ProblemLog;
}

/** The entries of a text without front matter. */
function* readEntries(body: string, place: EntriesPlace): Steps<readonly EntryDraft[]> {
  const { locale, url, names, log } = place;
  const blocks = yield* readBlocks(body, { url, locale }, SERVER_LIMITS, log);
  if (blocks === null) return [];
  const { parts } = splitParts(blocks, log);
  const questions = onlyPart('faq', parts, locale, log);
  for (const part of parts) {
    if (part !== questions)
      log.warn(part.line, `Only the questions are added: "${part.heading}" is left out.`);
  }
  if (questions === null) {
    log.error(1, `Write the questions below a heading "## ${usualWord('faq', locale)}".`);
    return [];
  }
  const faq = yield* readFaq(questions, { locale, sections: names.cited, log });
  yield* reportSharedWordings(faq, [], log);
  const entries: EntryDraft[] = [];
  for (const entry of faq) {
    entries.push(yield* draftOf(entry, place));
    yield;
  }
  return entries;
}

function* draftOf({ passage, line }: EntryAt, { locale, url, names, log }: EntriesPlace): Steps<EntryDraft> {
  const entry = tidied({
    locale,
    question: passage.heading,
    answer: yield* answerOf(passage, url),
    wordings: passage.wordings,
    section: passage.section === null ? null : names.at(passage.section),
  });
  reportLengths(entry, line, log);
  return entry;
}

function* answerOf({ text, markup }: Passage, url: string | null): Steps<string> {
  switch (markup) {
    case 'discord':
      return text;
    case 'commonmark':
      return (yield* toDiscord(text, url)).text;
  }
}

function reportLengths({ question, answer, wordings }: EntryDraft, line: number, log: ProblemLog): void {
  if (question.length > ENTRY_LIMITS.question) {
    log.error(line, adviceOnLength('question', question.length, ENTRY_LIMITS.question));
  }
  // What stands in an article may be picked from a list; a server's own is only found. Signs were reported before.
  if (foldQuestion(question) !== '' && !isAskable(question)) log.error(line, adviceOnSigns(question));
  if (answer === '') log.error(line, `Write the answer below "${question}", or remove the question.`);
  if (answer.length > ENTRY_LIMITS.answer) {
    log.error(line, adviceOnLength('answer', answer.length, ENTRY_LIMITS.answer));
  }
  if (problemsOfRoom({ wordings }).length > 0) {
    const { wordings: most, wordingsLength } = ENTRY_LIMITS;
    const advice = `at most ${most} other wordings with ${wordingsLength} characters together can be kept`;
    log.error(line, `Shorten the list below "${question}": ${advice}.`);
  }
}

function adviceOnLength(what: string, length: number, most: number): string {
  return `Shorten this ${what}: it has ${length} characters, and at most ${most} can be kept.`;
}
