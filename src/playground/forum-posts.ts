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
  thread_metadata: { archived: isClosed, locked: isLocked },
}: ThreadChannel): Post {
  const place = forumNamed(parent)?.place ?? 'server';
  const post = { kind: 'post', id, name: name ?? '', place, owner: null, forum: parent, by } as const;
  return { ...post, tags, isClosed, isLocked };
}

/** Into a locked post only those write who manage threads, and nobody while it is closed, too. */
export function canWrite({ thread, server }: Scene): boolean {
  if (thread?.thread_metadata?.locked !== true) return true;
  return !thread.thread_metadata.archived && managesThreads(server);
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
  checkTags(forum, written.tags, { before: [], server });
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

/**
 * Somebody changes a post, from the post or from its forum. Its author tags and closes it, and whoever manages threads does
 * that with any, and locks it. One that isn't locked is opened by anybody who may write there. In one that is closed, nothing
 * else is changed (Resources, Channel, Modify Channel).
 */
export function changePost(
  scene: Scene,
  { post, tags, isClosed, isLocked }: Extract<NativeAction, { kind: 'change-post' }>,
  threads: ThreadStore,
): void {
  const { channelId, server, userId } = scene;
  const thread = threads.find(post);
  const forum = thread === null ? null : forumNamed(thread.parent_id);
  if (thread === null || forum === null || ![thread.id, forum.id].includes(channelId)) {
    throw new NotThere('There is no such post here.');
  }
  const manages = managesThreads(server);
  const { archived, locked } = thread.thread_metadata;
  const onlyOpens = isClosed === false && tags === undefined && isLocked === undefined;
  const isAllowed =
    manages || (isLocked === undefined && !locked && (onlyOpens || thread.owner_id === userId));
  if (!isAllowed) throw new NotThere('This person may not do that here.');
  if (archived && isClosed !== false) throw new NotThere('The post is closed: open it first.');
  if (tags !== undefined) checkTags(forum, tags, { before: thread.applied_tags, server });
  threads.change(post, { tags, archived: isClosed, locked: isLocked });
}

function managesThreads(server: Scene['server']): boolean {
  return server !== null && (server.memberPermissions & PermissionFlagsBits.ManageThreads) !== 0n;
}

/** Those for moderators are theirs to give and to take. */
function checkTags(
  forum: Forum,
  wanted: readonly string[],
  { before, server }: { readonly before: readonly string[]; readonly server: Scene['server'] },
): void {
  const isUnknown = (id: string): boolean => forum.tags.every((one) => one.id !== id);
  if (wanted.some(isUnknown)) throw new NotThere('The forum has no such tag.');
  const turned = forum.tags.filter(({ id }) => wanted.includes(id) !== before.includes(id));
  if (turned.some(({ moderated }) => moderated) && !managesThreads(server)) {
    throw new NotThere('This tag is given by moderators.');
  }
}
