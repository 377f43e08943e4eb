import type { PackPassage } from '../../answers/outcome.ts';
import type { Asking } from '../command.ts';
import { passageToFollow } from '../find-passage.ts';
import { passageByKey } from '../passage-key.ts';
import { controlsOf, idOf } from '../pins/controls.ts';
import type { VisibleMessage } from '../pins/same-message.ts';
import { shownPart } from '../pins/shown-part.ts';
import { votedOn } from '../votes.ts';

/** The passage that a message of the bot's shows, or asks about; null where it is none, or can't be followed any more. */
export async function shownPassage(request: Asking, message: VisibleMessage): Promise<PackPassage | null> {
  const { answers, publicTexts } = request;
  const carried = followedIn(message) ?? votedOn(message.components);
  if (carried !== null) {
    const [slug = '', locale = '', key = ''] = carried;
    return passageToFollow(request, passageByKey(answers.library, { slug, locale, key }));
  }
  const shown = shownPart(message, answers.library, publicTexts);
  if (shown === null) return null;
  const { pack, part } = shown;
  return passageToFollow(request, { slug: pack.slug, locale: pack.locale, id: part });
}

/** What its button to ask further carries, or that which shows what comes close to a question about it. */
function followedIn({ components }: VisibleMessage): readonly string[] | null {
  for (const control of controlsOf(components)) {
    const id = idOf(control);
    if (id?.owner !== 'ask') continue;
    if (id.handler === 'more') return id.args;
    if (id.handler === 'show' && id.args.length > 1) return id.args.slice(1);
  }
  return null;
}
