import { articlesOf, packIn } from '../content/pack.ts';
import type { Library, Pack } from '../content/pack.ts';
import type { UncoveredTopic } from '../store/store.ts';
import type { QueryScope } from './answers.ts';
import type { ArticlesRanking } from './ask-articles.ts';
import { decide, suggested, THRESHOLDS } from './decision.ts';
import type { PackPassage, Outcome, RankedPassage } from './outcome.ts';
import type { PassageVotes } from './servers.ts';
import type { ServerRanking } from './server-knowledge.ts';
import { withVotes } from './votes.ts';

interface Searched {
  readonly articles: ArticlesRanking;
  readonly server: ServerRanking;
  readonly votes: readonly PassageVotes[];
}

export function chooseOutcome(
  { articles, server, votes }: Searched,
  scope: QueryScope,
  library: Library,
): Outcome {
  const level = scope.server?.confidence ?? 'balanced';
  const ranking = together(
    withVotes(server.ranking, votes),
    withVotes(articles.ranking, votes),
    THRESHOLDS[level].answer,
  );
  const [best] = ranking;
  const addedIsLikelier = (server.topic?.confidence ?? 0) >= (articles.topic?.hit.confidence ?? 0);
  const topic = addedIsLikelier ? server.topic : (articles.topic?.hit ?? null);
  const decision = decide(
    ranking.map(({ confidence }) => confidence),
    topic,
    level,
  );
  switch (decision.outcome) {
    case 'answer':
      if (best !== undefined) return { outcome: 'answer', best, ranking };
      break;
    case 'suggestions':
      return { outcome: 'suggestions', suggestions: suggested(ranking), ranking };
    case 'none':
      break;
  }
  const uncovered = decision.outcome === 'none' && decision.uncovered;
  const none = {
    outcome: 'none',
    confidence: best?.confidence ?? 0,
    pack: homeOf(scope, library, ranking),
    notCovered: null,
    ranking,
  } as const;
  if (uncovered && addedIsLikelier && server.topic !== null)
    return { ...none, uncoveredTopic: server.topic.topic };
  if (decision.outcome !== 'none' || !decision.named || articles.topic === null) return none;
  return { ...none, pack: articles.topic.pack, notCovered: articles.topic.hit.topic };
}

/** To a question that a server's moderators added as one that can't be answered. */
export function uncoveredOutcome(
  uncoveredTopic: UncoveredTopic,
  scope: QueryScope,
  library: Library,
): Outcome {
  const pack = homeOf(scope, library, []);
  return { outcome: 'none', confidence: 0, pack, notCovered: null, uncoveredTopic, ranking: [] };
}

/** To a question that was asked word by word. */
export function exactOutcome(found: PackPassage): Outcome {
  const best: RankedPassage = { ...found, confidence: 1, evidence: null, explain: () => [] };
  return { outcome: 'answer', best, ranking: [best] };
}

/** What calibration can't tell apart. */
const EQUAL = 0.05;

/** Best first, each passage once; where both would be an answer, the server's own comes before what is equally sure. */
function together(
  own: readonly RankedPassage[],
  articles: readonly RankedPassage[],
  answerAt: number,
): readonly RankedPassage[] {
  const isOwn = new Set(own);
  const ordered = onceEach([...own, ...articles].toSorted((one, other) => other.confidence - one.confidence));
  const best = ordered[0]?.confidence ?? 0;
  const preferred = ordered.find(
    (found) => isOwn.has(found) && found.confidence >= Math.max(answerAt, best - EQUAL),
  );
  if (preferred === undefined) return ordered;
  return [preferred, ...ordered.filter((found) => found !== preferred)];
}

function onceEach(ordered: readonly RankedPassage[]): readonly RankedPassage[] {
  const seen = new Set<RankedPassage['passage']>();
  return ordered.filter(({ passage }) => {
    const isNew = !seen.has(passage);
    seen.add(passage);
    return isNew;
  });
}

/** The article that would have answered. */
function homeOf(scope: QueryScope, library: Library, ranking: readonly RankedPassage[]): Pack | null {
  const best = ranking.find(({ added }) => added === undefined);
  const slug = scope.slug ?? best?.pack.slug ?? articlesOf(library)[0];
  return slug === undefined ? null : packIn(library, slug, scope.locale);
}
