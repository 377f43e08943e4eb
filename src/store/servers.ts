import type { Kysely } from 'kysely';
import { NO_CHOICES, type ArticleChoices } from './article-choice-store.ts';
import { choicesIn } from './article-choices.ts';
import { growRevision } from './change-knowledge.ts';
import type { Database } from './database.ts';
import { endKeeping } from './keeping-lock.ts';
import { deleteServer, deleteUnkeptQuestions, serversIn } from './question-expiry.ts';
import { forgetRefusals } from './refusals.ts';
import { forgetReports, noteReportChannels } from './report-channels.ts';
import { columnsOf, DEFAULT_SETTINGS, settingsOf } from './settings.ts';
import type { ServerState, ServerStore } from './store.ts';
import { SERVER_TABLES, type ServerRow, type Tables } from './tables.ts';

export function createServerStore(database: Database): ServerStore {
  return {
    read: (serverId) =>
      database.read(async (db) => {
        const row = await db
          .selectFrom('servers')
          .selectAll()
          .where('server_id', '=', serverId)
          .executeTakeFirst();
        if (row === undefined)
          return {
            settings: DEFAULT_SETTINGS,
            articleChoices: NO_CHOICES,
            knowledgeRevision: 0,
            choicesRevision: 0,
          };
        // Whoever chooses articles has a row among the servers, too.
        return stateOf(row, await choicesIn(db, serverId));
      }),

    writeSettings: async (serverId, changed) => {
      await database.write(async (trx) => {
        const columns = { server_id: serverId, ...columnsOf(changed) };
        await trx
          .insertInto('servers')
          .values({ knowledge_revision: 0, ...columns })
          .onConflict((conflict) => conflict.column('server_id').doUpdateSet(columns))
          .execute();
        await noteReportChannels(trx, serverId, changed);
        await forgetRefusals(trx, serverId, changed);
        if (changed.creditAuthors === false) await forgetAuthors(trx, serverId);
        if (changed.nameEditors === false) await forgetEditors(trx, serverId);
        if (changed.keepingDays === 0 && database.kind === 'postgres') await endKeeping(trx, serverId);
      });
      // None is kept from now on; where this fails, the daily deletion does it.
      if (changed.keepingDays === 0) await deleteUnkeptQuestions(database, serverId);
      if (changed.creditAuthors === false || changed.nameEditors === false) await database.erase();
    },

    removed: (serverId, at) =>
      database.writeUnhurried(async (trx) => {
        await trx
          .insertInto('servers')
          .values({ server_id: serverId, knowledge_revision: 0, removed_at: at })
          .onConflict((conflict) =>
            conflict
              .column('server_id')
              .doUpdateSet({ removed_at: at })
              .where('servers.removed_at', 'is', null),
          )
          .execute();
        await forgetReports(trx, serverId);
      }),

    present: (serverId) =>
      database.writeUnhurried(async (trx) => {
        await trx
          .updateTable('servers')
          .set({ removed_at: null })
          .where('server_id', '=', serverId)
          .where('removed_at', 'is not', null)
          .execute();
      }),

    removedBefore: (at) =>
      database.read(async (db) => {
        const rows = await db
          .selectFrom('servers')
          .select('server_id')
          .where('removed_at', '<=', at)
          .orderBy('removed_at')
          .execute();
        return rows.map((row) => row.server_id);
      }),

    kept: () =>
      database.read(async (db) => {
        const ids = new Set<string>();
        for (const table of SERVER_TABLES) {
          // oxlint-disable-next-line no-await-in-loop -- a few
          for (const id of await serversIn(db, table)) ids.add(id);
        }
        const removed = await db
          .selectFrom('servers')
          .select('server_id')
          .where('removed_at', 'is not', null)
          .execute();
        for (const row of removed) ids.delete(row.server_id);
        return [...ids];
      }),

    purge: (serverId) => deleteServer(database, serverId),
  };
}

function stateOf(row: ServerRow, articleChoices: ArticleChoices): ServerState {
  return {
    settings: settingsOf(row),
    articleChoices,
    knowledgeRevision: row.knowledge_revision,
    choicesRevision: row.choices_revision,
  };
}

/** Answers show names: what is remembered of them is read again. */
async function forgetAuthors(trx: Kysely<Tables>, serverId: string): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('entries')
    .set({ author: null, author_key: null })
    .where('server_id', '=', serverId)
    .where('author', 'is not', null)
    .executeTakeFirst();
  if (numUpdatedRows > 0n) await growRevision(trx, serverId);
}

async function forgetEditors(trx: Kysely<Tables>, serverId: string): Promise<void> {
  await trx
    .updateTable('entries')
    .set({ written_by: null })
    .where('server_id', '=', serverId)
    .where('written_by', 'is not', null)
    .execute();
  await trx
    .updateTable('entry_versions')
    .set({ written_by: null, removed_by: null })
    .where('server_id', '=', serverId)
    .where((eb) => eb.or([eb('written_by', 'is not', null), eb('removed_by', 'is not', null)]))
    .execute();
}
