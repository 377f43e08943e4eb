import type { REST } from '@discordjs/rest';
import { Routes } from 'discord-api-types/v10';
import { z } from 'zod';
import { isRefusal } from '../refusal.ts';
import { auditReason, readAs } from '../rest-answers.ts';

export interface ForumTag {
  readonly id: string;
  readonly name: string;
}

/** What a channel changes of the permissions of a role or a member. */
export interface Overwrite {
  /** The role's, or the member's. */
  readonly id: string;
  readonly allow: bigint;
  readonly deny: bigint;
}

interface Forum {
  readonly tags: readonly ForumTag[];
  readonly overwrites: readonly Overwrite[];
}

export interface ServerRoles {
  readonly ownerId: string;
  /** That of everybody has the server's id. */
  readonly roles: readonly { readonly id: string; readonly permissions: bigint }[];
}

interface Post {
  /** The forum that it stands in. */
  readonly forumId: string;
  /** Whoever wrote it. */
  readonly ownerId: string;
  /** The ids of its tags. */
  readonly tags: readonly string[];
}

/** What the bot does in forums besides writing. Every call may throw `DiscordRefusal`. */
export interface ForumApi {
  readForum(channelId: string): Promise<Forum>;
  readServerRoles(serverId: string): Promise<ServerRoles>;
  /** The roles of a member without that of everybody; null for who is no member. */
  memberRoles(serverId: string, userId: string): Promise<readonly string[] | null>;
  readPost(postId: string): Promise<Post>;
  /** Gives a post these tags in place of those that it has. */
  tagPost(postId: string, tags: readonly string[], reason: string): Promise<void>;
}

const bits = z.string().transform((text) => BigInt(text));

/** What we read of Discord's answers (Resources, Channel and Guild). */
const forum = z.object({
  available_tags: z.array(z.object({ id: z.string(), name: z.string() })).default([]),
  permission_overwrites: z.array(z.object({ id: z.string(), allow: bits, deny: bits })).default([]),
});
const server = z.object({
  owner_id: z.string(),
  roles: z.array(z.object({ id: z.string(), permissions: bits })),
});
const member = z.object({ roles: z.array(z.string()) });
const post = z.object({
  parent_id: z.string(),
  owner_id: z.string(),
  applied_tags: z.array(z.string()).default([]),
});

/** @param ask sends a request and tells what Discord refuses */
export function createForumApi(rest: REST, ask: (request: Promise<unknown>) => Promise<unknown>): ForumApi {
  return {
    async readForum(channelId) {
      const { available_tags: tags, permission_overwrites: overwrites } = readAs(
        forum,
        await ask(rest.get(Routes.channel(channelId))),
      );
      return { tags, overwrites };
    },

    async readServerRoles(serverId) {
      const { owner_id: ownerId, roles } = readAs(server, await ask(rest.get(Routes.guild(serverId))));
      return { ownerId, roles };
    },

    async memberRoles(serverId, userId) {
      try {
        return readAs(member, await ask(rest.get(Routes.guildMember(serverId, userId)))).roles;
      } catch (error) {
        if (isRefusal(error, 'unknownMember')) return null;
        throw error;
      }
    },

    async readPost(postId) {
      const {
        parent_id: forumId,
        owner_id: ownerId,
        applied_tags: tags,
      } = readAs(post, await ask(rest.get(Routes.channel(postId))));
      return { forumId, ownerId, tags };
    },

    async tagPost(postId, tags, reason) {
      await ask(
        rest.patch(Routes.channel(postId), { body: { applied_tags: tags }, reason: auditReason(reason) }),
      );
    },
  };
}
