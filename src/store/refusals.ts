import type { Kysely } from 'kysely';
import type { Database } from './database.ts';
import type { RefusalStore, RefusedChannel } from './refusal-store.ts';
import type { ServerSettings } from './settings.ts';
import type { Tables } from './tables.ts';

const SETTINGS = ['helpersChannel', 'postForums'] as const satisfies readonly RefusedChannel['setting'][];

export function createRefusalStore(database: Database): RefusalStore {
  const inServer: RefusalStore['inServer'] = (serverId) =>
    database.read(async (db) => {
      const rows = await db
        .selectFrom('refused_channels')
        .selectAll()
        .where('server_id', '=', serverId)
        .orderBy('setting')
        .orderBy('channel_id')
        .execute();
      return rows.flatMap(({ setting: kept, channel_id: channelId }) => {
        const setting = SETTINGS.find((one) => one === kept);
        return setting === undefined ? [] : [{ setting, channelId }];
      });
    });
  return {
    note: (serverId, { setting, channelId }) =>
      database.write(async (trx) => {
        await trx
          .insertInto('refused_channels')
          .values({ server_id: serverId, setting, channel_id: channelId })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      }),

    over: async (serverId, { setting, channelId }) => {
      // Hardly ever is there one: what is read keeps nobody else waiting.
      const known = await inServer(serverId);
      if (!known.some((one) => one.setting === setting && one.channelId === channelId)) return;
      await database.write(async (trx) => {
        await refusedBy(trx, serverId, setting).where('channel_id', '=', channelId).execute();
      });
    },

    inServer,
  };
}

/** What is chosen anew is tried anew. */
export async function forgetRefusals(
  trx: Kysely<Tables>,
  serverId: string,
  changed: Partial<ServerSettings>,
): Promise<void> {
  for (const setting of SETTINGS) {
    if (changed[setting] === undefined) continue;
    // oxlint-disable-next-line no-await-in-loop -- one transaction has one connection
    await refusedBy(trx, serverId, setting).execute();
  }
}

function refusedBy(trx: Kysely<Tables>, serverId: string, setting: RefusedChannel['setting']) {
  return trx.deleteFrom('refused_channels').where('server_id', '=', serverId).where('setting', '=', setting);
}
