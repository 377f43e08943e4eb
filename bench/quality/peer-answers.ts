import type { Outcome, RankedPassage } from '../../src/answers/outcome.ts';
import { judgeOutcome } from '../../src/cli/eval-judgement.ts';
import type { EvalQuestion } from '../../src/cli/eval-question.ts';
import type { Pack } from '../../src/content/pack.ts';
import { documentsOf } from '../documents.ts';
import type { Peer } from '../peers/peer.ts';

/** What a peer found, before it is decided whether that is good enough to answer. */
export interface Ranking {
  /** Best first, each entry once; `confidence` is the peer's own score. */
  readonly found: readonly RankedPassage[];
  /** A topic that the article doesn't cover came first. */
  readonly uncovered: boolean;
}

const MAX_DOCUMENTS = 50;
const MAX_SUGGESTIONS = 3;

export async function openRanking(peer: Peer, pack: Pack): Promise<(question: string) => Promise<Ranking>> {
  const documents = documentsOf(pack);
  const index = await peer.build(documents);
  return async (question) => {
    const matches = await index.search(question, MAX_DOCUMENTS);
    const entries = new Set<string>();
    const found: RankedPassage[] = [];
    for (const match of matches) {
      const document = documents[match.document];
      if (document === undefined || entries.has(document.entry)) continue;
      entries.add(document.entry);
      if (document.passage === null) continue;
      found.push({
        pack,
        passage: document.passage,
        confidence: match.score,
        evidence: null,
        explain: () => [],
      });
    }
    const first = matches[0] && documents[matches[0].document];
    return { found, uncovered: first?.passage === null };
  };
}

/** Peers have no confidence: from a threshold on, they answer; below, they suggest. */
export function decide({ found, uncovered }: Ranking, threshold: number, pack: Pack): Outcome {
  const best = found[0];
  if (uncovered || best === undefined) {
    return { outcome: 'none', confidence: 0, pack, notCovered: null, ranking: found };
  }
  if (best.confidence >= threshold) return { outcome: 'answer', best, ranking: found };
  return { outcome: 'suggestions', suggestions: found.slice(0, MAX_SUGGESTIONS), ranking: found };
}

/** The score from which on a peer has the most right answers less wrong ones. */
export function bestThreshold(
  rankings: readonly { readonly question: EvalQuestion; readonly ranking: Ranking }[],
  pack: Pack,
): number {
  const gain = (threshold: number): number =>
    rankings.reduce((sum, { question, ranking }) => {
      const { outcome, right } = judgeOutcome(question, decide(ranking, threshold, pack));
      return outcome === 'answer' ? sum + (right ? 1 : -1) : sum;
    }, 0);
  const scores = new Set(rankings.flatMap(({ ranking }) => ranking.found[0]?.confidence ?? []));
  return [...scores]
    .map((threshold) => ({ threshold, gain: gain(threshold) }))
    .reduce((best, one) => (one.gain > best.gain ? one : best), {
      threshold: Number.POSITIVE_INFINITY,
      gain: 0,
    }).threshold;
}
