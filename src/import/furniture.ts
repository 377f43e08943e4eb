import type { Block } from '../content/markdown.ts';
import { contentsKey, furnitureIn, isContentsHeading } from './recognise.ts';
import { told, type Told } from './source.ts';

/** Without what belongs to the page and not to the article, and without lists of its headings. */
export function withoutFurniture(
  blocks: readonly Block[],
  headings: ReadonlySet<string>,
  notes: Told[],
): readonly Block[] {
  return blocks.filter((block, at) => {
    const { line, plain } = block;
    if (isContents(block, headings)) {
      if (block.kind === 'list')
        for (const entry of entriesOf(block)) notes.push(told(entry.line, 'contents entry', entry.plain));
      return false;
    }
    if (
      (block.kind === 'heading' || block.kind === 'paragraph') &&
      isContentsHeading(plain) &&
      leadsToContents(blocks.slice(at + 1), headings)
    ) {
      notes.push(told(line, 'dropped', plain, 'the heading of the contents, which come by themselves'));
      return false;
    }
    const why =
      block.kind === 'paragraph'
        ? (furnitureIn(plain) ?? badges(block) ?? emptyHtml(block))
        : emptyHtml(block);
    if (why !== null) notes.push(told(line, 'dropped', plain, why));
    return why === null;
  });
}

function leadsToContents([next]: readonly Block[], headings: ReadonlySet<string>): boolean {
  return next === undefined || next.kind === 'heading' || isContents(next, headings);
}

/** Pictures that show a state: each leads somewhere else, and none says anything. */
function badges({ text }: Block): string | null {
  const rest = text.replace(
    /\[!\[[^\]]{0,200}\](?:\([^)]{0,1000}\)|\[[^\]]{0,200}\])\](?:\([^)]{0,1000}\)|\[[^\]]{0,200}\])|!\[[^\]]{0,200}\]\((?=[^)]{0,1000}(?:shields\.io|badge|travis|codecov))[^)]{0,1000}\)/g,
    '',
  );
  return rest.trim() === '' && text.trim() !== '' ? 'badges' : null;
}

function emptyHtml({ kind, text, plain }: Block): string | null {
  return (kind === 'other' || kind === 'paragraph') &&
    text.startsWith('<') &&
    !/[\p{L}\p{N}]/u.test(plain.replace(/<[^<>]*>/g, ''))
    ? 'HTML without text'
    : null;
}

function isContents(block: Block, headings: ReadonlySet<string>): boolean {
  if (block.kind !== 'list') return false;
  const entries = entriesOf(block);
  const links = entries.filter(({ text }) => /^\[[^\]]*(?:\][^\]]*)?\]\(#[^)]*\)$/u.test(text)).length;
  const named = entries.filter(({ plain }) => headings.has(contentsKey(plain))).length;
  return (
    entries.length > 0 &&
    (links / entries.length >= 0.8 || (entries.length > 2 && named / entries.length >= 0.7))
  );
}

interface ContentsEntry {
  readonly line: number;
  readonly plain: string;
  readonly text: string;
}

function entriesOf(block: Block): readonly ContentsEntry[] {
  if (block.kind !== 'list') return [];
  return block.items.flatMap(({ blocks }) =>
    blocks.flatMap((inner) =>
      inner.kind === 'list' ? entriesOf(inner) : [{ line: inner.line, plain: inner.plain, text: inner.text }],
    ),
  );
}
