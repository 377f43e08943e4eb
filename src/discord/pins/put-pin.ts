import { randomBytes } from 'node:crypto';
import type { LivingPin } from '../../store/pin-store.ts';
import { StoreUnavailable } from '../../store/store.ts';
import type { Texts } from '../../texts/texts.ts';
import type { StandingMessage } from '../api.ts';
import { isFinal, isRefusal } from '../refusal.ts';
import type { ServerRequest } from '../access.ts';
import { LIMITS } from '../limits.ts';
import { messageLink } from '../message-link.ts';
import type { ArticlePart } from '../render/part.ts';
import { limitError, UserError } from '../user-error.ts';
import { pinMessage } from './pin-message.ts';
import { refusable } from './refusable.ts';
import { showsSame } from './same-message.ts';
import { createKeyedMutex } from '../../keyed-mutex.ts';
import { finishPin, INTENT_LEASE } from './unfinished.ts';

/** What is to be pinned in the channel of a request. */
export interface PinRequest {
  readonly slug: string;
  /** The language of the message; where the article lacks it, another stands in. */
  readonly locale: string;
  readonly part: ArticlePart;
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
const inTurn = createKeyedMutex();

/**
 * Pins a part of an article in the request's channel and has it kept true. What stands there already is brought up to
 * date and pinned again instead. Throws a `UserError` that says what was left behind where something is refused, and
 * `StoreUnavailable` while nothing has changed.
 */
export function putPin(request: ServerRequest, pinRequest: PinRequest): Promise<PinOutcome> {
  const { serverId } = request;
  const { channelId } = request.place;
  if (channelId === null) throw new Error('Pins are for channels.');
  return inTurn(channelId, async () => {
    const here: Here = { request, pinRequest, serverId, channelId };
    await finishBegun(here);
    const standing = await request.store.pins.find(serverId, channelId, pinRequest.slug, pinRequest.part);
    const renewed = standing === null ? null : await renew(here, standing);
    if (renewed !== null) return renewed;
    const instead = standing?.messageId ?? null;
    return pinRequest.messageId === null ? post(here, instead) : adopt(here, pinRequest.messageId, instead);
  });
}

interface Here {
  readonly request: ServerRequest;
  readonly pinRequest: PinRequest;
  readonly serverId: string;
  readonly channelId: string;
}

/** Null where somebody deleted the message. */
async function renew(here: Here, standing: LivingPin): Promise<PinOutcome | null> {
  const { request, pinRequest, channelId } = here;
  const { discord, store, log } = request;
  const { messageId } = standing;
  const message = await refusable(() => discord.readMessage(channelId, messageId));
  if (message === null) return null;
  const pin: LivingPin = {
    ...standing,
    locale: pinRequest.locale,
    until: pinRequest.until === undefined ? upcoming(standing.until) : pinRequest.until,
    gone: false,
  };
  await store.pins.save(pin);
  const { body, version } = await madeFor(here, message);
  const isSame = showsSame(message, body);
  if (!isSame) {
    const isThere = await refusable(() =>
      discord.editMessage(channelId, messageId, body).then(() => true, ifGone),
    );
    if (!isThere) return null;
  }
  try {
    await store.pins.refreshed(standing.serverId, messageId, version);
  } catch (error) {
    // It is true all the same; the pin updater notes it at its next look.
    log.warn({ err: error }, 'the version of a pin could not be noted');
  }
  // Its end may have come between reading and saving; from now on, the pin updater minds the new one.
  const current = standing.until === null ? message : await discord.readMessage(channelId, messageId);
  if (current === null) return null;
  if (current.pinned) return { did: isSame ? 'nothing' : 'updated', pin };
  try {
    await discord.pinMessage(channelId, messageId, reasonOf(here));
  } catch (error) {
    if (isRefusal(error, 'tooManyPins')) return { did: 'full' };
    if (isRefusal(error, 'unknownMessage')) return null;
    log.warn({ err: error, command: pinRequest.command }, 'Discord refused to pin');
    throw new UserError('pin-failed-here', (texts) => texts.pin.failedHere(linkOf(here, messageId)));
  }
  return { did: 'pinned-again', pin };
}

/** What a process left that died while it pinned the same here: what it posted becomes the one that stands here. */
async function finishBegun({ request, pinRequest, serverId, channelId }: Here): Promise<void> {
  const { store, discord, answers, log } = request;
  for (const intent of await store.pins.intents(serverId, channelId, pinRequest.slug, pinRequest.part)) {
    const isTheirs = intent.claimedUntil > Date.now();
    // What stood there before is brought up to date below.
    if (isTheirs && !intent.posts) continue;
    // oxlint-disable-next-line no-await-in-loop -- the second finds what the first did
    const wasPosted = await refusable(() => finishPin(intent, { pins: store.pins, discord, answers, log }));
    // Another process may be about to post it.
    if (wasPosted || isTheirs) continue;
    // oxlint-disable-next-line no-await-in-loop -- hardly ever more than one
    await store.pins.finish(serverId, intent.nonce);
  }
}

/** Of the error that says that a message could not be taken back. */
const LEFT = 'pin-left';

/** Notes what is to be done before anything is, and runs it; a process that dies in between leaves the note. */
async function begun<T>(
  here: Here,
  messageId: string | null,
  run: (nonce: string) => Promise<T>,
): Promise<T> {
  const { request, pinRequest, serverId, channelId } = here;
  const { pins } = request.store;
  const nonce = randomBytes(12).toString('hex');
  const { slug, locale, part, until = null } = pinRequest;
  await pins.begin(
    {
      nonce,
      serverId,
      channelId,
      slug,
      locale,
      part,
      until,
      messageId,
      posts: messageId === null,
      after: request.interaction.id,
    },
    { now: Date.now(), lease: INTENT_LEASE },
  );
  const finish = () =>
    pins.finish(serverId, nonce).catch((error: unknown) => {
      // The pin updater finds that there is nothing to do.
      request.log.warn({ err: error }, 'that a pin is made could not be noted');
    });
  try {
    const result = await run(nonce);
    await finish();
    return result;
  } catch (error) {
    // Where Discord is out of reach, nobody knows what it did, and what it didn't let go stays: the pin updater looks.
    const isOver = error instanceof UserError ? error.identifier !== LEFT : isFinal(error);
    if (isOver) await finish();
    throw error;
  }
}

async function post(here: Here, instead: string | null): Promise<PinOutcome> {
  const { request, pinRequest, channelId } = here;
  const { discord, log } = request;
  const { body, version } = await madeFor(here, null);
  return begun(here, null, async (nonce) => {
    const posted = await refusable(async () => {
      const isFull = (await discord.listPins(channelId, LIMITS.pins)).length >= LIMITS.pins;
      return isFull ? null : discord.createMessage(channelId, { ...body, nonce });
    });
    if (posted === null) return { did: 'full' };
    const takeBack = async (text: (texts: Texts) => string) => {
      await discord.deleteMessage(channelId, posted.id, undoOf(here)).catch((refusal: unknown) => {
        if (isRefusal(refusal, 'unknownMessage')) return;
        log.error({ err: refusal, command: pinRequest.command }, 'a message that was to be taken back stays');
        throw new UserError(LEFT, text);
      });
    };
    const link = linkOf(here, posted.id);
    const noted = await note(here, { messageId: posted.id, version, instead, nonce }, () =>
      takeBack((texts) => texts.pin.notKeptAndLeft(link)),
    );
    if (noted.did !== 'pinned') return noted;
    try {
      await discord.pinMessage(channelId, posted.id, reasonOf(here));
    } catch (error) {
      log.warn({ err: error, command: pinRequest.command }, 'Discord refused to pin');
      // What can't be taken back stays on the list.
      await takeBack((texts) => texts.pin.failedAndLeft(link));
      await forget(here, posted.id);
      // Somebody else pinned one in the meantime.
      if (isRefusal(error, 'tooManyPins')) return { did: 'full' };
      throw limitError(error) ?? new UserError('pin-failed', (texts) => texts.pin.failed);
    }
    return noted;
  });
}

/** Pins a message that stands there already. */
function adopt(here: Here, messageId: string, instead: string | null): Promise<PinOutcome> {
  const { request, pinRequest, channelId } = here;
  const { discord, log } = request;
  return begun(here, messageId, async (nonce) => {
    const gone = new UserError('message-gone', (texts) => texts.pin.messageGone);
    const message = await refusable(() => discord.readMessage(channelId, messageId));
    if (message === null) throw gone;
    const { body, version } = await madeFor(here, message);
    if (!showsSame(message, body)) {
      const isThere = await refusable(() =>
        discord.editMessage(channelId, messageId, body).then(() => true, ifGone),
      );
      if (!isThere) throw gone;
    }
    const noted = await note(here, { messageId, version, instead, nonce }, () => Promise.resolve());
    if (noted.did !== 'pinned' || message.pinned) return noted;
    try {
      await discord.pinMessage(channelId, messageId, reasonOf(here));
    } catch (error) {
      await forget(here, messageId);
      if (isRefusal(error, 'tooManyPins')) return { did: 'full' };
      if (isRefusal(error, 'unknownMessage')) throw gone;
      log.warn({ err: error, command: pinRequest.command }, 'Discord refused to pin');
      throw new UserError('pin-failed-here', (texts) => texts.pin.failedHere(linkOf(here, messageId)));
    }
    return noted;
  });
}

/** Nothing is pinned before it is noted: what can't be, and what another process was quicker with, is taken back. */
async function note(
  here: Here,
  made: {
    readonly messageId: string;
    readonly version: string;
    readonly instead: string | null;
    readonly nonce: string;
  },
  takeBack: () => Promise<void>,
): Promise<Exclude<PinOutcome, { did: 'full' }>> {
  const { request, pinRequest, serverId, channelId } = here;
  const { messageId, version, instead, nonce } = made;
  const { slug, locale, part, until = null } = pinRequest;
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
    standing = await request.store.pins.add(pin, { instead, nonce });
  } catch (error) {
    request.log.warn({ err: error, command: pinRequest.command }, 'a pin could not be noted');
    await takeBack();
    if (!(error instanceof StoreUnavailable)) throw error;
    throw new UserError('pin-not-kept', (texts) => texts.pin.notKept);
  }
  if (standing.messageId === messageId) return { did: 'pinned', pin: standing };
  await takeBack();
  return { did: 'nothing', pin: standing };
}

async function forget({ request, pinRequest, serverId }: Here, messageId: string): Promise<void> {
  await request.store.pins.remove(serverId, messageId).catch((error: unknown) => {
    // It is kept up to date unpinned, and stands on the list.
    request.log.warn({ err: error, command: pinRequest.command }, 'a pin that failed could not be forgotten');
  });
}

async function madeFor({ request, pinRequest }: Here, standing: StandingMessage | null) {
  const made = await pinMessage(request.answers, pinRequest, standing);
  if (made === null) throw new UserError('gone', (texts) => texts.reading.gone);
  return made;
}

function reasonOf({ request: { member, publicTexts }, pinRequest }: Here): string {
  return publicTexts.pin.auditReason(member.username, member.id, pinRequest.command);
}

function undoOf({ request: { member, publicTexts }, pinRequest }: Here): string {
  return publicTexts.pin.auditUndo(member.username, member.id, pinRequest.command);
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
