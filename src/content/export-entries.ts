import { answerBlock } from './answer-block.ts';
import type { EntryDraft } from './entry.ts';
import { usualWord } from './headings.ts';
import { readEntries } from './import-entries.ts';
import { readBlocks } from './markdown.ts';
import type { Block } from './markdown.ts';
import type { Library, Locale } from './pack.ts';
import { createProblemLog, hasErrors } from './problem.ts';
import { sectionNames } from './section-names.ts';
import type { SectionNames } from './section-names.ts';

interface Export {
  /** Only entries in this language are written. */
  readonly locale: Locale;
  /** Whose sections the entries cite; a section that it no longer has is left out. */
  readonly library: Library;
  readonly title: string;
  /** One paragraph that says what this is. */
  readonly summary: string;
}

/** A pack's Markdown that holds nothing but these entries. `importEntries` makes the same entries of it. */
export function exportEntries(
  entries: readonly EntryDraft[],
  { locale, library, title, summary }: Export,
): string {
  const names = sectionNames(library, locale);
  const own = entries.filter((entry) => entry.locale === locale);
  const blocks = [
    // JSON's strings are YAML's.
    `---\ntitle: ${JSON.stringify(title)}\nsource: ${JSON.stringify(title)}\n---`,
    inline(summary, isParagraph),
    `## ${usualWord('faq', locale)}`,
    ...own.map((entry) => entryMarkdown(entry, names)),
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** As the entry would stand in a pack; its answer in a block of its own where it would not come back the same. */
function entryMarkdown(entry: EntryDraft, names: SectionNames): string {
  const plain = written(entry, entry.answer, names);
  return comesBack(entry, plain, names) ? plain : written(entry, answerBlock(entry.answer), names);
}

function written({ question, wordings, section, locale }: EntryDraft, answer: string, names: SectionNames) {
  const name = section === null ? null : names.nameOf(section);
  const see = name === null ? [] : [`${usualWord('see', locale)}: ${inline(name, isParagraph)}`];
  const list = wordings.map((wording) => `- ${inline(wording, isItem)}`);
  const alsoAsked = list.length === 0 ? [] : [[`${usualWord('alsoAsked', locale)}:`, ...list].join('\n')];
  return [`### ${inline(question, isHeading)}`, answer, ...see, ...alsoAsked].join('\n\n');
}

/** Paragraphs without a sign that could mean something: parsing them to make sure takes milliseconds an entry. */
const PROSE = /^(?:(?:^|\n{1,2})\p{L}(?:[^\n:：<>[\]`\\&]*[^\s:：<>[\]`\\&])?)+$/u;

/** Among others, it gives the same answer, and leaves the others alone. */
function comesBack({ locale, answer }: EntryDraft, markdown: string, names: SectionNames): boolean {
  if (PROSE.test(answer)) return true;
  // A link's definition counts in the whole file.
  if (answer.includes(']:')) return false;
  const { log, problems } = createProblemLog('');
  const after = '### After\n\nAfter.';
  const heading = `## ${usualWord('faq', locale)}`;
  const [read, next, ...others] = readEntries([heading, markdown, after].join('\n\n'), {
    locale,
    names,
    log,
  });
  return !hasErrors(problems) && read?.answer === answer && next?.answer === 'After.' && others.length === 0;
}

/** Markdown that shows exactly this line. */
function inline(line: string, shows: (line: string, written: string) => boolean): string {
  const asItIs = WORDS.test(line) || (!line.includes(']:') && shows(line, line));
  return asItIs ? line : line.replace(MARKUP, String.raw`\$&`);
}

const WORDS = /^\p{L}[\p{L}\p{N} ,.?'’()-]*$/u;

/** A colon, too: `[a]: b` defines a link. */
const MARKUP = /[!-/:-@[-`{-~]/g;

function isHeading(line: string, markdown: string): boolean {
  const [block, ...others] = blocksOf(`### ${markdown}`);
  return others.length === 0 && block?.kind === 'heading' && block.depth === 3 && block.plain === line;
}

function isItem(line: string, markdown: string): boolean {
  const [list, ...others] = blocksOf(`- ${markdown}`);
  if (others.length > 0 || list?.kind !== 'list' || list.items.length !== 1) return false;
  const blocks = list.items[0]?.blocks ?? [];
  return blocks.length === 1 && blocks[0]?.kind === 'paragraph' && blocks[0].plain === line;
}

function isParagraph(line: string, markdown: string): boolean {
  const [block, ...others] = blocksOf(markdown);
  return others.length === 0 && block?.kind === 'paragraph' && block.plain === line;
}

/** None where something is wrong with it. */
function blocksOf(markdown: string): readonly Block[] {
  const { log, problems } = createProblemLog('');
  const blocks = readBlocks(markdown, log);
  return blocks === null || problems.length > 0 ? [] : blocks;
}
