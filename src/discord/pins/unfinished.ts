import type { Logger } from 'pino';
import type { Answers } from '../../answers/answers.ts';
import { packIn } from '../../content/pack.ts';
import type { LivingPin, PinIntent, PinStore } from '../../store/pin-store.ts';
import { textsFor } from '../../texts/texts.ts';
import type { DiscordApi } from '../api.ts';
import { isFinal, isRefusal } from '../refusal.ts';
import { pinMessage } from './pin-message.ts';
import { shownPart } from './shown-part.ts';

interface Parts {
  readonly pins: PinStore;
  readonly discord: DiscordApi;
  readonly answers: Answers;
  readonly log: Logger;
}

/** How long a process has to make a pin before another finishes it. In milliseconds. */
export const INTENT_LEASE = 30_000;

/**
 * Finishes a pin that a process began and may have died over: the message that was posted for it becomes the one that
 * stands there, or goes where another does. Nothing is touched but what this intent knows or what Discord lets the bot
 * edit, which is its own. False where nothing was posted for it, as far as can be seen now.
 */
export async function finishPin(intent: PinIntent, parts: Parts): Promise<boolean> {
  const { pins } = parts;
  const { serverId, channelId, slug, part, posts } = intent;
  const standing = await pins.find(serverId, channelId, slug, part);
  const made = intent.messageId ?? (posts ? await findPosted(intent, parts) : null);
  if (made === null) return false;
  if (standing === null || standing.gone) {
    // A message is known from when it is noted on: where it is no longer, that was meant so, or it came too late.
    if (intent.messageId === null) await adopt(intent, { made, instead: standing?.messageId ?? null }, parts);
    else if (posts) await takeAway(intent, made, parts);
  } else if (standing.messageId === made) {
    await pinStanding(standing, posts, parts);
  } else if (posts) {
    await takeAway(intent, made, parts);
  }
  await pins.finish(serverId, intent.nonce);
  return true;
}

/**
 * A message of the bot's own that shows the part and that no pin of the server knows. Only pins are posted to a channel
 * itself; that it is the bot's own, Discord says by letting it be edited.
 */
async function findPosted(intent: PinIntent, { pins, discord, answers }: Parts): Promise<string | null> {
  const { serverId, channelId, slug, locale, part, after } = intent;
  const pack = packIn(answers.library, slug, locale);
  if (pack === null) return null;
  const history = await discord.messagesAfter(channelId, after);
  const known = new Set((await pins.inServer(serverId)).map(({ messageId }) => messageId));
  for (const message of history) {
    if (message.byWebhook || known.has(message.id)) continue;
    const shown = shownPart(message, answers.library, textsFor(locale));
    if (shown?.pack.slug !== slug || shown.part !== part) continue;
    // oxlint-disable-next-line no-await-in-loop -- hardly ever more than one
    const body = (await pinMessage(answers, intent, message))?.body;
    if (body === undefined) continue;
    try {
      // oxlint-disable-next-line no-await-in-loop -- hardly ever more than one
      await discord.editMessage(channelId, message.id, body);
      return message.id;
    } catch (error) {
      if (!isRefusal(error, 'othersMessage') && !isRefusal(error, 'unknownMessage')) throw error;
    }
  }
  return null;
}

async function adopt(
  intent: PinIntent,
  { made, instead }: { readonly made: string; readonly instead: string | null },
  parts: Parts,
): Promise<void> {
  const { pins, discord, answers } = parts;
  const { serverId, channelId, slug, locale, part, until, nonce } = intent;
  const message = await discord.readMessage(channelId, made);
  if (message === null) return;
  const pin: LivingPin = {
    serverId,
    channelId,
    messageId: made,
    slug,
    locale,
    part,
    // Unless it shows what this process has, the pin updater brings it up to date.
    version: (await pinMessage(answers, intent, message))?.version ?? '',
    until,
    pinnedAt: Date.now(),
    gone: false,
  };
  const standing = await pins.add(pin, { instead, nonce });
  if (standing.messageId === made) await pinStanding(standing, true, parts);
  else await takeAway(intent, made, parts);
}

/** Where Discord refuses it for good, there is to be no such message either, unless it stood there before. */
async function pinStanding(pin: LivingPin, posted: boolean, { pins, discord, log }: Parts): Promise<void> {
  const { serverId, channelId, messageId, locale } = pin;
  const { auditFinished } = textsFor(locale).pin;
  try {
    await discord.pinMessage(channelId, messageId, auditFinished);
  } catch (error) {
    if (!isFinal(error)) throw error;
    log.warn({ err: error, message: messageId }, 'a pin that was begun could not be finished');
    if (posted) await discord.deleteMessage(channelId, messageId, auditFinished).catch(unlessGone);
    await pins.remove(serverId, messageId);
  }
}

async function takeAway(
  { channelId, locale }: PinIntent,
  messageId: string,
  { discord }: Parts,
): Promise<void> {
  await discord.deleteMessage(channelId, messageId, textsFor(locale).pin.auditFinished).catch(unlessGone);
}

function unlessGone(error: unknown): void {
  if (!isRefusal(error, 'unknownMessage') && !isRefusal(error, 'unknownChannel')) throw error;
}
