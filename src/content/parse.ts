import { createHash } from 'node:crypto';
import { ARTICLE_LIMITS } from '../markdown/reading-limits.ts';
import { runAtOnce, type Steps } from '../time-slices.ts';
import { readFaq, type EntryAt } from './faq.ts';
import { readFrontMatter } from './front-matter.ts';
import { normalise, readText } from './file-text.ts';
import { fixedHeading, fixedHeadingsOfAllLanguages, foldHeading, usualWord } from './headings.ts';
import { readBlocks } from './markdown.ts';
import { similarityOf } from './nearest.ts';
import type { Locale, Pack, Section } from './pack.ts';
import { onlyPart, splitParts } from './parts.ts';
import {
  joinText,
  readHighlights,
  readNotCovered,
  type HeadedBlocks,
  type NotCoveredAt,
} from './passages.ts';
import { createProblemLog, hasErrors, sortProblems, type Problem, type ProblemLog } from './problem.ts';
import { areSectionsQuestions, reportQuestionHeadings } from './question-headings.ts';
import { isQuestion } from './questions.ts';
import { readSection } from './section.ts';
import { createSlugs } from './slug.ts';
import { reportSharedWordings } from './shared-wordings.ts';

export interface ParsedPack {
  /** Null where there is an error. */
  readonly pack: Pack | null;
  /** By line. */
  readonly problems: readonly Problem[];
  /** Where questions and sections stand, by the ids of the ones and the slugs of the others; none where there is no pack. */
  readonly lines: Lines;
}

export type Lines = ReadonlyMap<string, number>;

export interface PackPlace {
  /** Only for the problems. */
  readonly file: string;
  readonly slug: string;
  readonly locale: Locale;
}

/** `readPack` at once. */
export function parsePack(text: string, place: PackPlace): ParsedPack {
  return runAtOnce(readPack(text, place));
}

/** Reads one language of an article. Never throws. */
export function* readPack(text: string, place: PackPlace): Steps<ParsedPack> {
  const { laidOut, problems, lines } = yield* readLaidOut(text, place);
  return { pack: laidOut?.pack ?? null, problems, lines };
}

/** A pack, and where what can be added to stands in its text. */
export interface LaidOutPack {
  readonly pack: Pack;
  readonly faq: readonly EntryAt[];
  readonly notCovered: readonly NotCoveredAt[];
  /** The line of the heading; null where there is none. */
  readonly notCoveredLine: number | null;
}

interface ParsedLayout extends Omit<ParsedPack, 'pack'> {
  /** Null where there is an error. */
  readonly laidOut: LaidOutPack | null;
}

/** The same, with the layout. Never throws. */
export function* readLaidOut(text: string, { file, slug, locale }: PackPlace): Steps<ParsedLayout> {
  const { log, problems } = createProblemLog(file);
  const lines = new Map<string, number>();
  const laidOut = yield* packOf(text, { slug, locale, log, lines });
  const isGood = laidOut !== null && !hasErrors(problems);
  return {
    laidOut: isGood ? laidOut : null,
    problems: sortProblems(problems),
    lines: isGood ? lines : new Map(),
  };
}

interface Reading {
  readonly slug: string;
  readonly locale: Locale;
  readonly log: ProblemLog;
  /** To be added to. */
  readonly lines: Map<string, number>;
}

function* packOf(text: string, { slug, locale, log, lines }: Reading): Steps<LaidOutPack | null> {
  const normalised = readText(text, log);
  if (normalised === null) return null;
  const { frontMatter, titleLine, body } = readFrontMatter(normalised, log);
  if (body === null) return null;
  const blocks = yield* readBlocks(body, { url: frontMatter?.url ?? null, locale }, ARTICLE_LIMITS, log);
  if (blocks === null) return null;
  const { summary, parts } = splitParts(blocks, log, titleLine);
  if (!summary.some((block) => block.kind === 'paragraph')) {
    const line = blocks[0]?.line ?? body.split('\n').length;
    log.error(line, 'Write a paragraph that sums the article up, above the first "##" heading.');
  }
  const sections = readSections(parts, locale, log, lines);
  reportQuestionHeadings(summary, parts, locale, log);
  const highlightList = onlyPart('highlights', parts, locale, log);
  const highlights = highlightList === null ? [] : readHighlights(highlightList, locale, log);
  const questions = onlyPart('faq', parts, locale, log);
  const faq = questions === null ? [] : yield* readFaq(questions, { locale, sections, log });
  for (const { passage, line } of faq) lines.set(passage.id, line);
  const untold = onlyPart('notCovered', parts, locale, log);
  const notCovered = untold === null ? [] : readNotCovered(untold, log);
  yield* reportSharedWordings(faq, notCovered, log);
  if (frontMatter === null) return null;
  const pack: Pack = {
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
  return { pack, faq, notCovered, notCoveredLine: untold?.line ?? null };
}

/** The version that a pack of this text has. */
export function versionOfText(text: string): string {
  return versionOf(normalise(text));
}

function versionOf(normalised: string): string {
  return createHash('sha256').update(normalised).digest('hex').slice(0, 16);
}

function readSections(
  parts: readonly HeadedBlocks[],
  locale: Locale,
  log: ProblemLog,
  lines: Map<string, number>,
): readonly Section[] {
  const areQuestions = areSectionsQuestions(parts, locale);
  const slugs = createSlugs('section');
  const taken = new Map<string, number>();
  const sections: Section[] = [];
  for (const part of parts) {
    if (fixedHeading(part.heading, locale) !== null) continue;
    const folded = foldHeading(part.heading);
    const earlier = taken.get(folded);
    if (earlier === undefined) taken.set(folded, part.line);
    else log.error(part.line, `Give this section another heading: line ${earlier} has the same.`);
    reportLikelyFixedHeading(part, locale, log);
    const isAnswer = areQuestions && isQuestion(part.heading, locale);
    const section = readSection(
      part,
      { index: sections.length + 1, slug: slugs(part.heading), locale, isAnswer },
      log,
    );
    lines.set(section.slug, part.line);
    sections.push(section);
  }
  return sections;
}

/** As alike as `Highlight` and `Highlights`. */
const ALIKE = 0.8;

function reportLikelyFixedHeading(part: HeadedBlocks, locale: Locale, log: ProblemLog): void {
  const likely = fixedHeadingsOfAllLanguages().find(({ word }) => similarityOf(part.heading, word) >= ALIKE);
  if (likely === undefined) return;
  const usual = usualWord(likely.fixed, locale);
  log.warn(part.line, `Write "## ${usual}" if that is meant: "${part.heading}" is read as a section.`);
}
