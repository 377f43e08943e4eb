import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import { tomlFields } from '../content/toml-fields.ts';
import { dateIn } from './dates.ts';
import { NO_FACTS, told, type Facts, type Told } from './source.ts';

export interface FrontMatterOfFile {
  readonly facts: Facts;
  readonly told: readonly Told[];
  /** Other names of what it is about. */
  readonly aliases: readonly string[];
  /** How many lines it takes up. */
  readonly length: number;
}

/** Reading YAML takes a time that grows with the square of the number of its keys. */
const MAX_CHARACTERS = 20_000;

interface Field {
  readonly key: string;
  readonly value: string;
}

/** Whatever tool it was written for: between lines of `---` (YAML) or `+++` (TOML). */
export function readFileFrontMatter(lines: readonly string[]): FrontMatterOfFile {
  const none: FrontMatterOfFile = { facts: NO_FACTS, told: [], aliases: [], length: 0 };
  const fence = lines[0]?.trimEnd();
  if (fence !== '---' && fence !== '+++') return none;
  const end = lines.findIndex(
    (line, at) => at > 0 && (line.trimEnd() === fence || (fence === '---' && line.trimEnd() === '...')),
  );
  if (end === -1) return none;
  const text = lines.slice(1, end).join('\n');
  const fields = text.length > MAX_CHARACTERS ? [] : fence === '---' ? yamlFields(text) : tomlFields(text);
  if (fields === null) return none;
  let facts = NO_FACTS;
  const notes: Told[] = [];
  const others: string[] = [];
  for (const { key, value } of fields) {
    const line = Math.max(1, lines.findIndex((one) => one.trimStart().startsWith(key)) + 1);
    const date = PUBLISHED.has(key) ? dateIn(value) : null;
    if (key === 'title') {
      facts = { ...facts, title: value };
      notes.push(told(line, 'title', value));
    } else if (DESCRIPTION.has(key) && facts.description === null) {
      facts = { ...facts, description: value };
    } else if (ADDRESS.has(key) && /^https?:\/\/\S+$/i.test(value) && URL.canParse(value)) {
      facts = { ...facts, url: value };
    } else if (date?.kind === 'day' && facts.published === null) {
      facts = { ...facts, published: date.date };
      notes.push(told(line, 'date', value));
    } else if (LANGUAGE.has(key)) {
      facts = { ...facts, language: value };
    } else others.push(key);
  }
  if (others.length > 0) {
    notes.push(told(1, 'dropped', others.join(', '), 'front matter that only another tool reads'));
  }
  const aliases = fields.filter(({ key }) => key === 'aliases').flatMap(({ value }) => value.split('\n'));
  return { facts, told: notes, aliases: aliases.filter((alias) => alias !== ''), length: end + 1 };
}

const DESCRIPTION = new Set(['description', 'summary', 'excerpt', 'abstract']);
const PUBLISHED = new Set(['date', 'published', 'publishDate', 'pubDate', 'publishedAt', 'created']);
const ADDRESS = new Set(['url', 'canonical_url', 'canonical', 'source_url']);
const LANGUAGE = new Set(['lang', 'locale', 'language']);

/** Only plain values are looked at: nothing is resolved, so no alias can blow up. Null where it is no front matter. */
function yamlFields(text: string): readonly Field[] | null {
  const { contents, errors } = parseDocument(text, { schema: 'failsafe', prettyErrors: false });
  if (errors.length > 0) return tomlFields(text.replace(/^([\w-]+):/gm, '$1 ='));
  if (contents === null) return [];
  if (!isMap(contents)) return null;
  return contents.items.flatMap(({ key, value }): readonly Field[] => {
    const name = isScalar(key) ? textOf(key.value) : '?';
    // The title that python-discord's tags show.
    if (name === 'embed' && isMap(value)) {
      const title = value.items.find((item) => isScalar(item.key) && item.key.value === 'title')?.value;
      return isScalar(title) ? [{ key: 'title', value: textOf(title.value) }] : [];
    }
    if (isSeq(value)) {
      const items = value.items.map((item) => (isScalar(item) ? textOf(item.value) : ''));
      return [{ key: name, value: items.join('\n') }];
    }
    return [{ key: name, value: isScalar(value) ? textOf(value.value) : '' }];
  });
}

/** In this schema every plain value is a text. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}
