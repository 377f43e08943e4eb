import type { Block } from '../content/markdown.ts';
import {
  answerMark,
  boldStart,
  entryOf,
  listEntries,
  markedEntries,
  plainStart,
  tableEntries,
  type Place,
} from './entry-shapes.ts';
import { pieceOf, tidyQuestion, type FoundEntry, type Piece } from './piece.ts';
import { endsAsQuestion, mayAsk } from './recognise.ts';
import { CLOSE_ENTRY, OPEN_ENTRY } from './source.ts';

export interface FoundEntries {
  /** What stands before, between and behind them. */
  readonly rest: readonly Block[];
  readonly entries: readonly FoundEntry[];
}

/** The questions among blocks that stand below one heading, in every shape but that of headings. */
export function entriesIn(blocks: readonly Block[], place: Place): FoundEntries {
  const bold = blocks.filter((block) => {
    const start = boldStart(block);
    return start !== null && (mayAsk(start.question) || place.isKnown(start.question));
  }).length;
  const rest: Block[] = [];
  const entries: { question: string; line: number; answer: Piece[]; isOpen: boolean; isMarked: boolean }[] =
    [];
  let open: (typeof entries)[number] | null = null;
  const begin = (
    { question, line, answer }: FoundEntry,
    how: { readonly isOpen?: boolean; readonly isMarked?: boolean } = {},
  ): void => {
    const { isOpen = false, isMarked = false } = how;
    open = { question: tidyQuestion(question), line, answer: [...answer], isOpen, isMarked };
    entries.push(open);
  };
  for (const [at, block] of blocks.entries()) {
    const current = open as (typeof entries)[number] | null;
    if (block.plain.startsWith(CLOSE_ENTRY)) {
      open = null;
      continue;
    }
    if (block.plain.startsWith(OPEN_ENTRY)) {
      const question = block.plain.slice(OPEN_ENTRY.length).trim();
      if (place.inFaq || mayAsk(question) || place.isKnown(question)) {
        begin({ question, line: block.line, answer: [] }, { isOpen: true });
      } else {
        open = null;
        rest.push({
          ...block,
          kind: 'paragraph',
          plain: question,
          plainLines: question,
          text: `**${question}**`,
          boldLine: { plain: question, isItalic: false, isAll: true },
        });
      }
      continue;
    }
    // Whatever stands in a part that opens and closes belongs to its question.
    if (current?.isOpen === true) {
      current.answer.push(pieceOf(block));
      continue;
    }
    const marked = markedEntries(block);
    if (marked !== null) {
      for (const entry of marked) begin(entry, { isMarked: true });
      continue;
    }
    const answerLine =
      current === null ? null : answerMark(block, current.isMarked && current.answer.length === 0);
    if (current !== null && answerLine !== null) {
      current.answer.push(answerLine);
      continue;
    }
    const start = boldStart(block);
    if (
      start !== null &&
      (place.isKnown(start.question) ||
        (mayAsk(start.question) && (place.inFaq || bold > 1)) ||
        (place.inAnswer === true && endsAsQuestion(start.question)) ||
        (place.inFaq && start.answer === null && blocks[at + 1] !== undefined))
    ) {
      begin(entryOf(start, block));
      continue;
    }
    // What an answer lists belongs to it, unless there is nothing else.
    const list =
      place.inAnswer === true && blocks.some(({ kind }) => kind !== 'list')
        ? null
        : listEntries(block, place);
    if (list !== null) {
      for (const entry of list) begin(entry);
      open = null;
      continue;
    }
    const table = tableEntries(block);
    if (table !== null) {
      for (const entry of table) begin(entry);
      open = null;
      continue;
    }
    const plain = plainStart(block, place);
    if (plain !== null) {
      begin(entryOf(plain, block));
      continue;
    }
    if (current === null) rest.push(block);
    else current.answer.push(pieceOf(block));
  }
  return { rest, entries: entries.map(({ question, line, answer }) => ({ question, line, answer })) };
}
