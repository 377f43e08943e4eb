import { z } from 'zod';
import type { Database } from './database.ts';
import type { ServedLibraryStore } from './served-library-store.ts';

/** The only row. */
const NEWEST = 'newest';

/** What is older is hardly served by anybody. */
const KNOWN_VERSIONS = 50;

const versionsOf = z.array(z.string());

export function createServedLibraryStore(database: Database): ServedLibraryStore {
  return {
    isNewest: async ({ version, former }, { now, lease }) => {
      // Looked at first: mostly, nothing is to be written.
      const standing = await database.read((db) =>
        db.selectFrom('served_library').selectAll().where('name', '=', NEWEST).executeTakeFirst(),
      );
      if (standing?.version === version && standing.served_until - now > lease / 2) return true;
      return database.writeUnhurried(async (trx) => {
        await trx
          .insertInto('served_library')
          .values({ name: NEWEST, version, versions: JSON.stringify([version]), served_until: now + lease })
          .onConflict((conflict) => conflict.column('name').doNothing())
          .execute();
        const row = await trx
          .selectFrom('served_library')
          .selectAll()
          .where('name', '=', NEWEST)
          .$if(database.kind === 'postgres', (one) => one.forUpdate())
          .executeTakeFirstOrThrow();
        const versions = versionsOf.parse(JSON.parse(row.versions));
        const isNew = !versions.includes(version) || former === row.version;
        if (row.version !== version && !isNew && row.served_until > now) return false;
        const others = versions.filter((one) => one !== version);
        await trx
          .updateTable('served_library')
          .set({
            version,
            versions: JSON.stringify([...others, version].slice(-KNOWN_VERSIONS)),
            served_until: now + lease,
          })
          .where('name', '=', NEWEST)
          .execute();
        return true;
      });
    },

    forget: () =>
      database.writeUnhurried(async (trx) => {
        await trx.deleteFrom('served_library').execute();
      }),
  };
}
