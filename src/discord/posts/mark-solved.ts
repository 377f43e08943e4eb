import { PermissionFlagsBits } from 'discord-api-types/v10';
import { escapeMarkdown } from '../../markdown/discord.ts';
import { DiscordRefusal } from '../refusal.ts';
import type { InServer } from '../access.ts';
import type { ComponentRequest } from '../command.ts';
import { LIMITS } from '../limits.ts';
import { missingPermissions } from '../permissions.ts';
import { solvedTag } from './solved-tag.ts';

/**
 * Gives the post in which a button was pressed its forum's tag for what is solved. What to say of that; null where there is
 * nothing to: the forum has no such tag, or whoever pressed may not say that it is solved.
 */
export async function markSolved(request: ComponentRequest & InServer): Promise<string | null> {
  const { discord, log, member, place, publicTexts, texts } = request;
  if (place.channelId === null || place.parentId === null) return null;
  try {
    const post = await discord.readPost(place.channelId);
    const { ManageMessages, ManageThreads } = PermissionFlagsBits;
    const isModerator = [ManageMessages, ManageThreads].some(
      (permission) => missingPermissions(member.permissions, permission) === 0n,
    );
    if (post.ownerId !== member.id && !isModerator) return null;
    const tag = solvedTag((await discord.readForum(post.forumId)).tags);
    if (tag === null) return null;
    const name = escapeMarkdown(tag.name);
    if (post.tags.includes(tag.id)) return texts.posts.solved(name);
    if (post.tags.length >= LIMITS.appliedTags) return texts.posts.noRoom(name);
    if (missingPermissions(place.botPermissions, ManageThreads) !== 0n) return texts.posts.mayNotTag(name);
    const reason = publicTexts.posts.auditReason(member.username, member.id);
    await discord.tagPost(place.channelId, [...post.tags, tag.id], reason);
    return texts.posts.solved(name);
  } catch (error) {
    if (!(error instanceof DiscordRefusal)) throw error;
    log.warn({ err: error }, 'a post could not be marked as solved');
    return texts.posts.notMarked;
  }
}
