import type { REST } from '@discordjs/rest';
import { Routes } from 'discord-api-types/v10';
import { z } from 'zod';
import type { Metrics } from '../metrics/metrics.ts';
import { counting, readAs, refusing } from './rest-answers.ts';

/** Resources, User, Get Current User Guilds. */
const PAGE = 200;

const page = z.array(z.object({ id: z.string() }));

/** The ids of all servers that have the bot. Throws `DiscordRefusal`. */
export async function listServers(rest: REST, metrics: Metrics): Promise<readonly string[]> {
  const ids: string[] = [];
  for (;;) {
    const query = new URLSearchParams({ limit: String(PAGE) });
    const last = ids.at(-1);
    if (last !== undefined) query.set('after', last);
    // oxlint-disable-next-line no-await-in-loop -- each page begins behind the one before it
    const found = readAs(page, await counting(refusing(rest.get(Routes.userGuilds(), { query })), metrics));
    ids.push(...found.map(({ id }) => id));
    if (found.length < PAGE) return ids;
  }
}
