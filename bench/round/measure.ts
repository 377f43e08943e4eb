import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Answers } from '../../src/answers/answers.ts';
import { createAnswers } from '../../src/answers/create-answers.ts';
import type { SentenceEmbeddings } from '../../src/answers/sentence-embeddings.ts';
import { createTrials } from '../../src/cli/trials.ts';
import { loadLibrary } from '../../src/content/load.ts';
import { findPackFile, readPackText } from '../../src/content/pack-file.ts';
import {
  count,
  wordingsToWrite,
  type Mark,
  type Marks,
  type Verdict,
} from '../../src/playground/page/trial-judgement.ts';
import { MARKED, UNMARKED, type AskedOfLibrary } from './questions.ts';

type Counts = Readonly<Record<Verdict, number>>;

/** How questions come out before and after one round. */
interface Gain {
  readonly before: Counts;
  readonly after: Counts;
}

export interface Round {
  readonly marked: Gain;
  readonly unmarked: Gain;
  /** How many were written into the article: those that weren't answered rightly before. */
  readonly written: number;
}

/** From the folder of the repository. */
const CONTENT = 'bench/round/content';
const ARTICLE = { slug: 'tool-library', locale: 'en' };

/**
 * One round in the test pane, by its own functions: a thin article is asked, what is marked is written into a copy of its
 * file, and the article that is read from there is asked again.
 */
export async function measureRound(embeddings: SentenceEmbeddings | null): Promise<Round> {
  const folder = await mkdtemp(join(tmpdir(), 'footnote-round-'));
  try {
    await cp(CONTENT, folder, { recursive: true });
    return await playRound(folder, embeddings);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function playRound(folder: string, embeddings: SentenceEmbeddings | null): Promise<Round> {
  const open = async (): Promise<Answers> => {
    const { library } = await loadLibrary(folder, { reservedNames: [] });
    return createAnswers(library, embeddings === null ? {} : { embeddings });
  };
  let answers = await open();
  const trials = createTrials({
    answers: () => answers,
    async sourceOf(name) {
      const file = await findPackFile(folder, name);
      const text = file === null ? null : await readPackText(file);
      return text === null ? null : { text, file };
    },
  });
  const ask = (all: readonly AskedOfLibrary[]) =>
    trials.ask({ questions: all.map(({ question }) => question), slug: null, locale: 'en', written: [] });

  const before = { marked: await ask(MARKED), unmarked: await ask(UNMARKED) };
  const parts = await trials.article(ARTICLE);
  const [toWrite] = wordingsToWrite(before.marked, marksOf(MARKED, new Map()));
  if (parts === null || toWrite === undefined) throw new Error('There is nothing to write.');
  for (const { answer } of [...MARKED, ...UNMARKED]) {
    if ('id' in answer && !parts.passages.some(({ id }) => id === answer.id))
      throw new Error(`The article has no passage ${answer.id}.`);
  }
  const result = await trials.write({ ...toWrite, version: parts.version, as: 'file' });
  if (result.kind !== 'written') throw new Error(`The article could not be written: ${result.kind}.`);
  answers = await open();
  // A passage of a section that was marked is the answer of an entry now.
  const entries = new Map(
    toWrite.wordings.flatMap(({ to }, at) => {
      const outcome = result.wordings[at];
      return to.kind === 'new entry' && outcome?.kind === 'added' && outcome.id !== null
        ? [[to.id, outcome.id] as const]
        : [];
    }),
  );
  const gain = async (all: readonly AskedOfLibrary[], was: (typeof before)['marked']): Promise<Gain> => ({
    before: count(was, marksOf(all, new Map())),
    after: count(await ask(all), marksOf(all, entries)),
  });
  return {
    marked: await gain(MARKED, before.marked),
    unmarked: await gain(UNMARKED, before.unmarked),
    written: result.wordings.filter(({ kind }) => kind === 'added').length,
  };
}

function marksOf(all: readonly AskedOfLibrary[], entries: ReadonlyMap<string, string>): Marks {
  return Object.fromEntries(all.map(({ question, answer }) => [question, markOf(answer, entries)]));
}

function markOf(answer: AskedOfLibrary['answer'], entries: ReadonlyMap<string, string>): Mark {
  if ('topic' in answer) return { ...ARTICLE, kind: 'not covered', topic: answer.topic };
  const id = entries.get(answer.id) ?? answer.id;
  const kind = id.startsWith('faq/') ? 'faq' : 'section';
  return { ...ARTICLE, kind: 'passage', passage: { id, kind, title: id }, asEntry: true, madeOf: null };
}
