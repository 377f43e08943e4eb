import { readAnswer } from './answer-block.ts';
import { ENTRY_LIMITS, tidied } from './entry.ts';
import type { EntryDraft } from './entry.ts';
import { readFaq } from './faq.ts';
import type { EntryAt } from './faq.ts';
import { readText } from './file-text.ts';
import { readFrontMatter } from './front-matter.ts';
import { usualWord } from './headings.ts';
import { reportLongBlocks } from './long-blocks.ts';
import { readBlocks } from './markdown.ts';
import type { Library, Locale } from './pack.ts';
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

/** Reads the FAQ of a pack's Markdown, with front matter or without. Never throws. */
export function importEntries(markdown: string, { file, locale, library }: Place): ImportedEntries {
  const { log, problems } = createProblemLog(file);
  const text = readText(markdown, log);
  if (text !== null) reportLongBlocks(text, log);
  const body = text === null || hasErrors(problems) ? null : withoutFrontMatter(text, log);
  const entries =
    body === null ? [] : readEntries(body, { locale, names: sectionNames(library, locale), log });
  return { entries: hasErrors(problems) ? [] : entries, problems: sortProblems(problems) };
}

function withoutFrontMatter(text: string, log: ProblemLog): string | null {
  return text.trimStart().startsWith('---') ? readFrontMatter(text, log).body : text;
}

/** The entries of a text without front matter. */
export function readEntries(
  body: string,
  { locale, names, log }: { readonly locale: Locale; readonly names: SectionNames; readonly log: ProblemLog },
): readonly EntryDraft[] {
  const blocks = readBlocks(body, log);
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
  const faq = readFaq(questions, { locale, sections: names.cited, log });
  reportSharedWordings(faq, [], log);
  return faq.map((entry) => draftOf(entry, { locale, names, log }));
}

function draftOf(
  { passage, line }: EntryAt,
  { locale, names, log }: { readonly locale: Locale; readonly names: SectionNames; readonly log: ProblemLog },
): EntryDraft {
  const entry = tidied({
    locale,
    question: passage.heading,
    answer: readAnswer(passage.text),
    wordings: passage.wordings,
    section: passage.section === null ? null : names.at(passage.section),
  });
  reportLengths(entry, line, log);
  return entry;
}

function reportLengths({ question, answer }: EntryDraft, line: number, log: ProblemLog): void {
  if (question.length > ENTRY_LIMITS.question) {
    log.error(line, adviceOnLength('question', question.length, ENTRY_LIMITS.question));
  }
  // What stands in an article may be picked from a list; a server's own is only found. Signs were reported before.
  if (foldQuestion(question) !== '' && !isAskable(question)) log.error(line, adviceOnSigns(question));
  if (answer === '') log.error(line, `Write the answer below "${question}", or remove the question.`);
  if (answer.length > ENTRY_LIMITS.answer) {
    log.error(line, adviceOnLength('answer', answer.length, ENTRY_LIMITS.answer));
  }
}

function adviceOnLength(what: string, length: number, most: number): string {
  return `Shorten this ${what}: it has ${length} characters, and at most ${most} can be kept.`;
}
