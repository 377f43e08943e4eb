import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql, type Kysely } from 'kysely';
import pg from 'pg';
import { afterEach, beforeEach, describe } from 'vitest';
import type { Engine, OpenDatabase } from '../../src/store/engine.ts';
import { openStore } from '../../src/store/open-store.ts';
import { postgresEngine } from '../../src/store/postgres.ts';
import { sqliteEngine } from '../../src/store/sqlite.ts';
import { StoreUnavailable, type Store } from '../../src/store/store.ts';
import type { Tables } from '../../src/store/tables.ts';
import { recordedLog } from '../fixtures/log.ts';

/** An empty database of each test's own. */
export interface Rig {
  readonly kind: Engine['kind'];
  url(): string;
  engine(): Engine;
  log(): ReturnType<typeof recordedLog>;
  /** Opened at its first use and closed after the test. */
  store(): Promise<Store>;
  /** A second process, as far as the database can tell. */
  anotherStore(): Promise<Store>;
  /** Several processes that do the same at once, `count` times in all. */
  atOnce<T>(count: number, run: (store: Store, index: number) => Promise<T>): Promise<readonly T[]>;
  /** Past the store, to see what stands in the tables. */
  raw(): Kysely<Tables>;
}

const POSTGRES = process.env['TEST_POSTGRES_URL'] ?? '';
if (POSTGRES === '') {
  process.stderr.write(
    'Tests on PostgreSQL are skipped: TEST_POSTGRES_URL is not set (.ci/postgres npm test sets it).\n',
  );
}

/** Runs the same tests on both. */
export function onEveryDatabase(suite: (rig: Rig) => void): void {
  onSqlite(suite);
  onPostgres(suite);
}

export function onSqlite(suite: (rig: Rig) => void): void {
  describe('on SQLite', () => {
    let folder: string;
    const rig = createRig('sqlite', () => `file:${join(folder, 'store/footnote.db')}`);
    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'footnote-store-'));
      rig.begin();
    });
    afterEach(async () => {
      await rig.end();
      await rm(folder, { recursive: true, force: true });
    });
    suite(rig);
  });
}

export function onPostgres(suite: (rig: Rig) => void): void {
  describe.runIf(POSTGRES !== '')('on PostgreSQL (where TEST_POSTGRES_URL is set)', () => {
    let schema: string;
    const rig = createRig('postgres', () => withSchema(POSTGRES, schema));
    beforeEach(async () => {
      schema = `test_${randomBytes(6).toString('hex')}`;
      await administer(`create schema ${schema}`);
      rig.begin();
    });
    afterEach(async () => {
      await rig.end();
      await administer(`drop schema ${schema} cascade`);
    });
    suite(rig);
  });
}

/** Runs one statement on PostgreSQL as the tests' administrator. */
export async function administer(statement: string): Promise<void> {
  const client = new pg.Client(POSTGRES);
  await client.connect();
  await client.query(statement);
  await client.end();
}

export function engineOf(url: string, log = recordedLog()): Engine {
  return url.startsWith('file:') ? sqliteEngine(url.slice('file:'.length)) : postgresEngine(url, log.log);
}

/** What happened to a call, so that it can be polled for. */
export const outcomeOf = (call: () => Promise<unknown>) =>
  call().then(
    () => 'done',
    (error: unknown) => (error instanceof StoreUnavailable ? 'unavailable' : String(error)),
  );

interface OwnTable {
  readonly name: string;
  readonly columns: readonly { readonly name: string }[];
}

/** As the database itself knows them. */
export async function ownTables(rig: Rig): Promise<readonly OwnTable[]> {
  if (rig.kind === 'sqlite') return rig.raw().introspection.getTables();
  // Kysely would look into all schemas, and PostgreSQL fails where another test drops one of them meanwhile.
  const { rows } = await sql<{ readonly name: string; readonly columns: readonly string[] }>`
    select c.relname::text as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_catalog.pg_class c join pg_catalog.pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
    group by c.relname order by c.relname`.execute(rig.raw());
  return rows.map(({ name, columns }) => ({ name, columns: columns.map((column) => ({ name: column })) }));
}

function createRig(kind: Engine['kind'], url: () => string) {
  let log: ReturnType<typeof recordedLog>;
  let first: Promise<Store> | null = null;
  let stores: Store[] = [];
  let raw: OpenDatabase | null = null;
  const rig: Rig = {
    kind,
    url,
    engine: () => engineOf(url()),
    log: () => log,
    store: () => (first ??= rig.anotherStore()),
    anotherStore: async () => {
      const store = await openStore({ databaseUrl: url(), dataDir: '/nowhere', log: log.log });
      stores.push(store);
      return store;
    },
    atOnce: async (count, run) => {
      const others = [await rig.store(), await rig.anotherStore(), await rig.anotherStore()];
      const runs = Array.from({ length: Math.ceil(count / others.length) }, () => others).flat();
      return Promise.all(runs.slice(0, count).map((store, index) => run(store, index)));
    },
    raw: () => (raw ??= rig.engine().open()).db,
  };
  return {
    ...rig,
    begin: () => {
      log = recordedLog();
      first = null;
      stores = [];
      raw = null;
    },
    end: async () => {
      for (const store of stores) await store.close();
      await raw?.close();
    },
  };
}

function withSchema(url: string, schema: string): string {
  const parsed = new URL(url);
  parsed.searchParams.set('options', `-c search_path=${schema}`);
  return parsed.href;
}
