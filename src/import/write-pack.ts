import { keywordLine, usualWord } from '../content/headings.ts';
import type { Article, ArticleEntry } from './article.ts';
import type { Piece } from './piece.ts';
import { inlineMarkdown } from './markdown-writer.ts';

/** The article as a pack's Markdown (docs/packs.md). */
export function writePack(article: Article, locale: string): string {
  const { title, source, url, published, summary, highlights, sections, entries, notCovered, proposed } =
    article;
  const blocks = [
    frontMatter({ title, source, url, published }),
    ...(proposed.summary ? [PROPOSED.summary] : []),
    ...summary.map(({ markdown }) => markdown),
  ];
  if (highlights.length > 0) {
    blocks.push(`## ${usualWord('highlights', locale)}`);
    if (proposed.highlights) blocks.push(PROPOSED.highlights);
    blocks.push(highlights.map(({ markdown }) => item(markdown)).join('\n'));
  }
  for (const { heading, pieces } of sections) {
    blocks.push(`## ${inlineMarkdown(heading)}`, ...apart(pieces));
  }
  if (entries.length > 0) {
    blocks.push(`## ${usualWord('faq', locale)}`, ...entries.flatMap((entry) => entryBlocks(entry, locale)));
  }
  if (notCovered.length > 0) {
    const topics = notCovered.map(({ topic }) => topic);
    blocks.push(`## ${usualWord('notCovered', locale)}`, topicList(topics));
  }
  return `${blocks.join('\n\n')}\n`;
}

/** The last part of a pack, for one that was written without it. */
export function proposedNotCovered(topics: readonly string[], locale: string): string {
  return [`## ${usualWord('notCovered', locale)}`, PROPOSED.notCovered, topicList(topics)].join('\n\n');
}

function topicList(topics: readonly string[]): string {
  return topics.map((topic) => item(inlineMarkdown(topic))).join('\n');
}

/** Comments: they show nothing, and stay until the author has looked. */
const PROPOSED = {
  summary: '<!-- Proposed: the page has no summary. Write one in your own words, or keep this. -->',
  highlights: '<!-- Proposed: the page has no highlights. Choose your own, or keep these. -->',
  entry: '<!-- Proposed: made from a heading of the article. -->',
  notCovered:
    '<!-- Proposed: readers of such pages ask this, and the page has no word on it. Delete what it does tell, or what nobody asks. -->',
} as const;

function frontMatter(fields: Readonly<Record<string, string | null>>): string {
  // JSON's strings are YAML's.
  const lines = Object.entries(fields).flatMap(([key, value]) =>
    value === null ? [] : [`${key}: ${key === 'published' ? value : JSON.stringify(value)}`],
  );
  return ['---', ...lines, '---'].join('\n');
}

/** What was written here, with another title. */
export function withTitle(markdown: string, title: string): string {
  return markdown.replace(/^title: .*$/m, () => `title: ${JSON.stringify(title)}`);
}

function item(markdown: string): string {
  return `- ${markdown.replaceAll('\n', '\n  ')}`;
}

function entryBlocks(
  { question, answer, wordings, section, proposed }: ArticleEntry,
  locale: string,
): readonly string[] {
  const alsoAsked = wordings.map((wording) => item(inlineMarkdown(wording)));
  return [
    `### ${inlineMarkdown(question)}`,
    ...(proposed ? [PROPOSED.entry] : []),
    ...apart(answer).map((markdown) => withoutKeywords(markdown, locale)),
    ...(section === null ? [] : [`${usualWord('see', locale)}: ${inlineMarkdown(section)}`]),
    ...(alsoAsked.length === 0 ? [] : [[`${usualWord('alsoAsked', locale)}:`, ...alsoAsked].join('\n')]),
  ];
}

const LIST = /^(?:[-*+]|\d{1,9}[.)])[ \t]/;

/** Two lists that follow each other would be one. */
function apart(pieces: readonly Piece[]): readonly string[] {
  return pieces.flatMap(({ markdown }, at) =>
    LIST.test(markdown) && LIST.test(pieces[at - 1]?.markdown ?? '') ? ['<!-- -->', markdown] : [markdown],
  );
}

/** `See: …` that the article itself says is no keyword of the pack's. */
function withoutKeywords(markdown: string, locale: string): string {
  if (/^(?:`{3,}|~{3,}|<)/.test(markdown)) return markdown;
  return markdown
    .split('\n')
    .map((line) =>
      keywordLine(line, locale) === null
        ? line
        : line.replace(/[:：]/u, (colon) => (colon === ':' ? String.raw`\:` : '&#xFF1A;')),
    )
    .join('\n');
}
