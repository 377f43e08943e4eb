import { languageIn } from './locale-match.ts';
import type { Block } from './markdown.ts';

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

/** How deep a heading it is, or a bold line in place of one; null for what is none. */
export function headingDepth(block: Block, next: Block | undefined): number | null {
  if (block.kind === 'heading') return block.depth;
  if (block.kind !== 'paragraph' || block.boldLine === null) return null;
  if (!block.boldLine.isAll) return /[?？]$/u.test(block.boldLine.plain) ? BOLD_DEPTH : null;
  return next === undefined || next.kind === 'heading' || next.afterRule ? null : BOLD_DEPTH;
}

/** What a heading says, or the bold line in place of one. */
export function headingOf(block: Block): string {
  return block.kind === 'paragraph' && block.boldLine !== null ? block.boldLine.plain : block.plain;
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
  blocks: readonly Block[],
  isAsked: (heading: Block, depth: number, next: Block | undefined) => boolean,
): SplitQuestions {
  const questions: (Question & { readonly blocks: Block[] })[] = [];
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
        questions.push({ heading: headingOf(block), line: block.line, blocks: below });
        current = { blocks: below, depth };
        continue;
      }
    }
    (current?.blocks ?? outside).push(block);
  }
  return { questions, outside };
}

/** A paragraph without its bold first line. */
function blocksBelowLine(block: Block): Block[] {
  if (block.kind !== 'paragraph' || block.boldLine === null || block.boldLine.isAll) return [];
  const below = (text: string): string => text.slice(text.indexOf('\n') + 1).trimStart();
  const plainLines = below(block.plainLines);
  return [
    {
      ...block,
      line: block.line + 1,
      text: below(block.text),
      plain: plainLines.replace(/\s+/gu, ' ').trim(),
      plainLines,
      boldLine: null,
    },
  ];
}
