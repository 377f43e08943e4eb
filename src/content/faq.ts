import type { Steps } from '../time-slices.ts';
import { isAnswerBlock, typedAnswer } from './answer-block.ts';
import { foldHeading, keywordLine, usualWord, withoutEnd, type Keyword } from './headings.ts';
import { plainLines, type Block } from './markdown.ts';
import { nearest, similarityOf } from './nearest.ts';
import type { Passage, Section } from './pack.ts';
import { headingDepth, headingOf, isQuestion, splitQuestions, standsForHeading } from './questions.ts';
import { questionItems } from './question-items.ts';
import { lastLineOf, readWordings, type HeadedBlocks, type WordingItem } from './passages.ts';
import type { ProblemLog } from './problem.ts';
import { createSlugs } from './slug.ts';
import { reportUnaskable } from './wordings.ts';

/** A FAQ entry, and where its parts stand. */
export interface EntryAt {
  readonly passage: Passage;
  readonly line: number;
  /** Where the last of what belongs to it ends. */
  readonly lastLine: number;
  readonly wordings: readonly WordingItem[];
  /** Whom it is credited to; null in an article. */
  readonly author: string | null;
}

interface FaqPlace {
  readonly locale: string;
  /** Those that an answer may cite. */
  readonly sections: readonly CitedSection[];
  readonly log: ProblemLog;
  /** Those of an article where it says nothing. */
  readonly keywords?: readonly Keyword[];
}

interface Place extends FaqPlace {
  /** By their folded headings, of which the first counts. */
  readonly byHeading: ReadonlyMap<string, CitedSection>;
}

export type CitedSection = Pick<Section, 'heading' | 'index'>;

/** `### question`, the answer's paragraphs, `See: section`, `Also asked:` and a list. */
export function* readFaq(part: HeadedBlocks, given: FaqPlace): Steps<readonly EntryAt[]> {
  const { locale, log } = given;
  const questions = questionsIn(part, locale, log);
  if (part.blocks.length === 0) {
    log.error(
      part.line,
      `Write a question below "${part.heading}", with "### " before it, or remove the heading.`,
    );
  }
  return yield* readQuestions(questions, given);
}

/** The same, of questions that stand anywhere. */
export function* readQuestions(
  questions: readonly HeadedBlocks[],
  given: FaqPlace,
): Steps<readonly EntryAt[]> {
  const { log, sections } = given;
  const byHeading = new Map(sections.toReversed().map((section) => [foldHeading(section.heading), section]));
  const place: Place = { ...given, byHeading };
  const slugs = createSlugs('question');
  const entries: EntryAt[] = [];
  for (const { heading, line } of questions) {
    if (heading === '') log.error(line, 'Write the question behind "###".');
    else reportUnaskable(heading, line, log);
  }
  for (const question of questions) {
    yield;
    const entry = readEntry(question, place);
    if (entry === null) continue;
    const { answer, wordings, section, author } = entry;
    const passage: Passage = {
      id: `faq/${slugs(question.heading)}`,
      kind: 'faq',
      index: entries.length + 1,
      section,
      heading: question.heading,
      ...answer,
      wordings: wordings.map((wording) => wording.text),
    };
    const { line, blocks } = question;
    entries.push({ passage, line, lastLine: lastLineOf(blocks, line), wordings, author });
  }
  return entries;
}

const QUESTION_DEPTH = 3;

/**
 * Below `###`, or the highest headings where there are none, be they bold lines, lines behind `Q:`, what folds open in HTML
 * or, where nothing else is, the items of a list. A heading that is no question and has such right below it is that of a topic.
 */
function questionsIn(part: HeadedBlocks, locale: string, log: ProblemLog): readonly HeadedBlocks[] {
  const written = part.blocks.flatMap((block, at) => headingDepth(block, part.blocks[at + 1]) ?? []);
  const blocks = written.length > 0 ? part.blocks : part.blocks.flatMap(questionItems);
  const depths = blocks.flatMap((block, at) => headingDepth(block, blocks[at + 1]) ?? []);
  const usual = depths.includes(QUESTION_DEPTH) ? QUESTION_DEPTH : Math.min(...depths);
  let inTopic = false;
  const { questions, outside } = splitQuestions(blocks, (heading, depth, next) => {
    if (depth > usual) return inTopic && isQuestion(headingOf(heading), locale);
    inTopic =
      next !== undefined &&
      (next.kind === 'heading' ? next.depth > depth : standsForHeading(next)) &&
      isQuestion(headingOf(next), locale) &&
      !isQuestion(headingOf(heading), locale);
    return !inTopic;
  });
  const lost = outside.find((block, at) => headingDepth(block, outside[at + 1]) === null);
  if (lost !== undefined) {
    const advice = `Put this below a question, which starts with "### ": "${part.heading}" holds nothing else`;
    if (questions.length === 0) log.error(lost.line, `${advice}.`);
    else log.warn(lost.line, `${advice}, and it is left out.`);
  }
  return questions;
}

interface FaqItem {
  readonly answer: Pick<Passage, 'text' | 'markup' | 'plain'>;
  readonly section: number | null;
  readonly wordings: readonly WordingItem[];
  readonly author: string | null;
}

function readEntry(question: HeadedBlocks, place: Place): FaqItem | null {
  const { locale, log, keywords } = place;
  let author: string | null = null;
  const answer: AnswerPiece[] = [];
  const references: KeywordPiece[] = [];
  const wordings: WordingItem[] = [];
  const pieces = question.blocks.flatMap((block) => splitAtKeywords(block, locale, keywords));
  for (const [position, piece] of pieces.entries()) {
    const next = pieces[position + 1];
    const previous = pieces[position - 1];
    switch (piece.kind) {
      case 'see':
        references.push(piece);
        break;
      case 'answeredBy':
        author = plainLines(piece.rest);
        break;
      case 'alsoAsked':
        if (piece.rest !== '' || !isList(next)) reportMissingList(piece.line, locale, log);
        break;
      case 'answer':
        if (previous?.kind === 'alsoAsked' && isList(piece)) {
          wordings.push(...readWordings(piece.block, log));
          reportKeywordsInList(piece.block, locale, log);
        } else {
          answer.push(piece);
          if (isList(next)) reportLikelyKeyword(piece.block, locale, log);
        }
        break;
    }
  }
  const section = resolveReferences(references, place);
  if (answer.every(({ block }) => block.kind === 'heading')) {
    log.error(question.line, `Write the answer below "${question.heading}", or remove the question.`);
    return null;
  }
  return { answer: answerOf(answer), section, wordings, author };
}

function answerOf(pieces: readonly AnswerPiece[]): FaqItem['answer'] {
  const [first, second] = pieces;
  if (first !== undefined && second === undefined && isAnswerBlock(first.block)) {
    return typedAnswer(first.block.code.trim());
  }
  return {
    text: pieces.map(({ text }) => text).join('\n\n'),
    markup: 'commonmark',
    plain: pieces.map(({ plain }) => plain).join('\n'),
  };
}

interface KeywordPiece {
  readonly kind: Keyword;
  readonly rest: string;
  readonly line: number;
}

interface AnswerPiece {
  readonly kind: 'answer';
  /** The block's text, or the part of it that is no keyword's. */
  readonly text: string;
  /** Without markup, line by line. */
  readonly plain: string;
  readonly block: Block;
}

type Piece = KeywordPiece | AnswerPiece;

function isList(piece: Piece | undefined): boolean {
  return piece?.kind === 'answer' && piece.block.kind === 'list';
}

/** A paragraph's lines that start with a keyword stand for themselves, with an empty line before them or without. */
function splitAtKeywords(
  block: Block,
  locale: string,
  keywords: readonly Keyword[] | undefined,
): readonly Piece[] {
  const whole: AnswerPiece = { kind: 'answer', text: block.text, plain: block.plainLines, block };
  if (block.kind !== 'paragraph') return [whole];
  const lines = block.text.split('\n').map((text) => ({ text, found: keywordLine(text, locale, keywords) }));
  if (lines.every(({ found }) => found === null)) return [whole];
  const pieces: Piece[] = [];
  let kept: string[] = [];
  const keep = () => {
    const text = kept.join('\n').trimEnd();
    kept = [];
    if (text !== '') pieces.push({ kind: 'answer', text, plain: plainLines(text), block });
  };
  for (const [position, { text, found }] of lines.entries()) {
    if (found === null) {
      kept.push(text);
      continue;
    }
    keep();
    pieces.push({ kind: found.keyword, rest: found.rest, line: block.line + position });
  }
  keep();
  return pieces;
}

/** As alike as `Also ask` and `Also asked`. */
const ALIKE = 0.75;

function reportLikelyKeyword(block: Block, locale: string, log: ProblemLog): void {
  const keyword = usualWord('alsoAsked', locale);
  if (block.kind === 'paragraph' && similarityOf(block.plain.replace(/\s*[:：]$/u, ''), keyword) >= ALIKE) {
    log.warn(
      block.line,
      `Write "${keyword}:" if this list holds other wordings: it is read as part of the answer.`,
    );
  }
}

function reportMissingList(line: number, locale: string, log: ProblemLog): void {
  const keyword = usualWord('alsoAsked', locale);
  log.error(line, `Write the other wordings as a list right below "${keyword}:", each with "- " before it.`);
}

/** Without an empty line between, Markdown takes `See: …` for the last item's second line. */
function reportKeywordsInList(block: Block, locale: string, log: ProblemLog): void {
  if (block.kind !== 'list') return;
  for (const { blocks } of block.items) {
    for (const inner of blocks) {
      if (inner.kind === 'list') reportKeywordsInList(inner, locale, log);
      for (const [position, text] of inner.text.split('\n').entries()) {
        if (inner.kind === 'paragraph' && position > 0 && keywordLine(text, locale) !== null) {
          log.error(inner.line + position, `Put an empty line before "${text.trim()}".`);
        }
      }
    }
  }
}

function resolveReferences(
  references: readonly KeywordPiece[],
  { locale, sections, byHeading, log }: Place,
): number | null {
  const [first, second] = references;
  if (first === undefined) return null;
  const keyword = usualWord('see', locale);
  if (second !== undefined) {
    log.error(second.line, `Keep one of the lines with "${keyword}:": an answer cites one section.`);
  }
  const names = [first.rest, plainLines(first.rest)].map((name) => unquoted(name));
  const [section] = names.flatMap((name) => byHeading.get(foldHeading(name)) ?? []);
  if (section !== undefined) return section.index;
  log.error(first.line, adviceOnSection(names[1] ?? '', keyword, sections));
  return null;
}

function adviceOnSection(name: string, keyword: string, sections: readonly CitedSection[]): string {
  if (name === '') return `Name a section behind "${keyword}:", or remove the line.`;
  const headings = sections.map((section) => section.heading);
  const near = nearest(name, headings);
  return near === null
    ? `Name a section of this file behind "${keyword}:": none is called "${name}".`
    : `Write "${keyword}: ${near}" if that is the section you mean: none is called "${name}".`;
}

/** As it is compared with the headings behind `See:`. */
export function unquoted(name: string): string {
  return withoutEnd(name.replace(/^[\s"'“”«»„]+/u, ''), /[\s"'“”«»„]/u);
}
