import type { PackPassage } from '../../answers/outcome.ts';
import type { Asking } from '../command.ts';
import { findPassage } from '../find-passage.ts';
import type { VisibleMessage } from '../pins/same-message.ts';
import { shownPart } from '../pins/shown-part.ts';
import { UserError } from '../user-error.ts';
import { passageVotedOn, votedOn } from '../votes.ts';

/** The passage that a message of the bot's shows; null where it shows none, or one that is gone. */
export async function shownPassage(asking: Asking, message: VisibleMessage): Promise<PackPassage | null> {
  const { answers, publicTexts } = asking;
  const voted = votedOn(message.components);
  if (voted !== null) return findOrNull(asking, voted);
  const shown = shownPart(message, answers.library, publicTexts);
  if (shown === null) return null;
  const { pack, part } = shown;
  return answers.passage({ slug: pack.slug, locale: pack.locale, id: part });
}

async function findOrNull(asking: Asking, voted: readonly string[]): Promise<PackPassage | null> {
  try {
    return await findPassage(asking, passageVotedOn(voted, asking.answers.library));
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}
