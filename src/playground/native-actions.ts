import { PermissionFlagsBits, type APIMessage } from 'discord-api-types/v10';
import type { ChannelStore } from './discord/channels.ts';
import { userOf, type Scene } from './interactions.ts';
import { NotThere } from './not-there.ts';
import { BOT } from './personas.ts';
import type { NativeAction, CommandMenu } from './protocol.ts';
import type { Replies } from './replies.ts';
import { writtenMessage } from './written-message.ts';

/**
 * What people do with messages without the bot. It is told of what they write; else it sees what has become of messages when
 * it looks.
 */
export function createNativeActions(parts: {
  readonly channels: ChannelStore;
  readonly replies: Replies;
  /** In milliseconds since 1970. */
  readonly now: () => number;
  readonly onPost: (scene: Scene, message: APIMessage) => void;
}): (scene: Scene, done: NativeAction) => void {
  const { channels, replies, now, onPost } = parts;

  /** One that stands in the channel for all: what only one person sees can be neither pinned nor deleted. */
  const publicMessage = ({ channelId }: Scene, id: string): APIMessage => {
    const found = channels.messages(channelId).find((one) => one.id === id);
    if (found === undefined) throw new NotThere('There is no such message in this channel.');
    return found;
  };
  const allow = (allowed: boolean): void => {
    if (!allowed) throw new NotThere('This person may not do that here.');
  };

  return (scene, done) => {
    const may = permissionsOf(scene);
    switch (done.kind) {
      case 'post': {
        const message = writtenMessage(scene, {
          content: withMentions(done.content),
          at: now(),
          ...(done.replyTo === undefined ? {} : { repliesTo: publicMessage(scene, done.replyTo) }),
        });
        channels.add(message);
        onPost(scene, message);
        return;
      }
      case 'dismiss':
        replies.dismiss(done.message, scene.userId);
        return;
      case 'pin':
        allow(may.pin);
        channels.pinNatively(
          scene.channelId,
          publicMessage(scene, done.message).id,
          userOf(scene.userId, scene.username),
        );
        return;
      case 'unpin':
        allow(may.pin);
        channels.unpinNatively(scene.channelId, publicMessage(scene, done.message).id);
        return;
      case 'delete': {
        const message = publicMessage(scene, done.message);
        allow(may.deleteAny || message.author.id === scene.userId);
        channels.deleteNatively(scene.channelId, message.id);
        return;
      }
    }
  };
}

/** As Discord's own message box writes a name that was typed. */
function withMentions(content: string): string {
  return content.replaceAll(
    new RegExp(`(?<![\\p{L}\\p{N}])@${BOT.username}(?![\\p{L}\\p{N}])`, 'giu'),
    `<@${BOT.id}>`,
  );
}

/** In direct messages, either of the two pins, and each deletes their own (Topics, Permissions). */
export function permissionsOf({ server }: Scene): CommandMenu['may'] {
  if (server === null) return { pin: true, deleteAny: false };
  const has = (permission: bigint): boolean => (server.memberPermissions & permission) !== 0n;
  return { pin: has(PermissionFlagsBits.PinMessages), deleteAny: has(PermissionFlagsBits.ManageMessages) };
}
