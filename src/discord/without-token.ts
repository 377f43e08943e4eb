import type { DiscordApi } from './api.ts';
import { downloadFile } from './download.ts';
import { UserError } from './user-error.ts';

const refuse = () => Promise.reject(new UserError('no-token', (texts) => texts.errors.noToken));

/** For a bot without a token, which Discord lets do nothing but reply: the member is told. */
export const withoutToken: DiscordApi = {
  createMessage: refuse,
  editMessage: refuse,
  readMessage: refuse,
  messagesAfter: refuse,
  threadParent: refuse,
  serverOfChannel: refuse,
  deleteMessage: refuse,
  pinMessage: refuse,
  unpinMessage: refuse,
  listPins: refuse,
  channelIsGone: refuse,
  openDirectMessage: refuse,
  readForum: refuse,
  readServerRoles: refuse,
  memberRoles: refuse,
  readPost: refuse,
  tagPost: refuse,
  // Attached files lie open.
  download: (url, most) => downloadFile(url, most, fetch),
};
