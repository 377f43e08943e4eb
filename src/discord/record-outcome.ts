import type { Locale } from '../content/pack.ts';
import { replaceMentions } from '../markdown/discord.ts';
import type { Mentioned } from '../markdown/discord.ts';
import { dayOf } from '../store/days.ts';
import type { AskedQuestion } from '../store/store.ts';
import { textsFor } from '../texts/texts.ts';
import type { Request } from './command.ts';
import { withTimeout } from '../timeout.ts';

/** An answer waits no longer than this for its question's id, in milliseconds. */
const PATIENCE = 300;

/** A question that was counted. */
export interface RecordedQuestion {
  /** Null where its text is not kept, or where nobody knew it soon enough. */
  readonly id: string | null;
}

/**
 * Counts what became of a question, and keeps its text where the server keeps questions and the asker typed it: what
 * another member wrote was not written to the bot. Resolves with null where it could not be recorded. It never fails: an
 * answer is worth more than a figure, and the log tells.
 */
export async function recordOutcome(
  { place, settings, store, log }: Pick<Request, 'place' | 'settings' | 'store' | 'log'>,
  asked: Pick<AskedQuestion, 'text' | 'locale' | 'outcome'> & { readonly typed: boolean },
  options: { readonly now?: () => number; readonly patience?: number } = {},
): Promise<RecordedQuestion | null> {
  const { serverId } = place;
  if (serverId === null || !place.botIsMember) return null;
  const { now = Date.now, patience = PATIENCE } = options;
  const at = now();
  const isKept = asked.typed && settings.keepingDays !== 0;
  const record = async (): Promise<RecordedQuestion> => {
    await store.figures.count(serverId, dayOf(at), asked.outcome);
    if (!isKept) return { id: null };
    const { locale, outcome } = asked;
    const text = withoutIds(asked.text, locale);
    // The store looks itself, too, whether the server keeps questions: these settings may be from before an outage.
    return { id: await store.questions.record(serverId, { text, locale, outcome, at }) };
  };
  const recorded = record().catch((error: unknown) => {
    log.warn({ err: error }, 'a question was answered but not recorded');
    return null;
  });
  if (!isKept) return { id: null };
  const known = await withTimeout(
    recorded.then((question) => ({ question })),
    patience,
  );
  // A vote on its answer then counts without the question.
  return known === null ? { id: null } : known.question;
}

/** A mention holds an id: who, which role or which channel was named is nobody's concern later. */
function withoutIds(text: string, locale: Locale): string {
  const { someone, someRole, someChannel } = textsFor(locale).ask;
  const names: Readonly<Record<Mentioned, string>> = {
    member: someone,
    role: someRole,
    channel: someChannel,
  };
  return replaceMentions(text, (mentioned) => names[mentioned]);
}
