import { PermissionFlagsBits, type APIMessage } from 'discord-api-types/v10';
import type { ChannelStore } from './discord/channels.ts';
import type { ThreadStore } from './discord/threads.ts';
import { changePost, makePost } from './forum-posts.ts';
import type { GatewayEvent } from './gateway-event.ts';
import { userOf, type Scene } from './interactions.ts';
import { NotThere } from './not-there.ts';
import { BOT } from './personas.ts';
import type { NativeAction, CommandMenu, Post } from './protocol.ts';
import type { Replies } from './replies.ts';
import { messageEvent, writtenMessage } from './written-message.ts';

/**
 * What people do with messages without the bot. It is told of what they write; else it sees what has become of messages when
 * it looks. Gives the post that was made, if any.
 */
export function createNativeActions(parts: {
  readonly channels: ChannelStore;
  readonly threads: ThreadStore;
  readonly replies: Replies;
  /** In milliseconds since 1970. */
  readonly now: () => number;
  readonly tell: (event: GatewayEvent) => void;
}): (scene: Scene, done: NativeAction) => Post | null {
  const { channels, threads, replies, now, tell } = parts;

  /** One that stands in the channel for all: what only one person sees can be neither pinned nor deleted. */
  const publicMessage = ({ channelId }: Scene, id: string): APIMessage => {
    const found = channels.messages(channelId).find((one) => one.id === id);
    if (found === undefined) throw new NotThere('There is no such message in this channel.');
    return found;
  };
  const allow = (allowed: boolean): void => {
    if (!allowed) throw new NotThere('This person may not do that here.');
  };

  function post(scene: Scene, { content, replyTo }: Extract<NativeAction, { kind: 'post' }>): void {
    const { server } = scene;
    const message = writtenMessage(scene, {
      content: withMentions(content),
      at: now(),
      ...(replyTo === undefined ? {} : { repliesTo: publicMessage(scene, replyTo) }),
    });
    threads.write(scene.channelId, channels.messages(scene.channelId), scene.userId);
    channels.add(message);
    // Of servers that haven't added the bot it hears nothing.
    if (server?.botIsMember === false) return;
    const payload = messageEvent(scene, message);
    tell({ event: 'MESSAGE_CREATE', payload, locale: server?.locale ?? scene.locale });
  }

  function change(
    scene: Scene,
    done: Exclude<NativeAction, { kind: 'post' | 'new-post' | 'change-post' }>,
  ): void {
    const may = permissionsOf(scene);
    switch (done.kind) {
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
  }

  return (scene, done) => {
    switch (done.kind) {
      case 'post':
        post(scene, done);
        return null;
      case 'new-post': {
        const written = { ...done, content: withMentions(done.content) };
        return makePost(scene, written, { threads, channels, now, tell });
      }
      case 'change-post':
        changePost(scene, done, threads);
        return null;
      default:
        change(scene, done);
        return null;
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
  if (server === null) return { pin: true, deleteAny: false, manageThreads: false };
  const has = (permission: bigint): boolean => (server.memberPermissions & permission) !== 0n;
  return {
    pin: has(PermissionFlagsBits.PinMessages),
    deleteAny: has(PermissionFlagsBits.ManageMessages),
    manageThreads: has(PermissionFlagsBits.ManageThreads),
  };
}
