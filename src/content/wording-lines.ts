import { inline } from './export-entries.ts';
import type { EntryAt } from './faq.ts';
import { keywordLine, usualWord } from './headings.ts';
import { linesOf, type Insertion } from './insert-lines.ts';
import { languageIn } from './locale-match.ts';
import { plainLines } from './markdown.ts';
import { sectionAt, type Pack } from './pack.ts';
import type { LaidOutPack } from './parse.ts';
import type { NotCoveredAt, WordingItem } from './passages.ts';
import {
  answerOf,
  newEntries,
  newTopics,
  waysTo,
  wordingsFor,
  type NewEntry,
  type WordingToAdd,
} from './wording-targets.ts';

/** The lines that add ways to ask to a pack's text, in the way in which its author writes them. */
export function insertionsFor(
  text: string,
  { pack, faq, notCovered, notCoveredLine }: LaidOutPack,
  wordings: readonly WordingToAdd[],
): readonly Insertion[] {
  const { locale } = pack;
  const lines = linesOf(text).map((line) => line.replace(/[\r\n]+$/, ''));
  const style = styleOf(lines, faq, locale);
  const entries = faq.flatMap((entry) => {
    const ways = wordingsFor(wordings, entry.passage.id);
    return ways.length === 0 ? [] : [belowEntry(entry, ways, lines, style)];
  });
  const topics = notCovered.flatMap((topic) => {
    const ways = waysTo(wordings, topic.entry.topic);
    return ways.length === 0 ? [] : [belowTopic(topic, ways, lines)];
  });
  const asked = newEntries(pack, wordings).flatMap((entry) => [
    '',
    ...entryLines(pack, entry, lines, faq, style),
  ]);
  const untold = newTopics(pack, wordings).flatMap((topic) =>
    topicLines(topic, waysTo(wordings, topic), style),
  );
  const end = lines.findLastIndex((line) => line.trim() !== '') + 1;
  const lastEntry = faq.at(-1);
  const lastTopic = notCovered.at(-1);
  const beforeTopics =
    notCoveredLine === null
      ? end
      : lines.findLastIndex((line, at) => at < notCoveredLine - 1 && line.trim() !== '') + 1;
  return [
    ...entries,
    ...(asked.length === 0
      ? []
      : [
          lastEntry === undefined
            ? { after: beforeTopics, lines: ['', `## ${usualWord('faq', locale)}`, ...asked] }
            : { after: lastEntry.lastLine, lines: asked },
        ]),
    ...topics,
    ...(untold.length === 0
      ? []
      : [
          lastTopic === undefined
            ? { after: end, lines: ['', `## ${usualWord('notCovered', locale)}`, '', ...untold] }
            : { after: lastTopic.lastLine, lines: untold },
        ]),
  ];
}

/** How this author writes. */
interface Style {
  readonly alsoAsked: string;
  readonly see: string;
  /** Between `Also asked:` and its list. */
  readonly gap: readonly string[];
  readonly marker: string;
}

function styleOf(lines: readonly string[], faq: readonly EntryAt[], locale: string): Style {
  const colon = languageIn(locale) === 'fr' ? ' :' : ':';
  const at = lines.findIndex((line) => keywordLine(line, locale)?.keyword === 'alsoAsked');
  const [first] = faq.flatMap(({ wordings }) => wordings);
  const { marker } = markerOf(lines[(first?.line ?? 0) - 1] ?? '');
  return {
    alsoAsked: at === -1 ? `${usualWord('alsoAsked', locale)}${colon}` : (lines[at] ?? '').trim(),
    see: `${usualWord('see', locale)}${colon}`,
    gap: at !== -1 && lines[at + 1]?.trim() === '' ? [''] : [],
    marker: /^[-*+]$/.test(marker) ? marker : '-',
  };
}

function belowEntry(
  { wordings, lastLine }: EntryAt,
  ways: readonly string[],
  lines: readonly string[],
  { alsoAsked, gap, marker }: Style,
): Insertion {
  const last = wordings.at(-1);
  if (last !== undefined) return { after: last.lastLine, lines: itemsLike(last, ways, lines) };
  const list = [alsoAsked, ...gap, ...ways.map((way) => `${marker} ${asItem(way)}`)];
  const follows = (lines[lastLine] ?? '').trim() !== '';
  return { after: lastLine, lines: ['', ...list, ...(follows ? [''] : [])] };
}

/** Items as the one above them. */
function itemsLike(last: WordingItem, ways: readonly string[], lines: readonly string[]): readonly string[] {
  const { indent, marker, space } = markerOf(lines[last.line - 1] ?? '');
  const number = Number.parseInt(marker, 10);
  const apart = (lines[last.line - 2] ?? '').trim() === '' && isItem(lines[last.line - 3]) ? [''] : [];
  return ways.flatMap((way, at) => {
    const own = Number.isNaN(number) ? marker : `${number + at + 1}${marker.slice(-1)}`;
    return [...apart, `${indent}${own}${space}${asItem(way)}`];
  });
}

function belowTopic(
  { line, lastLine, wordings }: NotCoveredAt,
  ways: readonly string[],
  lines: readonly string[],
): Insertion {
  const last = wordings.at(-1);
  if (last !== undefined) return { after: last.lastLine, lines: itemsLike(last, ways, lines) };
  const { indent, marker, space } = markerOf(lines[line - 1] ?? '');
  const within = `${indent}${' '.repeat(marker.length)}${space}`;
  return { after: lastLine, lines: ways.map((way) => `${within}- ${asItem(way)}`) };
}

function topicLines(topic: string, ways: readonly string[], { marker }: Style): readonly string[] {
  return [`${marker} ${asItem(topic)}`, ...ways.map((way) => `  - ${asItem(way)}`)];
}

function entryLines(
  pack: Pack,
  { passage, ways: [question = '', ...more] }: NewEntry,
  lines: readonly string[],
  faq: readonly EntryAt[],
  { alsoAsked, see, gap, marker }: Style,
): readonly string[] {
  const [, signs = '###'] = /^ {0,3}(#{1,6})\s/.exec(lines[(faq.at(-1)?.line ?? 0) - 1] ?? '') ?? [];
  const section = sectionAt(pack, passage.section);
  const list = [alsoAsked, ...gap, ...more.map((way) => `${marker} ${asItem(way)}`)];
  return [
    `${signs} ${asHeading(question)}`,
    '',
    ...answerOf(passage).split('\n'),
    ...(section === null ? [] : ['', `${see} ${asItem(section.heading)}`]),
    ...(more.length === 0 ? [] : ['', ...list]),
  ];
}

function markerOf(line: string): {
  readonly indent: string;
  readonly marker: string;
  readonly space: string;
} {
  const [, indent = '', marker = '-', space = ' '] = /^(\s*)([-*+]|\d{1,9}[.)])(\s+)/.exec(line) ?? [];
  return { indent, marker, space };
}

function isItem(line: string | undefined): boolean {
  return /^\s*(?:[-*+]|\d{1,9}[.)])\s/.test(line ?? '');
}

/** Markdown that shows exactly this: as it was typed, where that does. */
function asItem(text: string): string {
  return plainLines(text) === text ? text : inline(text);
}

function asHeading(text: string): string {
  return plainLines(`### ${text}`) === text ? text : inline(text);
}
