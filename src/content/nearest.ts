/** Below this share of common letter pairs, two names have nothing to do with each other. */
const RELATED = 0.34;

/** The name that the author most likely meant; null where none comes near. */
export function nearest(name: string, candidates: readonly string[]): string | null {
  let best: { readonly candidate: string; readonly similarity: number } | null = null;
  for (const candidate of candidates) {
    const similarity = similarityOf(name, candidate);
    if (similarity >= RELATED && similarity > (best?.similarity ?? 0)) best = { candidate, similarity };
  }
  return best?.candidate ?? null;
}

/** 0 to 1: the Sørensen–Dice coefficient over pairs of neighbouring letters, whatever their case. */
export function similarityOf(one: string, other: string): number {
  const pairs = letterPairs(one);
  const otherPairs = letterPairs(other);
  const unmatched = [...otherPairs];
  let common = 0;
  for (const pair of pairs) {
    const position = unmatched.indexOf(pair);
    if (position >= 0) {
      unmatched.splice(position, 1);
      common += 1;
    }
  }
  const total = pairs.length + otherPairs.length;
  return total === 0 ? 0 : (2 * common) / total;
}

/** Names are compared by their first letters only: what is longer is no name, and the cost grows with it. */
const COMPARED_LETTERS = 100;

function letterPairs(text: string): readonly string[] {
  const letters = Array.from(text.toLowerCase().replace(/\s+/g, ' ').trim()).slice(0, COMPARED_LETTERS);
  return letters.slice(1).map((letter, position) => `${letters[position]}${letter}`);
}
