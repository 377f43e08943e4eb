import { articlesOf, packIn } from '../content/pack.ts';
import type { Library, Pack } from '../content/pack.ts';
import type { UncoveredTopic } from '../store/knowledge-store.ts';
import type { QueryScope } from './answers.ts';
import type { ArticlesRanking } from './ask-articles.ts';
import { decide, MAX_SUGGESTIONS, suggested, THRESHOLDS } from './decision.ts';
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
    scope.articles?.first ?? [],
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
      if (best === undefined) break;
      if (isAmbiguous(ranking, scope))
        return { outcome: 'suggestions', suggestions: suggested(ranking), ranking };
      return { outcome: 'answer', best, ranking };
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

/** To a question that is one of theirs word by word: of several articles, the one that comes first, or else all to choose from. */
export function chosenOutcome(found: readonly PackPassage[], scope: QueryScope): Outcome {
  const [first] = found;
  if (first !== undefined && (found.length === 1 || scope.articles?.first.includes(first.pack.slug) === true))
    return exactOutcome(first);
  const ranking = found.map((one) => ({
    ...one,
    confidence: 1 / found.length,
    evidence: null,
    explain: () => [],
  }));
  return { outcome: 'suggestions', suggestions: ranking.slice(0, MAX_SUGGESTIONS), ranking };
}

/** What calibration can't tell apart. */
const EQUAL = 0.05;

/**
 * Best first, each passage once; where both would be an answer, the server's own comes before what is equally sure, and so
 * does an article that moderators put first.
 */
function together(
  own: readonly RankedPassage[],
  articles: readonly RankedPassage[],
  answerAt: number,
  first: readonly string[],
): readonly RankedPassage[] {
  const isOwn = new Set(own);
  const ordered = onceEach([...own, ...articles].toSorted((one, other) => other.confidence - one.confidence));
  const best = ordered[0]?.confidence ?? 0;
  const equal = ordered.filter(({ confidence }) => confidence >= Math.max(answerAt, best - EQUAL));
  const preferred = [
    equal.find((found) => isOwn.has(found)),
    ...first.map((slug) => equal.find(({ pack }) => pack.slug === slug)),
  ].find((found) => found !== undefined);
  if (preferred === undefined) return ordered;
  return [preferred, ...ordered.filter((found) => found !== preferred)];
}

/** Whether another article is as sure, and nobody said which one comes first. */
function isAmbiguous([best, ...others]: readonly RankedPassage[], { articles, slug }: QueryScope): boolean {
  if (best === undefined || slug !== undefined || best.added !== undefined) return false;
  if (articles?.first.includes(best.pack.slug) === true) return false;
  return others.some(
    ({ pack, added, confidence }) =>
      added === undefined && pack.slug !== best.pack.slug && confidence >= best.confidence - EQUAL,
  );
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
  const slug = scope.slug ?? best?.pack.slug ?? (scope.articles?.on ?? articlesOf(library))[0];
  return slug === undefined ? null : packIn(library, slug, scope.locale);
}
