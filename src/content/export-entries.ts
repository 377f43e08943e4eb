import type { Steps } from '../time-slices.ts';
import { answerBlock } from './answer-block.ts';
import type { EntryDraft } from './entry.ts';
import { ENTRY_KEYWORDS, keywordLine, usualWord } from './headings.ts';
import type { Library, Locale } from './pack.ts';
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
export function* exportEntries(
  entries: readonly EntryDraft[],
  { locale, library, title, summary }: Export,
): Steps<string> {
  const names = sectionNames(library, locale);
  const blocks = [
    // JSON's strings are YAML's.
    `---\ntitle: ${JSON.stringify(title)}\nsource: ${JSON.stringify(title)}\n---`,
    inline(summary),
    `## ${usualWord('faq', locale)}`,
  ];
  for (const entry of entries) {
    if (entry.locale === locale) blocks.push(entryMarkdown(entry, names));
    yield;
  }
  return `${blocks.join('\n\n')}\n`;
}

/** As the entry would stand in a pack. */
function entryMarkdown(
  { question, answer, wordings, section, locale, author = null }: EntryDraft,
  names: SectionNames,
): string {
  const name = section === null ? null : names.nameOf(section);
  const see = name === null ? [] : [`${usualWord('see', locale)}: ${inline(name)}`];
  const credit = author === null ? [] : [`${usualWord('answeredBy', locale)}: ${inline(author)}`];
  const list = wordings.map((wording) => `- ${inline(wording)}`);
  const alsoAsked = list.length === 0 ? [] : [[`${usualWord('alsoAsked', locale)}:`, ...list].join('\n')];
  const text = isPlain(answer, locale) ? answer : answerBlock(answer);
  return [`### ${inline(question)}`, text, ...see, ...credit, ...alsoAsked].join('\n\n');
}

/** One line that begins with a letter and has no sign that either Markdown could read as markup. */
const PLAIN_LINE = /^\p{L}[^\\`*_~|<>&[\]#{}\t\n\v\f\r\u0085\u2028\u2029]*$/u;

/**
 * Whether an answer in Discord's Markdown is the same as CommonMark: paragraphs of one line each, without markup. Told
 * from its characters alone: parsing 500 answers to make sure takes a minute.
 */
function isPlain(answer: string, locale: Locale): boolean {
  return answer
    .split('\n\n')
    .every(
      (line) =>
        PLAIN_LINE.test(line) && line === line.trim() && keywordLine(line, locale, ENTRY_KEYWORDS) === null,
    );
}

/** Markdown that shows exactly this line, as a heading, an item of a list or behind a keyword. */
export function inline(line: string): string {
  return line
    .replace(/[\\`*_~|<>&[\]#{}]/g, String.raw`\$&`)
    .replace(/^[-+](?![\p{L}\p{N}])/u, String.raw`\$&`)
    .replace(/^(\d{1,9})([.)])/, String.raw`$1\$2`);
}
