import type { FeatureContribution } from '../search/hit.ts';
import type { RankedPassage } from './outcome.ts';
import type { PassageVotes } from './servers.ts';

/** As many votes as count for half of what votes can do. */
const HALF_AT = 20;
/** In log-odds. From under 0.15 it leads to 0.32 at most: votes alone make no answer of what isn't even suggested. */
const MAX_UP = 1;
/** In log-odds. It leads from 0.97 to under 0.5. */
const MAX_DOWN = 4;

/** What votes add to the log-odds that a passage is the answer. */
export function shiftBy({ helpful, unhelpful }: Pick<PassageVotes, 'helpful' | 'unhelpful'>): number {
  const opinion = (helpful - unhelpful) / (helpful + unhelpful + HALF_AT);
  return opinion * (opinion > 0 ? MAX_UP : MAX_DOWN);
}

/** The same passages, each as sure as the votes of a server make it. */
export function withVotes(
  ranking: readonly RankedPassage[],
  votes: readonly PassageVotes[],
): readonly RankedPassage[] {
  if (votes.length === 0) return ranking;
  const byPassage = new Map(
    votes.map((one) => [`${one.passage.slug}\n${one.passage.locale}\n${one.passage.id}`, one]),
  );
  return ranking.map((found) => {
    const tally = byPassage.get(`${found.pack.slug}\n${found.pack.locale}\n${found.passage.id}`);
    if (tally === undefined) return found;
    const share = shiftBy(tally);
    const contribution: FeatureContribution = {
      name: 'what members of this server found of it',
      value: tally.helpful - tally.unhelpful,
      share,
    };
    return {
      ...found,
      confidence: shifted(found.confidence, share),
      explain: () => [...found.explain(), contribution],
    };
  });
}

/** A confidence after something was added to its log-odds. */
export function shifted(confidence: number, share: number): number {
  if (confidence <= 0 || confidence >= 1) return confidence;
  return 1 / (1 + ((1 - confidence) / confidence) * Math.exp(-share));
}
