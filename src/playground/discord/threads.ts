import * as spec from 'discord-api-spec/zod';
import {
  ChannelType,
  PermissionFlagsBits,
  ThreadAutoArchiveDuration,
  type APIGuildForumTag,
  type APIMessage,
  type APIOverwrite,
  type APIPublicThreadChannel,
} from 'discord-api-types/v10';
import { z } from 'zod';
import { APPLICATION_ID, snowflake } from '../interactions.ts';
import { againstSchema } from './contract/rules.ts';
import { invalidBody, Refused } from './refused.ts';
import type { SentBody } from './sent-body.ts';
import type { ServerStore } from './servers.ts';

/** A forum channel, which holds posts alone. */
export interface Forum {
  readonly id: string;
  readonly serverId: string;
  readonly name: string;
  readonly tags: readonly APIGuildForumTag[];
  readonly overwrites?: readonly APIOverwrite[];
}

/** A thread; in a forum it is a post. */
export interface NewThread {
  /** That of its first message, too. */
  readonly id?: string;
  readonly serverId: string;
  /** The channel that it is in. */
  readonly parentId: string;
  readonly ownerId: string;
  readonly name: string;
  /** Of its forum, by their ids. */
  readonly tags?: readonly string[];
}

export type ThreadChannel = APIPublicThreadChannel &
  Required<
    Pick<APIPublicThreadChannel, 'guild_id' | 'parent_id' | 'owner_id' | 'thread_metadata' | 'applied_tags'>
  >;

/** The channels that messages don't just stand in: forums, and the threads of any channel. */
export interface ThreadStore {
  addForum(forum: Forum): void;
  /** Throws `Refused` for tags that a forum doesn't have. */
  add(thread: NewThread): ThreadChannel;
  /** Null where it is none. */
  find(id: string): ThreadChannel | null;
  /** Those that are open or archived, oldest first. */
  readonly all: readonly ThreadChannel[];
  has(channel: string): boolean;
  /** Archives, locks or tags it, as a moderator does. */
  change(id: string, changes: ThreadChanges): ThreadChannel;
  /** The channel itself, asked for or changed. Null where it is neither a forum nor a thread. Throws `Refused`. */
  handle(
    method: string,
    channel: string,
    sent: SentBody,
    messages: readonly APIMessage[],
  ): { body: unknown } | null;
  /** Throws `Refused` where somebody can't write there now: the bot, unless another is named. */
  write(channel: string, messages: readonly APIMessage[], userId?: string): void;
  /** A message came into it: an archived thread is open again. */
  reopen(channel: string): void;
  /** No thread is left; forums stay. */
  clear(): void;
}

interface ThreadChanges {
  readonly archived?: boolean | undefined;
  readonly locked?: boolean | undefined;
  readonly tags?: readonly string[] | undefined;
}

/** A thread as it is changed by its route (Resources, Channel, Modify Channel). */
const sentChanges = z.object({
  archived: z.boolean().nullish(),
  locked: z.boolean().nullish(),
  applied_tags: z.array(z.string()).nullish(),
});

export function createThreadStore(parts: {
  /** Throws where there are violations. */
  readonly objectTo: (violations: readonly string[]) => void;
  /** In milliseconds since 1970. */
  readonly now: () => number;
  readonly servers: Pick<ServerStore, 'permissionsIn'>;
  readonly onChange?: (thread: ThreadChannel) => void;
}): ThreadStore {
  const { objectTo, now, servers, onChange = () => undefined } = parts;
  const forums = new Map<string, Forum>();
  const threads = new Map<string, ThreadChannel>();

  const put = (thread: ThreadChannel): ThreadChannel => {
    threads.set(thread.id, thread);
    onChange(thread);
    return thread;
  };
  const checkTags = (parentId: string, tags: readonly string[]): void => {
    const offered = forums.get(parentId)?.tags ?? [];
    if (tags.some((tag) => !offered.some(({ id }) => id === tag))) {
      throw invalidBody(['applied_tags: the forum has no such tag']);
    }
  };
  const mayManage = (
    { guild_id: serverId, parent_id: parentId }: ThreadChannel,
    userId = APPLICATION_ID,
  ): boolean => {
    const overwrites = forums.get(parentId)?.overwrites ?? [];
    const held = servers.permissionsIn(serverId, userId, overwrites);
    return (held & PermissionFlagsBits.ManageThreads) !== 0n;
  };

  function changed(thread: ThreadChannel, { archived, locked, tags }: ThreadChanges): ThreadChannel {
    const before = thread.thread_metadata;
    const isTurned = archived !== undefined && archived !== before.archived;
    return put({
      ...thread,
      applied_tags: [...(tags ?? thread.applied_tags)],
      thread_metadata: {
        ...before,
        ...(isTurned ? { archived, archive_timestamp: new Date(now()).toISOString() } : {}),
        locked: locked ?? before.locked,
      },
    });
  }

  /** By the bot. */
  function modify(thread: ThreadChannel, { json }: SentBody): ThreadChannel {
    objectTo(againstSchema(spec.UpdateThreadRequestPartialSchema, json));
    const { archived, locked, applied_tags: tags } = sentChanges.parse(json);
    if (!mayManage(thread)) throw new Refused(403, 50013, 'Missing Permissions');
    if (thread.thread_metadata.archived && archived !== false) throw archivedThread();
    if (tags !== undefined && tags !== null) checkTags(thread.parent_id, tags);
    return changed(thread, {
      archived: archived ?? undefined,
      locked: locked ?? undefined,
      tags: tags ?? undefined,
    });
  }

  const store: ThreadStore = {
    addForum: (forum) => void forums.set(forum.id, forum),
    add(made) {
      checkTags(made.parentId, made.tags ?? []);
      return put(threadOf(made, now()));
    },
    find: (id) => threads.get(id) ?? null,
    get all() {
      return [...threads.values()];
    },
    has: (channel) => forums.has(channel) || threads.has(channel),
    change(id, changes) {
      const thread = threads.get(id);
      if (thread === undefined) throw new Refused(404, 10003, 'Unknown Channel');
      return changed(thread, changes);
    },
    handle(method, channel, sent, messages) {
      const forum = forums.get(channel);
      if (forum !== undefined && method === 'GET') return { body: forumBody(forum) };
      const thread = threads.get(channel);
      if (thread === undefined) return null;
      if (method === 'GET') return { body: withCounts(thread, messages) };
      if (method === 'PATCH') return { body: withCounts(modify(thread, sent), messages) };
      return null;
    },
    write(channel, messages, userId) {
      if (forums.has(channel)) throw new Refused(400, 50008, 'Cannot send messages in a non-text channel');
      const thread = threads.get(channel);
      if (thread === undefined) return;
      if (forums.has(thread.parent_id) && messages.length === 0) {
        throw new Refused(
          400,
          40058,
          'Cannot message this thread until after the post author has sent an initial message.',
        );
      }
      const { archived, locked } = thread.thread_metadata;
      if (locked && archived) throw archivedThread();
      if (locked && !mayManage(thread, userId)) throw new Refused(400, 160005, 'Thread is locked');
    },
    reopen(channel) {
      const thread = threads.get(channel);
      const { archived = false, locked = false } = thread?.thread_metadata ?? {};
      if (thread !== undefined && archived && !locked) changed(thread, { archived: false });
    },
    clear: () => threads.clear(),
  };
  return store;
}

/** What a thread is when it was just made. */
export function threadOf(made: NewThread, at: number): ThreadChannel {
  const { id = snowflake(), serverId, parentId, ownerId, name, tags = [] } = made;
  const madeAt = new Date(at).toISOString();
  return {
    id,
    type: ChannelType.PublicThread,
    guild_id: serverId,
    parent_id: parentId,
    owner_id: ownerId,
    name,
    applied_tags: [...tags],
    last_message_id: null,
    rate_limit_per_user: 0,
    flags: NO_FLAGS,
    message_count: 0,
    total_message_sent: 0,
    member_count: 1,
    thread_metadata: {
      archived: false,
      locked: false,
      auto_archive_duration: ThreadAutoArchiveDuration.ThreeDays,
      archive_timestamp: madeAt,
      create_timestamp: madeAt,
    },
  };
}

/** What there are none of is a plain number. */
const NO_FLAGS: number = 0;

/** The first message of a post doesn't count (Resources, Channel, Channel Object). */
function withCounts(thread: ThreadChannel, messages: readonly APIMessage[]): ThreadChannel {
  const count = messages.filter(({ id }) => id !== thread.id).length;
  return {
    ...thread,
    last_message_id: messages.at(-1)?.id ?? null,
    message_count: count,
    total_message_sent: count,
  };
}

/** Of what Discord tells, what says something here. */
function forumBody({ id, serverId, name, tags, overwrites = [] }: Forum) {
  return {
    id,
    type: ChannelType.GuildForum,
    guild_id: serverId,
    name,
    topic: null,
    position: 0,
    parent_id: null,
    last_message_id: null,
    flags: 0,
    nsfw: false,
    rate_limit_per_user: 0,
    permission_overwrites: overwrites,
    available_tags: tags,
    default_reaction_emoji: null,
    default_sort_order: null,
    default_forum_layout: 0,
  };
}

function archivedThread(): Refused {
  return new Refused(400, 50083, 'Thread is archived');
}
