import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
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

/** As the database itself knows them. */
export async function ownTables(rig: Rig) {
  const tables = await rig.raw().introspection.getTables();
  const schema = new URL(rig.url()).searchParams.get('options')?.split('=')[1];
  return tables.filter((table) => schema === undefined || table.schema === schema);
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
