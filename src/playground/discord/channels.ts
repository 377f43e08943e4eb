import * as spec from 'discord-api-spec/zod';
import {
  ChannelType,
  MessageReferenceType,
  MessageType,
  type APIMessage,
  type APIUser,
} from 'discord-api-types/v10';
import { APPLICATION_ID, attachmentOf, messageOf, replyTo, snowflake, userOf } from '../interactions.ts';
import { editRules } from './contract/layouts.ts';
import { checkMessage } from './contract/messages.ts';
import {
  edited,
  layoutFlag,
  lostFiles,
  posted,
  readMessage,
  type KeepFile,
  type SentMessage,
} from './message-body.ts';
import { Refused } from './refused.ts';
import type { SentBody } from './sent-body.ts';
import type { ThreadStore } from './threads.ts';

/** What changed in a channel. */
export type ChannelEvent =
  | { readonly kind: 'message'; readonly message: APIMessage }
  | { readonly kind: 'gone'; readonly channel: string; readonly id: string }
  | { readonly kind: 'pins'; readonly channel: string };

/** The messages and pins of channels, and what people do there besides the bot. */
export interface ChannelStore {
  /** Null where it is no route of a channel. Throws `Refused`. */
  handle(method: string, path: string, query: URLSearchParams, sent: SentBody): { body: unknown } | null;
  messages(channel: string): readonly APIMessage[];
  /** Those of all channels. */
  readonly all: readonly APIMessage[];
  /** A message by somebody: a person, or the bot with a reply. */
  add(message: APIMessage): void;
  /** Changes one that may stand there; nothing happens where it does not. */
  replace(message: APIMessage): void;
  /** Newest first. */
  pins(channel: string): readonly string[];
  /** Pins messages of somebody else's. */
  fillPins(channel: string, count: number): void;
  deleteNatively(channel: string, message: string): void;
  /** Throws `Refused`. */
  pinNatively(channel: string, message: string, by?: APIUser): void;
  unpinNatively(channel: string, message: string): void;
  /** The bot may no longer post and pin there (50013), or not even look (50001). */
  forbid(channel: string, what: 'changes' | 'everything'): void;
  allow(channel: string): void;
  remove(channel: string): void;
  /** No message is left, and nothing tells of it. */
  clear(): void;
}

const PIN_LIMIT = 250;

export function createChannelStore(parts: {
  /** Throws where there are violations. */
  readonly objectTo: (violations: readonly string[]) => void;
  /** In milliseconds since 1970; later at each call. */
  readonly now: () => number;
  readonly threads: ThreadStore;
  /** Only these channels are there, besides forums and threads; all of them where it is absent. */
  readonly known?: readonly string[];
  readonly onEvent?: (event: ChannelEvent) => void;
  /** The server that a channel is in; null where it is in none, as all are where it is absent. */
  readonly serverOf?: (channel: string) => string | null;
  /** Whether a message tells of each pin, as on Discord. */
  readonly announcePins?: boolean;
  /** By default, a file's address holds the file itself. */
  readonly keepFile?: KeepFile;
}): ChannelStore {
  const {
    objectTo,
    now,
    threads,
    known,
    onEvent = () => undefined,
    serverOf = () => null,
    announcePins = false,
    keepFile = attachmentOf,
  } = parts;
  const messages = new Map<string, APIMessage[]>();
  const pinned = new Map<string, { id: string; at: string }[]>();
  const forbidden = new Map<string, 'changes' | 'everything'>();
  const removed = new Set<string>();
  const bot = { ...userOf(APPLICATION_ID, 'Footnote'), bot: true };

  const messagesOf = (channel: string) => messages.get(channel) ?? [];
  const pinsOf = (channel: string) => pinned.get(channel) ?? [];
  const isPinned = (channel: string, id: string) => pinsOf(channel).some((pin) => pin.id === id);
  const setPins = (channel: string, pins: { id: string; at: string }[]): void => {
    pinned.set(channel, pins);
    onEvent({ kind: 'pins', channel });
  };
  const unpin = (channel: string, id: string): void => {
    if (!isPinned(channel, id)) return;
    setPins(
      channel,
      pinsOf(channel).filter((pin) => pin.id !== id),
    );
  };
  const find = (channel: string, id: string): APIMessage => {
    const found = messagesOf(channel).find((one) => one.id === id);
    if (found === undefined) throw new Refused(404, 10008, 'Unknown Message');
    return { ...found, pinned: isPinned(channel, id) };
  };
  const add = (message: APIMessage): void => {
    messages.set(message.channel_id, [...messagesOf(message.channel_id), message]);
    onEvent({ kind: 'message', message });
    threads.reopen(message.channel_id);
  };
  const replace = (message: APIMessage): void => {
    const before = messagesOf(message.channel_id);
    if (!before.some(({ id }) => id === message.id)) return;
    messages.set(
      message.channel_id,
      before.map((one) => (one.id === message.id ? message : one)),
    );
    onEvent({ kind: 'message', message });
  };
  const pin = (channel: string, id: string, by: APIUser = bot): void => {
    if (isPinned(channel, id)) return;
    if (find(channel, id).type === MessageType.ChannelPinnedMessage) {
      throw new Refused(400, 50021, 'Cannot execute action on a system message');
    }
    if (pinsOf(channel).length >= PIN_LIMIT) {
      throw new Refused(400, 30003, `Maximum number of pins reached (${PIN_LIMIT})`);
    }
    setPins(channel, [{ id, at: new Date(now()).toISOString() }, ...pinsOf(channel)]);
    if (!announcePins) return;
    add({
      ...messageOf({ channelId: channel, author: by, body: {}, at: now() }),
      type: MessageType.ChannelPinnedMessage,
      message_reference: { type: MessageReferenceType.Default, channel_id: channel, message_id: id },
    });
  };
  const forget = (channel: string, id: string): void => {
    messages.set(
      channel,
      messagesOf(channel).filter((one) => one.id !== id),
    );
    unpin(channel, id);
    onEvent({ kind: 'gone', channel, id });
  };

  function listPins(channel: string, query: URLSearchParams) {
    const limit = Number(query.get('limit') ?? 50);
    if (!(limit >= 1 && limit <= 50)) throw new Refused(400, 50035, 'Invalid Form Body');
    const before = query.get('before');
    const all = pinsOf(channel).filter(({ at }) => before === null || at < before);
    const items = all.slice(0, limit).map(({ id, at }) => ({ pinned_at: at, message: find(channel, id) }));
    return { items, has_more: all.length > limit };
  }

  /** Newest first; with `after`, those next after it. */
  function listMessages(channel: string, query: URLSearchParams) {
    const limit = Number(query.get('limit') ?? 50);
    if (!(limit >= 1 && limit <= 100)) throw new Refused(400, 50035, 'Invalid Form Body');
    const after = BigInt(query.get('after') ?? 0);
    const later = messagesOf(channel).filter(({ id }) => BigInt(id) > after);
    const listed = query.has('after') ? later.slice(0, limit) : later.slice(-limit);
    return listed.map(({ id }) => find(channel, id)).toReversed();
  }

  function handlePins(method: string, channel: string, id: string | null, query: URLSearchParams) {
    if (id === null) return { body: listPins(channel, query) };
    find(channel, id);
    if (method === 'PUT') pin(channel, id);
    else unpin(channel, id);
    return { body: undefined };
  }

  function handleMessage(method: string, channel: string, id: string, { json, files }: SentBody) {
    const message = find(channel, id);
    switch (method) {
      case 'GET':
        return { body: message };
      case 'DELETE':
        // For those of others it takes Manage Messages.
        if (message.author.id !== bot.id) throw new Refused(403, 50013, 'Missing Permissions');
        forget(channel, id);
        return { body: undefined };
      case 'PATCH': {
        if (message.author.id !== bot.id) {
          throw new Refused(403, 50005, 'Cannot edit a message authored by another user');
        }
        objectTo([...checkMessage(json, spec.MessageEditRequestPartialSchema), ...editRules(message, json)]);
        const changed = edited(message, readMessage(json), files, now(), keepFile);
        objectTo(lostFiles(changed));
        replace(changed);
        return { body: changed };
      }
      default:
        throw new Refused(405, 0, '405: Method Not Allowed');
    }
  }

  function post(channel: string, { json, files }: SentBody) {
    objectTo(checkMessage(json));
    const sent = readMessage(json);
    const { nonce } = sent;
    const same = messagesOf(channel).find((one) => nonce !== undefined && one.nonce === nonce);
    if (same !== undefined) return { body: same };
    const message: APIMessage = {
      ...messageOf({ channelId: channel, author: bot, body: {}, at: now() }),
      ...repliedTo(channel, sent),
      ...posted(sent, files, keepFile),
      ...(layoutFlag(sent) === 0 ? {} : { flags: layoutFlag(sent) }),
      ...(nonce === undefined ? {} : { nonce }),
    };
    objectTo(lostFiles(message));
    add(message);
    return { body: message };
  }

  /** What makes it a reply. One to a message that is gone is refused, or stands by itself. */
  function repliedTo(channel: string, { message_reference: to }: SentMessage): Partial<APIMessage> {
    if (to === undefined) return {};
    const replied = messagesOf(channel).find(({ id }) => id === to.message_id);
    if (replied !== undefined) return replyTo(replied);
    if (to.fail_if_not_exists === false) return {};
    throw new Refused(400, 50035, 'Invalid Form Body', {
      message_reference: {
        _errors: [{ code: 'MESSAGE_REFERENCE_UNKNOWN_MESSAGE', message: 'Unknown message' }],
      },
    });
  }

  return {
    handle(method, path, query, sent) {
      const [, channel, list, route = ''] = /^\/channels\/(\d+)(\/messages(?:\/(.*))?)?$/.exec(path) ?? [];
      if (channel === undefined) return null;
      if (removed.has(channel) || (!(known?.includes(channel) ?? true) && !threads.has(channel))) {
        throw new Refused(404, 10003, 'Unknown Channel');
      }
      if (forbidden.get(channel) === 'everything') throw new Refused(403, 50001, 'Missing Access');
      if (list === undefined) {
        const found = threads.handle(method, channel, sent, messagesOf(channel));
        if (found !== null) return found;
        if (method !== 'GET') throw new Refused(405, 0, '405: Method Not Allowed');
        const server = serverOf(channel);
        const where = server === null ? {} : { guild_id: server };
        return { body: { id: channel, type: ChannelType.GuildText, ...where } };
      }
      const changes = method === 'POST' || (method !== 'GET' && route.startsWith('pins/'));
      if (changes && forbidden.get(channel) === 'changes') {
        throw new Refused(403, 50013, 'Missing Permissions');
      }
      if (route === '' && method === 'GET') return { body: listMessages(channel, query) };
      if (route === '') {
        threads.write(channel, messagesOf(channel));
        return post(channel, sent);
      }
      const [first = '', second] = route.split('/');
      return first === 'pins'
        ? handlePins(method, channel, second ?? null, query)
        : handleMessage(method, channel, first, sent);
    },
    messages: messagesOf,
    get all() {
      return [...messages.values()].flat();
    },
    add,
    replace,
    pins: (channel) => pinsOf(channel).map(({ id }) => id),
    fillPins(channel, count) {
      for (let number = 0; number < count; number += 1) {
        const author = userOf(snowflake(), 'somebody');
        const message = messageOf({ channelId: channel, author, body: { content: 'pinned by hand' } });
        add(message);
        pin(channel, message.id);
      }
    },
    deleteNatively: forget,
    pinNatively: pin,
    unpinNatively: unpin,
    forbid: (channel, what) => void forbidden.set(channel, what),
    allow: (channel) => void forbidden.delete(channel),
    remove: (channel) => void removed.add(channel),
    clear() {
      messages.clear();
      pinned.clear();
    },
  };
}
