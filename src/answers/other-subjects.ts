import type { DistinctiveWord, FeatureContribution } from '../search/hit.ts';
import type { RankedPassage } from './outcome.ts';
import { shifted } from './votes.ts';

/** In log-odds, where the question has a word of another article's title that this one lacks: 0.97 becomes 0.62. */
const OTHERS_TITLE_SHARE = -3;
/** In log-odds, of each further distinctive word that another article has and this one lacks. */
const OTHERS_WORD_SHARE = -1;
const MOST = -4;

/** What is asked word by word is meant. */
const EXACT = 0.99;

/**
 * An article judges a question by its own words, as if there were no other: so what another one is about may look like
 * its own, told in other words. In log-odds, what the others' claim takes from it: 0 where none knows more of the question.
 * @param own the question's distinctive words, as this article knows them
 * @param others the same, of each other article in its language
 */
export function claimOfOthers(
  own: readonly DistinctiveWord[],
  others: readonly (readonly DistinctiveWord[])[],
): number {
  const lacks = new Set(own.filter(({ isKnown }) => !isKnown).map(({ stem }) => stem));
  if (lacks.size === 0) return 0;
  return Math.min(0, ...others.map((other) => claimOf(other, own, lacks)));
}

function claimOf(
  other: readonly DistinctiveWord[],
  own: readonly DistinctiveWord[],
  lacks: ReadonlySet<string>,
): number {
  const itsOwn = other.filter(({ stem, isKnown }) => isKnown && lacks.has(stem));
  const unknownToIt = new Set(other.filter(({ isKnown }) => !isKnown).map(({ stem }) => stem));
  const onlyOurs = own.filter(({ stem, isKnown }) => isKnown && unknownToIt.has(stem));
  if (itsOwn.some(({ isInTitle }) => isInTitle) && !onlyOurs.some(({ isInTitle }) => isInTitle)) {
    return Math.max(MOST, OTHERS_TITLE_SHARE + OTHERS_WORD_SHARE * (itsOwn.length - 1));
  }
  const more = itsOwn.length - onlyOurs.length;
  return more <= 0 ? 0 : Math.max(MOST, OTHERS_WORD_SHARE * more);
}

/** The same passages, each less sure by `share` log-odds. */
export function yielding(ranking: readonly RankedPassage[], share: number): readonly RankedPassage[] {
  if (share === 0) return ranking;
  const contribution: FeatureContribution = {
    name: 'another article has words of the question that this one lacks',
    value: 1,
    share,
  };
  return ranking.map((found) =>
    found.confidence >= EXACT
      ? found
      : {
          ...found,
          confidence: shifted(found.confidence, share),
          explain: () => [...found.explain(), contribution],
        },
  );
}
