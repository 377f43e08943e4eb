import type { Answers, QueryScope } from '../answers/answers.ts';
import type { Outcome, PackPassage } from '../answers/outcome.ts';
import { SERVER_SLUG } from '../answers/servers.ts';
import { MAX_SUGGESTIONS, suggested } from '../answers/decision.ts';

export interface FollowUp {
  readonly outcome: Outcome;
  /** Whether the question says by itself what it asks. */
  readonly byItself: boolean;
}

/** As likely as what is offered at all. */
const MIN_POINTED_TO = 0.05;

/**
 * Asks what somebody replied to a passage that they were shown: by itself first, then, where that isn't sure, with the
 * passage's heading before it and in its article alone. That heading finds the passage, and what is like it, whatever was
 * asked: so an answer is only what the reply's own words point to as well. Where there is none, what is nearest is for the
 * asker to choose from.
 */
export async function askFollowUp(
  answers: Pick<Answers, 'ask'>,
  question: string,
  shown: PackPassage,
  scope: QueryScope,
): Promise<FollowUp> {
  const byItself = await answers.ask(question, scope);
  if (byItself.outcome === 'answer') return { outcome: byItself, byItself: true };
  const slug = shown.added?.cites?.pack.slug ?? shown.pack.slug;
  const around = await answers.ask(`${shown.passage.heading} ${question}`, {
    ...scope,
    ...(slug === SERVER_SLUG ? {} : { slug }),
  });
  const isShown = ({ passage }: PackPassage) => passage.id === shown.passage.id;
  const pointedTo = new Set(
    byItself.ranking.filter(({ confidence }) => confidence >= MIN_POINTED_TO).map(({ passage }) => passage),
  );
  if (around.outcome === 'answer' && !isShown(around.best) && pointedTo.has(around.best.passage)) {
    return { outcome: around, byItself: false };
  }
  // That the article doesn't say is sure, too.
  if (byItself.outcome === 'none' && byItself.notCovered !== null) {
    return { outcome: byItself, byItself: true };
  }
  const ranking = around.ranking.filter((found) => !isShown(found));
  const offered = [
    ...(byItself.outcome === 'suggestions' ? byItself.suggestions : []),
    ...suggested(ranking),
  ];
  const suggestions = offered
    .filter((found, at) => !isShown(found) && at === offered.findIndex((one) => one.passage === found.passage))
    .slice(0, MAX_SUGGESTIONS);
  if (suggestions.length === 0) return { outcome: byItself, byItself: true };
  return { outcome: { outcome: 'suggestions', suggestions, ranking }, byItself: false };
}
