import { foldQuestion } from '../content/wordings.ts';
import { languageOf } from '../search/languages/language.ts';
import { questionTokens } from '../search/tokens.ts';

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
 * goes by the most asked one of its group, so that groups don't grow from one thing to another.
 */
export function groupQuestions<Question extends Counted>(
  questions: readonly Question[],
): readonly Group<Question>[] {
  const words = new Map(questions.map((question) => [question, contentOf(question)]));
  const weights = weightsOf([...words.values()]);
  const groups: [Question, ...Question[]][] = [];
  for (const question of questions.toSorted((one, other) => other.times - one.times)) {
    const likest = groups
      .map((group) => ({ group, likeness: likenessOf(group[0], question, words, weights) }))
      .reduce<{ readonly group: Question[]; readonly likeness: number } | null>(
        (best, one) => (one.likeness > (best?.likeness ?? 0) ? one : best),
        null,
      );
    if (likest !== null && likest.likeness >= LIKE_ENOUGH) likest.group.push(question);
    else groups.push([question]);
  }
  return groups.toSorted((one, other) => timesOf(other) - timesOf(one));
}

export function timesOf(group: readonly Pick<Counted, 'times'>[]): number {
  return group.reduce((sum, { times }) => sum + times, 0);
}

/** The stems of the words that say what is asked. */
function contentOf({ text, locale }: Counted): ReadonlySet<string> {
  const tokens = questionTokens(text, languageOf(locale));
  return new Set(tokens.filter(({ weight }) => weight >= 1).map(({ stem }) => stem));
}

function weightsOf(sets: readonly ReadonlySet<string>[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const stem of sets.flatMap((set) => [...set])) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  return new Map([...counts].map(([stem, count]) => [stem, Math.log(1 + sets.length / count)]));
}

function likenessOf<Question extends Counted>(
  one: Question,
  other: Question,
  words: ReadonlyMap<Question, ReadonlySet<string>>,
  weights: ReadonlyMap<string, number>,
): number {
  if (one.locale !== other.locale) return 0;
  if (foldQuestion(one.text) === foldQuestion(other.text)) return 1;
  const [ofOne, ofOther] = [[...(words.get(one) ?? [])], [...(words.get(other) ?? [])]];
  const weigh = (stems: readonly string[]) => stems.reduce((sum, stem) => sum + (weights.get(stem) ?? 0), 0);
  const shared = weigh(ofOne.filter((stem) => words.get(other)?.has(stem) === true));
  const all = weigh(ofOne) + weigh(ofOther) - shared;
  return all === 0 ? 0 : shared / all;
}
