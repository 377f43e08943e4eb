import { sql, type Kysely } from 'kysely';
import { MIGRATIONS, type Migration } from './migrations.ts';
import type { Tables } from './tables.ts';

/** A newer program left a schema that this one doesn't know. */
export class NewerSchema extends Error {
  override readonly name = 'NewerSchema';
}

/** Nearly every start finds that it is, and needn't wait for somebody who writes. Throws a `NewerSchema`. */
export async function isUpToDate(db: Kysely<Tables>, kind: 'sqlite' | 'postgres'): Promise<boolean> {
  return (await versionOf(db, kind, MIGRATIONS)) === MIGRATIONS.length;
}

/**
 * Brings the schema up to date: all in one transaction under a lock, so that processes that start together wait for
 * each other, and one that fails leaves nothing half done.
 */
export async function migrate(
  db: Kysely<Tables>,
  kind: 'sqlite' | 'postgres',
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    // SQLite's transactions begin with its write lock.
    if (kind === 'postgres') await sql`select pg_advisory_xact_lock(${sql.lit(ADVISORY_LOCK)})`.execute(trx);
    const version = await versionOf(trx, kind, migrations);
    if (version === 0) {
      await trx.schema
        .createTable('schema_version')
        .ifNotExists()
        .addColumn('version', 'integer', (column) => column.primaryKey())
        .addColumn('applied_at', 'bigint', (column) => column.notNull())
        .execute();
    }
    for (const [index, migration] of migrations.entries()) {
      if (index < version) continue;
      await migration(trx);
      await trx
        .insertInto('schema_version')
        .values({ version: index + 1, applied_at: Date.now() })
        .execute();
    }
  });
}

/** Any number that other programs on the same database hardly use: "foot" in ASCII. */
const ADVISORY_LOCK = 0x66_6f_6f_74;

async function versionOf(
  db: Kysely<Tables>,
  kind: 'sqlite' | 'postgres',
  migrations: readonly Migration[],
): Promise<number> {
  const table =
    kind === 'sqlite'
      ? sql`select 1 from sqlite_master where type = 'table' and name = 'schema_version'`
      : // Not to_regclass(): within a transaction it may remember that there was none.
        sql`select 1 from pg_catalog.pg_tables where schemaname = current_schema() and tablename = 'schema_version'`;
  if ((await table.execute(db)).rows.length === 0) return 0;
  const row = await db
    .selectFrom('schema_version')
    .select('version')
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  const version = row?.version ?? 0;
  if (version > migrations.length) {
    throw new NewerSchema(
      `The database's schema has version ${version}, and this program knows ${migrations.length}: ` +
        'start the newer version of Footnote that made it, or use another database.',
    );
  }
  return version;
}
