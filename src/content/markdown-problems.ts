import type { RootContent } from 'mdast';
import { resolveAddress } from '../markdown/address.ts';
import { nodesOf, withoutComments } from '../markdown/commonmark.ts';
import { unknownTags } from '../markdown/html.ts';
import { lineAt } from '../markdown/raw-blocks.ts';
import { keywordLine } from './headings.ts';
import { spanOf, type MarkdownSource } from './markdown-source.ts';
import type { ProblemLog } from './problem.ts';

/** Of Liquid, Jinja and Hugo, which put something else in its place. */
const TEMPLATE_SIGN = /\{%[^{}\n]{1,80}%\}|\{\{[^{}\n]{1,80}\}\}/;
const TEMPLATE = '{{';

/**
 * Tags and signs of templates that mean nothing here are shown as they are, and a comment without an end hides the rest of the file.
 *
 * @param told the tags and signs that were reported before: each once a file
 */
export function reportHtml(
  block: RootContent,
  linesBefore: number,
  log: ProblemLog,
  told: Set<string>,
): void {
  let shown = false;
  for (const node of nodesOf(block)) {
    const line = linesBefore + spanOf(node).line;
    if (node.type === 'text' && node.value.includes('<!--')) {
      log.warn(line, 'End this comment with "-->" before the next empty line: members would see it.');
    }
    const [sign] = node.type === 'text' ? (TEMPLATE_SIGN.exec(node.value) ?? []) : [];
    if (sign !== undefined && !told.has(TEMPLATE)) {
      told.add(TEMPLATE);
      log.warn(
        line,
        `Write what another tool would put here, or mark it as code: members see "${sign}" as it stands.`,
      );
    }
    if (node.type !== 'html') continue;
    const rest = withoutComments(node.value);
    if (rest.trimStart().startsWith('<!--')) {
      log.error(line, 'End this comment with "-->": it hides everything below it.');
    } else if (rest.trim() !== '' && !rest.includes('<') && !shown) {
      shown = true;
      log.warn(line, 'Write what stands behind this comment on a line of its own: its markup is lost here.');
    }
    for (const tag of unknownTags(rest)) {
      if (told.has(tag)) continue;
      told.add(tag);
      log.warn(line, `Write this HTML as Markdown: Discord has none, and shows "<${tag}>" as it stands.`);
    }
  }
}

/** The page that addresses are meant from, and the language of keywords. */
export interface LinkPlace {
  readonly url: string | null;
  readonly locale: string;
}

/** Addresses that lead nowhere from Discord. */
export function reportLinks(
  block: RootContent,
  source: MarkdownSource,
  { url, locale }: LinkPlace,
  log: ProblemLog,
): void {
  for (const node of nodesOf(block)) {
    if (
      node.type !== 'link' &&
      node.type !== 'image' &&
      node.type !== 'linkReference' &&
      node.type !== 'imageReference'
    ) {
      continue;
    }
    const address = 'url' in node ? node.url : source.definitions.links.get(node.identifier)?.url;
    if (address === undefined) continue;
    const what = node.type === 'link' || node.type === 'linkReference' ? 'link' : 'picture';
    const advice = adviceOnAddress(what, address, url);
    if (advice === null || isReference(source.text, spanOf(node).start, locale)) continue;
    log.warn(source.linesBefore + spanOf(node).line, advice);
  }
}

/** Behind `See:`, a link only names a section. */
function isReference(text: string, position: number, locale: string): boolean {
  const line = lineAt(text, text.lastIndexOf('\n', position - 1) + 1);
  return keywordLine(line, locale)?.keyword === 'see';
}

const SHOWN = 100;

function adviceOnAddress(what: 'link' | 'picture', address: string, base: string | null): string | null {
  const named = `"${address.slice(0, SHOWN)}"`;
  switch (resolveAddress(address, base).kind) {
    case 'web':
      return null;
    case 'contact':
      return what === 'link'
        ? null
        : `Write the address of a picture that starts with https://: ${named} is none.`;
    case 'relative':
      return `Write the whole address of this ${what}, starting with https://, or the article's own behind "url:" in the front matter: ${named} leads nowhere from Discord.`;
    case 'none':
      return address.trim() === ''
        ? `Write the address of this ${what}: there is none.`
        : `Write an address that starts with https:// or http://: Discord opens no ${named}.`;
  }
}
