import type { Kysely } from 'kysely';
import { DEFAULT_SETTINGS, settingsOf, type ServerSettings } from './settings.ts';
import type { Tables } from './tables.ts';

/** By the setting that names their channel. */
const REPORTS = ['digest', 'news'] as const;

/** What is kept of them. */
const TABLES = { digest: 'digests', news: 'news' } as const;

/** By a server that is to get one; where it is gone by then, nobody is. */
export async function chosenIn(db: Kysely<Tables>, serverId: string): Promise<ServerSettings> {
  const server = await db
    .selectFrom('servers')
    .selectAll()
    .where('server_id', '=', serverId)
    .executeTakeFirst();
  return server === undefined ? DEFAULT_SETTINGS : settingsOf(server);
}

/** Of reports that a server wants no longer nothing is kept; what one channel refused, another gets at once. */
export async function noteReportChannels(
  trx: Kysely<Tables>,
  serverId: string,
  changed: Partial<ServerSettings>,
): Promise<void> {
  for (const report of REPORTS) {
    const channel = changed[report];
    if (channel === undefined) continue;
    // oxlint-disable-next-line no-await-in-loop -- one transaction has one connection
    await (channel === null ? forget : tryAtOnce)(trx, serverId, report);
  }
}

/** Should the server take the bot back, it begins anew. */
export async function forgetReports(trx: Kysely<Tables>, serverId: string): Promise<void> {
  for (const report of REPORTS) {
    // oxlint-disable-next-line no-await-in-loop -- one transaction has one connection
    await forget(trx, serverId, report);
  }
}

async function forget(
  trx: Kysely<Tables>,
  serverId: string,
  report: (typeof REPORTS)[number],
): Promise<void> {
  await trx.deleteFrom(TABLES[report]).where('server_id', '=', serverId).execute();
}

/** What waits since it was refused. */
export async function tryAtOnce(
  trx: Kysely<Tables>,
  serverId: string,
  report: (typeof REPORTS)[number],
): Promise<void> {
  await trx
    .updateTable(TABLES[report])
    .set({ claimed_until: 0, refused_channel: null })
    .where('server_id', '=', serverId)
    // No process is just posting it.
    .where('begun_at', 'is', null)
    .where('claimed_until', '>', 0)
    .execute();
}
