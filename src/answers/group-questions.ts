import type { TextVectors } from '../search/embedder.ts';
import type { Steps } from '../time-slices.ts';
import { comparedQuestion, likenessOf, type ComparedQuestion } from './same-question.ts';

export interface Counted {
  readonly text: string;
  readonly locale: string;
  readonly times: number;
}

export type Group<Question> = readonly [Question, ...Question[]];

/**
 * Questions of one language that ask the same together: each group, and within it each question, the most asked first. A
 * question goes by the most asked one of its group, so that groups don't grow from one thing to another. Of a very long
 * one, only what is asked in it counts. Each is compared with every group: the time grows with the square.
 *
 * @param vectors what their texts mean; null where they go by words alone
 */
export function* groupQuestions<Question extends Counted>(
  questions: readonly Question[],
  vectors: Pick<TextVectors, 'get'> | null = null,
): Steps<readonly Group<Question>[]> {
  const read: { readonly question: Question; readonly compared: ComparedQuestion }[] = [];
  for (const question of questions) {
    const compared = comparedQuestion(question, vectors?.get(question.text) ?? null);
    read.push({ question, compared });
    yield;
  }
  const weightOf = weightsOf(read.map(({ compared }) => compared.content));
  const groups: { readonly first: ComparedQuestion; readonly group: [Question, ...Question[]] }[] = [];
  for (const { question, compared } of read.toSorted((a, b) => b.question.times - a.question.times)) {
    let likest: { readonly group: Question[]; readonly likeness: number } | null = null;
    for (const { first, group } of groups) {
      const likeness = likenessOf(first, compared, weightOf);
      if (likeness > (likest?.likeness ?? 0)) likest = { group, likeness };
    }
    if (likest === null) groups.push({ first: compared, group: [question] });
    else likest.group.push(question);
    yield;
  }
  return groups.map(({ group }) => group).toSorted((one, other) => timesOf(other) - timesOf(one));
}

export function timesOf(group: readonly Pick<Counted, 'times'>[]): number {
  return group.reduce((sum, { times }) => sum + times, 0);
}

function weightsOf(sets: readonly ReadonlySet<string>[]): (stem: string) => number {
  const counts = new Map<string, number>();
  for (const stem of sets.flatMap((set) => [...set])) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  return (stem) => Math.log(1 + sets.length / (counts.get(stem) ?? sets.length));
}
