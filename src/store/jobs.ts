import type { Database } from './database.ts';
import type { JobStore } from './store.ts';

export function createJobStore(database: Database): JobStore {
  return {
    claim: (name, { now, lease }) =>
      database.writeUnhurried(async (trx) => {
        const claimed = await trx
          .insertInto('jobs')
          .values({ name, claimed_until: now + lease })
          .onConflict((conflict) =>
            conflict
              .column('name')
              .doUpdateSet({ claimed_until: now + lease })
              .where('jobs.claimed_until', '<=', now),
          )
          .returning('name')
          .executeTakeFirst();
        return claimed !== undefined;
      }),
  };
}
