import {
  ChannelType,
  Locale,
  type APIMessage,
  type GatewayMessageCreateDispatchData,
} from 'discord-api-types/v10';
import type { ThreadStore } from '../../src/playground/discord/threads.ts';
import { threadEvent } from '../../src/playground/gateway-event.ts';
import { APPLICATION_ID, snowflake, type Scene } from '../../src/playground/interactions.ts';
import { messageEvent, writtenMessage } from '../../src/playground/written-message.ts';
import type { Line } from './hour.ts';
import type { People } from './people.ts';
import type { Server } from './server.ts';

/** What Discord tells the bot of one thing that somebody did, in order, and what then stands in a channel. */
interface Told {
  readonly message: APIMessage;
  readonly events: readonly { readonly type: string; readonly payload: object }[];
}

/** @param repliesTo the message that it replies to, where that stands */
export function messageTold(
  line: Line,
  repliesTo: APIMessage | null,
  where: { readonly people: People; readonly server: Server },
): Told {
  const scene = sceneOf(line, where);
  const message = writtenBy(line, scene, repliesTo, where.people);
  return { message, events: [{ type: 'MESSAGE_CREATE', payload: eventOf(scene, message) }] };
}

/** A message that stands is changed, as Discord tells it (Events, Gateway Events, Message Update). */
export function editTold(
  line: Line,
  before: APIMessage,
  where: { readonly people: People; readonly server: Server },
): Told {
  const scene = sceneOf(line, where);
  const { content, mentions } = writtenBy(line, scene, null, where.people);
  const message = { ...before, content, mentions, edited_timestamp: new Date(line.at * 1_000).toISOString() };
  return { message, events: [{ type: 'MESSAGE_UPDATE', payload: eventOf(scene, message) }] };
}

/** A new post: its thread, and then its first message, which has the thread's id (Resources, Channel, Start Thread in Forum). */
export function postTold(
  line: Line,
  threads: Pick<ThreadStore, 'add'>,
  where: { readonly people: People; readonly server: Server },
): Told {
  const { people, server } = where;
  const thread = threads.add({
    serverId: server.id,
    parentId: server.channels[line.channel],
    ownerId: people.user(line.author).id,
    name: line.title ?? '',
  });
  const scene = { ...sceneOf(line, where), channelId: thread.id };
  const message = { ...writtenBy(line, scene, null, people), id: thread.id };
  return {
    message,
    events: [
      { type: 'THREAD_CREATE', payload: threadEvent(thread) },
      { type: 'MESSAGE_CREATE', payload: eventOf(scene, message) },
    ],
  };
}

export function sceneOf(
  { author, channel }: Line,
  { people, server }: { readonly people: People; readonly server: Server },
): Scene {
  return {
    userId: people.user(author).id,
    username: author,
    locale: Locale.EnglishUS,
    channelId: server.channels[channel],
    channelType: ChannelType.GuildText,
    server: {
      id: server.id,
      locale: Locale.EnglishUS,
      memberPermissions: 0n,
      botPermissions: 0n,
      botIsMember: true,
    },
  };
}

function writtenBy(line: Line, scene: Scene, repliesTo: APIMessage | null, people: People): APIMessage {
  const author = people.user(line.author);
  const message = writtenMessage(scene, {
    content: people.typed(line.content),
    ...(repliesTo === null ? {} : { repliesTo }),
    at: line.at * 1_000,
  });
  return {
    ...message,
    author,
    ...(line.ping === false ? { mentions: [] } : {}),
    ...(line.webhook === true ? { webhook_id: author.id } : {}),
  };
}

/** With what Discord adds of the member, and with one level of what is replied to. */
function eventOf(scene: Scene, message: APIMessage): GatewayMessageCreateDispatchData {
  const { referenced_message: referenced } = message;
  const event = messageEvent(scene, message);
  const member = {
    roles: [snowflake()],
    joined_at: new Date(0).toISOString(),
    deaf: false,
    mute: false,
    flags: 0,
  };
  return {
    ...event,
    ...(message.webhook_id === undefined ? { member } : {}),
    ...(referenced === undefined || referenced === null ? {} : { referenced_message: shown(referenced) }),
  };
}

/** Of what other people wrote, the bot is shown no text. */
function shown(standing: APIMessage): APIMessage {
  const { referenced_message: _, ...message } = standing;
  const isReadable =
    message.author.id === APPLICATION_ID || message.mentions.some(({ id }) => id === APPLICATION_ID);
  return isReadable ? message : { ...message, content: '', embeds: [], components: [], attachments: [] };
}
