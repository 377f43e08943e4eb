import { SERVER_LIMITS } from '../markdown/reading-limits.ts';
import { toDiscord } from '../markdown/to-discord.ts';
import type { Steps } from '../time-slices.ts';
import { choiceQuestion } from './choice-question.ts';
import { ENTRY_LIMITS, problemsOfRoom, tidied } from './entry.ts';
import type { EntryDraft } from './entry.ts';
import { readFaq, readQuestions } from './faq.ts';
import type { EntryAt } from './faq.ts';
import { readText } from './file-text.ts';
import { beginsWithFrontMatter, readFrontMatter } from './front-matter.ts';
import { ENTRY_KEYWORDS, usualWord } from './headings.ts';
import { readBlocks, type Block } from './markdown.ts';
import type { Library, Locale, Passage } from './pack.ts';
import { onlyPart, splitParts } from './parts.ts';
import type { HeadedBlocks } from './passages.ts';
import { createProblemLog, hasErrors, sortProblems } from './problem.ts';
import type { Problem, ProblemLog } from './problem.ts';
import { questionItems } from './question-items.ts';
import { signedLines } from './question-signs.ts';
import { headingDepth, headingOf, isQuestion, splitQuestions } from './questions.ts';
import { sectionNames } from './section-names.ts';
import type { SectionNames } from './section-names.ts';
import { reportSharedWordings } from './shared-wordings.ts';
import { adviceOnSigns, foldQuestion, isAskable } from './wordings.ts';

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
    body === null
      ? []
      : yield* readEntries(body, {
          locale,
          url,
          names: sectionNames(library, locale),
          log,
          labels: new Set(),
        });
  return { entries: hasErrors(problems) ? [] : entries, problems: sortProblems(problems) };
}

interface Body {
  readonly body: string | null;
  /** Of the article that its addresses are meant from. */
  readonly url: string | null;
}

function withoutFrontMatter(text: string, log: ProblemLog): Body {
  if (!beginsWithFrontMatter(text)) return { body: text, url: null };
  // Whatever else it says of the page is none of the entries'.
  const { log: aside, problems } = createProblemLog('');
  const { body, frontMatter } = readFrontMatter(text, aside);
  if (body === null) for (const { line, message } of problems) log.error(line, message);
  return { body, url: frontMatter?.url ?? null };
}

interface EntriesPlace {
  readonly locale: Locale;
  readonly url: string | null;
  readonly names: SectionNames;
  readonly log: ProblemLog;
  /** Of questions that were too long, so far. */
  readonly labels: Set<string>;
}

/** The entries of a text without front matter. */
function* readEntries(body: string, place: EntriesPlace): Steps<readonly EntryDraft[]> {
  const { locale, url, names, log } = place;
  const blocks = yield* readBlocks(body, { url, locale }, SERVER_LIMITS, log);
  if (blocks === null) return [];
  const faqPlace = { locale, sections: names.cited, log, keywords: ENTRY_KEYWORDS };
  const { parts } = splitParts(blocks, createProblemLog('').log);
  const faqPart = onlyPart('faq', parts, locale, log);
  // A title may be called so, too, with the questions in parts of their own.
  const questions = faqPart !== null && hasQuestions(faqPart) ? faqPart : null;
  const found = questions === null ? questionsAnywhere(blocks, locale, log) : [];
  if (questions === null && found.length === 0) {
    log.error(1, `Write the questions below a heading "## ${usualWord('faq', locale)}".`);
    return [];
  }
  for (const part of questions === null ? [] : parts) {
    if (part !== questions)
      log.warn(part.line, `Only the questions are added: "${part.heading}" is left out.`);
  }
  const faq =
    questions === null ? yield* readQuestions(found, faqPlace) : yield* readFaq(questions, faqPlace);
  yield* reportSharedWordings(faq, [], log);
  const entries: EntryDraft[] = [];
  for (const entry of faq) {
    entries.push(yield* draftOf(entry, place));
    yield;
  }
  return entries;
}

function hasQuestions({ blocks }: HeadedBlocks): boolean {
  return blocks.flatMap(questionItems).some((block, at, all) => headingDepth(block, all[at + 1]) !== null);
}

/** As many of the headings of one height are questions at least where the others are what an answer stands below, too. */
const MANY = 2;

/**
 * In a file of another tool: the headings that are questions, and those as high where most are some (`My app disappeared`
 * among them); where none is, all that have text right below them, or the items of lists that ask something.
 */
function questionsAnywhere(
  written: readonly Block[],
  locale: Locale,
  log: ProblemLog,
): readonly HeadedBlocks[] {
  const isTitle = (block: Block): boolean =>
    block === written[0] && block.kind === 'heading' && block.depth === 1;
  const heads = (block: Block, next: Block | undefined): boolean =>
    !isTitle(block) && next !== undefined && headingDepth(next, undefined) === null;
  const isItalic = (block: Block): boolean => block.kind === 'paragraph' && block.boldLine?.isItalic === true;
  // A single one in italics is asked in passing.
  const inPassing = written.filter(isItalic).length < MANY;
  const asks = (block: Block): boolean =>
    !isTitle(block) && !(inPassing && isItalic(block)) && isAsked(block, locale);
  const hasSome = written.some((block, at) => headingDepth(block, written[at + 1]) !== null && asks(block));
  const blocks = hasSome ? written : written.flatMap(questionItems);
  const answered = blocks.flatMap((block, at) =>
    block.kind === 'heading' && heads(block, blocks[at + 1]) ? [block] : [],
  );
  const areMostAsked = (depth: number): boolean => {
    const alike = answered.filter((heading) => heading.depth === depth);
    const asked = alike.filter(asks).length;
    return asked >= MANY && asked * 2 >= alike.length;
  };
  const marked = splitQuestions(
    blocks,
    (heading, depth, next) => asks(heading) || (heads(heading, next) && areMostAsked(depth)),
  );
  const { questions, outside } =
    marked.questions.length > 0 ? marked : splitQuestions(blocks, (heading, _, next) => heads(heading, next));
  if (questions.length > 0) reportLost(outside, log);
  return questions;
}

function isAsked(block: Block, locale: Locale): boolean {
  return signedLines(block) > 0 || isQuestion(headingOf(block), locale);
}

const SHOWN = 3;

/** Text that stands below no question is left out; with headings of its own, these are named. */
function reportLost(outside: readonly Block[], log: ProblemLog): void {
  const [lost] = outside.filter((block) => headingDepth(block, undefined) === null);
  if (lost === undefined) return;
  const headings = outside.flatMap((block, at) => {
    const next = outside[at + 1];
    const isOfText =
      headingDepth(block, next) !== null && next !== undefined && headingDepth(next, undefined) === null;
    return isOfText && !(at === 0 && block.kind === 'heading' && block.depth === 1) ? [headingOf(block)] : [];
  });
  const names = headings.slice(0, SHOWN).map((heading) => `"${heading.slice(0, 60)}"`);
  const others = headings.length - names.length;
  log.warn(
    lost.line,
    headings.length === 0
      ? 'Only the questions are added: what stands here, below none of them, is left out.'
      : `Only the questions are added: what stands below ${names.join(', ')}${others > 0 ? ` and ${others} other headings` : ''} is left out.`,
  );
}

function* draftOf({ passage, line, author }: EntryAt, place: EntriesPlace): Steps<EntryDraft> {
  const { locale, url, names, log } = place;
  const entry = tidied({
    locale,
    ...askedShortly(passage, line, place),
    answer: yield* answerOf(passage, url),
    section: passage.section === null ? null : names.at(passage.section),
    ...(author === null ? {} : { author }),
  });
  reportLengths(entry, line, log);
  return entry;
}

/** A question that is too long to be chosen from a list gets a short label, and is a way to ask for itself. */
function askedShortly(
  { heading, wordings }: Passage,
  line: number,
  { labels, log }: EntriesPlace,
): Pick<EntryDraft, 'question' | 'wordings'> {
  const cut = choiceQuestion(heading);
  if (cut === null || cut === heading) return { question: heading, wordings };
  const label = unlike(labels, cut);
  log.warn(
    line,
    `This question has ${heading.length} characters, and at most ${ENTRY_LIMITS.question} are shown: it is called "${label}", and found by all of its words.`,
  );
  return { question: label, wordings: [heading, ...wordings] };
}

/** Two long questions may begin alike. */
function unlike(labels: Set<string>, label: string): string {
  let free = label;
  for (let number = 2; labels.has(free); number += 1) free = `${label.slice(0, -8).trimEnd()} (${number})…`;
  labels.add(free);
  return free;
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
  // What stands in an article may be picked from a list; a server's own is only found. Signs were reported before.
  if (foldQuestion(question) !== '' && !isAskable(question)) log.error(line, adviceOnSigns(question));
  if (answer === '') log.error(line, `Write the answer below "${question}", or remove the question.`);
  if (answer.length > ENTRY_LIMITS.answer) {
    log.error(
      line,
      `Shorten this answer: it has ${answer.length} characters, and at most ${ENTRY_LIMITS.answer} can be kept.`,
    );
  }
  if (problemsOfRoom({ wordings }).length > 0) {
    const { wordings: most, wordingsLength } = ENTRY_LIMITS;
    const advice = `at most ${most} other wordings with ${wordingsLength} characters together can be kept`;
    log.error(line, `Shorten the list below "${question}": ${advice}.`);
  }
}
