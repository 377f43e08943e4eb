import { performance } from 'node:perf_hooks';
import { openFootnote } from '../footnote.ts';
import type { PackQuestions } from '../data-set.ts';
import { timed } from './timing.ts';

/** What questions about one article take with all that is there: vector, search, and reading the likeliest passages. */
export interface ReadQuestions {
  readonly title: string;
  /** How long the article took until its vectors were there, in seconds; less where they are kept from before. */
  readonly preparing: number;
  /** What each question took, in milliseconds. */
  readonly times: readonly number[];
  /** Its processor time on all cores together, in milliseconds. */
  readonly processorTimes: readonly number[];
  /** What the process holds after the last question, in bytes. */
  readonly residentMemory: number;
}

/** The first answers run code for the first time. */
const WARM_UP = 20;

/** Null where there are no models. Each question is asked once, so that nothing is remembered. */
export async function measureReading({ pack, questions }: PackQuestions): Promise<ReadQuestions | null> {
  const start = performance.now();
  const footnote = await openFootnote(pack, { vectors: true });
  if (footnote === null) return null;
  const preparing = (performance.now() - start) / 1000;
  const times: number[] = [];
  const processorTimes: number[] = [];
  for (const query of new Set(questions.map((question) => question.query))) {
    const before = process.cpuUsage();
    times.push(await timed(() => footnote.ask(query)));
    const { user, system } = process.cpuUsage(before);
    processorTimes.push((user + system) / 1000);
  }
  const residentMemory = process.memoryUsage.rss();
  await footnote.close();
  return {
    title: pack.title,
    preparing,
    times: times.slice(WARM_UP),
    processorTimes: processorTimes.slice(WARM_UP),
    residentMemory,
  };
}
