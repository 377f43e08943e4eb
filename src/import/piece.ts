import type { Block } from '../content/markdown.ts';
import { withoutNumber } from './recognise.ts';
import { OPEN_ENTRY } from './source.ts';

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

export function textPiece(markdown: string, line: number): readonly Piece[] {
  return markdown.trim() === '' ? [] : [{ markdown: markdown.trim(), plain: roughPlain(markdown), line }];
}

/** What a reader sees of a short piece, about: only for the report. */
export function roughPlain(markdown: string): string {
  return markdown
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\\(?=[^\w\s])|\*\*|__|`/g, '')
    .replace(/^\*([^*]+)\*$/, '$1')
    .replace(/\s+/gu, ' ')
    .trim();
}

export function escapedHeading(plain: string): string {
  return plain.replace(/[\\`*_~|<>&[\]#{}]/g, String.raw`\$&`);
}
