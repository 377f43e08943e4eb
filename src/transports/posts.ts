import { ChannelType } from 'discord-api-types/v10';
import { z } from 'zod';
import type { Dispatcher } from '../discord/dispatch.ts';
import { isObject, type Origin } from './messages.ts';
import { snowflake } from './read-interaction.ts';
import { createEventGuard } from './replays.ts';

export interface PostReceiver {
  /** Hands a thread that was just made to the dispatcher, at its first time. Null for another. Resolves when it is answered. */
  receive(payload: unknown, origin: Origin): Promise<void> | null;
}

/**
 * Of the threads that Discord tells of, those that somebody has just made in a channel: a forum's posts are. Which channels are
 * forums, and whether their posts are answered, the server's settings say.
 */
export function createPostReceiver(parts: {
  readonly dispatcher: Pick<Dispatcher, 'dispatchPost'>;
  readonly onUnreadable: () => void;
}): PostReceiver {
  const { dispatcher, onUnreadable } = parts;
  const replays = createEventGuard();
  return {
    receive(payload, { botId, localeOf, ageOf }) {
      if (!isNewThread(payload)) return null;
      const { data } = createdThread.safeParse(payload);
      if (data === undefined) {
        onUnreadable();
        return null;
      }
      if (data.owner_id === botId || !replays.isNew(data.id)) return null;
      return dispatcher.dispatchPost(
        {
          id: data.id,
          forumId: data.parent_id,
          serverId: data.guild_id,
          serverLocale: localeOf(data.guild_id),
          ownerId: data.owner_id,
          title: data.name,
          tags: data.applied_tags,
          botId,
        },
        ageOf(data.id),
      );
    },
  };
}

/** The bot is also told of those that it is added to, without `newly_created` (Events, Gateway Events, Thread Create). */
function isNewThread(payload: unknown): boolean {
  return isObject(payload) && payload.newly_created === true && payload.type === ChannelType.PublicThread;
}

/** What is read of it (Resources, Channel). */
const createdThread = z.object({
  id: snowflake,
  guild_id: snowflake,
  parent_id: snowflake,
  owner_id: snowflake,
  name: z.string(),
  applied_tags: z.array(z.string()).catch([]),
});
