import { sql, type Kysely } from 'kysely';
import type { Database } from './database.ts';
import { dayOf } from './days.ts';
import type { Vote, VoteStore } from './store.ts';
import type { Tables } from './tables.ts';

/** @param recorded resolves when the questions that were asked until now are written: a vote may be about one of them */
export function createVoteStore(database: Database, recorded: () => Promise<void>): VoteStore {
  return {
    cast: async (serverId, vote) => {
      await recorded();
      return database.write(async (trx) => {
        const questionId = await keptQuestion(serverId, vote, trx);
        const standing = {
          server_id: serverId,
          slug: vote.passage.slug,
          locale: vote.passage.locale,
          passage: vote.passage.id,
          voter: vote.voter,
        };
        const content = {
          helpful: vote.helpful ? 1 : 0,
          question_id: questionId,
          day: dayOf(vote.at),
          voted_at: vote.at,
        };
        const added = await trx
          .insertInto('votes')
          .values({ ...standing, ...content })
          .onConflict((conflict) =>
            conflict.columns(['server_id', 'slug', 'locale', 'passage', 'voter']).doNothing(),
          )
          .returning('voter')
          .executeTakeFirst();
        const changed =
          added ??
          (await trx
            .updateTable('votes')
            .set(content)
            .where((eb) => eb.and(standing))
            .where('helpful', '<>', content.helpful)
            .returning('voter')
            .executeTakeFirst());
        if (questionId !== null && !vote.helpful) {
          const joins = changed ?? (await goOver(trx, standing, questionId));
          if (joins !== undefined) await waitAgain(trx, serverId, questionId);
        }
        if (added !== undefined) return 'new';
        return changed === undefined ? 'same' : 'changed';
      });
    },

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

  /** The id of the question that was answered, where it is kept; it stays until the vote is noted. */
  async function keptQuestion(
    serverId: string,
    { question }: Vote,
    trx: Kysely<Tables>,
  ): Promise<string | null> {
    if (question === null) return null;
    const kept = await trx
      .selectFrom('questions')
      .select('id')
      .where('server_id', '=', serverId)
      .where((eb) => eb.or([eb('handle', '=', question), eb('id', '=', question)]))
      .$if(database.kind === 'postgres', (one) => one.forUpdate())
      .executeTakeFirst();
    return kept?.id ?? null;
  }
}

type Standing = Pick<Tables['votes'], 'server_id' | 'slug' | 'locale' | 'passage' | 'voter'>;

/** The same vote again, on another question: it is that one's where its former question is gone or settled. */
function goOver(trx: Kysely<Tables>, standing: Standing, questionId: string) {
  return trx
    .updateTable('votes')
    .set({ question_id: questionId })
    .where((eb) => eb.and({ ...standing, helpful: 0 }))
    .where((eb) =>
      eb.or([
        eb('question_id', 'is', null),
        eb.and([
          eb('question_id', '<>', questionId),
          eb.exists(
            eb
              .selectFrom('questions')
              .select('id')
              .whereRef('questions.id', '=', 'votes.question_id')
              .whereRef('questions.server_id', '=', 'votes.server_id')
              .where('settled', '=', 1),
          ),
        ]),
      ]),
    )
    .returning('voter')
    .executeTakeFirst();
}

async function waitAgain(trx: Kysely<Tables>, serverId: string, questionId: string): Promise<void> {
  await trx
    .updateTable('questions')
    .set({ settled: 0 })
    .where('server_id', '=', serverId)
    .where('id', '=', questionId)
    .execute();
}
