import type { Answers, QueryScope } from '../answers/answers.ts';
import { MAX_SUGGESTIONS, suggested } from '../answers/decision.ts';
import type { Outcome, PackPassage, RankedPassage } from '../answers/outcome.ts';
import { SERVER_SLUG } from '../answers/servers.ts';

export interface FollowUp {
  readonly outcome: Outcome;
  /** Of what was shown, what it continues: several where its words don't tell. */
  readonly continues: readonly PackPassage[];
  /** Whether the question can be understood without what it follows. */
  readonly byItself: boolean;
}

/** As likely as what is offered at all. */
const MIN_POINTED_TO = 0.05;
/** "And why?" or "for families, too?" say nothing by themselves; what is longer mostly does. */
const WORDS_OF_A_QUESTION = 5;

/**
 * What somebody replied to a passage that they were shown, or to several in one card: `alone` is what came of it by itself. Where that isn't
 * sure, it is asked with the passage's heading before it and in its article alone. That heading finds the passage, and what is like it,
 * whatever was asked: so an answer is only what the reply's own words point to as well. Where there is none, or each passage leads to
 * another, what is nearest is for the asker to choose from.
 */
export async function askFollowUp(
  answers: Pick<Answers, 'ask' | 'related'>,
  {
    question,
    alone,
    shown,
  }: { readonly question: string; readonly alone: Outcome; readonly shown: readonly PackPassage[] },
  scope: QueryScope,
): Promise<FollowUp> {
  const byItself = question.split(/\s+/).length >= WORDS_OF_A_QUESTION;
  const continues = spokenOf(shown, alone);
  // That the article doesn't say is sure, too.
  if (alone.outcome === 'answer' || (alone.outcome === 'none' && alone.notCovered !== null)) {
    return { outcome: alone, continues, byItself: true };
  }
  const isShown = ({ passage }: PackPassage) => shown.some((one) => one.passage === passage);
  const pointedTo = new Set(
    alone.ranking.filter(({ confidence }) => confidence >= MIN_POINTED_TO).map(({ passage }) => passage),
  );
  const each = await Promise.all(continues.map((one) => askAround(answers, question, one, scope)));
  const answered = each.filter(
    (around) => around.outcome === 'answer' && !isShown(around.best) && pointedTo.has(around.best.passage),
  );
  const [sure] = answered;
  if (sure !== undefined && new Set(answered.map(likeliest)).size === 1) {
    return { outcome: sure, continues: continues.filter((_, at) => each[at] === sure), byItself };
  }
  const rankings = each.map(({ ranking }) => ranking.filter((found) => !isShown(found)));
  const related = await Promise.all(
    continues.map((one) => answers.related(one, MAX_SUGGESTIONS, scope.server)),
  );
  const offered = [
    ...(alone.outcome === 'suggestions' ? alone.suggestions : []),
    ...inTurns(rankings.map(suggested)),
    ...inTurns(related).map(unranked),
  ];
  const suggestions = offered
    .filter((found, at) => at === offered.findIndex(({ passage }) => passage === found.passage))
    .filter((found) => !isShown(found))
    .slice(0, MAX_SUGGESTIONS);
  if (suggestions.length === 0) return { outcome: alone, continues, byItself: true };
  return {
    outcome: { outcome: 'suggestions', suggestions, ranking: inTurns(rankings) },
    continues,
    byItself,
  };
}

/** Those of several that the reply's own words point to, or whose section they do; all of them where they point to none. */
function spokenOf(shown: readonly PackPassage[], { ranking }: Outcome): readonly PackPassage[] {
  const found = ranking.filter(({ confidence }) => confidence >= MIN_POINTED_TO);
  const isNamed = (one: PackPassage) => found.some(({ passage }) => passage === one.passage);
  const isNear = ({ pack, passage: { section } }: PackPassage) =>
    section !== null && found.some((other) => other.pack === pack && other.passage.section === section);
  return (
    [isNamed, isNear].map((isSpokenOf) => shown.filter(isSpokenOf)).find(({ length }) => length > 0) ?? shown
  );
}

function askAround(
  answers: Pick<Answers, 'ask'>,
  question: string,
  { pack, passage, added }: PackPassage,
  scope: QueryScope,
): Promise<Outcome> {
  const slug = added?.cites?.pack.slug ?? pack.slug;
  return answers.ask(`${passage.heading} ${question}`, {
    ...scope,
    ...(slug === SERVER_SLUG ? {} : { slug }),
  });
}

function likeliest({ ranking }: Outcome): PackPassage['passage'] | undefined {
  return ranking[0]?.passage;
}

/** The first of each, then the second of each. */
function inTurns<Item>(lists: readonly (readonly Item[])[]): readonly Item[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list.slice(at, at + 1))).flat();
}

/** What a reader of the passage may want to know next: nothing in the question speaks for it. */
function unranked(found: PackPassage): RankedPassage {
  return { ...found, confidence: 0, evidence: null, explain: () => [] };
}
