import type { Block, Item } from './markdown.ts';

/**
 * A list of which each item asks something and goes on with the answer, as bold questions with what stands below them; the
 * same where some item doesn't.
 */
export function questionItems(block: Block): readonly Block[] {
  if (block.kind !== 'list') return [block];
  const read = block.items.map(questionItem);
  const found = read.flatMap((blocks) => blocks ?? []);
  return read.length > 0 && read.every((blocks) => blocks !== null) ? found : [block];
}

function questionItem({ blocks, line }: Item): readonly Block[] | null {
  const [first, ...others] = blocks;
  if (first?.kind !== 'paragraph') return null;
  const [, bold, behind = ''] =
    /^(\*\*|__)(?:(?!\1)[^\n]){2,300}?\1[ \t]*([?？]?[^]*)$/.exec(first.text) ?? [];
  const asked = askedIn(first.plainLines);
  if (asked === null) return null;
  const isBold = bold !== undefined && first.boldLine === null;
  const text = isBold ? behind.replace(/^[?？]/, '') : first.text.split('\n').slice(1).join('\n');
  const plainLines = first.plainLines.slice(asked.length).trim();
  const answer: readonly Block[] =
    plainLines === '' || text.trim() === ''
      ? []
      : [
          {
            ...first,
            text: text.replace(/^\s*(?:<br ?\/?>|[:–—-](?=\s))?\s*/, ''),
            plainLines: plainLines.replace(/^[:–—-]\s+/, ''),
            plain: plainLines.replace(/\s+/gu, ' '),
            boldLine: null,
          },
        ];
  // A question and its answer in one line, without a sign between them, are not told apart.
  if (plainLines !== '' && answer.length === 0) return null;
  if (answer.length + others.length === 0) return null;
  const question = asked.trim();
  return [
    {
      ...first,
      line,
      plain: question,
      plainLines: question,
      boldLine: { plain: question, isItalic: false, isAll: true },
    },
    ...answer,
    ...others,
  ];
}

/** Its first words up to a question mark, if these stand on one line. */
function askedIn(plainLines: string): string | null {
  const [asked] = /^[^\n?？]{2,300}[?？]/u.exec(plainLines) ?? [];
  return asked ?? null;
}
