import type { Block } from './markdown.ts';

/** What stands before a question in many files: `Q:`, `**Q1.**`, `Question 2:`. */
export const QUESTION_SIGN =
  /^(?:\*\*|__)?\s*(?:Q(?:uestion)?|F(?:rage)?|P(?:regunta)?|问题?|問題?|問)\s?\d{0,3}\s?(?:\*\*|__)?\s?[:：.)](?:\*\*|__)?\s*(?=\S)/iu;

/** What stands before its answer: `A:`, `**Answer.**`. */
export const ANSWER_SIGN =
  /^(?:\*\*|__)?\s*(?:A(?:nswer|ntwort)?|R(?:éponse|eponse|espuesta)?|答案?|答)\s?\d{0,3}\s?(?:\*\*|__)?\s?[:：.)](?:\*\*|__)?\s*/iu;

/** Whether that is all that it can mean: `F:` may be a drive, `P.` a page, and `Q1:` a quarter. */
const SURE = /^(?:\*\*|__)?\s*(?:Q(?!\s?\d)|question|frage|pregunta|问|問)/iu;

const ASKS = /[?？؟][\s"'”»)\]*_]*$/u;

/** A question, given without markup, without what stands before it. */
export function withoutQuestionSign(plain: string): string {
  const [sign] = QUESTION_SIGN.exec(plain) ?? [];
  return sign !== undefined && (SURE.test(sign) || ASKS.test(plain)) ? plain.slice(sign.length) : plain;
}

/** How many of its lines are a question that begins with a sign of one: 0 where none does. */
export function signedLines({ kind, text, plainLines }: Block): number {
  if (kind !== 'paragraph' || !QUESTION_SIGN.test(text)) return 0;
  const lines = plainLines.split(/\n+/);
  const [first = ''] = lines;
  if (withoutQuestionSign(first) === first && !ASKS.test(plainLines)) return 0;
  const answer = lines.findIndex((line, at) => at > 0 && ANSWER_SIGN.test(line));
  const end = lines.slice(0, answer === -1 ? lines.length : answer).findIndex((line) => ASKS.test(line));
  return end === -1 ? Math.max(1, answer) : end + 1;
}

/**
 * A paragraph in which several questions begin on lines of their own, each with a sign before it or in bold, as one each.
 */
export function questionByQuestion(block: Block): readonly Block[] {
  if (block.kind !== 'paragraph' || !block.text.includes('\n')) return [block];
  const lines = block.text.split('\n');
  const plainLines = block.plainLines.split(/\n+/);
  const begins = lines.map((line) => isBoldQuestion(line) || withoutQuestionSign(line) !== line);
  // What stands on other lines than it was written on can't be taken apart.
  if (begins[0] !== true || lines.length !== plainLines.length) return [block];
  const starts = begins.flatMap((isStart, at) => (isStart ? [at] : []));
  if (starts.length === 1) return [block];
  return starts.map((start, at) => {
    const part = lines.slice(start, starts[at + 1]);
    const plain = plainLines.slice(start, starts[at + 1]);
    const isAll = part.length === 1;
    const isBold = isBoldQuestion(part[0] ?? '');
    return {
      ...block,
      line: block.line + start,
      text: part.join('\n'),
      plain: oneLine(plain),
      plainLines: plain.join('\n'),
      boldLine: isBold ? { plain: (plain[0] ?? '').trim(), isItalic: false, isAll } : null,
      afterRule: at === 0 && block.afterRule,
    };
  });
}

function isBoldQuestion(line: string): boolean {
  return /^(?:\*\*[^*]{2,300}[?？]\*\*|__[^_]{2,300}[?？]__)\s*(?:<br ?\/?>|\\)?\s*$/.test(line);
}

/** What answers a question, without what stands before it; the same where nothing does. */
export function withoutAnswerSign(blocks: readonly Block[], isSigned: boolean): readonly Block[] {
  const [first, ...others] = blocks;
  if (first === undefined) return blocks;
  if (first.kind !== 'paragraph' && !(first.kind === 'other' && first.text.startsWith('>'))) return blocks;
  const [quote = ''] = /^> ?/.exec(first.text) ?? [];
  const body = first.text.slice(quote.length);
  const [sign] = ANSWER_SIGN.exec(body) ?? [];
  if (sign === undefined || sign.length === body.length) return blocks;
  // A sentence may begin with `A`, and letters number what is listed.
  if (!isSigned && (!/[:：]/u.test(sign) || blocks.some(({ text }) => OTHER_LETTER.test(text))))
    return blocks;
  const opener = /^(?:\*\*|__)/.exec(sign)?.[0] ?? '';
  const rest = body.slice(sign.length);
  const isClosed = opener !== '' && sign.slice(opener.length).includes(opener);
  const isClosedBehind = opener !== '' && !isClosed && rest.startsWith(opener);
  const plainLines = first.plainLines.replace(ANSWER_SIGN, '').replace(/^\*\*/, '');
  const answer = {
    ...first,
    text: quote + (isClosedBehind ? rest.slice(opener.length) : `${isClosed ? '' : opener}${rest}`),
    plain: oneLine(plainLines.split('\n')),
    plainLines,
  };
  return [answer, ...others];
}

/** What goes on behind `A: excellent` with `B: good`, and behind `R: 10` with `G: 20`. */
const OTHER_LETTER = /(?<![\p{L}\p{N}])[B-QS-Z]\s?[:：]/u;

function oneLine(lines: readonly string[]): string {
  return lines.join(' ').replace(/\s+/gu, ' ').trim();
}
