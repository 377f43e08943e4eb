import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Database } from './database.ts';
import type { SecretStore } from './store.ts';
import type { Tables } from './tables.ts';

const BYTES = 32;

export function createSecretStore(database: Database): SecretStore {
  return {
    shared: async (name) => {
      const known = await database.read((db) => find(db, name));
      const secret =
        known ??
        (await database.write(async (trx) => {
          await trx
            .insertInto('secrets')
            .values({ name, value: randomBytes(BYTES).toString('base64url') })
            .onConflict((conflict) => conflict.column('name').doNothing())
            .execute();
          // Another process may have been quicker.
          return find(trx, name);
        }));
      if (secret === undefined) throw new Error('A secret is gone that was just written.');
      return Buffer.from(secret.value, 'base64url');
    },
  };
}

function find(db: Kysely<Tables>, name: string) {
  return db.selectFrom('secrets').select('value').where('name', '=', name).executeTakeFirst();
}
