import type { PackPassage } from '../../answers/outcome.ts';
import type { Asking } from '../command.ts';
import { passageToFollow } from '../find-passage.ts';
import { passageByKey } from '../passage-key.ts';
import { controlsOf, idOf } from '../pins/controls.ts';
import type { VisibleMessage } from '../pins/same-message.ts';
import { shownPart } from '../pins/shown-part.ts';
import { READER } from '../render/part.ts';
import { votesIn } from '../votes.ts';

/** As many as one card answers. */
const MAX_SHOWN = 3;

/** The passages that a message of the bot's shows, or asks about; without those that can't be followed any more. */
export async function shownPassages(
  request: Asking,
  message: VisibleMessage,
): Promise<readonly PackPassage[]> {
  const { library } = request.answers;
  const references = carriedBy(message, request).map(([slug = '', locale = '', key = '']) =>
    passageByKey(library, { slug, locale, key }),
  );
  const found: PackPassage[] = [];
  for (const reference of references) {
    // oxlint-disable-next-line no-await-in-loop -- three at most, and held in memory
    const passage = await passageToFollow(request, reference);
    if (passage !== null && found.every((one) => one.passage !== passage.passage)) found.push(passage);
  }
  return found.slice(0, MAX_SHOWN);
}

/**
 * Article, language and passage, as its buttons carry them: those to ask further, or to see what comes close to a question about it; else
 * those for votes. Without any, what its card is; or what it leads to, as a card of several answers does in a direct message.
 */
function carriedBy(
  message: VisibleMessage,
  { answers, publicTexts }: Asking,
): readonly (readonly string[])[] {
  const ids = controlsOf(message.components).flatMap((control) => idOf(control) ?? []);
  const asking = ids.flatMap(({ owner, handler, args }) => {
    if (owner !== 'ask') return [];
    if (handler === 'more') return [args];
    return handler === 'show' && args.length > 1 ? [args.slice(1)] : [];
  });
  if (asking.length > 0) return asking;
  const votes = votesIn(message.components);
  if (votes.length > 0) return votes;
  const shown = shownPart(message, answers.library, publicTexts);
  if (shown !== null) return [[shown.pack.slug, shown.pack.locale, shown.part]];
  return ids.flatMap(({ owner, handler, args }) => (owner === READER && handler === 'open' ? [args] : []));
}
