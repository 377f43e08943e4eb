import { sql, type Kysely } from 'kysely';
import type { Tables } from './tables.ts';

// On PostgreSQL alone: SQLite's transactions come one after the other. Not the servers' rows, which others hold for as long as
// an import takes.

/** The first of two numbers that name a lock; other programs on the same database hardly use it: "keep" in ASCII. */
const LOCKS = sql.lit(0x6b_65_65_70);

/** Until this transaction ends, none of these servers begins to keep no questions. Any number may hold that at once. */
export async function holdKeeping(trx: Kysely<Tables>, serverIds: readonly string[]): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${LOCKS}, hashtext(id)) from unnest(${serverIds}::text[]) as id`.execute(
    trx,
  );
}

/**
 * Waits for those who hold that the server keeps questions, and they wait for this. So it comes last before the commit: the
 * questions of other servers are recorded together with this one's.
 */
export async function endKeeping(trx: Kysely<Tables>, serverId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(${LOCKS}, hashtext(${serverId}))`.execute(trx);
}
