import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createAnswers } from '../answers/create-answers.ts';
import type { SentenceEmbeddings } from '../answers/sentence-embeddings.ts';
import { codeOf } from '../content/folder.ts';
import { adviceOnSlug, localeOf } from '../content/names.ts';
import { describeProblem, hasErrors } from '../content/problem.ts';
import { NotRegularFile, readRegularFile } from '../content/regular-file.ts';
import { countBlocks, describeImport } from '../import/describe.ts';
import { readFolderOfQuestions } from '../import/folder-of-questions.ts';
import { slugFor } from '../import/import-slug.ts';
import { importSource, type ImportedArticle } from '../import/import-source.ts';
import { proposeNotCovered } from '../import/not-covered.ts';
import { MAX_FILE_BYTES, readImportFile, type ImportFile } from '../import/read-file.ts';
import { ImportError, type Source } from '../import/source.ts';
import { fetchPage } from './fetch-page.ts';
import { UsageError } from './usage.ts';
import { adviceOnWriting, writePackFile } from './write-pack-file.ts';

export interface ImportRequest {
  /** A file's name, a folder's, a page's address, or `-` for standard input. */
  readonly what: string;
  readonly input: NodeJS.ReadableStream;
  readonly slug: string | undefined;
  readonly locale: string | undefined;
  /** The folder with the articles. */
  readonly directory: string;
  readonly dryRun: boolean;
  readonly force: boolean;
  readonly json: boolean;
  readonly reservedNames: readonly string[];
  /** With which it is judged what the page doesn't tell; where there are none, nothing of that is proposed. */
  readonly embeddings: SentenceEmbeddings | null;
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
}

/** The exit code: 0, or 1 where no pack was made. Throws a `UsageError`. */
export async function runImport(request: ImportRequest): Promise<number> {
  const { slug: wanted, locale, reservedNames } = request;
  if (wanted !== undefined && adviceOnSlug(wanted, reservedNames) !== null) {
    throw new UsageError(
      reservedNames.includes(wanted)
        ? `The bot has a command "/${wanted}" of its own: give --slug another name.`
        : `"${wanted}" is no command's name: --slug takes 1 to 32 lower-case letters, digits, "-" and "_".`,
    );
  }
  if (locale !== undefined && localeOf(`${locale}.md`) === null) {
    throw new UsageError(
      `There is no language "${locale}": give --locale a code such as en or fr, or leave it out.`,
    );
  }
  try {
    const { source, name } = await readSource(request);
    const read = importSource(source, { name, slug: wanted ?? 'article', locale: locale ?? null });
    const draft = await withNotCovered(read, request.embeddings);
    return await finish(draft, wanted ?? slugFor(name, draft.title, reservedNames), request);
  } catch (error) {
    if (!(error instanceof ImportError)) throw error;
    if (request.json) request.out(JSON.stringify({ error: error.message }));
    else request.err(error.message);
    return 1;
  }
}

/** Surer than that, the article may have an answer. */
const MAY_ANSWER_AT = 0.1;

async function withNotCovered(
  imported: ImportedArticle,
  embeddings: SentenceEmbeddings | null,
): Promise<ImportedArticle> {
  const { pack, locale } = imported;
  if (pack === null || embeddings === null || !embeddings.reads(locale)) return imported;
  const answers = createAnswers([pack], { embeddings });
  await answers.ready;
  return proposeNotCovered(imported, async (question) => {
    const { ranking } = await answers.ask(question, { slug: pack.slug, locale });
    return (ranking[0]?.confidence ?? 0) > MAY_ANSWER_AT;
  });
}

async function readSource({
  what,
  input,
}: ImportRequest): Promise<{ readonly source: Source; readonly name: string }> {
  if (what === '-') {
    const name = 'standard input';
    return { source: await readImportFile({ name, bytes: await readInput(input) }), name };
  }
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(what)) {
    const page = await fetchPage(what);
    return { source: await readImportFile(page), name: page.name };
  }
  return (await isFolder(what))
    ? { source: readFolderOfQuestions(await filesIn(what), what), name: what }
    : { source: await readImportFile(await readFile(what)), name: what };
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    // Whatever is wrong with it is said where it is read.
    return false;
  }
}

const MAX_FILES = 2_000;

async function filesIn(folder: string): Promise<readonly ImportFile[]> {
  const names = (await readdir(folder, { recursive: true }))
    .filter(
      (name) =>
        /\.(?:md|mdx|markdown|te?xt)$/i.test(name) &&
        !/(?:^|[/\\])(?:\.|readme\.|node_modules[/\\])/i.test(name),
    )
    .toSorted();
  if (names.length > MAX_FILES) {
    throw new ImportError(`${folder} is too large: a folder of at most ${MAX_FILES} questions can be read.`);
  }
  const files: ImportFile[] = [];
  for (const name of names) files.push(await readFile(join(folder, name)));
  return files;
}

async function readFile(what: string): Promise<ImportFile> {
  try {
    const bytes = await readRegularFile(what, MAX_FILE_BYTES);
    if (bytes !== null) return { name: what, bytes };
  } catch (error) {
    if (error instanceof NotRegularFile) throw new ImportError(`${what} is no file that can be read.`);
    const code = codeOf(error);
    throw new ImportError(
      code === 'ENOENT'
        ? `There is no file "${what}".`
        : `Make "${what}" readable: reading it failed (${code}).`,
    );
  }
  throw new ImportError(
    `${what} is too large: a file of at most ${MAX_FILE_BYTES / 1_000_000} MB can be read.`,
  );
}

async function readInput(input: NodeJS.ReadableStream): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of input as AsyncIterable<Buffer | string>) {
    const bytes = Buffer.from(chunk);
    size += bytes.byteLength;
    if (size > MAX_FILE_BYTES) {
      throw new ImportError(`That is too much: at most ${MAX_FILE_BYTES / 1_000_000} MB can be read.`);
    }
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

async function finish(imported: ImportedArticle, slug: string, request: ImportRequest): Promise<number> {
  const { directory, dryRun, force, json, out, err } = request;
  const file = `${directory.replace(/(?<=.)[/\\]+$/, '')}/${slug}/${imported.locale}.md`;
  const isGood = !hasErrors(imported.problems);
  const refusal = dryRun || !isGood ? null : await write(file, imported.markdown, force);
  const isWritten = !dryRun && isGood && refusal === null;
  if (json) {
    out(JSON.stringify(asJson(imported, { slug, file, isWritten, refusal }), null, 2));
  } else {
    for (const line of describeImport(imported)) out(line);
    for (const problem of imported.problems) out(describeProblem({ ...problem, file }));
    if (isWritten) out(`Wrote ${file}: /${slug} in ${imported.locale}.`);
    else if (dryRun && isGood) out(`Nothing was written: this would be ${file}.`);
    if (refusal !== null) err(refusal);
    if (!isGood) err(`Nothing was written: "footnote check" would find errors in it.`);
  }
  return isGood && refusal === null ? 0 : 1;
}

/** What to do where it can't be written; null where it was. */
async function write(file: string, markdown: string, force: boolean): Promise<string | null> {
  const done = await writePackFile(file, markdown, { overwrite: force });
  switch (done.kind) {
    case 'written':
      return null;
    case 'exists':
      return `${file} is there already: give --force to write over it, or --slug for another name.`;
    case 'no room':
    case 'unwritable':
      return adviceOnWriting(file, done);
  }
}

function asJson(
  imported: ImportedArticle,
  written: {
    readonly slug: string;
    readonly file: string;
    readonly isWritten: boolean;
    readonly refusal: string | null;
  },
) {
  const { kind, title, locale, told, words, problems, pack, markdown } = imported;
  return {
    kind,
    title,
    slug: written.slug,
    locale,
    file: written.file,
    written: written.isWritten,
    ...(written.refusal === null ? {} : { error: written.refusal }),
    counts: {
      contents: countBlocks(told, 'contents entry'),
      sections: pack?.sections.length ?? 0,
      highlights: pack?.highlights.length ?? 0,
      questions: pack?.faq.length ?? 0,
      dropped: countBlocks(told, 'dropped'),
    },
    words,
    blocks: told,
    problems,
    markdown,
  };
}
