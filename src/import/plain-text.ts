import type { RootContent } from 'mdast';
import { dateIn } from './dates.ts';
import {
  createMarkdownWriter,
  inParts,
  inlineMarkdown,
  markdownOfNode,
  paragraphNode,
  textNodes,
} from './markdown-writer.ts';
import {
  contentsKey,
  endsAsQuestion,
  furnitureIn,
  isByline,
  isContentsHeading,
  isEndOfArticle,
  isFaqHeading,
  isHighlightsHeading,
} from './recognise.ts';
import { NO_FACTS, told, withoutMarks, type Facts, type Source, type Told } from './source.ts';
import { textPieces, type TextPiece } from './text-pieces.ts';
import { wordsOf } from './words.ts';

type LinePiece = Extract<TextPiece, { kind: 'line' }>;

/** A page as somebody copied it: lines, without a sign that says which of them are headings. */
export function readPlainText(text: string): Source {
  const pieces = textPieces(withoutMarks(text));
  const contents = findContents(pieces);
  const head = readHead(pieces, contents);
  const writer = createMarkdownWriter();
  const notes: Told[] = [...contents.told, ...head.told];
  if (head.title !== null) writer.add(`# ${inlineMarkdown(head.title.text)}`, head.title.line);
  const places = new Map(pieces.map((piece, at) => [piece, at]));
  const body = pieces.slice(head.end).filter((piece) => !contents.pieces.has(piece));
  const expected = new Set(contents.entries.map(({ text: entry }) => contentsKey(entry)));
  const hasContents = contents.entries.length > 0;
  let inFaq = false;
  let isOver = false;
  for (const piece of [...head.kept, ...body]) {
    if (piece.kind === 'list') {
      writer.add(
        markdownOfNode(listNode(piece)),
        piece.line,
        piece.items.map(({ line }) => line),
      );
      continue;
    }
    const place = places.get(piece) ?? 0;
    const why = furnitureIn(piece.text);
    // Such words may be a heading of the article's own, too.
    isOver ||= isEndOfArticle(piece.text) && place >= pieces.length / 2;
    if (why !== null || (isOver && !isSentence(piece.text))) {
      notes.push(told(piece.line, 'dropped', piece.text, why ?? 'stands below the article'));
      continue;
    }
    const next = pieces[place + 1];
    const isNamed = expected.delete(contentsKey(piece.text));
    const isFixed = isFaqHeading(piece.text) || isHighlightsHeading(piece.text);
    const isHeading = isNamed || (isShort(piece.text) && isFixed && piece.gapBefore);
    if (isHeading || (!hasContents && !inFaq && looksLikeHeading(piece, next))) {
      writer.add(`## ${inlineMarkdown(piece.text)}`, piece.line);
      inFaq = isFaqHeading(piece.text);
    } else if (inFaq && endsAsQuestion(piece.text)) {
      writer.add(`### ${inlineMarkdown(piece.text)}`, piece.line);
    } else if (
      inFaq &&
      !hasContents &&
      looksLikeHeading(piece, next) &&
      piece.gapAfter &&
      !isQuestionPiece(next)
    ) {
      writer.add(`## ${inlineMarkdown(piece.text)}`, piece.line);
      inFaq = false;
    } else if (looksLikeHeading(piece, next)) {
      writer.add(`### ${inlineMarkdown(piece.text)}`, piece.line);
    } else {
      for (const part of inParts(piece.text)) {
        writer.add(markdownOfNode(paragraphNode(textNodes(part))), piece.line);
      }
    }
  }
  return { kind: 'plain text', ...writer.result(), facts: head.facts, told: notes };
}

function listNode({ ordered, start, items }: Extract<TextPiece, { kind: 'list' }>): RootContent {
  return {
    type: 'list',
    ordered,
    start: ordered ? start : null,
    spread: false,
    children: items.map(({ text }) => ({
      type: 'listItem',
      spread: false,
      children: [{ type: 'paragraph', children: textNodes(text) }],
    })),
  };
}

interface Contents {
  readonly entries: readonly { readonly text: string; readonly line: number }[];
  /** The pieces that it takes up. */
  readonly pieces: ReadonlySet<TextPiece>;
  /** Where it begins; infinite where there is none. */
  readonly at: number;
  readonly told: readonly Told[];
}

/** The least entries that a list without a heading of its own must have to be taken for a table of contents. */
const MIN_ENTRIES = 3;

function findContents(pieces: readonly TextPiece[]): Contents {
  const lines = new Set(pieces.flatMap((piece) => (piece.kind === 'line' ? [contentsKey(piece.text)] : [])));
  const named = pieces.findIndex((piece) => piece.kind === 'line' && isContentsHeading(piece.text));
  const heading = pieces[named];
  const next = pieces[named + 1];
  if (heading?.kind === 'line' && next !== undefined) {
    const run = next.kind === 'list' ? [next] : runOfRepeated(pieces.slice(named + 1));
    if (run.length > 0) {
      return contentsOf([heading, ...run], named, [
        told(heading.line, 'dropped', heading.text, 'the heading of the contents, which come by themselves'),
      ]);
    }
  }
  const at = pieces.findIndex(
    (piece) =>
      piece.kind === 'list' &&
      piece.items.length >= MIN_ENTRIES &&
      piece.items.filter(({ text }) => lines.has(contentsKey(text))).length / piece.items.length >= 0.7,
  );
  const list = pieces[at];
  return list === undefined
    ? { entries: [], pieces: new Set(), at: Number.POSITIVE_INFINITY, told: [] }
    : contentsOf([list], at, []);
}

/** Short lines that stand again further down. */
function runOfRepeated(pieces: readonly TextPiece[]): readonly TextPiece[] {
  const keys = pieces.map((piece) => (piece.kind === 'line' ? contentsKey(piece.text) : null));
  const last = new Map(keys.map((key, at) => [key, at]));
  const end = keys.findIndex((key, at) => key === null || last.get(key) === at);
  return pieces.slice(0, Math.max(0, end));
}

function contentsOf(run: readonly TextPiece[], at: number, notes: readonly Told[]): Contents {
  const entries = run
    .slice(notes.length)
    .flatMap((piece) => (piece.kind === 'list' ? piece.items : [{ text: piece.text, line: piece.line }]));
  return {
    entries,
    pieces: new Set(run),
    at,
    told: [...notes, ...entries.map(({ text, line }) => told(line, 'contents entry', text))],
  };
}

interface Head {
  readonly title: LinePiece | null;
  /** What stands below the title and is text. */
  readonly kept: readonly TextPiece[];
  /** Where the text itself begins. */
  readonly end: number;
  readonly facts: Facts;
  readonly told: readonly Told[];
}

/** A head is what stands above the first sentence, the contents and the first list. */
function readHead(pieces: readonly TextPiece[], contents: Contents): Head {
  const hasQuestions = countQuestions(pieces) > 1;
  const start = pieces.findIndex(
    (piece) =>
      piece.kind === 'list' || isSentence(piece.text) || (hasQuestions && endsAsQuestion(piece.text)),
  );
  const first = Math.min(start === -1 ? pieces.length : start, contents.at);
  const lines = pieces.slice(0, first).filter((piece): piece is LinePiece => piece.kind === 'line');
  const title = titleAmong(lines, pieces);
  const notes: Told[] = [];
  const kept: TextPiece[] = [];
  let facts = NO_FACTS;
  let before: LinePiece | null = null;
  const begin = title === null ? 0 : lines.indexOf(title);
  for (const [at, piece] of lines.entries()) {
    const { line, text } = piece;
    const date = dateIn(text);
    const isLast = at === lines.length - 1 && Number.isFinite(first) && first === start;
    if (piece === title) {
      // Told where it gets its place in the pack.
    } else if (date?.kind === 'day' && facts.published === null) {
      facts = { ...facts, published: date.date };
      notes.push(told(line, 'date', text));
    } else if (date !== null) {
      notes.push(told(line, 'dropped', text, date.kind === 'day' ? 'a second date' : `a date: ${date.why}`));
    } else if (title === null) {
      kept.push(piece);
    } else if (
      isByline(text) ||
      (before !== null && isBareByline(before.text) && wordsOf(text).length <= 5)
    ) {
      notes.push(told(line, 'dropped', text, 'who wrote it'));
    } else if (at < begin) {
      notes.push(told(line, 'dropped', text, furnitureIn(text) ?? 'stands above the title'));
    } else if (furnitureIn(text) !== null) {
      notes.push(told(line, 'dropped', text, furnitureIn(text)));
    } else if (wordsOf(text).length >= 5 || isLast || isFaqHeading(text) || endsAsQuestion(text)) {
      kept.push(piece);
    } else {
      notes.push(told(line, 'dropped', text, 'a short line between the title and the text'));
    }
    before = piece;
  }
  return { title, kept, end: first, facts, told: notes };
}

function countQuestions(pieces: readonly TextPiece[]): number {
  return pieces.filter((piece) => piece.kind === 'line' && endsAsQuestion(piece.text)).length;
}

function isBareByline(text: string): boolean {
  return isByline(text) && wordsOf(text).length === 1;
}

const MAX_TITLE_WORDS = 30;

/** The line whose words come back most often further down. */
function titleAmong(lines: readonly LinePiece[], pieces: readonly TextPiece[]): LinePiece | null {
  const head = new Set<TextPiece>(lines);
  const body = new Set(
    pieces
      .filter((piece) => !head.has(piece))
      .flatMap((piece) => (piece.kind === 'list' ? piece.items.map(({ text }) => text) : [piece.text]))
      .flatMap(wordsOf),
  );
  const questions = countQuestions(pieces);
  const candidates = lines
    .filter(({ text }) => {
      const count = wordsOf(text).length;
      if (count === 0 || count > MAX_TITLE_WORDS || text.length > 200) return false;
      if (endsAsQuestion(text) && questions > 1) return false;
      return (
        dateIn(text) === null && !isByline(text) && furnitureIn(text) === null && !isContentsHeading(text)
      );
    })
    .map((piece) => {
      const words = [...new Set(wordsOf(piece.text))].filter(
        (word) => word.length > 3 || !/^[a-z]/.test(word),
      );
      return { piece, words: words.length, score: words.filter((word) => body.has(word)).length };
    })
    .toSorted((one, other) => other.score - one.score || other.words - one.words);
  // A heading right above the first sentence is no title where it is the only line.
  const [best] = candidates;
  if (best === undefined) return null;
  const isOnlyHeading = isHighlightsHeading(best.piece.text) && lines.length === 1;
  return isOnlyHeading ? null : best.piece;
}

/** Long enough, with the signs that sentences have. */
function isSentence(text: string): boolean {
  const words = wordsOf(text).length;
  return (
    (words >= 12 && /[.!?;:。！？；，,]/u.test(text) && /[.!?。！？…]/u.test(text)) ||
    (words >= 6 && /[.。！!]["'”»)]?\s*$/u.test(text))
  );
}

function isShort(text: string): boolean {
  return text.length <= 100 && wordsOf(text).length <= 16;
}

function looksLikeHeading(piece: LinePiece, next: TextPiece | undefined): boolean {
  if (!isShort(piece.text) || !piece.gapBefore || next === undefined) return false;
  if (!/\p{L}/u.test(piece.text) || /[.!;,…。！；，、]["'”»)]?\s*$/u.test(piece.text)) return false;
  if (/^(?:Q|A|R|F|P|问|答)\s{0,2}\d{0,3}\s{0,2}[:：]/u.test(piece.text)) return false;
  if (next.kind === 'list') return !/[:：]\s*$/u.test(piece.text) && piece.gapAfter;
  return isSentence(next.text) || (endsAsQuestion(piece.text) && !endsAsQuestion(next.text));
}

function isQuestionPiece(piece: TextPiece | undefined): boolean {
  return piece?.kind === 'line' && endsAsQuestion(piece.text);
}
