import { readFile } from 'node:fs/promises';
import { adviceOnSize, MOST_BYTES } from './file-text.ts';
import { codeOf, listFolder, type FolderEntry } from './folder.ts';
import { reportDifferences } from './languages.ts';
import { adviceOnFileName, adviceOnSlug, localeOf } from './names.ts';
import type { Library, Pack } from './pack.ts';
import { inLibraryOrder } from './pack-order.ts';
import { inSlices } from '../time-slices.ts';
import { readPack, type ParsedPack } from './parse.ts';
import { hasErrors, sortProblems, type Problem } from './problem.ts';

export interface LoadedLibrary {
  readonly library: Library;
  /** By file, then by line. */
  readonly problems: readonly Problem[];
}

/**
 * Reads `<directory>/<slug>/<locale>.md`. A pack with an error is left out, and the error says why. Never
 * rejects: what can't be read is a problem too.
 *
 * @param reservedNames the commands that no article may be called like
 */
export async function loadLibrary(
  directory: string,
  { reservedNames }: { readonly reservedNames: readonly string[] },
): Promise<LoadedLibrary> {
  const root = withoutTrailingSlash(directory);
  const { entries, problems } = await readFolder(root);
  const packs: Pack[] = [];
  for (const { name, isFolder } of entries) {
    if (isFolder) {
      const article = await loadArticle(root, name, reservedNames);
      packs.push(...article.library);
      problems.push(...article.problems);
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
  return { library: inLibraryOrder(packs), problems: sortProblems(problems) };
}

/** Where a pack stands, as its problems name it. */
export function fileOf(directory: string, { slug, locale }: Pick<Pack, 'slug' | 'locale'>): string {
  return `${withoutTrailingSlash(directory)}/${slug}/${locale}.md`;
}

async function loadArticle(
  root: string,
  folder: string,
  reservedNames: readonly string[],
): Promise<LoadedLibrary> {
  // Some file systems take accented letters apart.
  const slug = folder.normalize('NFC');
  const directory = `${root}/${folder}`;
  const advice = adviceOnSlug(slug, reservedNames);
  if (advice !== null) return { library: [], problems: [errorIn(directory, advice)] };
  const { entries, problems } = await readFolder(directory);
  const files = entries.filter(({ name, isFolder }) => !isFolder && isMarkdown(name));
  if (files.length === 0 && problems.length === 0) {
    const message = `Add a file for a language, such as ${directory}/en.md, or remove the folder.`;
    problems.push({ file: directory, line: 1, severity: 'warning', message });
  }
  const packs: Pack[] = [];
  for (const { name, bytes } of files) {
    const parsed = await loadFile(`${directory}/${name}`, { slug, name, bytes });
    if (parsed.pack !== null) packs.push(parsed.pack);
    problems.push(...parsed.problems);
  }
  const library = inLibraryOrder(packs);
  const differences = reportDifferences(library, (pack) => `${directory}/${pack.locale}.md`);
  return { library, problems: [...problems, ...differences] };
}

/** Takes turns with the servers' work: a reload may come while members wait. */
const CONTENT = 'content';

async function loadFile(
  file: string,
  { slug, name, bytes }: { readonly slug: string; readonly name: string; readonly bytes: number },
): Promise<ParsedPack> {
  const refused = (message: string): ParsedPack => ({ pack: null, problems: [errorIn(file, message)] });
  const locale = localeOf(name);
  if (locale === null) return refused(adviceOnFileName(name));
  if (bytes > MOST_BYTES) return refused(adviceOnSize());
  let content: Buffer;
  try {
    content = await readFile(file);
  } catch (error) {
    // Deleted since its folder was listed.
    if (codeOf(error) === 'ENOENT') return { pack: null, problems: [] };
    return refused(`Make this file readable: reading it failed (${codeOf(error)}).`);
  }
  const text = decode(content);
  if (text === null) return refused('Save this file as UTF-8: it is in another encoding.');
  return inSlices(CONTENT, readPack(text, { file, slug, locale }));
}

/** Null where it isn't UTF-8. */
function decode(content: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    return null;
  }
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

function isMarkdown(name: string): boolean {
  return /\.md$/i.test(name);
}

function withoutTrailingSlash(directory: string): string {
  return directory.replace(/(?<=.)[/\\]+$/, '');
}
