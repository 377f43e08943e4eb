import { type APIMessage, type APIUser, type GatewayMessageCreateDispatchData } from 'discord-api-types/v10';
import { APPLICATION_ID, messageOf, replyTo, userOf, type Scene } from './interactions.ts';

/** A message that somebody wrote, as it stands in the channel. */
export function writtenMessage(
  { userId, username, channelId }: Scene,
  written: {
    /** Of a post's first message: the post's own. */
    readonly id?: string;
    readonly content: string;
    /** What it replies to, with the ping that Discord offers. */
    readonly repliesTo?: APIMessage;
    /** In milliseconds since 1970. */
    readonly at?: number;
  },
): APIMessage {
  const { content, repliesTo, at } = written;
  const author = userOf(userId, username);
  const message = messageOf({
    channelId,
    author,
    body: { content },
    ...(written.id === undefined ? {} : { id: written.id }),
    ...(at === undefined ? {} : { at }),
  });
  const ids = [...content.matchAll(/<@!?(\d{1,20})>/g)].map(([, id = '']) => id);
  const pinged = repliesTo === undefined || isResponse(repliesTo) ? [] : [repliesTo.author];
  const mentions = [...new Set(ids)].filter((id) => pinged.every((one) => one.id !== id)).map(mentioned);
  return {
    ...message,
    ...(repliesTo === undefined ? {} : replyTo(repliesTo)),
    mentions: [...mentions, ...pinged],
  };
}

/**
 * What the bot is told of it (Events, Gateway Events, Message Create): without the Message Content intent no text but of what
 * mentions it, or was written to it alone.
 */
export function messageEvent({ server }: Scene, message: APIMessage): GatewayMessageCreateDispatchData {
  const isForBot = server === null || message.mentions.some(({ id }) => id === APPLICATION_ID);
  return {
    ...message,
    ...(isForBot ? {} : { content: '', embeds: [], components: [], attachments: [] }),
    mentions: message.mentions.map((user) => ({ ...user })),
    ...(server === null ? {} : { guild_id: server.id }),
  };
}

function mentioned(id: string): APIUser {
  return id === APPLICATION_ID ? { ...userOf(id, 'Footnote'), bot: true } : userOf(id, 'somebody');
}

/** To a response to an interaction, no reply counts as a mention. */
function isResponse({ interaction_metadata: metadata }: APIMessage): boolean {
  return metadata !== undefined;
}
