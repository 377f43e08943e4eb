import type { APIMessage } from 'discord-api-types/v10';
import type { DiscordApi } from '../../src/discord/api.ts';
import { createChannelStore, type ChannelStore } from '../../src/playground/discord/channels.ts';
import { invalidBody } from '../../src/playground/discord/refused.ts';
import { createServerStore } from '../../src/playground/discord/servers.ts';
import { createThreadStore, type Forum, type ThreadStore } from '../../src/playground/discord/threads.ts';
import { NO_DISCORD } from '../no-discord.ts';

/** Discord's channels in this process, which keep what is written there and refuse what Discord refuses. */
export interface ChannelsOfDiscord {
  readonly api: DiscordApi;
  readonly channels: Pick<ChannelStore, 'add' | 'replace'>;
  /** What the bot posted since this was last called. */
  takePosted(): readonly APIMessage[];
  readonly threads: Pick<ThreadStore, 'add'>;
}

/** What the hour needs of it: the bot writes, and looks at threads and forums. All else is refused. */
export function createChannels(forum: Pick<Forum, 'id' | 'serverId'>): ChannelsOfDiscord {
  let posted: APIMessage[] = [];
  let clock = 0;
  const common = {
    objectTo: (violations: readonly string[]) => {
      if (violations.length > 0) throw invalidBody(violations);
    },
    now: () => (clock += 1),
  };
  const threads = createThreadStore({ ...common, servers: createServerStore() });
  threads.addForum({ ...forum, name: 'help', tags: [] });
  const channels = createChannelStore({ ...common, threads });
  return {
    channels,
    threads,
    takePosted() {
      const taken = posted;
      posted = [];
      return taken;
    },
    api: {
      ...NO_DISCORD,
      createMessage(channelId, body) {
        // As it goes over the wire: without what is undefined.
        const json: unknown = JSON.parse(JSON.stringify(body));
        const path = `/channels/${channelId}/messages`;
        channels.handle('POST', path, new URLSearchParams(), { json, files: [] });
        const message = channels.messages(channelId).at(-1);
        if (message === undefined) return Promise.reject(new Error('Nothing was posted.'));
        posted.push(message);
        return Promise.resolve({ id: message.id });
      },
      threadParent: (channelId) => Promise.resolve(threads.find(channelId)?.parent_id ?? null),
      // A bot without the Message Content intent is shown no text by this way either.
      messagesAfter: (channelId, after) =>
        Promise.resolve(
          channels
            .messages(channelId)
            .filter(({ id }) => BigInt(id) > BigInt(after))
            .map(({ id, author, webhook_id: webhook }) => ({
              id,
              authorId: author.id,
              content: '',
              embeds: [],
              components: [],
              pinned: false,
              byBot: author.bot === true,
              byWebhook: webhook !== undefined,
            })),
        ),
      readForum: () => Promise.resolve({ tags: [], overwrites: [] }),
      readServerRoles: () => Promise.resolve({ ownerId: '', roles: [] }),
      memberRoles: () => Promise.resolve([]),
    },
  };
}
