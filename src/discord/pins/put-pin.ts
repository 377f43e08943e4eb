import { StoreUnavailable, type LivingPin } from '../../store/store.ts';
import type { Texts } from '../../texts/texts.ts';
import { isRefusal, type StandingMessage } from '../api.ts';
import type { Request } from '../command.ts';
import { LIMITS } from '../limits.ts';
import { messageLink } from '../message-link.ts';
import type { Part } from '../render/part.ts';
import { UserError } from '../user-error.ts';
import { pinMessage } from './pin-message.ts';
import { refusable } from './refusable.ts';
import { showsSame } from './same-message.ts';
import { createTurns } from './turns.ts';

/** What is to be pinned in the channel of a request. */
export interface PinWish {
  readonly slug: string;
  /** The language of the message; where the article lacks it, another stands in. */
  readonly locale: string;
  readonly part: Part;
  /** In milliseconds since 1970; null for no end; undefined leaves it as it stands. */
  readonly until: number | null | undefined;
  /** A message of the bot's that shows it already; null posts one. */
  readonly messageId: string | null;
  /** What the moderator used, for the audit log. */
  readonly command: string;
}

export type PinOutcome =
  | { readonly did: 'pinned' | 'updated' | 'pinned-again' | 'nothing'; readonly pin: LivingPin }
  /** The channel has as many pins as Discord allows: nothing was pinned. */
  | { readonly did: 'full' };

/** In this process, a channel's pins are made one after the other; the store decides between processes. */
const inTurn = createTurns();

/**
 * Pins a part of an article in the request's channel and has it kept true. What stands there already is brought up to
 * date and pinned again instead. Throws a `UserError` that says what was left behind where something is refused, and
 * `StoreUnavailable` while nothing has changed.
 */
export function putPin(request: Request, wish: PinWish): Promise<PinOutcome> {
  const { serverId, channelId } = request.place;
  if (serverId === null || channelId === null) throw new Error('Pins are for channels of servers.');
  const here: Here = { request, wish, serverId, channelId };
  return inTurn(channelId, async () => {
    const standing = await request.store.pins.find(channelId, wish.slug, wish.part);
    const renewed = standing === null ? null : await renew(here, standing);
    if (renewed !== null) return renewed;
    const instead = standing?.messageId ?? null;
    return wish.messageId === null ? post(here, instead) : adopt(here, wish.messageId, instead);
  });
}

interface Here {
  readonly request: Request;
  readonly wish: PinWish;
  readonly serverId: string;
  readonly channelId: string;
}

/** Null where somebody deleted the message. */
async function renew(here: Here, standing: LivingPin): Promise<PinOutcome | null> {
  const { request, wish, channelId } = here;
  const { discord, store, log } = request;
  const { messageId } = standing;
  const message = await refusable(() => discord.readMessage(channelId, messageId));
  if (message === null) return null;
  const pin: LivingPin = {
    ...standing,
    locale: wish.locale,
    until: wish.until === undefined ? upcoming(standing.until) : wish.until,
    gone: false,
  };
  await store.pins.save(pin);
  const { body, version } = madeFor(here, message);
  const isSame = showsSame(message, body);
  if (!isSame) {
    const isThere = await refusable(() =>
      discord.editMessage(channelId, messageId, body).then(() => true, ifGone),
    );
    if (!isThere) return null;
  }
  try {
    await store.pins.refreshed(messageId, version);
  } catch (error) {
    // It is true all the same; the keeper notes it at its next look.
    log.warn({ err: error }, 'the version of a pin could not be noted');
  }
  // Its end may have come between reading and saving; from now on, the keeper minds the new one.
  const current = standing.until === null ? message : await discord.readMessage(channelId, messageId);
  if (current === null) return null;
  if (current.pinned) return { did: isSame ? 'nothing' : 'updated', pin };
  try {
    await discord.pinMessage(channelId, messageId, reasonOf(here));
  } catch (error) {
    if (isRefusal(error, 'tooManyPins')) return { did: 'full' };
    if (isRefusal(error, 'unknownMessage')) return null;
    log.warn({ err: error, command: wish.command }, 'Discord refused to pin');
    throw new UserError('pin-failed-here', (texts) => texts.pin.failedHere(linkOf(here, messageId)));
  }
  return { did: 'pinned-again', pin };
}

async function post(here: Here, instead: string | null): Promise<PinOutcome> {
  const { request, wish, channelId } = here;
  const { discord, log } = request;
  const { body, version } = madeFor(here, null);
  const posted = await refusable(async () => {
    const isFull = (await discord.listPins(channelId, LIMITS.pins)).length >= LIMITS.pins;
    return isFull ? null : discord.createMessage(channelId, body);
  });
  if (posted === null) return { did: 'full' };
  const takeBack = async (text: (texts: Texts) => string) => {
    const reason = request.publicTexts.pin.auditUndo(
      request.member.username,
      request.member.id,
      wish.command,
    );
    await discord.deleteMessage(channelId, posted.id, reason).catch((refusal: unknown) => {
      if (isRefusal(refusal, 'unknownMessage')) return;
      log.error({ err: refusal, command: wish.command }, 'a message that was to be taken back stays');
      throw new UserError('pin-left', text);
    });
  };
  const link = linkOf(here, posted.id);
  try {
    await discord.pinMessage(channelId, posted.id, reasonOf(here));
  } catch (error) {
    log.warn({ err: error, command: wish.command }, 'Discord refused to pin');
    await takeBack((texts) => texts.pin.failedAndLeft(link));
    // Somebody else pinned one in the meantime.
    if (isRefusal(error, 'tooManyPins')) return { did: 'full' };
    throw new UserError('pin-failed', (texts) => texts.pin.failed);
  }
  return record(here, { messageId: posted.id, version, instead }, () =>
    takeBack((texts) => texts.pin.notKeptAndLeft(link)),
  );
}

/** Pins a message that stands there already. */
async function adopt(here: Here, messageId: string, instead: string | null): Promise<PinOutcome> {
  const { request, wish, channelId } = here;
  const { discord, log } = request;
  const gone = new UserError('message-gone', (texts) => texts.pin.messageGone);
  const message = await refusable(() => discord.readMessage(channelId, messageId));
  if (message === null) throw gone;
  const { body, version } = madeFor(here, message);
  if (!showsSame(message, body)) {
    const isThere = await refusable(() =>
      discord.editMessage(channelId, messageId, body).then(() => true, ifGone),
    );
    if (!isThere) throw gone;
  }
  if (!message.pinned) {
    try {
      await discord.pinMessage(channelId, messageId, reasonOf(here));
    } catch (error) {
      if (isRefusal(error, 'tooManyPins')) return { did: 'full' };
      if (isRefusal(error, 'unknownMessage')) throw gone;
      log.warn({ err: error, command: wish.command }, 'Discord refused to pin');
      throw new UserError('pin-failed-here', (texts) => texts.pin.failedHere(linkOf(here, messageId)));
    }
  }
  return record(here, { messageId, version, instead }, async () => {
    if (message.pinned) return;
    const { username, id } = request.member;
    const reason = request.publicTexts.pin.auditUndo(username, id, wish.command);
    await discord.unpinMessage(channelId, messageId, reason).catch((refusal: unknown) => {
      log.error({ err: refusal, command: wish.command }, 'a pin that was to be taken back stays');
      throw new UserError('pin-left', (texts) => texts.pin.notKeptAndLeft(linkOf(here, messageId)));
    });
  });
}

/** Nothing stays pinned without being kept true: what can't be noted, and what another process was quicker with, is taken back. */
async function record(
  here: Here,
  made: { readonly messageId: string; readonly version: string; readonly instead: string | null },
  takeBack: () => Promise<void>,
): Promise<PinOutcome> {
  const { request, wish, serverId, channelId } = here;
  const { messageId, version, instead } = made;
  const { slug, locale, part, until = null } = wish;
  const pin: LivingPin = {
    serverId,
    channelId,
    messageId,
    slug,
    locale,
    part,
    version,
    until,
    pinnedAt: Date.now(),
    gone: false,
  };
  let standing: LivingPin;
  try {
    standing = await request.store.pins.add(pin, instead);
  } catch (error) {
    request.log.warn({ err: error, command: wish.command }, 'a pin could not be noted');
    await takeBack();
    if (!(error instanceof StoreUnavailable)) throw error;
    throw new UserError('pin-not-kept', (texts) => texts.pin.notKept);
  }
  if (standing.messageId === messageId) return { did: 'pinned', pin: standing };
  await takeBack();
  return { did: 'nothing', pin: standing };
}

function madeFor({ request, wish }: Here, standing: StandingMessage | null) {
  const made = pinMessage(request.answers, wish, standing);
  if (made === null) throw new UserError('gone', (texts) => texts.reading.gone);
  return made;
}

function reasonOf({ request: { member, publicTexts }, wish }: Here): string {
  return publicTexts.pin.auditReason(member.username, member.id, wish.command);
}

function linkOf({ serverId, channelId }: Here, messageId: string): string {
  return messageLink(serverId, channelId, messageId);
}

/** An end that has passed is none any more. */
function upcoming(until: number | null): number | null {
  return until !== null && until > Date.now() ? until : null;
}

function ifGone(error: unknown): false {
  if (isRefusal(error, 'unknownMessage')) return false;
  throw error;
}
