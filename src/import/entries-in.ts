import type { Block } from '../content/markdown.ts';
import { ANSWER_SIGN, QUESTION_SIGN } from '../content/question-signs.ts';
import { endsAsQuestion, mayAsk, withoutNumber } from './recognise.ts';
import { CLOSE_ENTRY, OPEN_ENTRY } from './source.ts';

/** A piece of Markdown, what a reader sees of it, and where it stands. */
export interface Piece {
  readonly markdown: string;
  readonly plain: string;
  readonly line: number;
}

/** A question and what answers it. */
export interface FoundEntry {
  readonly question: string;
  readonly line: number;
  readonly answer: readonly Piece[];
}

export interface FoundEntries {
  /** What stands before, between and behind them. */
  readonly rest: readonly Block[];
  readonly entries: readonly FoundEntry[];
}

interface Place {
  /** Whether a heading above says that these are questions. */
  readonly inFaq: boolean;
  /** Whether a question stands above, whose answer these are save for what asks something itself. */
  readonly inAnswer?: boolean;
  /** Whether the page names this as a question elsewhere. */
  readonly isKnown: (text: string) => boolean;
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
          boldLine: { plain: question, isAll: true },
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

export function pieceOf({ text, plain, line }: Block): Piece {
  if (!plain.startsWith(OPEN_ENTRY)) return { markdown: text, plain, line };
  const question = plain.slice(OPEN_ENTRY.length).trim();
  return { markdown: `**${question}**`, plain: question, line };
}

export function tidyQuestion(question: string): string {
  return withoutNumber(
    question
      .replace(/\s+/gu, ' ')
      .replace(/[*_]{2}/g, '')
      .replace(/(?<=\S)\s*[#¶🔗]+$/u, ''),
  ).trim();
}

/** `Q: …` and, on a line below it or in the paragraphs that follow, `A: …`. */
function markedEntries(block: Block): readonly FoundEntry[] | null {
  if (block.kind !== 'paragraph' || !QUESTION_SIGN.test(block.text)) return null;
  const entries: { question: string; line: number; answer: string[] }[] = [];
  let inQuestion = true;
  for (const [at, row] of block.text.split('\n').entries()) {
    const entry = entries.at(-1);
    const text = row.trim();
    if (QUESTION_SIGN.test(text)) {
      const question = text
        .replace(/(?:\\|<br ?\/?>)$/i, '')
        .replace(QUESTION_SIGN, '')
        .replace(/(?:\*\*|__)\s*$/u, '');
      entries.push({ question, line: block.line + at, answer: [] });
      inQuestion = true;
    } else if (entry !== undefined && ANSWER_SIGN.test(text)) {
      entry.answer.push(text.replace(ANSWER_SIGN, ''));
      inQuestion = false;
    } else if (entry !== undefined && inQuestion && !endsAsQuestion(entry.question)) {
      entry.question = `${entry.question} ${text}`;
    } else {
      entry?.answer.push(text);
      inQuestion = false;
    }
  }
  const [first] = entries;
  // `A. …` and `Q. …` also number the items of a list: a question asks.
  if (
    first === undefined ||
    (!mayAsk(first.question) && !/^(?:\*\*|__)?\s*Q\w*\s?\d*\s?(?:\*\*)?\s?[:：]/iu.test(block.text))
  )
    return null;
  return entries.map(({ question, line, answer }) => ({
    question,
    line,
    answer: textPiece(answer.join('\n'), line),
  }));
}

function textPiece(markdown: string, line: number): readonly Piece[] {
  return markdown.trim() === '' ? [] : [{ markdown: markdown.trim(), plain: roughPlain(markdown), line }];
}

/** What a reader sees of a short piece, about: only for the report. */
function roughPlain(markdown: string): string {
  return markdown
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\\(?=[^\w\s])|\*\*|__|`/g, '')
    .replace(/^\*([^*]+)\*$/, '$1')
    .replace(/\s+/gu, ' ')
    .trim();
}

function entryOf({ question, answer }: Start, { line }: Block): FoundEntry {
  return { question, line, answer: answer === null ? [] : [answer] };
}

/** @param isExpected whether `A.` is one, too */
function answerMark(block: Block, isExpected = false): Piece | null {
  if (block.kind !== 'paragraph' || !ANSWER_SIGN.test(block.text)) return null;
  const [mark = ''] = ANSWER_SIGN.exec(block.text) ?? [];
  // A sentence may begin with `A`, and a list be numbered with letters.
  if (!isExpected && !/[:：]/u.test(mark)) return null;
  const markdown = block.text.slice(mark.length).trim();
  return markdown === '' ? null : { markdown, plain: roughPlain(markdown), line: block.line };
}

interface Start {
  readonly question: string;
  /** What stands in the same block. */
  readonly answer: Piece | null;
}

/** A paragraph that begins with bold text: `**Does it work?**`, with its answer behind or below. */
function boldStart(block: Block): Start | null {
  if (block.kind !== 'paragraph') return null;
  const [, number = '', , inner, behind = ''] =
    /^(\d{1,3}(?:\\?[.)])\s)?(\*\*\*?|__)((?:(?!\2)[^]){2,300}?)\2([^]*)$/u.exec(block.text) ?? [];
  if (inner === undefined) return null;
  const rest = behind.replace(/^\s*(?:<br\s?\/?>|[:：–—-]|\\\n)\s*/u, '');
  const isWhole = /^[\s:：]*$/u.test(behind);
  if (!isWhole && !endsAsQuestion(inner) && !/^\s*(?:[?？]|\n|<br|\\\n| {2}\n)/u.test(behind)) return null;
  const mark = /^\s*[?？]/u.exec(behind)?.[0] ?? '';
  const question = roughPlain(`${number}${inner}${mark}`);
  const [answer = null] = isWhole ? [] : textPiece(rest.slice(mark.length), block.line);
  return { question, answer };
}

/** Items that each ask something and go on with the answer. */
function listEntries(block: Block, place: Place): readonly FoundEntry[] | null {
  if (block.kind !== 'list' || block.items.length === 0) return null;
  const found = block.items.map(({ blocks, line }) => {
    const [first, ...others] = blocks;
    if (first === undefined) return null;
    const start = boldStart(first) ?? lineStart(first) ?? sentenceStart(first, place);
    if (start === null || !(mayAsk(start.question) || place.isKnown(start.question))) return null;
    const answer = [...(start.answer === null ? [] : [start.answer]), ...others.map(pieceOf)].map(
      withoutAnswerMark,
    );
    return answer.length === 0 ? null : { question: tidyQuestion(start.question), line, answer };
  });
  const entries = found.filter((entry) => entry !== null);
  if (entries.length !== block.items.length) return null;
  return place.inFaq || entries.length > 1 ? entries : null;
}

function withoutAnswerMark(piece: Piece): Piece {
  return (
    answerMark({
      kind: 'paragraph',
      text: piece.markdown,
      plain: piece.plain,
      plainLines: piece.plain,
      line: piece.line,
      afterRule: false,
      boldLine: null,
    }) ?? piece
  );
}

/** A question on the first line, its answer on those below. */
function lineStart(block: Block): Start | null {
  if (block.kind !== 'paragraph') return null;
  const [first = '', ...others] = block.text.replace(QUESTION_SIGN, '').split('\n');
  const question = roughPlain(first);
  if (!endsAsQuestion(question)) return null;
  const [answer = null] = textPiece(others.join('\n'), block.line + 1);
  return { question, answer };
}

/** `Does it work? Yes.` in one line. */
function sentenceStart(block: Block, { inFaq }: Place): Start | null {
  if (block.kind !== 'paragraph' || !inFaq) return null;
  const [, question, answer] =
    /^([^?？\n]{5,250}[?？])[ \t]*(?:[–—:-][ \t]+)?(\S[^]*)$/u.exec(block.text) ?? [];
  if (question === undefined || answer === undefined) return null;
  const [piece = null] = textPiece(answer, block.line);
  return { question: roughPlain(question), answer: piece };
}

/** A line that asks, in a FAQ, or where the page names the question elsewhere. */
function plainStart(block: Block, place: Place): Start | null {
  if (block.kind !== 'paragraph') return null;
  if (place.isKnown(block.plain)) return { question: block.plain, answer: null };
  if (!place.inFaq) {
    const start = lineStart(block);
    return start !== null && place.isKnown(start.question) ? start : null;
  }
  return lineStart(block);
}

/** A table with a column for the questions and one for the answers. */
function tableEntries(block: Block): readonly FoundEntry[] | null {
  if (
    block.kind !== 'other' ||
    !/^\|?\s*(?:\*\*)?(?:questions?|q|frage|pregunta|问题|問題)(?:\*\*)?\s*\|/iu.test(block.text)
  )
    return null;
  const [head = '', , ...rows] = block.text.split('\n');
  if (cellsOf(head).length !== 2) return null;
  return rows.flatMap((row, at) => {
    const [question = '', answer = ''] = cellsOf(row);
    const line = block.line + at + 2;
    return question === ''
      ? []
      : [{ question: tidyQuestion(roughPlain(question)), line, answer: textPiece(answer, line) }];
  });
}

function cellsOf(row: string): readonly string[] {
  return row
    .trim()
    .replace(/^\||(?<!\\)\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll(String.raw`\|`, '|'));
}

export function escapedHeading(plain: string): string {
  return plain.replace(/[\\`*_~|<>&[\]#{}]/g, String.raw`\$&`);
}
