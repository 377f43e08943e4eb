import type { ImportedArticle } from './import-source.ts';
import type { Became, Told } from './source.ts';

/** How much of a block is shown. */
const SHOWN = 60;

/** What became of every block, a line each, and what of the article is in the pack. */
export function describeImport(imported: ImportedArticle): readonly string[] {
  const { told } = imported;
  const width = Math.max(...told.map(({ became }) => became.length));
  const digits = Math.max(4, ...told.map(({ line }) => String(line).length));
  return [
    `${'line'.padStart(digits)}  ${'became'.padEnd(width)}  what`,
    ...told.map((one) => {
      const line = (one.line === 0 ? '' : String(one.line)).padStart(digits);
      return `${line}  ${one.became.padEnd(width)}  ${shown(one.text)}${reasonOf(one)}`;
    }),
    '',
    describeCounts(imported),
    describeWords(imported),
    ...describeProposals(told),
  ];
}

function reasonOf({ why, proposed }: Told): string {
  const parts = [...(proposed ? ['proposed'] : []), ...(why === null ? [] : [why])];
  return parts.length === 0 ? '' : `  (${parts.join(': ')})`;
}

function shown(text: string): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  const letters = Array.from(line);
  return letters.length <= SHOWN
    ? line
    : `${letters
        .slice(0, SHOWN - 1)
        .join('')
        .trimEnd()}…`;
}

export function countBlocks(told: readonly Told[], became: Became): number {
  return told.filter((one) => one.became === became).length;
}

function describeCounts({ told, pack }: ImportedArticle): string {
  const counts = [
    counted(countBlocks(told, 'contents entry'), 'contents entry', 'contents entries'),
    counted(pack?.sections.length ?? countBlocks(told, 'section'), 'section'),
    counted(pack?.highlights.length ?? countBlocks(told, 'highlight'), 'highlight'),
    counted(pack?.faq.length ?? countBlocks(told, 'question'), 'question'),
    `${countBlocks(told, 'dropped')} dropped`,
  ];
  return `${counts.join(', ')}.`;
}

function describeWords({ words }: ImportedArticle): string {
  const { article, kept, dropped, missing } = words;
  const lost = missing.length === 0 ? '' : ` Not there: ${missing.join(', ')}.`;
  return `Kept ${percent(kept, article)} of the article's ${article} words; ${dropped} words around it were dropped.${lost}`;
}

/** Never 100 % where a word is missing. */
function percent(part: number, whole: number): string {
  return `${whole === 0 ? 100 : Math.floor((part * 1000) / whole) / 10} %`;
}

function describeProposals(told: readonly Told[]): readonly string[] {
  const proposed = told.filter((one) => one.proposed);
  return proposed.length === 0
    ? []
    : [
        `Proposed, since the page has none: ${[...new Set(proposed.map(({ became }) => became))].join(', ')}. Look at it before others do.`,
      ];
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
