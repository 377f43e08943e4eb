import type { Pin } from '../api.ts';
import { isRefusal } from '../refusal.ts';
import type { ServerRequest } from '../access.ts';
import type { ComponentRequest, Handler, Reply, Request } from '../command.ts';
import { LIMITS } from '../limits.ts';
import { messageLink } from '../message-link.ts';
import { escapeMarkdown } from '../../markdown/discord.ts';
import { button, buttonRows, message } from '../render/message.ts';
import { oneLine } from '../render/text.ts';
import { timestamp } from '../render/timestamp.ts';
import { reply } from '../reply.ts';
import { limitError, UserError } from '../user-error.ts';
import { pinTitle } from './pin-title.ts';
import { putPin, type PinOutcome, type PinRequest } from './put-pin.ts';
import { refusable } from './refusable.ts';
import { unescaped } from '../../markdown/discord.ts';

export type { PinRequest } from './put-pin.ts';

/** What the buttons of an offer do. */
export interface OfferIds {
  /** @param oldest the message that is to make room */
  readonly replace: (oldest: string) => string;
  /** @param unpinned the message that made room in vain; null where all pins are as they were */
  readonly stop: (unpinned: string | null) => string;
}

type Outcome = Exclude<PinOutcome, { did: 'full' }>;

/** Pins what was wished for, and says so; where the channel is full, offers to replace the bot's oldest pin there. */
export async function pinOrOffer(
  request: ServerRequest,
  pinRequest: PinRequest,
  ids: OfferIds,
): Promise<Reply> {
  const outcome = await putPin(request, pinRequest);
  return reply.private(
    outcome.did === 'full' ? await offer(request, ids, null) : sayWhat(request, outcome).join('\n'),
  );
}

/**
 * Unpins a pin of the bot's in this channel and pins what was wished for in its place. Where the latter fails, the former
 * is pinned again. The reply changes the offer.
 */
export async function replacePin(
  request: ServerRequest,
  oldest: string,
  pinRequest: PinRequest,
  ids: OfferIds,
): Promise<Reply> {
  const { discord, store, log, member, publicTexts, serverId } = request;
  const channel = channelOf(request);
  if (!(await isOwnHere(request, oldest))) {
    throw new UserError('no-such-pin', (texts) => texts.pin.noSuchPin);
  }
  const link = messageLink(serverId, channel, oldest);
  const title = await nameOf(request, oldest);
  // The store is needed to keep the new one: rather know now than when the old one is gone.
  await store.reach();
  const reason = publicTexts.pin.auditReason(member.username, member.id, pinRequest.command);
  await discord.unpinMessage(channel, oldest, reason).catch((error: unknown) => {
    if (isRefusal(error, 'unknownMessage')) return;
    log.warn({ err: error, command: pinRequest.command }, 'Discord refused to unpin');
    throw limitError(error) ?? new UserError('unpin-failed', (texts) => texts.pin.unpinFailed(link));
  });
  let outcome: PinOutcome;
  try {
    outcome = await putPin(request, pinRequest);
  } catch (error) {
    const undo = publicTexts.pin.auditUndo(member.username, member.id, pinRequest.command);
    await discord.pinMessage(channel, oldest, undo).catch((refusal: unknown) => {
      log.error(
        { err: refusal, command: pinRequest.command },
        'a pin that made room could not be pinned again',
      );
    });
    throw error;
  }
  await store.pins.remove(serverId, oldest).catch((error: unknown) => {
    // It is kept up to date unpinned, which harms nobody.
    log.warn({ err: error }, 'a pin that made room could not be forgotten');
  });
  if (outcome.did === 'full') {
    return reply.update(await offer(request, ids, { messageId: oldest, title }));
  }
  const lines = [...sayWhat(request, outcome), request.texts.pin.replaced(bold(title), link)];
  return reply.update(lines.join('\n'));
}

/**
 * The bot's own oldest pin in the channel, by name. Without one, all that can be said is that it is full.
 * @param unpinned what just made room that somebody else was quicker to take
 */
async function offer(
  request: ServerRequest,
  ids: OfferIds,
  unpinned: { readonly messageId: string; readonly title: string } | null,
) {
  const { discord, serverId, texts } = request;
  const channel = channelOf(request);
  const pins = await refusable(() => discord.listPins(channel, LIMITS.pins));
  const own = await ownIds(request, pins);
  const oldest = pins.findLast(({ authorId }) => own.has(authorId));
  const inVain =
    unpinned === null
      ? []
      : [texts.pin.unpinnedInVain(bold(unpinned.title), messageLink(serverId, channel, unpinned.messageId))];
  if (oldest === undefined) {
    throw new UserError('pins-full', (all) => [...inVain, all.pin.full(LIMITS.pins)].join('\n'));
  }
  const link = messageLink(serverId, channel, oldest.messageId);
  const title = await nameOf(request, oldest.messageId);
  return message({
    content: [...inVain, texts.pin.fullOffer(LIMITS.pins, bold(title), link)].join('\n'),
    rows: buttonRows([
      button(texts.pin.replace, ids.replace(oldest.messageId), { primary: true }),
      button(texts.pin.stop, ids.stop(unpinned?.messageId ?? null)),
    ]),
  });
}

/** Whether a message stands in this channel and is the bot's own: its store knows it, or Discord names its author. */
async function isOwnHere(request: ServerRequest, messageId: string): Promise<boolean> {
  const { discord, interaction, store } = request;
  const channel = channelOf(request);
  const living = await store.pins.findMessage(request.serverId, messageId);
  if (living !== null) return living.channelId === channel;
  const found = await refusable(() => discord.readMessage(channel, messageId));
  if (found === null || found.authorId === interaction.application_id) return found !== null;
  const pins = await refusable(() => discord.listPins(channel, LIMITS.pins));
  return (await ownIds(request, pins)).has(found.authorId);
}

/** The bot of an old application has another id than the application: it is the author of what is known to be its own. */
async function ownIds(request: ServerRequest, pins: readonly Pin[]): Promise<ReadonlySet<string>> {
  const { store, interaction } = request;
  const living = await store.pins.inServer(request.serverId);
  const known = new Set(living.map(({ messageId }) => messageId));
  const authors = pins.filter(({ messageId }) => known.has(messageId)).map(({ authorId }) => authorId);
  return new Set([interaction.application_id, ...authors]);
}

/** A button's handler: nothing was changed, but for a message that made room in vain, which its custom id carries. */
export const leftAsItIs: Handler<ComponentRequest> = {
  carries: [['snowflake', 'empty']],
  handle: ({ texts, place, args }) => {
    const [unpinned = ''] = args;
    return reply.update(
      unpinned === '' || place.channelId === null
        ? texts.pin.stopped
        : texts.pin.stoppedLate(messageLink(place.serverId, place.channelId, unpinned)),
    );
  },
};

function sayWhat(request: Request, { did, pin }: Outcome): readonly string[] {
  const { texts, publicTexts, place, answers } = request;
  const link = messageLink(place.serverId, pin.channelId, pin.messageId);
  // The message is in the server's language, and so is the name of what it shows.
  const title = bold(pinTitle(answers.library, pin, publicTexts));
  const say = (): string => {
    switch (did) {
      case 'pinned':
        return texts.pin.done(title, link);
      case 'updated':
        return texts.pin.updated(title, link);
      case 'pinned-again':
        return texts.pin.pinnedAgain(title, link);
      case 'nothing':
        return texts.pin.unchanged(title, link);
    }
  };
  const end = pin.until === null ? [] : [texts.pin.until(timestamp(pin.until, 'long'))];
  return [say(), [texts.pin.keptTrue, ...end].join(' ')];
}

/** What a message of the bot's is called by: its card's title, or its words. */
async function nameOf(request: Request, messageId: string): Promise<string> {
  const found = await refusable(() => request.discord.readMessage(channelOf(request), messageId));
  const [card] = found?.embeds ?? [];
  return card?.title === undefined ? oneLine(found?.content ?? '', 80) : unescaped(card.title);
}

function bold(title: string): string {
  return `**${escapeMarkdown(oneLine(title, 120))}**`;
}

function channelOf({ place }: Pick<Request, 'place'>): string {
  if (place.channelId === null) throw new Error('Pins are for channels.');
  return place.channelId;
}
