import { judgeOutcome } from '../../src/cli/eval-judgement.ts';
import type { Judgement } from '../../src/cli/eval-judgement.ts';
import type { EvalQuestion } from '../../src/cli/eval-question.ts';
import type { DataSet } from '../data-set.ts';
import { createRandom } from '../../src/search/random.ts';
import { shuffled } from '../random.ts';
import { figuresOf } from './figures.ts';
import type { Figures } from './figures.ts';
import type { System } from './systems.ts';

/** What a slow system is asked of each set, in scope and out of scope. */
const SAMPLE = { inScope: 200, outOfScope: 100 };
const SEED = 3;

/** Null where the system can't be opened here. */
export async function measure(system: System, { parts }: DataSet): Promise<Figures | null> {
  const judgements: Judgement[] = [];
  for (const { pack, questions } of parts) {
    const opened = await system.open(pack);
    if (opened === null) return null;
    for (const question of system.slow ? sampled(questions) : questions) {
      judgements.push(judgeOutcome(question, await opened.ask(question.query)));
    }
    await opened.close();
  }
  const all = parts.reduce((sum, { questions }) => sum + questions.length, 0);
  return figuresOf(judgements, all, system.calibrated);
}

function sampled(questions: readonly EvalQuestion[]): readonly EvalQuestion[] {
  const mixed = shuffled(createRandom(SEED), questions);
  return [
    ...mixed.filter(({ expect }) => expect.length > 0).slice(0, SAMPLE.inScope),
    ...mixed.filter(({ expect }) => expect.length === 0).slice(0, SAMPLE.outOfScope),
  ];
}
