import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { readEvalLine } from '../src/cli/eval-question.ts';
import type { EvalQuestion } from '../src/cli/eval-question.ts';
import { jsonLines } from '../src/cli/json-lines.ts';
import type { JsonLine } from '../src/cli/json-lines.ts';
import { loadLibrary } from '../src/content/load.ts';
import type { Library } from '../src/content/pack.ts';
import type { DataSet, PackQuestions } from './data-set.ts';
import { bankingSets, clincSet } from './labelled-sets.ts';
import { readMoreWordings, withMoreWordings } from './more-wordings.ts';
import { xquadSet } from './xquad-set.ts';

export const SET_NAMES = [
  'deepseek',
  'own',
  'articles',
  'learn',
  'calibrate',
  'calibrate-dense',
  'unseen',
  'unseen-dense',
  'xquad',
  'banking',
  'clinc',
] as const;
export type SetName = (typeof SET_NAMES)[number];

export interface ReadSets {
  readonly sets: readonly DataSet[];
  /** What isn't there and where it comes from, a sentence each. */
  readonly missing: readonly string[];
}

const CONTENT = 'content';
const OWN_ARTICLES = 'tests/eval/content';
const OWN_QUESTIONS = 'tests/eval/questions';
const MORE_ARTICLES = 'training/articles';

/** Public sets are read from `directory`, our own from the repository. */
export async function readSet(name: SetName, directory: string): Promise<ReadSets> {
  switch (name) {
    case 'deepseek':
      return readDeepSeek(directory);
    case 'own':
      return readOwn();
    case 'articles':
      return readArticles();
    case 'learn':
      return readMore('learn', (count) => `${count} articles that were learned from`);
    case 'calibrate':
      return readMore('calibrate', (count) => `${count} articles that confidence was learned from`);
    case 'calibrate-dense':
      return readDense('calibrate', (count) => `${count} of them with many wordings`);
    case 'unseen':
      return readMore('measure', (count) => `${count} articles never seen`);
    case 'unseen-dense':
      return readDense('measure', (count) => `${count} of them with many wordings`);
    case 'xquad': {
      const file = join(directory, 'xquad-en.json');
      const text = await textOf(file);
      if (text !== null) return { sets: [xquadSet(text)], missing: [] };
      return lacks(
        `${file} is missing. It is xquad.en.json of XQuAD (CC BY-SA 4.0): https://github.com/google-deepmind/xquad`,
      );
    }
    case 'banking': {
      const file = join(directory, 'banking77-train.csv');
      const text = await textOf(file);
      if (text !== null) return { sets: bankingSets(text), missing: [] };
      return lacks(
        `${file} is missing. It is banking_data/train.csv of BANKING77 (PolyAI, CC BY 4.0): https://github.com/PolyAI-LDN/task-specific-datasets`,
      );
    }
    case 'clinc': {
      const file = join(directory, 'clinc150-train-val.json');
      const text = await textOf(file);
      if (text !== null) return { sets: [clincSet(text, file)], missing: [] };
      return lacks(
        `${file} is missing. It is data/data_full.json of CLINC150 (CC BY 3.0): https://github.com/clinc/oos-eval`,
      );
    }
  }
}

async function readDeepSeek(directory: string): Promise<ReadSets> {
  const file = join(directory, 'deepseek-dev.jsonl');
  const questions = await questionsOf(file);
  if (questions === null) {
    return lacks(`${file} is missing. It was written for this project: name its folder with EVAL_DIR.`);
  }
  return readShipped(questions, 'DeepSeek, development set');
}

/** Those that lie beside the pack. */
async function readOwn(): Promise<ReadSets> {
  const file = join(CONTENT, 'deepseek/eval.jsonl');
  const questions = await questionsOf(file);
  if (questions === null) return lacks(`${file} is missing.`);
  return readShipped(questions, 'DeepSeek, asked by somebody who saw the article alone');
}

async function readShipped(questions: readonly EvalQuestion[], title: string): Promise<ReadSets> {
  const pack = (await englishPacks(CONTENT)).find(({ slug }) => slug === 'deepseek');
  if (pack === undefined) return lacks(`There is no good pack ${CONTENT}/deepseek/en.md to ask.`);
  return { sets: [{ title, judged: 'answers', parts: [{ pack, questions }] }], missing: [] };
}

/** Each article is asked by itself. */
async function readArticles(): Promise<ReadSets> {
  const packs = [...(await englishPacks(OWN_ARTICLES)), ...(await englishPacks(CONTENT))];
  return readParts(packs, OWN_QUESTIONS, (count) => `Our own ${count} articles`);
}

/** What an article may be used for: none is used for two. */
type Use = 'learn' | 'calibrate' | 'measure';

/** Of each article, by its slug. */
export async function readUses(): Promise<(slug: string) => Use> {
  const [calibrate, measure] = await Promise.all([namesIn('calibrate.txt'), namesIn('held-out.txt')]);
  return (slug) => {
    if (measure.has(slug)) return 'measure';
    return calibrate.has(slug) ? 'calibrate' : 'learn';
  };
}

async function readMore(use: Use, title: (count: number) => string): Promise<ReadSets> {
  const [useOf, packs] = await Promise.all([readUses(), englishPacks(join(MORE_ARTICLES, 'content'))]);
  return readParts(
    packs.filter(({ slug }) => useOf(slug) === use),
    join(MORE_ARTICLES, 'questions'),
    title,
  );
}

/** Those of these articles for which many ways to ask were written, with them. */
async function readDense(use: Use, title: (count: number) => string): Promise<ReadSets> {
  const { sets, missing } = await readMore(use, title);
  const parts: PackQuestions[] = [];
  for (const { pack, questions } of sets.flatMap((set) => set.parts)) {
    const more = await linesOf(join(MORE_ARTICLES, 'wordings', `${pack.slug}.jsonl`), readMoreWordings);
    if (more !== null) parts.push({ pack: withMoreWordings(pack, more), questions });
  }
  return {
    sets: parts.length === 0 ? [] : [{ title: title(parts.length), judged: 'answers', parts }],
    missing,
  };
}

async function namesIn(file: string): Promise<ReadonlySet<string>> {
  return new Set((await readFile(join(MORE_ARTICLES, file), 'utf8')).split('\n'));
}

async function readParts(
  packs: Library,
  questionsFolder: string,
  title: (count: number) => string,
): Promise<ReadSets> {
  const missing: string[] = [];
  const parts: PackQuestions[] = [];
  for (const pack of packs) {
    const file = join(questionsFolder, `${pack.slug}.jsonl`);
    const questions = await questionsOf(file);
    if (questions === null)
      missing.push(`${file} is missing: the article ${pack.slug} isn't asked anything.`);
    else parts.push({ pack, questions });
  }
  return {
    sets: parts.length === 0 ? [] : [{ title: title(parts.length), judged: 'answers', parts }],
    missing,
  };
}

export async function englishPacks(directory: string): Promise<Library> {
  const { library } = await loadLibrary(directory, { reservedNames: [] });
  return library.filter(({ locale }) => locale === 'en');
}

/** Peers have no other language, and are measured without. Null where there is no such file. */
async function questionsOf(file: string): Promise<readonly EvalQuestion[] | null> {
  const questions = await linesOf(file, readEvalLine);
  return questions?.filter(({ kind, locale }) => kind !== 'other-language' && locale === 'en') ?? null;
}

/** Null where there is no such file. */
async function linesOf<Item extends object>(
  file: string,
  read: (line: JsonLine) => Item | { readonly error: string },
): Promise<readonly Item[] | null> {
  const text = await textOf(file);
  if (text === null) return null;
  const items: Item[] = [];
  for await (const line of jsonLines(Readable.from([text]))) {
    const item = read(line);
    if ('error' in item) throw new Error(`${file}: ${item.error}`);
    items.push(item);
  }
  return items;
}

async function textOf(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

function lacks(missing: string): ReadSets {
  return { sets: [], missing: [missing] };
}
