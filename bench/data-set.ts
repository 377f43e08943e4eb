import type { EvalQuestion } from '../src/cli/eval-question.ts';
import type { Library, Pack } from '../src/content/pack.ts';

export interface DataSet {
  readonly title: string;
  /** Whether an answer is judged as a member sees it, or only which entry comes first. */
  readonly judged: 'answers' | 'top entry';
  readonly parts: readonly PackQuestions[];
}

/** Questions that are put to one pack. */
export interface PackQuestions {
  readonly pack: Library[number];
  readonly questions: readonly EvalQuestion[];
}

/** An English pack made of data: what isn't given is empty. */
export function madePack(
  parts: Pick<Pack, 'slug' | 'title' | 'version'> & Partial<Pick<Pack, 'faq' | 'sections'>>,
): Pack {
  return {
    locale: 'en',
    source: parts.title,
    url: null,
    published: null,
    summary: '',
    highlights: [],
    sections: [],
    faq: [],
    notCovered: [],
    ...parts,
  };
}
