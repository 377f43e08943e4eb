import type { Answers, QueryScope } from '../answers/answers.ts';
import { MAX_SUGGESTIONS, suggested } from '../answers/decision.ts';
import type { Outcome, PackPassage, RankedPassage } from '../answers/outcome.ts';
import { SERVER_SLUG } from '../answers/servers.ts';

export interface FollowUp {
  readonly outcome: Outcome;
  /** Whether the question can be understood without what it follows. */
  readonly byItself: boolean;
}

/** As likely as what is offered at all. */
const MIN_POINTED_TO = 0.05;
/** "And why?" or "for families, too?" say nothing by themselves; what is longer mostly does. */
const WORDS_OF_A_QUESTION = 5;

/**
 * What somebody replied to a passage that they were shown: `alone` is what came of it by itself. Where that isn't sure, it is
 * asked with the passage's heading before it and in its article alone. That heading finds the passage, and what is like it, whatever was
 * asked: so an answer is only what the reply's own words point to as well. Where there is none, what is nearest to both is for
 * the asker to choose from.
 */
export async function askFollowUp(
  answers: Pick<Answers, 'ask' | 'related'>,
  {
    question,
    alone,
    shown,
  }: { readonly question: string; readonly alone: Outcome; readonly shown: PackPassage },
  scope: QueryScope,
): Promise<FollowUp> {
  const byItself = question.split(/\s+/).length >= WORDS_OF_A_QUESTION;
  // That the article doesn't say is sure, too.
  if (alone.outcome === 'answer' || (alone.outcome === 'none' && alone.notCovered !== null)) {
    return { outcome: alone, byItself: true };
  }
  const slug = shown.added?.cites?.pack.slug ?? shown.pack.slug;
  const around = await answers.ask(`${shown.passage.heading} ${question}`, {
    ...scope,
    ...(slug === SERVER_SLUG ? {} : { slug }),
  });
  const isShown = ({ passage }: PackPassage) => passage.id === shown.passage.id;
  const pointedTo = new Set(
    alone.ranking.filter(({ confidence }) => confidence >= MIN_POINTED_TO).map(({ passage }) => passage),
  );
  if (around.outcome === 'answer' && !isShown(around.best) && pointedTo.has(around.best.passage)) {
    return { outcome: around, byItself };
  }
  const ranking = around.ranking.filter((found) => !isShown(found));
  const offered = [
    ...(alone.outcome === 'suggestions' ? alone.suggestions : []),
    ...suggested(ranking),
    ...(await answers.related(shown, MAX_SUGGESTIONS, scope.server)).map(unranked),
  ];
  const suggestions = offered
    .filter((found, at) => at === offered.findIndex(({ passage }) => passage === found.passage))
    .filter((found) => !isShown(found))
    .slice(0, MAX_SUGGESTIONS);
  if (suggestions.length === 0) return { outcome: alone, byItself: true };
  return { outcome: { outcome: 'suggestions', suggestions, ranking }, byItself };
}

/** What a reader of the passage may want to know next: nothing in the question speaks for it. */
function unranked(found: PackPassage): RankedPassage {
  return { ...found, confidence: 0, evidence: null, explain: () => [] };
}
