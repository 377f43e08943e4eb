import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import type { Seldom } from '../../log.ts';
import type { InteractionOutcome, Metrics } from '../../metrics/metrics.ts';
import type { ServerSettings } from '../../store/store.ts';
import { textsFor, type Texts } from '../../texts/texts.ts';
import type { Admission } from '../admission.ts';
import { createApologies, type Excuse } from '../apologies.ts';
import type { DiscordApi, MessageBody } from '../api.ts';
import { DiscordRefusal, isRefusal, mayNotWrite } from '../refusal.ts';
import { channelOf, goesByChannel } from '../articles-here.ts';
import type { ClosedChannels } from '../closed-channels.ts';
import type { Asking, Place } from '../command.ts';
import {
  CHANNEL_RATE,
  DIRECT_RATE,
  isSlowDown,
  MESSAGE_RATE,
  secondsOf,
  SERVER_RATE,
  type RateLimiter,
} from '../cooldown.ts';
import { startClock, type Clock, type Timeout } from '../deadline.ts';
import { MESSAGE_DEADLINES } from '../limits.ts';
import { notice } from '../render/message.ts';
import type { Sending } from '../sending.ts';
import { answersMentions } from '../visibility.ts';
import { answerMessage } from './answer-message.ts';
import { mentionsBot, onlyQuotesMention, type IncomingMessage } from './incoming-message.ts';

/** What came of a message; `unwanted` where the server doesn't want it answered: it is counted nowhere. */
type MessageOutcome = InteractionOutcome | 'unwanted';

interface OpenedMessage {
  /** Of its server; the defaults where there is none. */
  readonly settings: ServerSettings;
  readonly askingAt: (place: Place) => Promise<Asking>;
}

/** Where a message stands. */
interface Where {
  readonly place: Place;
  /** Why Discord didn't tell whether that is a thread, and of which channel: null where it did. */
  readonly unknown: DiscordRefusal | null;
}

interface Said {
  readonly body: MessageBody;
  readonly outcome: InteractionOutcome;
}

/** More messages than are answered. */
interface Flood {
  /** The member or the server. */
  readonly by: string;
  readonly said: (texts: Texts) => Said;
}

/** Threads of which the bot remembers the channel. */
const MAX_THREADS = 5_000;

/**
 * Answers messages with replies, as the dispatcher answers interactions, but for what a message can't do: nobody waits for
 * a first response, nothing is for the asker alone, and where the bot may not write it says nothing.
 */
export function createMessageDispatch(parts: {
  readonly open: (message: IncomingMessage) => Promise<OpenedMessage>;
  readonly discord: DiscordApi;
  readonly admission: Admission;
  readonly sending: Sending;
  readonly members: RateLimiter;
  /** Ends when the bot is about to stop. */
  readonly timeout: Timeout;
  readonly metrics: Metrics;
  readonly log: Logger;
  readonly seldom: Seldom;
  readonly closed: ClosedChannels;
}): (message: IncomingMessage, left: Clock) => Promise<void> {
  const { open, discord, admission, sending, members, timeout, metrics, log, seldom, closed } = parts;
  const parents = new LRUCache<string, { readonly id: string | null }>({ max: MAX_THREADS });

  async function whereIs({ serverId, channelId }: IncomingMessage): Promise<Where> {
    const parent = serverId === null ? { id: null } : await parentOf(channelId);
    const isKnown = 'id' in parent;
    const parentId = isKnown ? parent.id : null;
    const place: Place = {
      kind: serverId === null ? 'bot-dm' : 'server',
      serverId,
      channelId,
      parentId,
      inThread: parentId !== null,
      botIsMember: serverId !== null,
      // Discord doesn't tell them of messages: it refuses what the bot may not do.
      botPermissions: 0n,
    };
    return { place, unknown: isKnown ? null : parent.unknown };
  }

  /** Never changes: a thread stays in its channel. What Discord didn't tell is asked anew at the next message. */
  async function parentOf(
    channelId: string,
  ): Promise<{ readonly id: string | null } | { readonly unknown: DiscordRefusal }> {
    const known = parents.get(channelId);
    if (known !== undefined) return known;
    try {
      const parent = { id: await discord.threadParent(channelId) };
      parents.set(channelId, parent);
      return parent;
    } catch (error) {
      if (!(error instanceof DiscordRefusal) || mayNotWrite(error)) throw error;
      seldom('channel unknown', (leftOut) =>
        log.warn({ err: error, leftOut }, 'Discord did not tell which channel a message stands in'),
      );
      return { unknown: error };
    }
  }

  /** Says it once in a while: each more would be for all to read. */
  function isToBeTold(whom: string): boolean {
    return members.take(`told ${whom}`, { ...MESSAGE_RATE, times: 1 }) === 0;
  }

  /** Which flood it is part of: null where it is in none. It counts before anything is read for it. */
  function floodOf({ author, channelId, serverId }: IncomingMessage): Flood | null {
    const wait = members.take(`message ${author.id}`, MESSAGE_RATE);
    if (wait > 0) {
      const says = (texts: Texts) => texts.errors.slowDown(secondsOf(wait));
      return { by: author.id, said: (texts) => ({ body: notice(says(texts)), outcome: 'refused' }) };
    }
    const isFull =
      serverId === null
        ? members.take('in direct messages', DIRECT_RATE) > 0
        : members.take(`in ${channelId}`, CHANNEL_RATE) > 0 ||
          members.take(`in ${serverId}`, SERVER_RATE) > 0;
    return isFull ? { by: serverId ?? author.id, said: busy } : null;
  }

  async function settle(message: IncomingMessage, left: Clock): Promise<MessageOutcome> {
    if (left(MESSAGE_DEADLINES.tooOldAfter) <= 0) return 'too-old';
    const { id, author, channelId, serverId, serverLocale } = message;
    // Whoever wrote while the connection was down waits no longer than others.
    const remaining = startClock();
    const about = createApologies(log, { message: id });
    let texts = textsFor(serverLocale ?? '');
    try {
      const said = await saying();
      return said === 'unwanted' ? said : await send(message, said, texts);
    } catch (error) {
      if (mayNotWrite(error)) return notAllowed(message, error);
      if (isSlowDown(error) && !isToBeTold(author.id)) return 'unwanted';
      return send(message, bodyOf(about.excuse(error, texts)), texts);
    }

    async function saying(): Promise<Said | 'unwanted'> {
      if (closed.has(channelId) || isForOthers(message)) return 'unwanted';
      const flood = floodOf(message);
      if (flood !== null && !isToBeTold(flood.by)) return 'unwanted';
      const { settings, askingAt } = await open(message);
      if (serverId !== null && !settings.answersMentions) return 'unwanted';
      const { place, unknown } = await whereIs(message);
      if (serverId !== null && !answersMentions(settings, place)) return 'unwanted';
      if (isToHelpers(message, settings, { place, unknown })) return 'unwanted';
      const asking = await askingAt(place);
      ({ texts } = asking);
      // Which articles are on there isn't known either.
      if (unknown !== null && goesByChannel(asking.articleChoices, place)) throw unknown;
      if (flood !== null) return flood.said(texts);
      const ticket = admission.enter(serverId ?? author.id, 'reply');
      if (ticket === null) return isToBeTold(serverId ?? author.id) ? busy(texts) : 'unwanted';
      try {
        const answered = ticket.run(() => answerMessage({ ...asking, message }));
        const body = await timeout.within(answered, remaining(MESSAGE_DEADLINES.abortAfter));
        if (body !== null) return { body, outcome: 'replied' };
        const late = new Error(`It took longer than ${MESSAGE_DEADLINES.abortAfter} ms, or the bot stops.`);
        return bodyOf(about.apology(late, texts, 'tooSlow'));
      } finally {
        ticket.leave();
      }
    }
  }

  async function send(message: IncomingMessage, said: Said, texts: Texts): Promise<InteractionOutcome> {
    try {
      await post(message, said.body);
      return said.outcome;
    } catch (error) {
      if (isGone(error)) return 'gone';
      if (mayNotWrite(error)) return notAllowed(message, error);
      const { text, outcome } = createApologies(log, { message: message.id }).apology(error, texts);
      try {
        await post(message, notice(text), 'sorry');
        return outcome;
      } catch (again) {
        if (isGone(again)) return 'gone';
        if (mayNotWrite(again)) return notAllowed(message, again);
        log.error({ err: again, message: message.id }, 'could not reply');
        return 'unsent';
      }
    }
  }

  function notAllowed({ channelId, serverId }: IncomingMessage, error: DiscordRefusal): InteractionOutcome {
    closed.note(channelId, error);
    // Whoever takes no direct messages decides that themselves.
    if (serverId === null) return 'unsent';
    seldom('may not write', (leftOut) =>
      log.info(
        { leftOut },
        'a message was not answered: the bot needs View Channel, Send Messages, Embed Links and Read Message History there',
      ),
    );
    return 'unsent';
  }

  function post(message: IncomingMessage, body: MessageBody, nonce = 'reply'): Promise<void> {
    const { id, channelId, serverId, author } = message;
    return sending.later(serverId ?? author.id, async () => {
      await discord.createMessage(channelId, {
        ...body,
        // Another process that got the same message says the same: Discord posts it once.
        nonce: `${nonce === 'reply' ? 'r' : 's'}${id}`,
        // Refused where the message was deleted meanwhile: a reply to nothing would only puzzle people.
        message_reference: { message_id: id, channel_id: channelId },
        allowed_mentions: { parse: [], replied_user: false },
      });
    });
  }

  return async (message, left) => {
    const began = left(0);
    const outcome = await settle(message, left);
    if (outcome === 'unwanted') return;
    const isSent = outcome !== 'unsent' && outcome !== 'too-old' && outcome !== 'gone';
    metrics.interaction({
      kind: 'message',
      command: message.serverId === null ? 'direct' : message.repliesTo === null ? 'mention' : 'reply',
      outcome,
      firstResponse: isSent ? began - left(0) : null,
    });
  };
}

/** Whoever replies to the bot while they quote that somebody mentioned it still speaks to the bot. */
function isForOthers(message: IncomingMessage): boolean {
  return message.serverId !== null && message.repliesTo === null && onlyQuotesMention(message);
}

/**
 * There, a reply to a question that the bot posted is for the other helpers, unless it mentions the bot. What may be a thread
 * there counts as one.
 */
function isToHelpers(
  message: IncomingMessage,
  { helpersChannel }: Pick<ServerSettings, 'helpersChannel'>,
  { place, unknown }: Where,
): boolean {
  const isTheirs = unknown !== null || channelOf(place) === helpersChannel;
  return helpersChannel !== null && isTheirs && !mentionsBot(message);
}

function busy(texts: Texts): Said {
  return { body: notice(texts.errors.busy), outcome: 'busy' };
}

function bodyOf({ text, outcome }: Excuse): Said {
  return { body: notice(text), outcome };
}

/** Whether the message that is replied to was deleted. */
function isGone(error: unknown): boolean {
  return (
    isRefusal(error, 'unknownMessage') ||
    (isRefusal(error, 'invalidBody') &&
      error.fieldErrors.some((field) => field.startsWith('message_reference')))
  );
}
