import { PermissionFlagsBits, type APIInteraction } from 'discord-api-types/v10';
import { createAppContext, serverMemory } from '../../src/cli/app-context.ts';
import type { Library } from '../../src/content/pack.ts';
import type { Responder } from '../../src/discord/api.ts';
import { createDispatcher } from '../../src/discord/dispatch.ts';
import { createLog } from '../../src/log.ts';
import type { Scene } from '../../src/playground/interactions.ts';
import type { Store } from '../../src/store/store.ts';
import { NO_DISCORD } from '../no-discord.ts';
import { somebodyIn } from '../somebody.ts';

/** When an interaction was answered first, and when all was done, in milliseconds from its start. */
interface Answered {
  readonly first: number;
  readonly done: number;
}

export type Send = (interaction: APIInteraction) => Promise<Answered>;

/** The bot as it is, by words alone, before a Discord that takes whatever it is sent. */
export function startBot(library: Library, store: Store): Send {
  const context = createAppContext(library, { memory: serverMemory(store) });
  const dispatcher = createDispatcher({
    context: () => context,
    discord: { ...NO_DISCORD, download: (url) => Promise.resolve(attached(url)) },
    store,
    log: createLog('error'),
  });
  return async (interaction) => {
    const start = performance.now();
    let first: number | null = null;
    const note = () => {
      first ??= performance.now() - start;
      return Promise.resolve();
    };
    const responder: Responder = {
      respond: (_, __, onSent) => {
        onSent?.();
        return note();
      },
      editOriginal: note,
      deleteOriginal: note,
      followUp: note,
    };
    await dispatcher.dispatch(interaction, responder);
    const done = performance.now() - start;
    return { first: first ?? done, done };
  };
}

/** A file that stands in its own address. */
function attached(url: string): Uint8Array {
  return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
}

const { ViewChannel, SendMessages, EmbedLinks, ReadMessageHistory, AttachFiles } = PermissionFlagsBits;
const { ManageMessages, ManageGuild } = PermissionFlagsBits;

/** Somebody who may use every command in this server. */
export function moderatorIn(serverId: string): Scene {
  const reading = ViewChannel | SendMessages | EmbedLinks | ReadMessageHistory | AttachFiles;
  return somebodyIn(serverId, reading | ManageMessages | ManageGuild);
}
