import {
  ApplicationCommandType,
  InteractionType,
  type APIInteraction,
  type RESTPostAPIApplicationCommandsJSONBody,
} from 'discord-api-types/v10';
import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import { z } from 'zod';
import { onceAMinute } from '../log.ts';
import { commandPaths } from './command-names.ts';
import { readOptions } from './options.ts';

/** The ids of this bot's commands on Discord, as far as they are known: what isn't is never guessed. */
export interface CommandIds {
  /** Learns what an interaction shows, and has Discord asked for the rest where that is due. Never throws. */
  see(interaction: APIInteraction, definitions: readonly RESTPostAPIApplicationCommandsJSONBody[]): void;
  /** @param path the command's English name and its subcommand's: `faq review` */
  find(path: string, serverId: string | null): string | null;
  /** Has Discord asked now: at the start, and when commands were registered. Never rejects. */
  refresh(applicationId: string): Promise<void>;
}

/** The commands of an application: everybody's, or those of one server alone. May throw `DiscordRefusal`. */
export type ListCommands = (applicationId: string, serverId: string | null) => Promise<readonly unknown[]>;

/** What is read of them. Subcommands may stand in groups. */
const named = z.object({ name: z.string(), type: z.number().optional() });
const within = named.extend({ options: z.array(named).optional() });
const listedCommands = z.array(named.extend({ id: z.string(), options: z.array(within).optional() }));

const MINUTE = 60_000;
/** In milliseconds, how old what Discord told may be: where an interaction showed something else, … */
const CHANGED = MINUTE;
/** … where a command isn't known, … */
const MISSING = 10 * MINUTE;
/** … and else. */
const LONGEST = 60 * MINUTE;

/** With commands of their own, which are few: about 5 kB each. */
const MAX_SERVERS = 1_000;

/** Of all servers, or of one with commands of its own. */
interface Known {
  /** By path. */
  ids: Map<string, string>;
  /** What interactions showed since Discord was last asked: newer than what it tells. */
  shown: Map<string, string>;
  askedAt: number;
}

/**
 * Bounded, and in memory alone: any number of replicas learn them each for itself.
 * @param parts.list null for a bot that can't ask: it learns from interactions alone
 * @param parts.now a clock in milliseconds that never goes back
 */
export function createCommandIds(parts: {
  readonly list: ListCommands | null;
  readonly log: Logger;
  readonly now?: () => number;
}): CommandIds {
  const { list, log, now = () => performance.now() } = parts;
  const nothing = (): Known => ({ ids: new Map(), shown: new Map(), askedAt: -Infinity });
  const everywhere = nothing();
  const servers = new LRUCache<string, Known>({ max: MAX_SERVERS });
  const seldom = onceAMinute(now);

  async function ask(known: Known, applicationId: string, serverId: string | null): Promise<void> {
    if (list === null) return;
    const shown = new Map<string, string>();
    known.askedAt = now();
    known.shown = shown;
    try {
      const listed = listedCommands.parse(await list(applicationId, serverId));
      // Somebody asked after this.
      if (known.shown !== shown) return;
      const told = listed.flatMap((command) =>
        commandPaths(command).map((path): [string, string] => [path, command.id]),
      );
      known.ids = new Map([...told, ...shown]);
    } catch (error) {
      seldom('list commands', (leftOut) =>
        log.warn({ err: error, leftOut }, 'could not read the ids of the commands: trying again later'),
      );
    }
  }

  return {
    see(interaction, definitions) {
      const { guild_id: serverId = null, application_id: applicationId } = interaction;
      const shown = shownBy(interaction);
      let news: Known | null = null;
      if (shown !== null) {
        const own = serverId === null ? undefined : servers.get(serverId);
        // One that is everybody's: the server's own of that name, if it had one, may be gone.
        if (shown.serverId === null) own?.ids.delete(shown.path);
        else if (own === undefined) servers.set(shown.serverId, nothing());
        const known = (shown.serverId === null ? null : servers.get(shown.serverId)) ?? everywhere;
        if (learn(known, shown)) news = known;
      }
      const askIfDue = (known: Known, of: string | null, isMissing: () => boolean): void => {
        const age = now() - known.askedAt;
        const isDue = known === news ? age >= CHANGED : age >= LONGEST || (age >= MISSING && isMissing());
        if (isDue) void ask(known, applicationId, of);
      };
      askIfDue(everywhere, null, () =>
        definitions.some((one) => commandPaths(one).some((path) => !everywhere.ids.has(path))),
      );
      const own = serverId === null ? undefined : servers.get(serverId);
      if (own !== undefined) askIfDue(own, serverId, () => false);
    },

    refresh: (applicationId) => ask(everywhere, applicationId, null),

    find: (path, serverId) =>
      (serverId === null ? undefined : servers.get(serverId)?.ids.get(path)) ??
      everywhere.ids.get(path) ??
      null,
  };
}

/** Whether it was news. */
function learn({ ids, shown }: Known, { path, id }: Shown): boolean {
  shown.set(path, id);
  if (ids.get(path) === id) return false;
  const [name] = path.split(' ');
  for (const [other, otherId] of ids) {
    // A command that was made anew has another id for all that is within it.
    if (otherId !== id && other.split(' ')[0] === name) ids.delete(other);
  }
  ids.set(path, id);
  return true;
}

interface Shown {
  readonly path: string;
  readonly id: string;
  /** The server whose own command it is. */
  readonly serverId: string | null;
}

/** The command that somebody uses, or types. */
function shownBy(interaction: APIInteraction): Shown | null {
  if (
    interaction.type !== InteractionType.ApplicationCommand &&
    interaction.type !== InteractionType.ApplicationCommandAutocomplete
  ) {
    return null;
  }
  const { data } = interaction;
  if (data.type !== ApplicationCommandType.ChatInput) return null;
  const { subcommand } = readOptions(data);
  return {
    path: subcommand === '' ? data.name : `${data.name} ${subcommand}`,
    id: data.id,
    serverId: data.guild_id ?? null,
  };
}
