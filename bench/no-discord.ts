import type { DiscordApi } from '../src/discord/api.ts';
import { DiscordRefusal } from '../src/discord/refusal.ts';

const refuse = () => Promise.reject(new DiscordRefusal('There is no such Discord.', 0, 404));

/** A Discord that refuses whatever is asked of it: a bench puts what it needs in its place. */
export const NO_DISCORD: DiscordApi = {
  createMessage: refuse,
  editMessage: refuse,
  readMessage: refuse,
  deleteMessage: refuse,
  pinMessage: refuse,
  unpinMessage: refuse,
  listPins: refuse,
  openDirectMessage: refuse,
  messagesAfter: refuse,
  threadParent: refuse,
  serverOfChannel: refuse,
  channelIsGone: refuse,
  readForum: refuse,
  readServerRoles: refuse,
  memberRoles: refuse,
  readPost: refuse,
  tagPost: refuse,
  download: refuse,
};
