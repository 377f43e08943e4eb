import { wordsOf } from './words.ts';

export interface PlacedSentence {
  readonly text: string;
  readonly line: number;
}

const WANTED = 4;

/** More are told by the first of them: each is compared with all others. */
const MAX_SENTENCES = 300;

/** Those that share most with all others, in their order: what a text comes back to. As they stand there. */
export function centralSentences(paragraphs: readonly PlacedSentence[]): readonly PlacedSentence[] {
  const sentences = paragraphs
    .flatMap(({ text, line }) =>
      text.split(/(?<=[.!?]["'”»)]?)\s+|(?<=[。！？])/u).map((part) => ({ text: part.trim(), line })),
    )
    .filter(({ text }) => {
      const count = wordsOf(text).length;
      return count >= 8 && count <= 60 && /[.!。！]["'”»)]?$/u.test(text);
    })
    .slice(0, MAX_SENTENCES);
  // Of a short text, all of it would be a highlight.
  if (sentences.length < WANTED * 2) return [];
  const bags = sentences.map(({ text }) => new Set(wordsOf(text)));
  const spread = new Map<string, number>();
  for (const bag of bags) for (const word of bag) spread.set(word, (spread.get(word) ?? 0) + 1);
  const weight = (word: string): number => Math.log(bags.length / (spread.get(word) ?? 1));
  const norms = bags.map((bag) => Math.sqrt([...bag].reduce((sum, word) => sum + weight(word) ** 2, 0)) || 1);
  const likeness = (one: number, other: number): number => {
    const words = bags[other];
    let shared = 0;
    for (const word of bags[one] ?? []) if (words?.has(word) === true) shared += weight(word) ** 2;
    return shared / ((norms[one] ?? 1) * (norms[other] ?? 1));
  };
  const central = sentences
    .map((_, at) => ({
      at,
      score: sentences.reduce((sum, __, other) => (at === other ? sum : sum + likeness(at, other)), 0),
    }))
    .toSorted((one, other) => other.score - one.score);
  const chosen: number[] = [];
  for (const { at } of central) {
    if (chosen.length < WANTED && chosen.every((one) => likeness(one, at) < 0.5)) chosen.push(at);
  }
  return chosen.toSorted((one, other) => one - other).flatMap((at) => sentences[at] ?? []);
}
