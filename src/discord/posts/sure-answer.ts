import type { Answers, AskedParts, QueryScope } from '../../answers/answers.ts';
import { THRESHOLDS } from '../../answers/decision.ts';
import type { Outcome, PackPassage } from '../../answers/outcome.ts';

/** More of a post's text is a story, whose question isn't told apart. In characters. */
const MOST_TEXT = 1_500;

/** What was asked, and what became of each question in it: all are answered. */
export interface SureAnswer {
  readonly asked: string;
  readonly each: AskedParts;
}

/**
 * What a post is answered with, where that is sure: surer than where somebody asks the bot, whatever a server chose there.
 * What is told around a question makes an answer less sure, so title and text are asked together and each by itself; it is sure
 * where one of these is, and the others say nothing else. Null where it isn't, or where the post asks nothing.
 * @param text what stands below the title; empty where it can't be read
 */
export async function sureAnswer(
  { title, text: below }: { readonly title: string; readonly text: string },
  scope: QueryScope,
  answers: Pick<Answers, 'askEach' | 'smallTalk'>,
): Promise<SureAnswer | null> {
  const text = below.trim();
  if (text.length > MOST_TEXT) return null;
  const whole = text === '' ? title : `${title}\n${text}`;
  if ((await answers.smallTalk(whole, scope)) !== null) return null;
  // Nobody asked the bot: it doesn't count among what is asked.
  const read = async (asked: string): Promise<SureAnswer> => ({
    asked,
    each: await answers.askEach(asked, { ...scope, isTrial: true }),
  });
  const [ofWhole, ...others] = await Promise.all([
    read(whole),
    ...(text === '' ? [] : [read(title), read(text)]),
  ]);
  const readings = [ofWhole, ...others];
  const sure = readings.find(isSureOfAll);
  if (sure === undefined) return null;
  const said = new Set(sure.each.parts.map(({ outcome }) => likeliest(outcome)));
  const isAgreed = readings.every(({ each }) =>
    each.parts.every(({ outcome }) => !saysOtherwise(outcome, said)),
  );
  return isAgreed && said.has(likeliest(ofWhole.each.parts[0].outcome)) ? sure : null;
}

function isSureOfAll({ each: { parts, leftOut } }: SureAnswer): boolean {
  return leftOut === 0 && parts.every(({ outcome }) => isSure(outcome));
}

/** Whether somebody who didn't ask the bot is to be answered so. */
export function isSure(outcome: Outcome): boolean {
  return outcome.outcome === 'answer' && outcome.best.confidence >= THRESHOLDS.careful.answer;
}

/** Whether it would be answered by something else, or is known not to be told. */
function saysOtherwise(outcome: Outcome, said: ReadonlySet<PackPassage['passage'] | null>): boolean {
  switch (outcome.outcome) {
    case 'answer':
      return !said.has(outcome.best.passage);
    case 'suggestions':
      return false;
    case 'none':
      return outcome.notCovered !== null || outcome.uncoveredTopic !== undefined;
  }
}

function likeliest(outcome: Outcome): PackPassage['passage'] | null {
  return outcome.ranking[0]?.passage ?? null;
}
