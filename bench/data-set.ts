import type { EvalQuestion } from '../src/cli/eval-question.ts';
import type { Library } from '../src/content/pack.ts';

export interface DataSet {
  readonly title: string;
  /** Whether an answer is judged as a member sees it, or only which entry comes first. */
  readonly judged: 'answers' | 'top entry';
  readonly parts: readonly Part[];
}

/** Questions that are put to one pack. */
export interface Part {
  readonly pack: Library[number];
  readonly questions: readonly EvalQuestion[];
}
