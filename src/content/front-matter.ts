import { isMap, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import { z } from 'zod';
import { asGitHub } from '../markdown/dialects.ts';
import { plainLines } from './markdown.ts';
import { nearest, similarityOf } from './nearest.ts';
import type { ProblemLog } from './problem.ts';
import { tomlFields } from './toml-fields.ts';

interface FrontMatter {
  readonly title: string;
  readonly source: string;
  readonly url: string | null;
  /** ISO 8601 date. */
  readonly published: string | null;
}

export interface SplitText {
  /** Null where there is none, or where it doesn't end. */
  readonly frontMatter: FrontMatter | null;
  /** That of the heading which is the title, because the front matter has none; null where that has one. */
  readonly titleLine: number | null;
  /**
   * The whole text with the front matter's lines emptied, so that every line keeps its number; null where
   * it can't be told where it starts.
   */
  readonly body: string | null;
}

const EXAMPLE = '"---", "title: …", "source: …", "---"';

/** Reading YAML takes a time that grows with the square of the number of its keys. */
const MAX_CHARACTERS = 10_000;

/** Hugo's for TOML. */
const TOML_FENCE = '+++';

/** Whether a file seems to have some: what is wrong with it, `readFrontMatter` says. */
export function beginsWithFrontMatter(text: string): boolean {
  return ['---', TOML_FENCE].some((fence) => text.trimStart().startsWith(fence));
}

/**
 * Reads the lines between `---` and `---` (YAML) or `+++` and `+++` (TOML) at the top of a file. Where it has no title, as in
 * files of other tools, the file's first heading is it.
 */
export function readFrontMatter(text: string, log: ProblemLog): SplitText {
  const lines = text.split('\n');
  const first = lines.findIndex((line) => line.trim() !== '');
  const opening = lines[first]?.trimEnd() ?? '';
  if (/^---[^-]/.test(opening)) {
    log.error(first + 1, 'Keep only "---" on this line, and write the front matter below it.');
    return { frontMatter: null, titleLine: null, body: null };
  }
  if (opening !== '---' && opening !== TOML_FENCE) {
    const heading = titleHeading(lines, 0);
    const advice = `Start the file with its front matter, on four lines of their own: ${EXAMPLE}.`;
    if (heading === null) {
      log.error(1, advice);
      return { frontMatter: null, titleLine: null, body: text };
    }
    log.warn(1, `${advice} Until then, the heading on line ${heading.line} is its title and its source.`);
    const { title } = heading;
    return {
      frontMatter: { title, source: title, url: null, published: null },
      titleLine: heading.line,
      body: text,
    };
  }
  const length = lines
    .slice(first + 1)
    .findIndex((line) => line.trimEnd() === opening || (opening === '---' && line.trimEnd() === '...'));
  if (length < 0) {
    log.error(first + 1, `End the front matter with a line "${opening}".`);
    return { frontMatter: null, titleLine: null, body: null };
  }
  const start = first + 1;
  const end = start + length;
  const characters = lines.slice(start, end).join('\n').length;
  if (characters > MAX_CHARACTERS) {
    const advice = `Shorten the front matter: it has ${characters} characters, and at most ${MAX_CHARACTERS} can be read.`;
    log.error(first + 1, advice);
    return { frontMatter: null, titleLine: null, body: null };
  }
  const body = lines.map((line, position) => (position <= end ? '' : line)).join('\n');
  const written = lines.slice(start, end).join('\n');
  const fields = opening === TOML_FENCE ? tomlLines(written, start + 1) : yamlLines(written, start + 1, log);
  const hasTitle = fields === null || fields.some(({ key, value }) => key === 'title' && value !== null);
  const heading = hasTitle ? null : titleHeading(lines, end + 1);
  const frontMatter = fields === null ? null : readFields(fields, start, heading, log);
  return { frontMatter, titleLine: heading?.line ?? null, body };
}

interface Heading {
  readonly title: string;
  readonly line: number;
}

/** The heading that a file begins with, behind comments; null where it begins with anything else. */
function titleHeading(lines: readonly string[], from: number): Heading | null {
  const at = lines.findIndex((line, position) => position >= from && !/^\s*(?:<!--.*-->\s*)?$/.test(line));
  const [, written] = /^ {0,3}#[ \t]+(.*)$/.exec(lines[at] ?? '') ?? [];
  const title =
    written === undefined
      ? ''
      : plainLines(asGitHub(`# ${written}`))
          .replace(/\s+/gu, ' ')
          .trim();
  return title === '' ? null : { title, line: at + 1 };
}

const line = z
  .string()
  .transform((text) => text.replace(/\s+/gu, ' ').trim())
  .pipe(z.string().min(1));

const KEYS = ['title', 'source', 'url', 'published'] as const;
type Key = (typeof KEYS)[number];

const KNOWN: Readonly<Record<Key, z.ZodType<string>>> = {
  title: line,
  source: line,
  url: z.string().trim().refine(isWebAddress),
  published: z.iso.date(),
};

function isKey(key: string): key is Key {
  return KEYS.some((known) => known === key);
}

/** For a key that is missing, and for one with something else behind it. */
const ADVICE: Readonly<Record<Key, string>> = {
  title: 'Give the front matter a title, as text: title: "What the pack is called".',
  source:
    'Give the front matter a source, as text: source: "The title of the article that the pack was made from".',
  url: 'Write the whole address of the article behind "url:", starting with https:// or http://.',
  published: 'Write the date behind "published:" as year, month and day, such as 2025-02-01.',
};

interface FrontMatterField {
  readonly key: string;
  /** Null where nothing is written; an empty list where it isn't one plain value. */
  readonly value: unknown;
  readonly line: number;
}

function tomlLines(toml: string, firstLine: number): readonly FrontMatterField[] {
  return tomlFields(toml).map((field) => ({ ...field, line: firstLine + field.line }));
}

/** Null where it can't be read, which is an error. */
function yamlLines(yaml: string, firstLine: number, log: ProblemLog): readonly FrontMatterField[] | null {
  const lineCounter = new LineCounter();
  const lineAt = (offset: number) => firstLine + Math.max(0, lineCounter.linePos(offset).line - 1);
  const document = parseDocument(yaml, { schema: 'core', lineCounter, prettyErrors: false });
  const [error] = document.errors;
  if (error !== undefined) {
    log.error(lineAt(error.pos[0]), adviceOnSyntax(error.code, error.message));
    return null;
  }
  const fields = fieldsOf(document, lineAt);
  if (fields === null) log.error(firstLine, `Write the front matter as lines of "name: value": ${EXAMPLE}.`);
  return fields;
}

/** @param opening the line that it begins with, counted from 1 */
function readFields(
  entries: readonly FrontMatterField[],
  opening: number,
  heading: Heading | null,
  log: ProblemLog,
): FrontMatter | null {
  const lineOf = (key: string) => entries.find((entry) => entry.key === key)?.line ?? opening;
  const given = new Map(entries.flatMap(({ key, value }) => (value === null ? [] : [[key, value] as const])));
  const title = readField('title', given, KNOWN.title);
  const source = readField('source', given, KNOWN.source);
  const url = readField('url', given, KNOWN.url);
  const published = readField('published', given, KNOWN.published);
  for (const [key, field] of [
    ['url', url],
    ['published', published],
  ] as const) {
    if (field === 'wrong') log.warn(lineOf(key), `${ADVICE[key]} As it is, nothing is read of it.`);
  }
  reportUnknown(
    entries.map(({ key }) => key),
    given,
    lineOf,
    log,
  );
  const known = title === null && heading !== null ? { value: heading.title } : title;
  if (title === null && heading !== null)
    log.warn(lineOf('title'), `${ADVICE.title} Until then, it is the heading on line ${heading.line}.`);
  else if (known === null || known === 'wrong') log.error(lineOf('title'), ADVICE.title);
  // Pages of other tools have a title alone: the article is called like them.
  const isSourceMissing = source === null && known !== null;
  if (isSourceMissing) log.warn(lineOf('source'), `${ADVICE.source} Until then, it is the title.`);
  else if (source === null || source === 'wrong') log.error(lineOf('source'), ADVICE.source);
  if (known === null || known === 'wrong' || source === 'wrong') return null;
  return {
    title: known.value,
    source: (source ?? known).value,
    url: url === null || url === 'wrong' ? null : url.value,
    published: published === null || published === 'wrong' ? null : published.value,
  };
}

/** What stands behind a key; null where nothing does. */
function readField(
  key: Key,
  given: ReadonlyMap<string, unknown>,
  type: z.ZodType<string>,
): { readonly value: string } | 'wrong' | null {
  if (!given.has(key)) return null;
  const { success, data } = type.safeParse(given.get(key));
  return success ? { value: data } : 'wrong';
}

/** What other tools keep there is none of ours, unless it looks like one of our keys that is missing. */
function reportUnknown(
  keys: readonly string[],
  given: ReadonlyMap<string, unknown>,
  lineOf: (key: string) => number,
  log: ProblemLog,
): void {
  const unknown = keys.filter((key) => !isKey(key));
  const missing = KEYS.filter((key) => !given.has(key));
  const others = unknown.filter((key) => {
    const near = similarKey(key, missing);
    if (near !== null)
      log.warn(lineOf(key), `Write "${near}" if that is meant: nothing is read of "${key}".`);
    return near === null;
  });
  const [first] = others;
  if (first === undefined) return;
  const names = others.map((key) => `"${key.slice(0, SHOWN_CHARACTERS)}"`);
  const shown = names.length > SHOWN_KEYS ? [...names.slice(0, SHOWN_KEYS), '…'] : names;
  const advice = `Leave these lines out, or leave them to other tools: nothing is read of ${shown.join(', ')}, only of ${KEYS.join(', ')}.`;
  log.warn(
    lineOf(first),
    others.length === 1
      ? advice.replace('these lines out, or leave them', 'this line out, or leave it')
      : advice,
  );
}

const SHOWN_KEYS = 8;
const SHOWN_CHARACTERS = 40;

/** As alike as `titel` and `title`: `nav_title` is another tool's. */
const ALIKE = 0.5;

function similarKey(key: string, missing: readonly Key[]): Key | null {
  const near = nearest(key, missing);
  const found = missing.find((one) => one === near);
  return found !== undefined && similarityOf(key, found) >= ALIKE ? found : null;
}

/** Only plain values are looked at: nothing is resolved, so no alias can blow up. */
function fieldsOf(
  document: Document.Parsed,
  lineAt: (offset: number) => number,
): readonly FrontMatterField[] | null {
  const { contents } = document;
  if (contents === null) return [];
  if (!isMap(contents)) return null;
  return contents.items.map((pair) => ({
    key: isScalar(pair.key) ? String(pair.key.value) : '?',
    value: isScalar(pair.value) ? pair.value.value : pair.value === null ? null : [],
    line: lineAt(isScalar(pair.key) ? (pair.key.range?.[0] ?? 0) : 0),
  }));
}

function adviceOnSyntax(code: string, message: string): string {
  switch (code) {
    case 'DUPLICATE_KEY':
      return 'Keep one of the two lines that start with this name.';
    case 'TAB_AS_INDENT':
      return 'Replace the tab at the start of this line by spaces, or take it out.';
    case 'BLOCK_AS_IMPLICIT_KEY':
    case 'UNEXPECTED_TOKEN':
    case 'MISSING_CHAR':
      return 'Put this value in quotes: it holds characters such as ": " that mean something else without them.';
    default:
      return `Mend this line of the front matter, or put its value in quotes: ${message.replace(/\.?\s*$/, '')}.`;
  }
}

function isWebAddress(text: string): boolean {
  if (/[\s<>]/u.test(text) || !/^https?:\/\//i.test(text) || !URL.canParse(text)) return false;
  const { username, password } = new URL(text);
  return username === '' && password === '';
}
