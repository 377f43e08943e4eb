import { articlesOf, packIn } from '../content/pack.ts';
import type { Library, Pack } from '../content/pack.ts';
import type { UncoveredTopic } from '../store/store.ts';
import type { Asked } from './answers.ts';
import type { ArticlesRanking } from './ask-articles.ts';
import { decide, suggested, THRESHOLDS } from './decision.ts';
import type { Found, Outcome, RankedFound } from './outcome.ts';
import type { PassageVotes } from './servers.ts';
import type { TaughtRanking } from './taught.ts';
import { withVotes } from './votes.ts';

interface Searched {
  readonly articles: ArticlesRanking;
  readonly taught: TaughtRanking;
  readonly votes: readonly PassageVotes[];
}

export function chooseOutcome(
  { articles, taught, votes }: Searched,
  asked: Asked,
  library: Library,
): Outcome {
  const level = asked.server?.confidence ?? 'balanced';
  const ranking = together(
    withVotes(taught.ranking, votes),
    withVotes(articles.ranking, votes),
    THRESHOLDS[level].answer,
  );
  const [best] = ranking;
  const addedIsLikelier = (taught.topic?.confidence ?? 0) >= (articles.topic?.hit.confidence ?? 0);
  const topic = addedIsLikelier ? taught.topic : (articles.topic?.hit ?? null);
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
  const unsaid = decision.outcome === 'none' && decision.unsaid;
  const none = {
    outcome: 'none',
    confidence: best?.confidence ?? 0,
    pack: homeOf(asked, library, ranking),
    notCovered: null,
    ranking,
  } as const;
  if (unsaid && addedIsLikelier && taught.topic !== null)
    return { ...none, uncoveredTopic: taught.topic.topic };
  if (decision.outcome !== 'none' || !decision.named || articles.topic === null) return none;
  return { ...none, pack: articles.topic.pack, notCovered: articles.topic.hit.topic };
}

/** To a question that a server's moderators added as one that can't be answered. */
export function unsaidOutcome(uncoveredTopic: UncoveredTopic, asked: Asked, library: Library): Outcome {
  const pack = homeOf(asked, library, []);
  return { outcome: 'none', confidence: 0, pack, notCovered: null, uncoveredTopic, ranking: [] };
}

/** To a question that was asked word by word. */
export function exactOutcome(found: Found): Outcome {
  const best: RankedFound = { ...found, confidence: 1, evidence: null, explain: () => [] };
  return { outcome: 'answer', best, ranking: [best] };
}

/** What calibration can't tell apart. */
const EQUAL = 0.05;

/** Best first, each passage once; where both would be an answer, the server's own comes before what is equally sure. */
function together(
  own: readonly RankedFound[],
  articles: readonly RankedFound[],
  answerAt: number,
): readonly RankedFound[] {
  const isOwn = new Set(own);
  const ordered = onceEach([...own, ...articles].toSorted((one, other) => other.confidence - one.confidence));
  const best = ordered[0]?.confidence ?? 0;
  const preferred = ordered.find(
    (found) => isOwn.has(found) && found.confidence >= Math.max(answerAt, best - EQUAL),
  );
  if (preferred === undefined) return ordered;
  return [preferred, ...ordered.filter((found) => found !== preferred)];
}

function onceEach(ordered: readonly RankedFound[]): readonly RankedFound[] {
  const seen = new Set<RankedFound['passage']>();
  return ordered.filter(({ passage }) => {
    const isNew = !seen.has(passage);
    seen.add(passage);
    return isNew;
  });
}

/** The article that would have answered. */
function homeOf(asked: Asked, library: Library, ranking: readonly RankedFound[]): Pack | null {
  const best = ranking.find(({ added }) => added === undefined);
  const slug = asked.slug ?? best?.pack.slug ?? articlesOf(library)[0];
  return slug === undefined ? null : packIn(library, slug, asked.locale);
}
