import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import {
  ALL_ARTICLES,
  MAX_CHANNEL_CHOICES,
  type ArticleChoice,
  type ArticleChoices,
  type ArticleChoiceStore,
} from './article-choice-store.ts';
import type { Database } from './database.ts';
import { lockServer } from './lock-server.ts';
import type { ArticleChoiceRow, Tables } from './tables.ts';

/** In place of a channel's id: what holds in all channels that chose nothing. */
const WHOLE_SERVER = '';

export function createArticleChoiceStore(database: Database): ArticleChoiceStore {
  return {
    change: (serverId, channelId, { seen, to }) =>
      database.write(async (trx) => {
        await lockServer(trx, serverId);
        const { server, channels } = await choicesIn(trx, serverId);
        const stands = channelId === null ? server : (channels.get(channelId) ?? null);
        if (choiceRevision(stands) !== seen) return 'outdated';
        const isNew = channelId !== null && stands === null && to !== null;
        if (isNew && channels.size >= MAX_CHANNEL_CHOICES) return 'full';
        await write(trx, { serverId, channelId: channelId ?? WHOLE_SERVER, to });
        await trx
          .updateTable('servers')
          .set((eb) => ({ choices_revision: eb('choices_revision', '+', 1) }))
          .where('server_id', '=', serverId)
          .execute();
        return 'changed';
      }),

    channels: ({ after, limit }) =>
      database.read(async (db) => {
        const rows = await db
          .selectFrom('article_choices')
          .select(['server_id', 'channel_id'])
          // The servers' own have none, and so come before the first.
          .where('channel_id', '>', after)
          .orderBy('channel_id')
          .limit(limit)
          .execute();
        return rows.map((row) => ({ serverId: row.server_id, channelId: row.channel_id }));
      }),

    forgetChannel: (serverId, channelId) =>
      database.writeUnhurried((trx) => write(trx, { serverId, channelId, to: null })),
  };
}

/** Short for what was chosen, or that nothing was: it stands in custom ids. */
export function choiceRevision(choice: ArticleChoice | null): string {
  const read = choice === null ? null : [choice.on, choice.first];
  return createHash('sha256').update(JSON.stringify(read)).digest('base64url').slice(0, 8);
}

/** All that a server chose, for itself and for its channels. */
export async function choicesIn(db: Kysely<Tables>, serverId: string): Promise<ArticleChoices> {
  const rows = await db
    .selectFrom('article_choices')
    .selectAll()
    .where('server_id', '=', serverId)
    .orderBy('channel_id')
    .execute();
  const channels = new Map<string, ArticleChoice>();
  let server: ArticleChoice = ALL_ARTICLES;
  for (const row of rows) {
    if (row.channel_id === WHOLE_SERVER) server = choiceOf(row);
    else channels.set(row.channel_id, choiceOf(row));
  }
  return { server, channels };
}

const slugs = z.array(z.string());

function choiceOf(row: ArticleChoiceRow): ArticleChoice {
  return {
    on: row.slugs_on === null ? null : slugs.parse(JSON.parse(row.slugs_on)),
    first: slugs.parse(JSON.parse(row.slugs_first)),
  };
}

async function write(
  trx: Kysely<Tables>,
  {
    serverId,
    channelId,
    to,
  }: { readonly serverId: string; readonly channelId: string; readonly to: ArticleChoice | null },
): Promise<void> {
  if (to === null) {
    await trx
      .deleteFrom('article_choices')
      .where('server_id', '=', serverId)
      .where('channel_id', '=', channelId)
      .execute();
    return;
  }
  const chosen = {
    slugs_on: to.on === null ? null : JSON.stringify(to.on),
    slugs_first: JSON.stringify(to.first),
  };
  await trx
    .insertInto('article_choices')
    .values({ server_id: serverId, channel_id: channelId, ...chosen })
    .onConflict((conflict) => conflict.columns(['server_id', 'channel_id']).doUpdateSet(chosen))
    .execute();
}
