import { cutBefore } from './text.ts';

/**
 * A text in Discord's Markdown on pages of at most `max` characters. It is cut between blocks (paragraphs, lists, code)
 * where that does, else between lines, sentences, words or graphemes; code, quotes, spoilers and emphasis that are cut
 * through end with the page and go on with the next one.
 */
export function paginate(text: string, max: number): readonly [string, ...string[]] {
  const pages: string[] = [];
  let page: string | null = null;
  for (const { gap, text: block, quote } of blocksIn(text)) {
    const joined: string = page === null ? block : `${page}${gap}${block}`;
    if (joined.length <= max) {
      page = joined;
      continue;
    }
    if (page !== null) pages.push(page);
    const pieces = cutUp(page === null ? block : `${quote}${block}`, max, quote);
    pages.push(...pieces.slice(0, -1));
    page = pieces.at(-1) ?? '';
  }
  const [first, ...rest] = page === null ? pages : [...pages, page];
  return [first ?? '', ...rest];
}

interface Block {
  /** What stands between it and the one before: the end of a line, and empty lines. */
  readonly gap: string;
  readonly text: string;
  /** The sign somewhere before it that quotes all that follows; else nothing. */
  readonly quote: string;
}

const QUOTES_ALL = '>>> ';

/** What empty lines part, unless they stand within code. */
function blocksIn(text: string): readonly Block[] {
  const lines = text.trimEnd().split('\n');
  const within = startsWithinCode(lines);
  const blocks: Block[] = [];
  let gap = '';
  let quote = '';
  let own: string[] = [];
  const end = (): void => {
    if (own.length === 0) return;
    blocks.push({ gap, text: own.join('\n'), quote });
    if (own.some((line) => /^ *>>> /.test(line))) quote = QUOTES_ALL;
    own = [];
    gap = '\n';
  };
  for (const [at, line] of lines.entries()) {
    if (line.trim() === '' && within[at] !== true) {
      end();
      if (blocks.length > 0) gap += `${line}\n`;
    } else {
      own.push(line);
    }
  }
  end();
  return blocks;
}

/** For each line. A fence without another one is text. */
function startsWithinCode(lines: readonly string[]): readonly boolean[] {
  const counts = lines.map((line) => line.match(FENCE)?.length ?? 0);
  const all = counts.reduce((sum, count) => sum + count, 0);
  let before = 0;
  return counts.map((count) => {
    const isWithin = before % 2 === 1 && before < all;
    before += count;
    return isWithin;
  });
}

const FENCE = /```/g;

/** What the ends of all that may be open together take. */
const ENDS = 16;

function cutUp(text: string, max: number, quote: string): readonly string[] {
  const pieces: string[] = [];
  let rest = text;
  while (rest.length > max) {
    const head = firstPiece(rest, /```|\*\*|__|~~|\|\|/.test(rest) ? max - ENDS : max);
    const tail = rest.slice(head.length);
    if (tail.trim() === '') return [...pieces, head.trimEnd()];
    const open = openIn(head).filter(({ sign }) => tail.includes(sign));
    const line = head.slice(head.lastIndexOf('\n', head.length - 1) + 1);
    const isCode = open.some(({ sign }) => sign === '```');
    const prefix = quote === '' ? quoteOf(text, line, tail) : quote;
    const ends = open.map(({ sign }) =>
      sign === '```' ? `\n${line.startsWith('> ') ? '> ' : ''}${sign}` : sign,
    );
    const begins = open.map(({ sign, language }) => (sign === '```' ? `${sign}${language}\n` : sign));
    pieces.push(`${head.trimEnd()}${ends.toReversed().join('')}`);
    // Spaces before a line of code are a part of it.
    rest = `${prefix}${begins.join('')}${tail.replace(isCode ? /^\n/ : /^\s+/, '')}`;
  }
  return [...pieces, rest].filter((piece) => piece.trim() !== '');
}

/** What the rest of a quote has to begin with: nothing where it is cut between lines, which have their own signs. */
function quoteOf(text: string, line: string, tail: string): string {
  if (/^ *>>> /m.test(text.slice(0, text.length - tail.length))) return QUOTES_ALL;
  return /^ *> /.test(line) && !tail.startsWith('\n') ? '> ' : '';
}

interface Open {
  readonly sign: '```' | '**' | '__' | '~~' | '||';
  /** Of code. */
  readonly language: string;
}

const SIGNS = ['**', '__', '~~', '||'] as const;

/** What begins in a text and has not ended at its end, the outermost first. */
function openIn(text: string): readonly Open[] {
  const open: Open[] = [];
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '\\') {
      at += 1;
    } else if (text.startsWith('```', at)) {
      const end = text.indexOf('```', at + 3);
      const [language = ''] = /^[a-z0-9_+\-.#]{1,20}(?=\n)/i.exec(text.slice(at + 3, at + 24)) ?? [];
      if (end === -1) return [...open, { sign: '```', language }];
      at = end + 2;
    } else if (text[at] === '`') {
      const end = text.indexOf('`', at + 1);
      if (end !== -1) at = end;
    } else {
      const sign = SIGNS.find((one) => text.startsWith(one, at));
      if (sign === undefined) continue;
      const begin = open.findIndex((one) => one.sign === sign);
      if (begin === -1) open.push({ sign, language: '' });
      else open.splice(begin);
      at += 1;
    }
  }
  return open;
}

const SENTENCE_END = /[.!?…。！？]["'”’»)\]]*\s/gu;

function firstPiece(text: string, max: number): string {
  const window = text.slice(0, max);
  const line = window.lastIndexOf('\n');
  if (line > max / 2) return text.slice(0, line);
  let sentence = 0;
  for (const match of window.matchAll(SENTENCE_END)) sentence = match.index + match[0].length;
  if (sentence > max / 2) return text.slice(0, sentence);
  return cutBefore(text, max);
}
