import { dayOf } from '../store/days.ts';
import type { AskedQuestion } from '../store/store.ts';
import type { Request } from './command.ts';
import { within } from './deadline.ts';

/** An answer waits no longer than this for its question's id, in milliseconds. */
const PATIENCE = 300;

/**
 * Counts what became of a question, and keeps its text where the server keeps questions. Resolves with the kept
 * question's id, or null where there is none, or none soon enough. It never fails: an answer is worth more than
 * a figure, and the log tells.
 */
export async function recordOutcome(
  { place, settings, store, log }: Pick<Request, 'place' | 'settings' | 'store' | 'log'>,
  asked: Pick<AskedQuestion, 'text' | 'locale' | 'outcome'>,
  options: { readonly now?: () => number; readonly patience?: number } = {},
): Promise<string | null> {
  const { serverId } = place;
  if (serverId === null || !place.botIsMember) return null;
  const { now = Date.now, patience = PATIENCE } = options;
  const at = now();
  const record = async (): Promise<string | null> => {
    await store.figures.count(serverId, dayOf(at), asked.outcome);
    const { text, locale, outcome } = asked;
    return settings.keepingDays === 0
      ? null
      : // The store looks itself, too, whether the server keeps questions: these settings may be from before an outage.
        store.questions.record(serverId, { text, locale, outcome, at });
  };
  const recorded = record().catch((error: unknown) => {
    log.warn({ err: error }, 'a question was answered but not recorded');
    return null;
  });
  return settings.keepingDays === 0 ? null : within(recorded, patience);
}
