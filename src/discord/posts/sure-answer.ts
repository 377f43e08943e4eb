import type { Answers, AskedParts, QueryScope } from '../../answers/answers.ts';
import { THRESHOLDS } from '../../answers/decision.ts';
import type { Outcome, PackPassage } from '../../answers/outcome.ts';

/** More of a post's text is a story, whose question isn't told apart. In characters. */
const MOST_TEXT = 1_500;

/** Of several questions, all that were asked; each is answered. */
export interface SureAnswer {
  readonly asked: string;
  readonly each: AskedParts;
}

/**
 * What a post is answered with, where that is sure: surer than where somebody asks the bot, whatever a server chose there.
 * Null where it isn't, where one of its questions isn't, or where it asks nothing.
 * @param text what stands below the title; empty where it can't be read
 */
export async function sureAnswer(
  { title, text }: { readonly title: string; readonly text: string },
  scope: QueryScope,
  answers: Pick<Answers, 'askEach' | 'smallTalk'>,
): Promise<SureAnswer | null> {
  if (text.length > MOST_TEXT) return null;
  const whole = text.trim() === '' ? title : `${title}\n${text}`;
  if ((await answers.smallTalk(whole, scope)) !== null) return null;
  const each = await answers.askEach(whole, scope);
  if (each.leftOut === 0 && each.parts.every(({ outcome }) => isSure(outcome))) return { asked: whole, each };
  if (whole === title || each.parts.length > 1) return null;
  // What is told around a question makes it less sure: the title alone may be surer, of the same passage.
  const ofTitle = await answers.askEach(title, scope);
  const [{ outcome }, ...others] = ofTitle.parts;
  if (others.length > 0 || !isSure(outcome)) return null;
  return likeliest(outcome) === likeliest(each.parts[0].outcome) ? { asked: title, each: ofTitle } : null;
}

/** Whether somebody who didn't ask the bot is to be answered so. */
export function isSure(outcome: Outcome): boolean {
  return outcome.outcome === 'answer' && outcome.best.confidence >= THRESHOLDS.careful.answer;
}

function likeliest(outcome: Outcome): PackPassage['passage'] | null {
  return outcome.ranking[0]?.passage ?? null;
}
