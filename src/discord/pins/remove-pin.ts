import type { LivingPin } from '../../store/store.ts';
import { isRefusal } from '../api.ts';
import type { Request } from '../command.ts';
import { messageLink } from '../message-link.ts';
import { UserError } from '../user-error.ts';

/**
 * Unpins a living pin and stops keeping it true; its message stays. False where somebody had deleted the message. Throws
 * a `UserError` where Discord refuses: then all stays as it was.
 */
export async function removePin(request: Request, pin: LivingPin, command: string): Promise<boolean> {
  const { discord, store, log, member, publicTexts } = request;
  // Before Discord is asked: while the database is away, nothing is half done.
  await store.pins.remove(pin.messageId);
  if (pin.gone) return false;
  const reason = publicTexts.pin.auditReason(member.username, member.id, command);
  try {
    await discord.unpinMessage(pin.channelId, pin.messageId, reason);
    return true;
  } catch (error) {
    if (isRefusal(error, 'unknownMessage')) return false;
    log.warn({ err: error, command }, 'Discord refused to unpin');
    await store.pins.save(pin);
    const link = messageLink(pin.serverId, pin.channelId, pin.messageId);
    throw new UserError('unpin-failed', (texts) => texts.pin.unpinFailed(link));
  }
}
