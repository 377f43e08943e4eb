import type { PassageReference } from '../content/pack.ts';
import type { Request } from './command.ts';
import { withTimeout } from '../timeout.ts';

/** In milliseconds: what was picked is shown then, noted or not. */
const PATIENCE = 300;

/** Notes what a member chose in "did you mean". It never fails, and the log tells. */
export async function recordHint(
  { place, store, log }: Pick<Request, 'place' | 'store' | 'log'>,
  questionId: string,
  passage: PassageReference,
): Promise<void> {
  if (place.serverId === null) return;
  const noted = store.questions.hint(place.serverId, questionId, passage).catch((error: unknown) => {
    log.warn({ err: error }, 'what was chosen in "did you mean" was not noted');
  });
  await withTimeout(noted, PATIENCE);
}
