import type { PassageReference } from '../content/pack.ts';
import type { Request } from './command.ts';

/** Notes what a member chose in "did you mean". Nobody waits for that, and where it can't be noted, the log tells. */
export function recordHint(
  { place, store, log }: Pick<Request, 'place' | 'store' | 'log'>,
  question: string,
  passage: PassageReference,
): void {
  if (place.serverId === null) return;
  store.questions.hint(place.serverId, question, passage).catch((error: unknown) => {
    log.warn({ err: error }, 'what was chosen in "did you mean" was not noted');
  });
}
