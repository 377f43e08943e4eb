import { createHash } from 'node:crypto';
import { readFaq } from './faq.ts';
import { readFrontMatter } from './front-matter.ts';
import { fixedHeading, fixedHeadingsOfAllLanguages, foldHeading, usualWord } from './headings.ts';
import type { FixedHeading } from './headings.ts';
import { readBlocks, type Block } from './markdown.ts';
import { similarityOf } from './nearest.ts';
import type { Locale, Pack, Section } from './pack.ts';
import { joinText, readHighlights, readNotCovered, readSection, type Part } from './passages.ts';
import { createProblemLog, hasErrors, sortProblems, type Problem, type ProblemLog } from './problem.ts';
import { createSlugs } from './slug.ts';
import { reportSharedWordings } from './wordings.ts';

/** Parsing takes about a second for each 500 kB, and nothing is answered meanwhile. */
export const MOST_BYTES = 2_000_000;

export interface ParsedPack {
  /** Null where there is an error. */
  readonly pack: Pack | null;
  /** By line. */
  readonly problems: readonly Problem[];
}

/** Reads one language of an article. `file` is only for the problems. Never throws. */
export function parsePack(
  text: string,
  { file, slug, locale }: { readonly file: string; readonly slug: string; readonly locale: Locale },
): ParsedPack {
  const { log, problems } = createProblemLog(file);
  const pack = readPack(text, slug, locale, log);
  return { pack: hasErrors(problems) ? null : pack, problems: sortProblems(problems) };
}

function readPack(text: string, slug: string, locale: Locale, log: ProblemLog): Pack | null {
  if (Buffer.byteLength(text) > MOST_BYTES) {
    log.error(1, adviceOnSize());
    return null;
  }
  const normalised = normalise(text);
  reportInvisible(normalised, log);
  const { frontMatter, body } = readFrontMatter(normalised, log);
  if (body === null) return null;
  const blocks = readBlocks(body, log);
  if (blocks === null) return null;
  const { summary, parts } = splitParts(blocks, log);
  if (!summary.some((block) => block.kind === 'paragraph')) {
    const line = blocks[0]?.line ?? body.split('\n').length;
    log.error(line, 'Write a paragraph that sums the article up, above the first "##" heading.');
  }
  const sections = readSections(parts, locale, log);
  const highlightList = onlyPart('highlights', parts, locale, log);
  const highlights = highlightList === null ? [] : readHighlights(highlightList, locale, log);
  const questions = onlyPart('faq', parts, locale, log);
  const faq = questions === null ? [] : readFaq(questions, { locale, sections, log });
  const untold = onlyPart('notCovered', parts, locale, log);
  const notCovered = untold === null ? [] : readNotCovered(untold, log);
  reportSharedWordings(faq, notCovered, log);
  if (frontMatter === null) return null;
  return {
    slug,
    locale,
    ...frontMatter,
    summary: joinText(summary),
    highlights,
    sections,
    faq: faq.map(({ passage }) => passage),
    notCovered: notCovered.map(({ entry }) => entry),
    version: versionOf(normalised),
  };
}

export function adviceOnSize(): string {
  return `Split the article: a file holds at most ${MOST_BYTES / 1_000_000} MB.`;
}

/** The same on every system: no byte order mark, and `\n` at every line's end. */
function normalise(text: string): string {
  return text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
}

function versionOf(normalised: string): string {
  return createHash('sha256').update(normalised).digest('hex').slice(0, 16);
}

/** What no editor shows, and what cuts a text short in some of the places that it passes. */
function reportInvisible(text: string, log: ProblemLog): void {
  const position = text.indexOf('\0');
  if (position < 0) return;
  const line = text.slice(0, position).split('\n').length;
  log.error(line, 'Remove the NUL character on this line, or save the file as UTF-8 text.');
}

const PART_DEPTH = 2;

interface SplitBlocks {
  /** All before the first part. */
  readonly summary: readonly Block[];
  readonly parts: readonly Part[];
}

function splitParts(blocks: readonly Block[], log: ProblemLog): SplitBlocks {
  const summary: Block[] = [];
  const parts: { heading: string; line: number; blocks: Block[] }[] = [];
  for (const [position, block] of blocks.entries()) {
    if (block.kind === 'heading' && block.depth <= PART_DEPTH) {
      if (block.depth === 1) {
        reportTopHeading(block, position === 0, log);
        if (position === 0) continue;
      }
      if (block.plain === '') log.error(block.line, 'Write the heading behind "##".');
      parts.push({ heading: block.plain, line: block.line, blocks: [] });
    } else {
      (parts.at(-1)?.blocks ?? summary).push(block);
    }
  }
  return { summary, parts };
}

function reportTopHeading(block: Block, isFirst: boolean, log: ProblemLog): void {
  log.warn(
    block.line,
    isFirst
      ? 'Remove this heading: the title stands in the front matter.'
      : `Write "## ${block.plain}": sections start with "##".`,
  );
}

function onlyPart(fixed: FixedHeading, parts: readonly Part[], locale: Locale, log: ProblemLog): Part | null {
  const [first, ...others] = parts.filter((part) => fixedHeading(part.heading, locale) === fixed);
  for (const other of others) {
    log.error(other.line, `Put this together with "${other.heading}" on line ${first?.line ?? 1}.`);
  }
  return first ?? null;
}

function readSections(parts: readonly Part[], locale: Locale, log: ProblemLog): readonly Section[] {
  const slugs = createSlugs('section');
  const lines = new Map<string, number>();
  const sections: Section[] = [];
  for (const part of parts) {
    if (fixedHeading(part.heading, locale) !== null) continue;
    const folded = foldHeading(part.heading);
    const earlier = lines.get(folded);
    if (earlier === undefined) lines.set(folded, part.line);
    else log.error(part.line, `Give this section another heading: line ${earlier} has the same.`);
    reportLikelyFixedHeading(part, locale, log);
    sections.push(readSection(part, { index: sections.length + 1, slug: slugs(part.heading) }, log));
  }
  return sections;
}

/** As alike as `Highlight` and `Highlights`. */
const ALIKE = 0.8;

function reportLikelyFixedHeading(part: Part, locale: Locale, log: ProblemLog): void {
  const likely = fixedHeadingsOfAllLanguages().find(({ word }) => similarityOf(part.heading, word) >= ALIKE);
  if (likely === undefined) return;
  const usual = usualWord(likely.fixed, locale);
  log.warn(part.line, `Write "## ${usual}" if that is meant: "${part.heading}" is read as a section.`);
}
