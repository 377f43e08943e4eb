import { escapeMarkdown } from '../../markdown/discord.ts';
import type { LivingPin } from '../../store/pin-store.ts';
import { StoreUnavailable } from '../../store/store.ts';
import { isRefusal } from '../refusal.ts';
import type { ServerRequest } from '../access.ts';
import type { Choices, Reply } from '../command.ts';
import { messageLink } from '../message-link.ts';
import { oneLine } from '../render/text.ts';
import { reply } from '../reply.ts';
import { limitError, UserError } from '../user-error.ts';
import { findPin, suggestPins } from './pin-list.ts';
import { pinTitle } from './pin-title.ts';

/**
 * This channel's: what a moderator may do elsewhere isn't known here. Of other channels only those that are no message
 * any more: the channel may be gone, too.
 */
async function removable({ store, place, serverId }: ServerRequest): Promise<readonly LivingPin[]> {
  const pins = await store.pins.inServer(serverId);
  const isHere = ({ channelId }: LivingPin) => channelId === place.channelId;
  return [...pins.filter(isHere), ...pins.filter((one) => !isHere(one) && one.gone)];
}

/** The pins that can be removed here, for somebody who types the name of one. */
export async function suggestRemovable(request: ServerRequest, typed: string): Promise<Choices> {
  return suggestPins(await removable(request), typed, request.answers.library, request.texts);
}

/** Removes the pin that was chosen or, typed by hand, named or linked to. */
export async function removeChosen(request: ServerRequest, typed: string): Promise<Reply> {
  const { answers, texts } = request;
  const chosen = findPin(await removable(request), typed, answers.library, texts);
  if (chosen === null) throw new UserError('no-such-pin', (all) => all.pin.noSuchPin);
  const title = `**${escapeMarkdown(oneLine(pinTitle(answers.library, chosen, texts), 120))}**`;
  const link = messageLink(chosen.serverId, chosen.channelId, chosen.messageId);
  const wasThere = await removePin(request, chosen, '/pin remove');
  return reply.private(wasThere ? texts.pin.removed(title, link) : texts.pin.removedGone(title));
}

/**
 * Unpins a living pin and stops keeping it true; its message stays. False where somebody had deleted the message. Throws
 * a `UserError` where Discord refuses, and `StoreUnavailable` before anything was done: then all stays as it was. What
 * can't be noted after it was unpinned is said in a `UserError`, too.
 */
async function removePin(request: ServerRequest, pin: LivingPin, command: string): Promise<boolean> {
  const { discord, store, log, member, publicTexts } = request;
  if (pin.gone) {
    await store.pins.remove(pin.serverId, pin.messageId);
    return false;
  }
  // While the database is away, nothing is to be half done.
  await store.reach();
  const link = messageLink(pin.serverId, pin.channelId, pin.messageId);
  const reason = publicTexts.pin.auditReason(member.username, member.id, command);
  let wasThere = true;
  try {
    await discord.unpinMessage(pin.channelId, pin.messageId, reason);
  } catch (error) {
    if (!isRefusal(error, 'unknownMessage')) {
      log.warn({ err: error, command }, 'Discord refused to unpin');
      throw limitError(error) ?? new UserError('unpin-failed', (texts) => texts.pin.unpinFailed(link));
    }
    wasThere = false;
  }
  try {
    await store.pins.remove(pin.serverId, pin.messageId);
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
    log.warn({ err: error, command }, 'a pin that was unpinned could not be forgotten');
    throw new UserError('unpinned-not-noted', (texts) => texts.pin.unpinnedNotNoted(link));
  }
  return wasThere;
}
