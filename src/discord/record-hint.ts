import type { PassageReference } from '../content/pack.ts';
import { nameOf } from '../log.ts';
import type { Request } from './command.ts';

/** Notes what a member chose in "did you mean". Nobody waits for that, and what can't be noted the log tells, with how many. */
export function recordHint(
  { place, store, log, seldom }: Pick<Request, 'place' | 'store' | 'log' | 'seldom'>,
  question: string,
  passage: PassageReference,
): void {
  if (place.serverId === null) return;
  store.questions.hint(place.serverId, question, passage).catch((error: unknown) => {
    seldom(`no hint: ${nameOf(error)}`, (leftOut) =>
      log.warn({ err: error, leftOut }, 'what was chosen in "did you mean" was not noted'),
    );
  });
}
