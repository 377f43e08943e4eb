import { languageIn } from './locale-match.ts';
import type { Block } from './markdown.ts';
import { questionByQuestion, signedLines, withoutAnswerSign, withoutQuestionSign } from './question-signs.ts';

/** Whether a heading or a bold line is a question, as people write those that they answer: `Is it safe?`, `How do I begin`. */
export function isQuestion(text: string, locale: string): boolean {
  if (/[?？؟]["'”’»)\]]*$/u.test(text.trim())) return true;
  const start = text.trim().slice(0, 60).toLowerCase().replaceAll('’', "'");
  return ['en', languageIn(locale)].some((one) => STARTS.get(one)?.test(start) === true);
}

/** How questions begin that have no question mark. Imperatives (`Do not spam`) and topics (`What we do`) don't. */
const STARTS: ReadonlyMap<string, RegExp> = new Map([
  [
    'en',
    /^(?:how (?:do|does|did|can|could|to|much|many|long|often|is|are|should|will)|what(?:'s| is| are| do| does| if| happens| should| will) |why (?:is|are|do|does|did|can|can't|should|won't|doesn't|isn't|don't) |(?:where|when|who) (?:is|are|do|does|can|should|will) |(?:can|could|may|should|do|does|did|will|would|is|are|has|have|am) (?:i|you|we|it|there|this|they)\b)/,
  ],
  [
    'fr',
    /^(?:comment|pourquoi|combien|est-ce|qu'est-ce|puis-je|peut-on|dois-je|faut-il|y a-t-il|quel(?:le)?s? (?:est|sont))(?![\p{L}])/u,
  ],
  [
    'de',
    /^(?:(?:wie|was|warum|wieso|wann|wo) (?:ist|sind|kann|können|darf|mache?|muss|wird|werden|geht|bekomme|passiert)|(?:kann|darf|muss|brauche|gibt|wird|ist) (?:ich|man|es|das)|welche[rsmn]? )(?![\p{L}]*-)/u,
  ],
  ['es', /^(?:¿|cómo |por qué |cuándo |dónde |cuánto |puedo |se puede )/u],
  [
    'zh',
    /^(?:如何|怎么|怎样|怎麼|怎樣|为什么|為什麼|什么是|什麼是|是否|能否)|(?:吗|嗎|怎么办|怎麼辦|是什么|是什麼)$/u,
  ],
]);

/** That of what folds open in HTML. */
export const SUMMARY_DEPTH = 6;
/** Deeper than what begins with signs of a heading. */
const BOLD_DEPTH = 7;
/** Below a question in bold, one in italics is asked in passing. */
const ITALIC_DEPTH = 8;

/** How deep a heading it is, or a bold line or a question behind `Q:` or in italics in place of one; null for what is none. */
export function headingDepth(block: Block, next: Block | undefined): number | null {
  if (block.kind === 'heading') return block.depth;
  if (block.kind !== 'paragraph') return null;
  if (signedLines(block) > 0) return BOLD_DEPTH;
  if (block.boldLine === null) return null;
  const depth = block.boldLine.isItalic ? ITALIC_DEPTH : BOLD_DEPTH;
  if (!block.boldLine.isAll) return /[?？]$/u.test(block.boldLine.plain) ? depth : null;
  return next === undefined || next.kind === 'heading' || next.afterRule ? null : depth;
}

/** Whether a paragraph may stand for a heading above others, by its first line. */
export function standsForHeading(block: Block): boolean {
  return block.kind === 'paragraph' && (block.boldLine?.isItalic === false || signedLines(block) > 0);
}

/** The same as `headingDepth` where a text isn't made of questions: italics are no heading there. */
export function headingDepthInText(block: Block, next: Block | undefined): number | null {
  const depth = headingDepth(block, next);
  return depth === ITALIC_DEPTH ? null : depth;
}

/** What a heading says, or what stands in place of one. */
export function headingOf(block: Block): string {
  return withoutQuestionSign(writtenHeading(block));
}

function writtenHeading(block: Block): string {
  if (block.kind !== 'paragraph') return block.plain;
  const lines = signedLines(block);
  if (lines > 0) return block.plainLines.split(/\n+/).slice(0, lines).join(' ').replace(/\s+/gu, ' ').trim();
  return block.boldLine?.plain ?? block.plain;
}

interface Question {
  readonly heading: string;
  readonly line: number;
  readonly blocks: readonly Block[];
}

export interface SplitQuestions {
  readonly questions: readonly Question[];
  /** What belongs to no question, headings of topics among them. */
  readonly outside: readonly Block[];
}

/**
 * Questions with everything that stands below them, up to the next heading that is as high.
 *
 * @param isAsked whether a heading of this depth is a question; deeper ones within a question's answer aren't looked at
 */
export function splitQuestions(
  written: readonly Block[],
  isAsked: (heading: Block, depth: number, next: Block | undefined) => boolean,
): SplitQuestions {
  const blocks = written.flatMap(questionByQuestion);
  const questions: (Question & { readonly blocks: Block[]; readonly isSigned: boolean })[] = [];
  const outside: Block[] = [];
  let current: { readonly blocks: Block[]; readonly depth: number } | null = null;
  for (const [position, block] of blocks.entries()) {
    const next = blocks[position + 1];
    const depth = headingDepth(block, next);
    if (block.afterRule && current !== null && current.depth >= SUMMARY_DEPTH) current = null;
    if (depth !== null && (current === null || depth <= current.depth)) {
      current = null;
      if (isAsked(block, depth, next)) {
        const below = blocksBelowLine(block);
        const heading = headingOf(block);
        const isSigned = heading !== writtenHeading(block);
        questions.push({ heading, line: block.line, blocks: below, isSigned });
        current = { blocks: below, depth };
        continue;
      }
    }
    (current?.blocks ?? outside).push(block);
  }
  return {
    questions: questions.map(({ heading, line, blocks: below, isSigned }) => ({
      heading,
      line,
      blocks: withoutAnswerSign(below, isSigned),
    })),
    outside,
  };
}

/** A paragraph without the first line that stands for a heading, or those of a signed question. */
function blocksBelowLine(block: Block): Block[] {
  if (block.kind !== 'paragraph') return [];
  const signed = signedLines(block);
  const count = signed > 0 ? signed : 1;
  if (signed === 0 && block.boldLine?.isAll !== false) return [];
  const plainLines = linesBelow(block.plainLines, count, /\n+/g);
  if (plainLines === '') return [];
  return [
    {
      ...block,
      line: block.line + count,
      text: linesBelow(block.text, count, LINE_END),
      plain: plainLines.replace(/\s+/gu, ' ').trim(),
      plainLines,
      boldLine: null,
    },
  ];
}

/** `<br>` ends a line, too, with the end that is written or without. */
const LINE_END = /<br ?\/?>[ \t]*\n?|\n/gi;

function linesBelow(text: string, count: number, end: RegExp): string {
  const last = [...text.matchAll(end)][count - 1];
  return last === undefined ? '' : text.slice(last.index + last[0].length).trimStart();
}
