import { sql, type Kysely } from 'kysely';
import { inParts } from './in-parts.ts';
import type { Tables } from './tables.ts';
import { questionHash } from './text.ts';

export type Migration = (db: Kysely<Tables>) => Promise<void>;

/** In order, and never changed once released: the schema's version is how many of them ran. */
export const MIGRATIONS: readonly Migration[] = [
  createTables,
  keepQuestionsOnce,
  createPinIntents,
  indexWhatRanksQuestions,
  giveQuestionsHandles,
  createSecrets,
  createArticleChoices,
  addMentionSettings,
  keepEntryVersions,
  createHandovers,
  createReviewActions,
  createDigests,
  createReleases,
  addPostForums,
  lookAgainWhereArticlesChange,
  flagWhatIsDue,
  noteWhenHelpersAnswer,
  indexWhoWaits,
  noteRefusedChannels,
];

async function createTables(db: Kysely<Tables>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('servers')
    .addColumn('server_id', 'text', (column) => column.primaryKey())
    .addColumn('public_answers', 'integer')
    .addColumn('public_channels', 'text')
    .addColumn('confidence', 'text')
    .addColumn('cooldown_seconds', 'integer')
    .addColumn('keeping_days', 'integer')
    .addColumn('locale', 'text')
    .addColumn('knowledge_revision', 'bigint', (column) => column.notNull())
    .addColumn('removed_at', 'bigint')
    .execute();

  await schema
    .createTable('entries')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('server_id', 'text', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('locale', 'text', (column) => column.notNull())
    .addColumn('question', 'text', (column) => column.notNull())
    .addColumn('answer', 'text', (column) => column.notNull())
    .addColumn('wordings', 'text', (column) => column.notNull())
    .addColumn('slug', 'text')
    .addColumn('section', 'text')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .execute();
  await schema.createIndex('entries_in_order').on('entries').columns(['server_id', 'position']).execute();

  await schema
    .createTable('wordings')
    .addColumn('server_id', 'text', (column) => column.notNull())
    .addColumn('slug', 'text', (column) => column.notNull())
    .addColumn('locale', 'text', (column) => column.notNull())
    .addColumn('passage', 'text', (column) => column.notNull())
    .addColumn('text_key', 'text', (column) => column.notNull())
    .addColumn('wording', 'text', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('added_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('wordings_once', ['server_id', 'slug', 'locale', 'passage', 'text_key'])
    .execute();

  await schema
    .createTable('lines')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('server_id', 'text', (column) => column.notNull())
    .addColumn('locale', 'text', (column) => column.notNull())
    .addColumn('text_key', 'text', (column) => column.notNull())
    .addColumn('question', 'text', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('added_at', 'bigint', (column) => column.notNull())
    .addUniqueConstraint('lines_once', ['server_id', 'locale', 'text_key'])
    .execute();

  await schema
    .createTable('questions')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('server_id', 'text', (column) => column.notNull())
    .addColumn('text_key', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('locale', 'text', (column) => column.notNull())
    .addColumn('outcome', 'text', (column) => column.notNull())
    .addColumn('settled', 'integer', (column) => column.notNull())
    .addColumn('first_asked_at', 'bigint', (column) => column.notNull())
    .addColumn('last_asked_at', 'bigint', (column) => column.notNull())
    .addColumn('times', 'integer', (column) => column.notNull())
    .addUniqueConstraint('questions_once', ['server_id', 'text_key'])
    .execute();
  await schema
    .createIndex('questions_by_age')
    .on('questions')
    .columns(['server_id', 'last_asked_at'])
    .execute();

  await schema
    .createTable('question_days')
    .addColumn('question_id', 'text', (column) => column.notNull())
    .addColumn('server_id', 'text', (column) => column.notNull())
    .addColumn('day', 'text', (column) => column.notNull())
    .addColumn('times', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('question_days_once', ['question_id', 'day'])
    .execute();
  await schema
    .createIndex('question_days_in_order')
    .on('question_days')
    .columns(['server_id', 'day'])
    .execute();

  await schema
    .createTable('question_hints')
    .addColumn('question_id', 'text', (column) => column.notNull())
    .addColumn('server_id', 'text', (column) => column.notNull())
    .addColumn('slug', 'text', (column) => column.notNull())
    .addColumn('locale', 'text', (column) => column.notNull())
    .addColumn('passage', 'text', (column) => column.notNull())
    .addColumn('times', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('question_hints_once', ['question_id', 'slug', 'locale', 'passage'])
    .execute();
  await schema.createIndex('question_hints_of_server').on('question_hints').column('server_id').execute();

  await schema
    .createTable('votes')
    .addColumn('server_id', 'text', (column) => column.notNull())
    .addColumn('voter', 'text', (column) => column.notNull())
    .addColumn('slug', 'text', (column) => column.notNull())
    .addColumn('locale', 'text', (column) => column.notNull())
    .addColumn('passage', 'text', (column) => column.notNull())
    .addColumn('helpful', 'integer', (column) => column.notNull())
    .addColumn('question_id', 'text')
    .addColumn('day', 'text', (column) => column.notNull())
    .addColumn('voted_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('votes_once', ['server_id', 'slug', 'locale', 'passage', 'voter'])
    .execute();
  await schema
    .createIndex('votes_by_passage')
    .on('votes')
    .columns(['server_id', 'slug', 'locale', 'passage', 'helpful'])
    .execute();
  await schema.createIndex('votes_by_day').on('votes').columns(['server_id', 'day', 'helpful']).execute();
  await schema.createIndex('votes_by_question').on('votes').columns(['question_id', 'helpful']).execute();

  await schema
    .createTable('figures')
    .addColumn('server_id', 'text', (column) => column.notNull())
    .addColumn('day', 'text', (column) => column.notNull())
    .addColumn('outcome', 'text', (column) => column.notNull())
    .addColumn('times', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('figures_once', ['server_id', 'day', 'outcome'])
    .execute();

  await schema
    .createTable('pins')
    .addColumn('message_id', 'text', (column) => column.primaryKey())
    .addColumn('server_id', 'text', (column) => column.notNull())
    .addColumn('channel_id', 'text', (column) => column.notNull())
    .addColumn('slug', 'text', (column) => column.notNull())
    .addColumn('locale', 'text', (column) => column.notNull())
    .addColumn('part', 'text', (column) => column.notNull())
    .addColumn('version', 'text', (column) => column.notNull())
    .addColumn('pinned_at', 'bigint', (column) => column.notNull())
    .addColumn('until', 'bigint')
    .addColumn('gone', 'integer', (column) => column.notNull())
    .addColumn('claimed_for', 'text')
    .addColumn('claimed_until', 'bigint')
    .addUniqueConstraint('pins_once', ['channel_id', 'slug', 'part'])
    .execute();
  await schema.createIndex('pins_in_order').on('pins').columns(['server_id', 'pinned_at']).execute();
  await schema.createIndex('pins_by_pack').on('pins').columns(['slug', 'locale']).execute();
  await schema.createIndex('pins_by_end').on('pins').column('until').execute();

  await schema
    .createTable('jobs')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('claimed_until', 'bigint', (column) => column.notNull())
    .execute();
}

/**
 * What moderators teach gets the key by which the same question is known, and entries are unique by it. Of those that
 * ask the same already, the first keeps the key, as it is the one that answers; the others keep their texts under keys
 * that nothing else has, until a moderator changes or removes them. What counts as the same is `questionHash`: should
 * that change, a further migration has to do this again.
 */
async function keepQuestionsOnce(db: Kysely<Tables>): Promise<void> {
  await db.schema
    .alterTable('entries')
    .addColumn('question_key', 'text', (column) => column.notNull().defaultTo(''))
    .execute();
  const servers = new Set<string>();
  for (const table of ['entries', 'wordings', 'lines'] as const) {
    // oxlint-disable-next-line no-await-in-loop -- one transaction has one connection
    for (const row of await db.selectFrom(table).select('server_id').distinct().execute()) {
      servers.add(row.server_id);
    }
  }
  for (const server of servers) {
    // oxlint-disable-next-line no-await-in-loop
    await rekeyServer(db, server);
  }
  await db.schema
    .createIndex('entries_once')
    .on('entries')
    .columns(['server_id', 'locale', 'question_key'])
    .unique()
    .execute();
}

async function rekeyServer(db: Kysely<Tables>, server: string): Promise<void> {
  const keyOf = createKeys();
  const entries = await db
    .selectFrom('entries')
    .selectAll()
    .where('server_id', '=', server)
    .orderBy('position')
    .execute();
  await db.deleteFrom('entries').where('server_id', '=', server).execute();
  await inParts(entries, (part) =>
    db
      .insertInto('entries')
      .values(part.map((row) => ({ ...row, question_key: keyOf(row.question, row.locale) })))
      .execute(),
  );
  const lines = await db
    .selectFrom('lines')
    .selectAll()
    .where('server_id', '=', server)
    .orderBy('position')
    .execute();
  await db.deleteFrom('lines').where('server_id', '=', server).execute();
  await inParts(lines, (part) =>
    db
      .insertInto('lines')
      .values(part.map((row) => ({ ...row, text_key: keyOf(row.question, 'line', row.locale) })))
      .execute(),
  );
  const wordings = await db
    .selectFrom('wordings')
    .selectAll()
    .where('server_id', '=', server)
    .orderBy('position')
    .execute();
  await db.deleteFrom('wordings').where('server_id', '=', server).execute();
  await inParts(wordings, (part) =>
    db
      .insertInto('wordings')
      .values(
        part.map((row) => ({ ...row, text_key: keyOf(row.wording, row.slug, row.locale, row.passage) })),
      )
      .execute(),
  );
}

/** A key for each text that no other text has among the same. */
function createKeys(): (text: string, ...among: readonly string[]) => string {
  const taken = new Set<string>();
  return (text, ...among) => {
    const hash = questionHash(text);
    let key = hash;
    for (let number = 2; taken.has([...among, key].join('\n')); number += 1) key = `${hash} ${number}`;
    taken.add([...among, key].join('\n'));
    return key;
  };
}

async function createPinIntents({ schema }: Kysely<Tables>): Promise<void> {
  await schema
    .createTable('pin_intents')
    .addColumn('nonce', 'text', (column) => column.primaryKey())
    .addColumn('server_id', 'text', (column) => column.notNull())
    .addColumn('channel_id', 'text', (column) => column.notNull())
    .addColumn('slug', 'text', (column) => column.notNull())
    .addColumn('locale', 'text', (column) => column.notNull())
    .addColumn('part', 'text', (column) => column.notNull())
    .addColumn('until', 'bigint')
    .addColumn('message_id', 'text')
    .addColumn('posts', 'integer', (column) => column.notNull())
    .addColumn('after_id', 'text', (column) => column.notNull())
    .addColumn('claimed_until', 'bigint', (column) => column.notNull())
    .execute();
  await schema.createIndex('pin_intents_of_server').on('pin_intents').column('server_id').execute();
}

/** Questions are ranked by these alone: SQLite reads a whole row, with its long text, for a column that stands behind it. */
async function indexWhatRanksQuestions({ schema }: Kysely<Tables>): Promise<void> {
  await schema
    .createIndex('questions_in_ranks')
    .on('questions')
    .columns(['server_id', 'id', 'outcome', 'settled', 'times', 'last_asked_at'])
    .execute();
  await schema
    .createIndex('question_days_of_question')
    .on('question_days')
    .columns(['server_id', 'question_id', 'day', 'times'])
    .execute();
}

/** A button's id is known before its question is written. */
async function giveQuestionsHandles({ schema }: Kysely<Tables>): Promise<void> {
  await schema.alterTable('questions').addColumn('handle', 'text').execute();
  await schema.createIndex('questions_by_handle').on('questions').columns(['server_id', 'handle']).execute();
}

async function createSecrets({ schema }: Kysely<Tables>): Promise<void> {
  await schema
    .createTable('secrets')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('value', 'text', (column) => column.notNull())
    .execute();
}

async function createArticleChoices({ schema }: Kysely<Tables>): Promise<void> {
  await schema
    .createTable('article_choices')
    .addColumn('server_id', 'text', (column) => column.notNull())
    .addColumn('channel_id', 'text', (column) => column.notNull())
    .addColumn('slugs_on', 'text')
    .addColumn('slugs_first', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('article_choices_once', ['server_id', 'channel_id'])
    .execute();
}

async function addMentionSettings({ schema }: Kysely<Tables>): Promise<void> {
  // SQLite adds one column at a time.
  await schema.alterTable('servers').addColumn('answers_mentions', 'integer').execute();
  await schema.alterTable('servers').addColumn('mention_channels', 'text').execute();
}

/** What entries were before, whom they are credited to, and whether the server wants that kept. */
async function keepEntryVersions({ schema }: Kysely<Tables>): Promise<void> {
  // SQLite adds one column at a time.
  await schema.alterTable('servers').addColumn('credit_authors', 'integer').execute();
  await schema.alterTable('servers').addColumn('name_editors', 'integer').execute();
  await schema.alterTable('entries').addColumn('author', 'text').execute();
  await schema.alterTable('entries').addColumn('author_key', 'text').execute();
  await schema.alterTable('entries').addColumn('taught_from', 'text').execute();
  await schema.alterTable('entries').addColumn('written_by', 'text').execute();
  await schema
    .createTable('entry_versions')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('server_id', 'text', (column) => column.notNull())
    .addColumn('entry_id', 'text', (column) => column.notNull())
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('locale', 'text', (column) => column.notNull())
    .addColumn('question', 'text', (column) => column.notNull())
    .addColumn('answer', 'text', (column) => column.notNull())
    .addColumn('wordings', 'text', (column) => column.notNull())
    .addColumn('slug', 'text')
    .addColumn('section', 'text')
    .addColumn('written_at', 'bigint', (column) => column.notNull())
    .addColumn('written_by', 'text')
    .addColumn('replaced_at', 'bigint', (column) => column.notNull())
    .addColumn('removed', 'integer', (column) => column.notNull())
    .addColumn('removed_by', 'text')
    .addUniqueConstraint('entry_versions_once', ['server_id', 'entry_id', 'number'])
    .execute();
  await schema
    .createIndex('entry_versions_by_age')
    .on('entry_versions')
    .columns(['server_id', 'removed', 'replaced_at'])
    .execute();
}

/** Questions that go to a server's helpers, and members who are to be told of an answer. */
async function createHandovers({ schema }: Kysely<Tables>): Promise<void> {
  await schema.alterTable('servers').addColumn('helpers_channel', 'text').execute();
  await schema
    .createTable('handovers')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('server_id', 'text', (column) => column.notNull())
    .addColumn('member', 'text', (column) => column.notNull())
    .addColumn('question', 'text', (column) => column.notNull())
    .addColumn('channel_id', 'text', (column) => column.notNull())
    .addColumn('message_id', 'text')
    .addColumn('claimed_by', 'text')
    .addColumn('asked_at', 'bigint', (column) => column.notNull())
    .addColumn('answered_at', 'bigint')
    .execute();
  await schema
    .createIndex('handovers_of_member')
    .on('handovers')
    .columns(['server_id', 'member', 'asked_at'])
    .execute();
  await schema
    .createIndex('handovers_of_question')
    .on('handovers')
    .columns(['server_id', 'question'])
    .execute();
  await schema
    .createTable('alerts')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('server_id', 'text', (column) => column.notNull())
    .addColumn('member', 'text', (column) => column.notNull())
    .addColumn('question', 'text', (column) => column.notNull())
    .addColumn('sealed', 'text', (column) => column.notNull())
    .addColumn('answer', 'text')
    .addColumn('checked_revision', 'bigint', (column) => column.notNull())
    .addColumn('asked_at', 'bigint', (column) => column.notNull())
    .addColumn('tried_at', 'bigint')
    .addColumn('claimed_until', 'bigint', (column) => column.notNull())
    .addUniqueConstraint('alerts_once', ['server_id', 'member', 'question'])
    .execute();
  await schema.createIndex('alerts_of_question').on('alerts').columns(['server_id', 'question']).execute();
}

/** What moderators do with waiting questions can be undone for a day. */
async function createReviewActions({ schema }: Kysely<Tables>): Promise<void> {
  await schema
    .createTable('review_actions')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('server_id', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('done_at', 'bigint', (column) => column.notNull())
    .addColumn('entry_id', 'text')
    .addColumn('slug', 'text')
    .addColumn('locale', 'text')
    .addColumn('passage', 'text')
    .addColumn('keys', 'text', (column) => column.notNull())
    .execute();
  await schema
    .createIndex('review_actions_in_order')
    .on('review_actions')
    .columns(['server_id', 'done_at'])
    .execute();
  await schema.alterTable('questions').addColumn('settled_by', 'text').execute();
  await schema
    .createIndex('questions_by_action')
    .on('questions')
    .columns(['server_id', 'settled_by'])
    .where('settled_by', 'is not', null)
    .execute();
}

/** What was given until now nobody counted: it counts from now on. */
async function createDigests(db: Kysely<Tables>): Promise<void> {
  const { schema } = db;
  await schema.alterTable('servers').addColumn('digest_channel', 'text').execute();
  await schema.alterTable('servers').addColumn('digest_locale', 'text').execute();
  await schema
    .createIndex('servers_with_digest')
    .on('servers')
    .column('digest_channel')
    .where('digest_channel', 'is not', null)
    .execute();
  await schema
    .createTable('digests')
    .addColumn('server_id', 'text', (column) => column.primaryKey())
    .addColumn('week', 'integer', (column) => column.notNull())
    .addColumn('begun_at', 'bigint')
    .addColumn('claimed_until', 'bigint', (column) => column.notNull())
    .addColumn('refused_channel', 'text')
    .execute();
  await schema
    .alterTable('entries')
    .addColumn('given_at', 'bigint', (column) => column.notNull().defaultTo(0))
    .execute();
  await db.updateTable('entries').set({ given_at: Date.now() }).execute();
}

async function createReleases({ schema }: Kysely<Tables>): Promise<void> {
  await schema.alterTable('servers').addColumn('news_channel', 'text').execute();
  await schema.alterTable('servers').addColumn('news_locale', 'text').execute();
  await schema
    .createIndex('servers_with_news')
    .on('servers')
    .column('news_channel')
    .where('news_channel', 'is not', null)
    .execute();
  await schema
    .createTable('article_releases')
    .addColumn('slug', 'text', (column) => column.notNull())
    .addColumn('locale', 'text', (column) => column.notNull())
    .addColumn('version', 'text', (column) => column.notNull())
    .addColumn('outline', 'text', (column) => column.notNull())
    .addColumn('outline_before', 'text', (column) => column.notNull())
    .addColumn('release', 'text', (column) => column.notNull())
    .addColumn('changed_at', 'bigint', (column) => column.notNull())
    .addColumn('versions', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('article_releases_once', ['slug', 'locale'])
    .execute();
  await schema
    .createTable('news')
    .addColumn('server_id', 'text', (column) => column.notNull())
    .addColumn('slug', 'text', (column) => column.notNull())
    .addColumn('locale', 'text', (column) => column.notNull())
    .addColumn('release', 'text', (column) => column.notNull())
    .addColumn('version', 'text', (column) => column.notNull())
    .addColumn('channel_id', 'text')
    .addColumn('message_id', 'text')
    .addColumn('begun_at', 'bigint')
    .addColumn('claimed_until', 'bigint', (column) => column.notNull())
    .addColumn('refused_channel', 'text')
    .addPrimaryKeyConstraint('news_once', ['server_id', 'slug', 'locale'])
    .execute();
}

async function addPostForums({ schema }: Kysely<Tables>): Promise<void> {
  await schema.alterTable('servers').addColumn('post_forums', 'text').execute();
}

/** Whoever waits to be told of an answer is looked at once more. */
async function lookAgainWhereArticlesChange({ schema }: Kysely<Tables>): Promise<void> {
  await schema
    .alterTable('servers')
    .addColumn('choices_revision', 'bigint', (column) => column.notNull().defaultTo(0))
    .execute();
  await schema
    .alterTable('alerts')
    .addColumn('checked_choices', 'bigint', (column) => column.notNull().defaultTo(0))
    .execute();
  await schema
    .alterTable('alerts')
    .addColumn('checked_library', 'text', (column) => column.notNull().defaultTo(''))
    .execute();
  await schema
    .createTable('served_library')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('version', 'text', (column) => column.notNull())
    .addColumn('versions', 'text', (column) => column.notNull())
    .addColumn('served_until', 'bigint', (column) => column.notNull())
    .execute();
}

/** To look for it, each server's each article would be compared, many times a minute. */
async function flagWhatIsDue({ schema }: Kysely<Tables>): Promise<void> {
  await schema
    .alterTable('news')
    .addColumn('due', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
  await schema.alterTable('news').dropColumn('version').execute();
  await schema
    .createIndex('news_due')
    .on('news')
    .columns(['claimed_until', 'server_id', 'slug', 'locale'])
    .where(sql.ref('due'), '=', 1)
    .execute();
  // A release lasts a day from its first change on, however often it goes on.
  await schema.alterTable('article_releases').renameColumn('changed_at', 'began_at').execute();
}

async function noteWhenHelpersAnswer({ schema }: Kysely<Tables>): Promise<void> {
  await schema.alterTable('handovers').addColumn('answering_at', 'bigint').execute();
}

/** Whoever is due next is found without reading what is kept of those who aren't. */
async function indexWhoWaits({ schema }: Kysely<Tables>): Promise<void> {
  await schema
    .createIndex('alerts_in_turn')
    .on('alerts')
    .columns([
      'server_id',
      'asked_at',
      'id',
      'claimed_until',
      'checked_revision',
      'checked_choices',
      'checked_library',
    ])
    .execute();
  await schema
    .createIndex('alerts_answered')
    .on('alerts')
    .columns(['server_id', 'asked_at', 'id'])
    .where(sql.ref('answer'), 'is not', null)
    .execute();
}

async function noteRefusedChannels({ schema }: Kysely<Tables>): Promise<void> {
  await schema
    .createTable('refused_channels')
    .addColumn('server_id', 'text', (column) => column.notNull())
    .addColumn('setting', 'text', (column) => column.notNull())
    .addColumn('channel_id', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('refused_channels_once', ['server_id', 'setting', 'channel_id'])
    .execute();
}
