import { GatewayDispatchEvents } from 'discord-api-types/v10';
import { z } from 'zod';
import type { GuildMembership } from '../retention/guild-membership.ts';
import { snowflake } from './read-interaction.ts';

/** What is read of a server (Events, Gateway Events, Guilds). */
const server = z.object({
  id: snowflake,
  unavailable: z.boolean().optional(),
  preferred_locale: z.string().optional().catch(undefined),
});

/** Discord's own, of servers that chose no other (Resources, Guild). */
const DEFAULT_LOCALE = 'en-US';

type ServerEvent =
  GatewayDispatchEvents.GuildCreate | GatewayDispatchEvents.GuildUpdate | GatewayDispatchEvents.GuildDelete;

/** What the gateway tells of servers: which have the bot, and in which languages they are. */
export interface ServerEvents {
  /** False where it can't be read. */
  take(event: ServerEvent, payload: unknown): boolean;
  /** One of Discord's locales: messages don't tell it. */
  readonly localeOf: (serverId: string) => string;
}

export function createServerEvents(membership: Pick<GuildMembership, 'joined' | 'left'>): ServerEvents {
  /** Of those that have another than Discord's own. */
  const locales = new Map<string, string>();

  function noteLocale({ id, preferred_locale: locale = DEFAULT_LOCALE }: z.infer<typeof server>): void {
    if (locale === DEFAULT_LOCALE) locales.delete(id);
    else locales.set(id, locale);
  }

  return {
    take(event, payload) {
      const { data } = server.safeParse(payload);
      if (data === undefined) return false;
      switch (event) {
        case GatewayDispatchEvents.GuildCreate:
          noteLocale(data);
          membership.joined(data.id);
          return true;
        case GatewayDispatchEvents.GuildUpdate:
          noteLocale(data);
          return true;
        case GatewayDispatchEvents.GuildDelete:
          // Else Discord has an outage there.
          if (data.unavailable === true) return true;
          locales.delete(data.id);
          membership.left(data.id);
          return true;
      }
    },
    localeOf: (serverId) => locales.get(serverId) ?? DEFAULT_LOCALE,
  };
}
