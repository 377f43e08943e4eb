import { fixedHeading, usualWord } from './headings.ts';
import type { Block } from './markdown.ts';
import type { HeadedBlocks } from './passages.ts';
import type { ProblemLog } from './problem.ts';
import { headingDepthInText, headingOf, isQuestion } from './questions.ts';

/** One section with a question for its heading is a matter of style. */
const MANY = 2;

/** Whether the sections are the questions: most of their headings are some, and there is no FAQ. */
export function areSectionsQuestions(parts: readonly HeadedBlocks[], locale: string): boolean {
  const sections = sectionsOf(parts, locale);
  const asked = sections.filter(({ heading }) => isQuestion(heading, locale)).length;
  return asked >= MANY && asked * 2 >= sections.length && !hasFaq(parts, locale);
}

/** Reports questions that stand in the summary or among the sections: in the FAQ, members find them in its list, and while they type. */
export function reportQuestionHeadings(
  summary: readonly Block[],
  parts: readonly HeadedBlocks[],
  locale: string,
  log: ProblemLog,
): void {
  const faq = `"## ${usualWord('faq', locale)}"`;
  const sections = sectionsOf(parts, locale);
  if (areSectionsQuestions(parts, locale)) {
    const asked = sections.filter(({ heading }) => isQuestion(heading, locale));
    log.warn(
      asked[0]?.line ?? 1,
      `Put the ${asked.length} sections that are questions below ${faq}, with "### " before each: as sections, they are not listed with the questions.`,
    );
  }
  // What stands above the first part is shown as the summary, and isn't searched.
  const inner = [summary, ...sections.map(({ blocks }) => blocks)].flatMap((blocks) =>
    blocks.filter(
      (block, at) => headingDepthInText(block, blocks[at + 1]) !== null && isMarked(headingOf(block)),
    ),
  );
  const [first] = inner;
  if (first === undefined) return;
  log.warn(
    first.line,
    inner.length === 1
      ? `Put "${shown(headingOf(first))}" below ${faq} with "### " before it: it looks like a question, and is not listed with them here.`
      : `Put these ${inner.length} headings below ${faq}, with "### " before each: they look like questions, and are not listed with them here.`,
  );
}

function sectionsOf(parts: readonly HeadedBlocks[], locale: string): readonly HeadedBlocks[] {
  return parts.filter(({ heading }) => fixedHeading(heading, locale) === null);
}

function hasFaq(parts: readonly HeadedBlocks[], locale: string): boolean {
  return parts.some(({ heading }) => fixedHeading(heading, locale) === 'faq');
}

function isMarked(heading: string): boolean {
  return /[?？؟]$/u.test(heading);
}

function shown(heading: string): string {
  return heading.length <= 80 ? heading : `${heading.slice(0, 79)}…`;
}
