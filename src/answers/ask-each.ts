import { severalQuestionsIn } from '../search/several-questions.ts';
import type { QuestionPart } from '../search/several-questions.ts';
import type { AskedPart, AskedParts, QueryScope } from './answers.ts';
import type { Outcome, PackPassage } from './outcome.ts';

/** More in one message are left to be asked by themselves. */
const MAX_QUESTIONS = 3;

type Ask = (question: string, scope: QueryScope) => Promise<Outcome>;

/** Asks a message as one question, or each of its questions where their answers differ. */
export async function askEach(message: string, scope: QueryScope, ask: Ask): Promise<AskedParts> {
  const outcome = await ask(message, scope);
  const whole: AskedParts = { parts: [{ said: message, question: message, outcome }], leftOut: 0 };
  const all = severalQuestionsIn(message);
  const questions = all.slice(0, MAX_QUESTIONS);
  if (questions.length < 2 || asksSeveralItself(outcome)) return whole;
  const parts: AskedPart[] = [];
  for (const question of questions) {
    const before = parts.find((part) => part.outcome.outcome === 'answer');
    // What one is about may have to be known to understand the next.
    // oxlint-disable-next-line no-await-in-loop
    parts.push(await askPart(question, scope, before?.outcome ?? null, ask));
  }
  const [first, ...others] = withoutRepetition(parts);
  if (first === undefined || others.length === 0) return whole;
  const isAnswered = [first, ...others].some((part) => part.outcome.outcome === 'answer');
  return isAnswered ? { parts: [first, ...others], leftOut: all.length - questions.length } : whole;
}

/** An entry such as `What is it, and what does it cost?` answers both. */
function asksSeveralItself(outcome: Outcome): boolean {
  if (outcome.outcome !== 'answer') return false;
  const { heading, wordings } = outcome.best.passage;
  return [heading, ...wordings].some((wording) => severalQuestionsIn(wording).length > 1);
}

async function askPart(
  { said, inFull }: QuestionPart,
  scope: QueryScope,
  before: Outcome | null,
  ask: Ask,
): Promise<AskedPart> {
  if (said !== inFull && before?.outcome === 'answer' && before.best.added === undefined) {
    // The article itself may well be asked `how much did it cost`.
    const outcome = await ask(said, { ...scope, slug: before.best.pack.slug });
    if (outcome.outcome === 'answer') return { said, question: inFull, outcome };
  }
  return { said, question: inFull, outcome: await ask(inFull, scope) };
}

/** Without those that only the passage of an earlier one answers, or might. */
function withoutRepetition(parts: readonly AskedPart[]): readonly AskedPart[] {
  const answered = new Set<PackPassage['passage']>();
  for (const { outcome } of parts) if (outcome.outcome === 'answer') answered.add(outcome.best.passage);
  const shown = new Set<PackPassage['passage']>();
  return parts.filter(({ outcome }) => {
    const likeliest = outcome.outcome === 'answer' ? outcome.best : outcome.ranking[0];
    if (likeliest === undefined || !answered.has(likeliest.passage)) return true;
    if (outcome.outcome !== 'answer' || shown.has(likeliest.passage)) return false;
    shown.add(likeliest.passage);
    return true;
  });
}
