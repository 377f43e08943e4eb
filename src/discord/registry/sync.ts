import type { REST } from '@discordjs/rest';
import { Routes, type RESTPostAPIApplicationCommandsJSONBody } from 'discord-api-types/v10';
import { z } from 'zod';
import { DiscordRefusal } from '../refusal.ts';
import type { ListCommands } from '../command-ids.ts';
import { readAs, refusing } from '../rest-answers.ts';
import type { Scope } from './normal-form.ts';
import type { PlanEntry, RegisteredCommand } from './plan.ts';

/** The commands of an application on Discord. Every call may throw `DiscordRefusal`. */
export interface CommandRegistry {
  list(): Promise<readonly RegisteredCommand[]>;
  apply(entry: PlanEntry): Promise<void>;
}

/** The commands that Discord has of an application. */
export function listCommands(rest: REST): ListCommands {
  return (applicationId, serverId) =>
    createCommandRegistry(
      rest,
      applicationId,
      serverId === null ? { kind: 'global' } : { kind: 'guild', guildId: serverId },
    ).list();
}

const registeredCommands = z.array(z.looseObject({ id: z.string() }));

export function createCommandRegistry(rest: REST, applicationId: string, scope: Scope): CommandRegistry {
  const all =
    scope.kind === 'global'
      ? Routes.applicationCommands(applicationId)
      : Routes.applicationGuildCommands(applicationId, scope.guildId);
  const one = (id: string) =>
    scope.kind === 'global'
      ? Routes.applicationCommand(applicationId, id)
      : Routes.applicationGuildCommand(applicationId, scope.guildId, id);

  return {
    async list() {
      // Without it, Discord leaves the localisations out, and each of them would look like a change.
      const query = new URLSearchParams({ with_localizations: 'true' });
      return readAs(registeredCommands, await refusing(rest.get(all, { query })));
    },

    async apply(entry) {
      switch (entry.action) {
        case 'create':
          await refusing(rest.post(all, { body: bodyFor(entry.definition, scope) }));
          return;
        case 'change':
          await refusing(rest.patch(one(entry.id), { body: changeBody(entry.definition, scope) }));
          return;
        case 'delete':
          await refusing(rest.delete(one(entry.id)));
          return;
        case 'leave':
          return;
      }
    },
  };
}

/** Guild commands know neither contexts nor installation types. */
export function bodyFor(definition: RESTPostAPIApplicationCommandsJSONBody, scope: Scope) {
  if (scope.kind === 'global') return definition;
  const { contexts: _contexts, integration_types: _types, ...rest } = definition;
  return rest;
}

/** What a definition leaves out would stay as it is on Discord: each such field is set back. The type can't change. */
function changeBody(definition: RESTPostAPIApplicationCommandsJSONBody, scope: Scope) {
  const { type: _type, ...fields } = bodyFor(definition, scope);
  return {
    name_localizations: null,
    default_member_permissions: null,
    nsfw: false,
    ...(definition.type === undefined || definition.type === 1
      ? { description_localizations: null, options: [] }
      : {}),
    ...(scope.kind === 'global' ? { contexts: null, integration_types: [0] } : {}),
    // A builder leaves keys without a value behind, which must not hide what is set back.
    ...Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)),
  };
}

export interface SyncResult {
  readonly done: readonly PlanEntry[];
  /** Where it stopped, and why; what stands behind it in the plan was not tried. */
  readonly failed: { readonly entry: PlanEntry; readonly refusal: DiscordRefusal } | null;
}

/** Applies a plan, one request an entry, and stops at the first that Discord refuses. */
export async function applyPlan(registry: CommandRegistry, plan: readonly PlanEntry[]): Promise<SyncResult> {
  const done: PlanEntry[] = [];
  for (const entry of plan.filter(({ action }) => action !== 'leave')) {
    try {
      // One after the other: each is said as done only once it is.
      // oxlint-disable-next-line no-await-in-loop
      await registry.apply(entry);
      done.push(entry);
    } catch (error) {
      if (!(error instanceof DiscordRefusal)) throw error;
      return { done, failed: { entry, refusal: error } };
    }
  }
  return { done, failed: null };
}
