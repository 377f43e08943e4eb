import { isMap, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import { z } from 'zod';
import { nearest } from './nearest.ts';
import type { ProblemLog } from './problem.ts';

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
  /**
   * The whole text with the front matter's lines emptied, so that every line keeps its number; null where
   * it can't be told where it starts.
   */
  readonly body: string | null;
}

const EXAMPLE = '"---", "title: …", "source: …", "---"';

/** Reading YAML takes a time that grows with the square of the number of its keys. */
const MAX_CHARACTERS = 10_000;

/** Reads the lines between `---` and `---` at the top of a file. */
export function readFrontMatter(text: string, log: ProblemLog): SplitText {
  const lines = text.split('\n');
  const first = lines.findIndex((line) => line.trim() !== '');
  const opening = lines[first]?.trimEnd() ?? '';
  if (/^---[^-]/.test(opening)) {
    log.error(first + 1, 'Keep only "---" on this line, and write the front matter below it.');
    return { frontMatter: null, body: null };
  }
  if (opening !== '---') {
    log.error(1, `Start the file with its front matter, on four lines of their own: ${EXAMPLE}.`);
    return { frontMatter: null, body: text };
  }
  const length = lines.slice(first + 1).findIndex((line) => /^(?:---|\.\.\.)\s*$/.test(line));
  if (length < 0) {
    log.error(first + 1, 'End the front matter with a line "---".');
    return { frontMatter: null, body: null };
  }
  const start = first + 1;
  const end = start + length;
  const characters = lines.slice(start, end).join('\n').length;
  if (characters > MAX_CHARACTERS) {
    const advice = `Shorten the front matter: it has ${characters} characters, and at most ${MAX_CHARACTERS} can be read.`;
    log.error(first + 1, advice);
    return { frontMatter: null, body: null };
  }
  const body = lines.map((line, position) => (position <= end ? '' : line)).join('\n');
  const frontMatter = parse(lines.slice(start, end).join('\n'), start + 1, log);
  return { frontMatter, body };
}

const line = z
  .string()
  .transform((text) => text.replace(/\s+/gu, ' ').trim())
  .pipe(z.string().min(1));

const schema = z.strictObject({
  title: line,
  source: line,
  url: z.string().trim().refine(isWebAddress).optional(),
  published: z.iso.date().optional(),
});

const KEYS = schema.keyof().options;
type Key = (typeof KEYS)[number];

/** For a key that is missing, and for one with something else behind it. */
const ADVICE: Readonly<Record<Key, string>> = {
  title: 'Give the front matter a title, as text: title: "What the pack is called".',
  source:
    'Give the front matter a source, as text: source: "The title of the article that the pack was made from".',
  url: 'Write the whole address of the article behind "url:", starting with https:// or http://.',
  published: 'Write the date behind "published:" as year, month and day, such as 2025-02-01.',
};

function parse(yaml: string, firstLine: number, log: ProblemLog): FrontMatter | null {
  const lineCounter = new LineCounter();
  const lineAt = (offset: number) => firstLine + Math.max(0, lineCounter.linePos(offset).line - 1);
  const document = parseDocument(yaml, { schema: 'core', lineCounter, prettyErrors: false });
  const [error] = document.errors;
  if (error !== undefined) {
    log.error(lineAt(error.pos[0]), adviceOnSyntax(error.code, error.message));
    return null;
  }
  const entries = fieldsOf(document);
  if (entries === null) {
    log.error(firstLine, `Write the front matter as lines of "name: value": ${EXAMPLE}.`);
    return null;
  }
  const lineOf = (key: string) => {
    const offset = entries.find((entry) => entry.key === key)?.offset;
    return offset === undefined ? firstLine - 1 : lineAt(offset);
  };
  const given = new Map(entries.flatMap(({ key, value }) => (value === null ? [] : [[key, value] as const])));
  const { success, data, error: refusal } = schema.safeParse(Object.fromEntries(given));
  if (success) return { ...data, url: data.url ?? null, published: data.published ?? null };
  for (const issue of refusal.issues) {
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) log.error(lineOf(key), adviceOnUnknown(key));
      continue;
    }
    const key = KEYS.find((known) => known === issue.path[0]);
    if (key === undefined) continue;
    log.error(lineOf(key), ADVICE[key]);
  }
  return null;
}

interface FrontMatterField {
  readonly key: string;
  /** Null where nothing is written; an empty list where it isn't one plain value. */
  readonly value: unknown;
  readonly offset: number;
}

/** Only plain values are looked at: nothing is resolved, so no alias can blow up. */
function fieldsOf(document: Document.Parsed): readonly FrontMatterField[] | null {
  const { contents } = document;
  if (contents === null) return [];
  if (!isMap(contents)) return null;
  return contents.items.map((pair) => ({
    key: isScalar(pair.key) ? String(pair.key.value) : '?',
    value: isScalar(pair.value) ? pair.value.value : pair.value === null ? null : [],
    offset: isScalar(pair.key) ? (pair.key.range?.[0] ?? 0) : 0,
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

function adviceOnUnknown(key: string): string {
  const near = nearest(key, KEYS);
  const what = near === null ? 'Take this line out' : `Write "${near}"`;
  return `${what}: the front matter knows no "${key}", only ${KEYS.join(', ')}.`;
}

function isWebAddress(text: string): boolean {
  if (/[\s<>]/u.test(text) || !/^https?:\/\//i.test(text) || !URL.canParse(text)) return false;
  const { username, password } = new URL(text);
  return username === '' && password === '';
}
