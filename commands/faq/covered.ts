import type { Outcome } from '../../src/answers/outcome.ts';
import { comparedAnswer, comparedQuestion, mayCover } from '../../src/answers/same-question.ts';
import { reply, type Reply, type ServerRequest } from '../../src/discord/kit.ts';
import type { ServerEntry } from '../../src/store/knowledge-store.ts';
import type { AskedQuestion } from '../../src/store/question-store.ts';
import { inSlices, type Steps } from '../../src/time-slices.ts';
import { undoableReply } from './undo.ts';
import { scopeNow, MAX_WAITING } from './waiting.ts';

/** Each is searched for as if somebody asked it. */
const MAX_TRIED = 40;

/** Of the answers that are given with this confidence, nineteen in twenty are right; a moderator may look and undo. */
const CERTAIN = 0.95;

/**
 * The questions that wait and that an entry, just added, answers for certain wait no longer. Says so, in a line; null where
 * there are none. Whatever goes wrong, the entry is added: then they wait on.
 */
export async function coveredNote(request: ServerRequest, entry: ServerEntry): Promise<string | null> {
  try {
    const count = await clearCovered(request, entry);
    return count === 0 ? null : request.texts.faq.queue.covered(count);
  } catch (error) {
    request.log.warn({ err: error }, 'what a new answer covers could not be looked for');
    return null;
  }
}

/** What is said of an entry that was just added and, where it covers questions that waited, how to undo that. */
export async function addedReply(
  request: ServerRequest,
  [entry]: readonly ServerEntry[],
  said: string,
): Promise<Reply> {
  const covered = entry === undefined ? null : await coveredNote(request, entry);
  return covered === null ? reply.update(said) : undoableReply(request, `${said}\n${covered}`);
}

async function clearCovered(request: ServerRequest, entry: ServerEntry): Promise<number> {
  const { store, answers, serverId } = request;
  const waiting = await store.questions.waiting(serverId, MAX_WAITING);
  const likely = await inSlices(serverId, likelyCovered(waiting, entry));
  if (likely.length === 0) return 0;
  const scope = await scopeNow(request);
  const covered: string[] = [];
  for (const { id, text, locale } of likely) {
    // oxlint-disable-next-line no-await-in-loop -- members' questions get their turn between them
    const outcome = await answers.ask(text, { locale, ...scope, isTrial: true });
    if (isCertain(outcome, entry)) covered.push(id);
  }
  if (covered.length === 0) return 0;
  return (await store.review.cover(serverId, covered, { entry: entry.id }, Date.now())).count;
}

function* likelyCovered(
  waiting: readonly AskedQuestion[],
  entry: ServerEntry,
): Steps<readonly AskedQuestion[]> {
  const answer = comparedAnswer(entry);
  const likely: AskedQuestion[] = [];
  for (const one of waiting) {
    if (likely.length === MAX_TRIED) break;
    if (mayCover(comparedQuestion(one, null), answer)) likely.push(one);
    yield;
  }
  return likely;
}

function isCertain(outcome: Outcome, entry: ServerEntry): boolean {
  return (
    outcome.outcome === 'answer' &&
    outcome.best.confidence >= CERTAIN &&
    outcome.best.added?.entry.id === entry.id
  );
}
