import type { LivingPin } from '../../store/pin-store.ts';
import { StoreUnavailable } from '../../store/store.ts';
import { isRefusal } from '../api.ts';
import type { Request } from '../command.ts';
import { messageLink } from '../message-link.ts';
import { limitError, UserError } from '../user-error.ts';

/**
 * Unpins a living pin and stops keeping it true; its message stays. False where somebody had deleted the message. Throws
 * a `UserError` where Discord refuses, and `StoreUnavailable` before anything was done: then all stays as it was. What
 * can't be noted after it was unpinned is said in a `UserError`, too.
 */
export async function removePin(request: Request, pin: LivingPin, command: string): Promise<boolean> {
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
