import * as spec from 'discord-api-spec/zod';
import type { APIMessage } from 'discord-api-types/v10';
import { APPLICATION_ID, messageOf, snowflake, userOf } from '../../src/playground/interactions.ts';
import { checkMessage } from '../discord-contract.ts';
import { Refused } from './refused.ts';

/** The messages and pins of channels, and what people do there besides the bot. */
export interface ChannelStore {
  /** Null where it is no route of a channel. Throws `Refused`. */
  handle(method: string, path: string, query: URLSearchParams, body: unknown): { body: unknown } | null;
  messages(channel: string): readonly APIMessage[];
  /** Newest first. */
  pins(channel: string): readonly string[];
  /** Pins messages of somebody else's. */
  fillPins(channel: string, count: number): void;
  deleteByHand(channel: string, message: string): void;
  pinByHand(channel: string, message: string): void;
  unpinByHand(channel: string, message: string): void;
  /** The bot may no longer post and pin there (50013), or not even look (50001). */
  forbid(channel: string, what: 'changes' | 'everything'): void;
  allow(channel: string): void;
  remove(channel: string): void;
}

const PIN_LIMIT = 250;

/** @param objectTo throws where there are violations */
export function createChannelStore(objectTo: (violations: readonly string[]) => void): ChannelStore {
  const messages = new Map<string, APIMessage[]>();
  const pinned = new Map<string, { id: string; at: string }[]>();
  const forbidden = new Map<string, 'changes' | 'everything'>();
  const removed = new Set<string>();
  const bot = userOf(APPLICATION_ID, 'Footnote');
  let clock = 0;

  const messagesOf = (channel: string) => messages.get(channel) ?? [];
  const pinsOf = (channel: string) => pinned.get(channel) ?? [];
  const isPinned = (channel: string, id: string) => pinsOf(channel).some((pin) => pin.id === id);
  const unpin = (channel: string, id: string) =>
    pinned.set(
      channel,
      pinsOf(channel).filter((pin) => pin.id !== id),
    );
  const find = (channel: string, id: string): APIMessage => {
    const found = messagesOf(channel).find((one) => one.id === id);
    if (found === undefined) throw new Refused(404, 10008, 'Unknown Message');
    return { ...found, pinned: isPinned(channel, id) };
  };
  const pin = (channel: string, id: string): void => {
    if (isPinned(channel, id)) return;
    if (pinsOf(channel).length >= PIN_LIMIT) {
      throw new Refused(400, 30003, `Maximum number of pins reached (${PIN_LIMIT})`);
    }
    pinned.set(channel, [{ id, at: time(clock++) }, ...pinsOf(channel)]);
  };
  const forget = (channel: string, id: string): void => {
    messages.set(
      channel,
      messagesOf(channel).filter((one) => one.id !== id),
    );
    unpin(channel, id);
  };

  function listPins(channel: string, query: URLSearchParams) {
    const limit = Number(query.get('limit') ?? 50);
    if (limit < 1 || limit > 50) throw new Refused(400, 50035, 'Invalid Form Body');
    const before = query.get('before');
    const all = pinsOf(channel).filter(({ at }) => before === null || at < before);
    const items = all.slice(0, limit).map(({ id, at }) => ({ pinned_at: at, message: find(channel, id) }));
    return { items, has_more: all.length > limit };
  }

  function handlePins(method: string, channel: string, id: string | null, query: URLSearchParams) {
    if (id === null) return { body: listPins(channel, query) };
    find(channel, id);
    if (method === 'PUT') pin(channel, id);
    else unpin(channel, id);
    return { body: undefined };
  }

  function handleMessage(method: string, channel: string, id: string, body: unknown) {
    const message = find(channel, id);
    switch (method) {
      case 'GET':
        return { body: message };
      case 'DELETE':
        forget(channel, id);
        return { body: undefined };
      case 'PATCH': {
        if (message.author.id !== bot.id) {
          throw new Refused(403, 50005, 'Cannot edit a message authored by another user');
        }
        objectTo(checkMessage(body, spec.MessageEditRequestPartialSchema));
        const changed = { ...message, ...(body as Partial<APIMessage>) };
        messages.set(
          channel,
          messagesOf(channel).map((one) => (one.id === id ? changed : one)),
        );
        return { body: changed };
      }
      default:
        throw new Refused(405, 0, '405: Method Not Allowed');
    }
  }

  function post(channel: string, body: unknown) {
    objectTo(checkMessage(body));
    const sent = body as Partial<APIMessage>;
    const same = messagesOf(channel).find(({ nonce }) => nonce !== undefined && nonce === sent.nonce);
    if (same !== undefined) return { body: same };
    const message = { ...sent, ...messageOf({ channelId: channel, author: bot, body: sent }) };
    messages.set(channel, [...messagesOf(channel), message]);
    return { body: message };
  }

  return {
    handle(method, path, query, body) {
      const [, channel, route = ''] = /^\/channels\/(\d+)\/messages(?:\/(.*))?$/.exec(path) ?? [];
      if (channel === undefined) return null;
      if (removed.has(channel)) throw new Refused(404, 10003, 'Unknown Channel');
      if (forbidden.get(channel) === 'everything') throw new Refused(403, 50001, 'Missing Access');
      const changes = method === 'POST' || (method !== 'GET' && route.startsWith('pins/'));
      if (changes && forbidden.get(channel) === 'changes') {
        throw new Refused(403, 50013, 'Missing Permissions');
      }
      if (route === '') return post(channel, body);
      const [first = '', second] = route.split('/');
      return first === 'pins'
        ? handlePins(method, channel, second ?? null, query)
        : handleMessage(method, channel, first, body);
    },
    messages: messagesOf,
    pins: (channel) => pinsOf(channel).map(({ id }) => id),
    fillPins(channel, count) {
      for (let number = 0; number < count; number += 1) {
        const author = userOf(snowflake(), 'somebody');
        const message = messageOf({ channelId: channel, author, body: { content: 'pinned by hand' } });
        messages.set(channel, [...messagesOf(channel), message]);
        pin(channel, message.id);
      }
    },
    deleteByHand: forget,
    pinByHand: pin,
    unpinByHand: (channel, id) => void unpin(channel, id),
    forbid: (channel, what) => void forbidden.set(channel, what),
    allow: (channel) => void forbidden.delete(channel),
    remove: (channel) => void removed.add(channel),
  };
}

/** Later calls give later times. */
function time(at: number): string {
  return new Date(1_700_000_000_000 + at * 1000).toISOString();
}
