import { foldQuestion } from '../content/wordings.ts';
import { languageOf } from '../search/languages/language.ts';
import { askedPart } from '../search/asked-part.ts';
import { questionTokens } from '../search/tokens.ts';
import type { Steps } from '../time-slices.ts';

interface Counted {
  readonly text: string;
  readonly locale: string;
  readonly times: number;
}

export type Group<Question> = readonly [Question, ...Question[]];

/** From this share of common words on, two questions ask the same. Words that many questions have count little. */
const LIKE_ENOUGH = 0.5;

/**
 * Similar questions of one language together: each group, and within it each question, the most asked first. A question
 * goes by the most asked one of its group, so that groups don't grow from one thing to another. Of a very long one, only what
 * is asked in it counts. Each is compared with every group: the time grows with the square.
 */
export function* groupQuestions<Question extends Counted>(
  questions: readonly Question[],
): Steps<readonly Group<Question>[]> {
  const stems: ReadonlySet<string>[] = [];
  const keys: string[] = [];
  for (const question of questions) {
    stems.push(contentOf(question));
    keys.push(foldQuestion(askedPart(question.text, languageOf(question.locale))));
    yield;
  }
  const weightOf = weightsOf(stems);
  const read = questions.map((question, at): Read<Question> => {
    const content = stems[at] ?? new Set();
    const weight = [...content].reduce((sum, stem) => sum + weightOf(stem), 0);
    return { question, content, weight, key: keys[at] ?? '' };
  });
  const groups: { readonly first: Read<Question>; readonly group: [Question, ...Question[]] }[] = [];
  for (const one of read.toSorted((a, b) => b.question.times - a.question.times)) {
    let likest: { readonly group: Question[]; readonly likeness: number } | null = null;
    for (const { first, group } of groups) {
      const likeness = likenessOf(first, one, weightOf);
      if (likeness >= Math.max(LIKE_ENOUGH, likest?.likeness ?? 0)) likest = { group, likeness };
    }
    if (likest === null) groups.push({ first: one, group: [one.question] });
    else likest.group.push(one.question);
    yield;
  }
  return groups.map(({ group }) => group).toSorted((one, other) => timesOf(other) - timesOf(one));
}

export function timesOf(group: readonly Pick<Counted, 'times'>[]): number {
  return group.reduce((sum, { times }) => sum + times, 0);
}

interface Read<Question> {
  readonly question: Question;
  /** The stems of the words that say what is asked. */
  readonly content: ReadonlySet<string>;
  readonly weight: number;
  /** The same for questions that differ in punctuation alone. */
  readonly key: string;
}

function contentOf({ text, locale }: Counted): ReadonlySet<string> {
  const tokens = questionTokens(text, languageOf(locale));
  return new Set(tokens.filter(({ weight }) => weight >= 1).map(({ stem }) => stem));
}

function weightsOf(sets: readonly ReadonlySet<string>[]): (stem: string) => number {
  const counts = new Map<string, number>();
  for (const stem of sets.flatMap((set) => [...set])) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  return (stem) => Math.log(1 + sets.length / (counts.get(stem) ?? sets.length));
}

function likenessOf<Question extends Counted>(
  one: Read<Question>,
  other: Read<Question>,
  weightOf: (stem: string) => number,
): number {
  if (one.question.locale !== other.question.locale) return 0;
  if (one.key === other.key) return 1;
  let shared = 0;
  for (const stem of one.content) if (other.content.has(stem)) shared += weightOf(stem);
  const all = one.weight + other.weight - shared;
  return all === 0 ? 0 : shared / all;
}
