import { adviceOnSize, decodeUtf8, MAX_BYTES } from './file-text.ts';
import { codeOf, listFolder, NOT_REGULAR, type FolderEntry } from './folder.ts';
import { reportDifferences } from './languages.ts';
import { adviceOnFileName, adviceOnSlug, localeOf } from './names.ts';
import type { Library, Pack } from './pack.ts';
import { inLibraryOrder } from './pack-order.ts';
import { inSlices } from '../time-slices.ts';
import { readPack, type Lines, type ParsedPack } from './parse.ts';
import { hasErrors, sortProblems, type Problem } from './problem.ts';
import { NotRegularFile, readRegularFile } from './regular-file.ts';

export interface LoadedLibrary {
  readonly library: Library;
  /** By file, then by line. */
  readonly problems: readonly Problem[];
  /** For the next time: what hasn't changed until then isn't read anew. */
  readonly files: LoadedFiles;
}

/** What was read of each file, with what its folder said of it then. */
export type LoadedFiles = ReadonlyMap<string, { readonly stamp: string; readonly parsed: ParsedPack }>;

/** What was loaded, with where it stands. */
export interface PlacedLibrary extends LoadedLibrary {
  /** By file. */
  readonly lines: ReadonlyMap<string, Lines>;
}

/**
 * Reads `<directory>/<slug>/<locale>.md`. A pack with an error is left out, and the error says why. Never
 * rejects: what can't be read is a problem too.
 *
 * @param reservedNames the commands that no article may be called like
 * @param before what was loaded the last time
 */
export async function loadLibrary(
  directory: string,
  {
    reservedNames,
    before = new Map(),
  }: { readonly reservedNames: readonly string[]; readonly before?: LoadedFiles },
): Promise<PlacedLibrary> {
  const root = withoutTrailingSlash(directory);
  const { entries, problems } = await readFolder(root);
  const packs: Pack[] = [];
  const lines = new Map<string, Lines>();
  const files = new Map<string, { readonly stamp: string; readonly parsed: ParsedPack }>();
  for (const { name, kind, advice } of entries) {
    // What lies here and neither is nor might be an article's folder is none of ours.
    const mayBeContent = kind === 'folder' || kind === 'unknown' || isMarkdown(name);
    if (advice !== null) {
      if (mayBeContent) problems.push(errorIn(`${root}/${name}`, advice));
    } else if (kind === 'folder') {
      const article = await loadArticle(root, name, reservedNames, before);
      packs.push(...article.library);
      problems.push(...article.problems);
      for (const [file, ofFile] of article.lines) lines.set(file, ofFile);
      for (const [file, ofFile] of article.files) files.set(file, ofFile);
    } else if (isMarkdown(name)) {
      const message =
        "Move this file to a folder of its own, which gives the command its name: it isn't read here.";
      problems.push({ file: `${root}/${name}`, line: 1, severity: 'warning', message });
    }
  }
  if (packs.length === 0 && !hasErrors(problems)) {
    problems.push(
      errorIn(root, `Write an article's pack, such as ${root}/my-article/en.md: there is none yet.`),
    );
  }
  return { library: inLibraryOrder(packs), problems: sortProblems(problems), lines, files };
}

/** Where a pack stands, as its problems name it. */
export function fileOf(directory: string, { slug, locale }: Pick<Pack, 'slug' | 'locale'>): string {
  return `${withoutTrailingSlash(directory)}/${slug}/${locale}.md`;
}

async function loadArticle(
  root: string,
  folder: string,
  reservedNames: readonly string[],
  before: LoadedFiles,
): Promise<PlacedLibrary> {
  // Some file systems take accented letters apart.
  const slug = folder.normalize('NFC');
  const directory = `${root}/${folder}`;
  const advice = adviceOnSlug(slug, reservedNames);
  if (advice !== null) {
    return { library: [], problems: [errorIn(directory, advice)], lines: new Map(), files: new Map() };
  }
  const { entries, problems } = await readFolder(directory);
  const files = entries.filter(({ name }) => isMarkdown(name));
  if (files.length === 0 && problems.length === 0) {
    const message = `Add a file for a language, such as ${directory}/en.md, or remove the folder.`;
    problems.push({ file: directory, line: 1, severity: 'warning', message });
  }
  for (const { name, kind } of entries) {
    const [, start] = kind === 'file' ? (OTHER_MARKDOWN.exec(name) ?? []) : [];
    if (start === undefined) continue;
    const message = `Rename this file to "${start}.md" if it is a language of the article: only files that end in ".md" are read.`;
    problems.push({ file: `${directory}/${name}`, line: 1, severity: 'warning', message });
  }
  const packs: Pack[] = [];
  const lines = new Map<string, Lines>();
  const loaded = new Map<string, { readonly stamp: string; readonly parsed: ParsedPack }>();
  for (const entry of files) {
    const file = `${directory}/${entry.name}`;
    const known = before.get(file);
    const parsed = known?.stamp === entry.stamp ? known.parsed : await loadFile(file, slug, entry);
    loaded.set(file, { stamp: entry.stamp, parsed });
    if (parsed.pack !== null) packs.push(parsed.pack);
    problems.push(...parsed.problems);
    if (parsed.pack !== null) lines.set(fileOf(root, parsed.pack), parsed.lines);
  }
  const library = inLibraryOrder(packs);
  const differences = reportDifferences(library, (pack) => `${directory}/${pack.locale}.md`);
  return { library, problems: [...problems, ...differences], lines, files: loaded };
}

/** Takes turns with the servers' work: a reload may come while members wait. */
const CONTENT = 'content';

async function loadFile(
  file: string,
  slug: string,
  { name, kind, advice }: Pick<FolderEntry, 'name' | 'kind' | 'advice'>,
): Promise<ParsedPack> {
  const refused = (message: string): ParsedPack => ({
    pack: null,
    problems: [errorIn(file, message)],
    lines: new Map(),
  });
  if (advice !== null) return refused(advice);
  if (kind === 'folder') return refused('Put a file in this place, or rename it: it is a folder.');
  const locale = localeOf(name);
  if (locale === null) return refused(adviceOnFileName(name));
  let content: Buffer | null;
  try {
    content = await readRegularFile(file, MAX_BYTES);
  } catch (error) {
    if (error instanceof NotRegularFile) return refused(NOT_REGULAR);
    // Deleted since its folder was listed.
    if (codeOf(error) === 'ENOENT') return { pack: null, problems: [], lines: new Map() };
    return refused(`Make this file readable: reading it failed (${codeOf(error)}).`);
  }
  if (content === null) return refused(adviceOnSize());
  const text = decodeUtf8(content);
  if (text === null) return refused('Save this file as UTF-8: it is in another encoding.');
  return inSlices(CONTENT, readPack(text, { file, slug, locale }));
}

/** What a folder holds, or what to do where it can't be read. */
async function readFolder(
  folder: string,
): Promise<{ readonly entries: readonly FolderEntry[]; readonly problems: Problem[] }> {
  try {
    return { entries: await listFolder(folder), problems: [] };
  } catch (error) {
    return { entries: [], problems: [errorIn(folder, adviceOnFolder(codeOf(error)))] };
  }
}

function adviceOnFolder(code: string): string {
  switch (code) {
    case 'ENOENT':
      return "Create this folder, or name another one: it holds a folder for each article, and doesn't exist.";
    case 'ENOTDIR':
      return "Name the folder that holds the articles' folders: this is a file.";
    default:
      return `Make this folder readable: reading it failed (${code}).`;
  }
}

function errorIn(file: string, message: string): Problem {
  return { file, line: 1, severity: 'error', message };
}

/** What other tools call Markdown. */
const OTHER_MARKDOWN = /^(.+)\.(?:mdx|markdown|mdown|mkd)$/i;

function isMarkdown(name: string): boolean {
  return /\.md$/i.test(name);
}

function withoutTrailingSlash(directory: string): string {
  return directory.replace(/(?<=.)[/\\]+$/, '');
}
