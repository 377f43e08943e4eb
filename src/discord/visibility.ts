import type { ServerSettings } from '../store/store.ts';
import type { Place } from './command.ts';

/**
 * Whether an answer goes out for all to see. A member may keep one to themselves, or show one where the server's are
 * private otherwise; but outside the channels that the server chose for public ones, none is shown.
 * @param askedPrivately what the member chose; null where they chose nothing
 */
export function answersPublicly(
  settings: Pick<ServerSettings, 'publicAnswers' | 'publicChannels'>,
  place: Pick<Place, 'channelId' | 'parentId'>,
  askedPrivately: boolean | null,
): boolean {
  if (askedPrivately === true) return false;
  return (askedPrivately === false || settings.publicAnswers) && isOpen(settings.publicChannels, place);
}

/** Whether a message there that mentions the bot is answered. */
export function answersMentions(
  settings: Pick<ServerSettings, 'answersMentions' | 'mentionChannels'>,
  place: Pick<Place, 'channelId' | 'parentId'>,
): boolean {
  return settings.answersMentions && isOpen(settings.mentionChannels, place);
}

/** A thread goes by the channel that it is in, too. */
function isOpen(channels: readonly string[], { channelId, parentId }: Pick<Place, 'channelId' | 'parentId'>) {
  return channels.length === 0 || [channelId, parentId].some((id) => id !== null && channels.includes(id));
}
