import { sql } from 'kysely';
import type { Database } from './database.ts';
import { dayOf } from './days.ts';
import type { VoteStore } from './store.ts';

export function createVoteStore(database: Database): VoteStore {
  return {
    cast: (serverId, vote) =>
      database.write(async (trx) => {
        const { passage } = vote;
        const helpful = vote.helpful ? 1 : 0;
        const content = {
          slug: passage.slug,
          locale: passage.locale,
          passage: passage.id,
          helpful,
          question_id: vote.questionId,
          day: dayOf(vote.at),
          voted_at: vote.at,
        };
        const added = await trx
          .insertInto('votes')
          .values({ server_id: serverId, message_id: vote.messageId, voter: vote.voter, ...content })
          .onConflict((conflict) => conflict.columns(['server_id', 'message_id', 'voter']).doNothing())
          .returning('voter')
          .executeTakeFirst();
        if (added === undefined) {
          const changed = await trx
            .updateTable('votes')
            .set(content)
            .where('server_id', '=', serverId)
            .where('message_id', '=', vote.messageId)
            .where('voter', '=', vote.voter)
            .where('helpful', '<>', helpful)
            .returning('voter')
            .executeTakeFirst();
          if (changed === undefined) return 'same';
        }
        if (!vote.helpful && vote.questionId !== null) {
          await trx
            .updateTable('questions')
            .set({ settled: 0 })
            .where('server_id', '=', serverId)
            .where('id', '=', vote.questionId)
            .execute();
        }
        return added === undefined ? 'changed' : 'new';
      }),

    tally: (serverId) =>
      database.read(async (db) => {
        const rows = await db
          .selectFrom('votes')
          .select([
            'slug',
            'locale',
            'passage',
            sql<number>`sum(helpful)`.as('helpful'),
            sql<number>`sum(1 - helpful)`.as('unhelpful'),
          ])
          .where('server_id', '=', serverId)
          .groupBy(['slug', 'locale', 'passage'])
          .execute();
        return rows.map(({ slug, locale, passage, helpful, unhelpful }) => ({
          passage: { slug, locale, id: passage },
          helpful,
          unhelpful,
        }));
      }),
  };
}
