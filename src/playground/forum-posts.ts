import { PermissionFlagsBits } from 'discord-api-types/v10';
import type { ChannelStore } from './discord/channels.ts';
import type { Forum as DiscordsForum, ThreadChannel, ThreadStore } from './discord/threads.ts';
import { threadEvent, type GatewayEvent } from './gateway-event.ts';
import type { Scene } from './interactions.ts';
import { NotThere } from './not-there.ts';
import { CHANNELS, forumNamed, SERVERS } from './personas.ts';
import type { Forum, NativeAction, Post } from './protocol.ts';
import { messageEvent, writtenMessage } from './written-message.ts';

/** The forums of the playground's servers, as Discord has them. */
export function forumsOf(): readonly DiscordsForum[] {
  return CHANNELS.flatMap((one) => {
    if (one.kind !== 'forum' || one.place === 'dm') return [];
    const tags = one.tags.map(({ id, name, emoji, moderated }) => ({
      id,
      name,
      moderated,
      emoji_id: null,
      emoji_name: emoji,
    }));
    return [{ id: one.id, serverId: SERVERS[one.place], name: one.name, tags }];
  });
}

/** As the page has it. */
export function postOf({
  id,
  name,
  parent_id: parent,
  owner_id: by,
  applied_tags: tags,
}: ThreadChannel): Post {
  const place = forumNamed(parent)?.place ?? 'server';
  return { kind: 'post', id, name: name ?? '', place, owner: null, forum: parent, by, tags };
}

/** Somebody makes a post in a forum: the thread comes first, then its first message. */
export function makePost(
  scene: Scene,
  written: Extract<NativeAction, { kind: 'new-post' }>,
  parts: {
    readonly threads: ThreadStore;
    readonly channels: ChannelStore;
    /** In milliseconds since 1970. */
    readonly now: () => number;
    readonly tell: (event: GatewayEvent) => void;
  },
): Post {
  const { threads, channels, now, tell } = parts;
  const { server } = scene;
  const forum = forumNamed(scene.channelId);
  if (forum === null || server === null) throw new NotThere('There is no such forum.');
  checkTags(forum, written.tags, server.memberPermissions);
  const thread = threads.add({
    serverId: server.id,
    parentId: forum.id,
    ownerId: scene.userId,
    name: written.title,
    tags: written.tags,
  });
  tell({ event: 'THREAD_CREATE', payload: threadEvent(thread), locale: server.locale });
  const { content } = written;
  const within = { ...scene, channelId: thread.id };
  const message = writtenMessage(within, { id: thread.id, content, at: now() });
  channels.add(message);
  tell({ event: 'MESSAGE_CREATE', payload: messageEvent(within, message), locale: server.locale });
  return postOf(thread);
}

function checkTags(forum: Forum, wanted: readonly string[], permissions: bigint): void {
  const manages = (permissions & PermissionFlagsBits.ManageThreads) !== 0n;
  for (const id of wanted) {
    const tag = forum.tags.find((one) => one.id === id);
    if (tag === undefined) throw new NotThere('The forum has no such tag.');
    if (tag.moderated && !manages) throw new NotThere('This tag is given by moderators.');
  }
}
