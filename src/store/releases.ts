import { sql, type Kysely } from 'kysely';
import { z } from 'zod';
import { outlineSchema } from '../content/article-changes.ts';
import type { Locale } from '../content/pack.ts';
import { choicesIn } from './article-choices.ts';
import type { Database } from './database.ts';
import { RELEASE_LASTS, type ClaimedNews, type ReleaseStore } from './release-store.ts';
import { chosenIn, tryAtOnce } from './report-channels.ts';
import type { Tables } from './tables.ts';
import { newId, storable } from './text.ts';

/** Of an article: what is older is hardly served by anybody. */
const KNOWN_VERSIONS = 50;

const versionsOf = z.array(z.string());

export function createReleaseStore(database: Database): ReleaseStore {
  return {
    served: ({ slug, locale, version, outline }, former, now) =>
      database.writeUnhurried(async (trx) => {
        const snapshot = JSON.stringify(outline, (_, value: unknown) =>
          typeof value === 'string' ? storable(value) : value,
        );
        const first = {
          slug,
          locale,
          version,
          outline: snapshot,
          outline_before: snapshot,
          release: newId(),
          began_at: 0,
          versions: JSON.stringify([version]),
        };
        await trx
          .insertInto('article_releases')
          .values(first)
          .onConflict((conflict) => conflict.columns(['slug', 'locale']).doNothing())
          .execute();
        const row = await articleRow(trx, { slug, locale })
          .selectAll()
          .$if(database.kind === 'postgres', (one) => one.forUpdate())
          .executeTakeFirstOrThrow();
        const known = versionsOf.parse(JSON.parse(row.versions));
        const isNews = row.version !== version && (!known.includes(version) || former === row.version);
        if (!isNews) return;
        const goesOn = now - row.began_at < RELEASE_LASTS;
        await trx
          .updateTable('article_releases')
          .set({
            version,
            outline: snapshot,
            ...(goesOn ? {} : { outline_before: row.outline, release: newId(), began_at: now }),
            versions: JSON.stringify([...known, version].slice(-KNOWN_VERSIONS)),
          })
          .where('slug', '=', slug)
          .where('locale', '=', locale)
          .execute();
        await addDue(trx, slug, locale);
      }),

    claim: async ({ now, lease }) => {
      const claimed = await database.writeUnhurried(async (trx) => {
        const row = await trx
          .selectFrom('news')
          .selectAll()
          .where('due', '=', 1)
          .where('claimed_until', '<=', now)
          .where('server_id', 'in', serversWithNews(trx))
          .orderBy('claimed_until')
          .orderBy('server_id')
          .orderBy('slug')
          .orderBy('locale')
          .limit(1)
          .$if(database.kind === 'postgres', (some) => some.forUpdate().skipLocked())
          .executeTakeFirst();
        if (row === undefined) return null;
        await newsRow(trx, { serverId: row.server_id, slug: row.slug, locale: row.locale })
          .set({ claimed_until: now + lease, begun_at: row.begun_at ?? now })
          .execute();
        return row;
      });
      // Read once it is claimed: one that can't be read must not be the next one for ever.
      return claimed === null ? null : database.read((db) => newsOf(db, claimed));
    },

    posted: (news, messageId) =>
      database.writeUnhurried(async (trx) => {
        // Whoever tells of a version of it meanwhile waits, or was before.
        const article = await articleRow(trx, news)
          .select('version')
          .$if(database.kind === 'postgres', (one) => one.forShare())
          .executeTakeFirst();
        await newsRow(trx, news)
          .set({
            release: news.release,
            due: article === undefined || article.version === news.version ? 0 : 1,
            channel_id: news.settings.news?.channelId ?? null,
            message_id: messageId,
            begun_at: null,
            claimed_until: 0,
            refused_channel: null,
          })
          .execute();
        // A channel that takes one post takes the others, too.
        if (messageId !== null) await tryAtOnce(trx, news.serverId, 'news');
      }),

    postpone: (news, until, refused) =>
      database.writeUnhurried(async (trx) => {
        await newsRow(trx, news)
          .set({
            claimed_until: until,
            refused_channel: refused,
            // What was refused was not posted; what failed otherwise may stand there.
            ...(refused === null ? {} : { begun_at: null }),
          })
          .execute();
        if (refused === null) return;
        // A channel that refuses one post refuses the others, too.
        await trx
          .updateTable('news')
          .set({ claimed_until: until })
          .where('server_id', '=', news.serverId)
          .where('begun_at', 'is', null)
          .execute();
      }),

    forget: () =>
      database.writeUnhurried(async (trx) => {
        await trx.deleteFrom('news').execute();
        await trx.deleteFrom('article_releases').execute();
      }),

    isRefused: (serverId, channelId) =>
      database.read(async (db) => {
        const row = await db
          .selectFrom('news')
          .select('slug')
          .where('server_id', '=', serverId)
          .where('refused_channel', '=', channelId)
          .limit(1)
          .executeTakeFirst();
        return row !== undefined;
      }),
  };
}

async function newsOf(db: Kysely<Tables>, row: Tables['news']): Promise<ClaimedNews> {
  const { server_id: serverId, slug, locale } = row;
  const article = await articleRow(db, row).selectAll().executeTakeFirstOrThrow();
  const settings = await chosenIn(db, serverId);
  const isSame = row.release === article.release && row.channel_id === settings.news?.channelId;
  return {
    serverId,
    slug,
    locale,
    settings,
    articleChoices: await choicesIn(db, serverId),
    before: outlineSchema.parse(JSON.parse(article.outline_before)),
    after: outlineSchema.parse(JSON.parse(article.outline)),
    release: article.release,
    version: article.version,
    messageId: isSame ? row.message_id : null,
    begunAt: row.begun_at,
  };
}

function newsRow(
  trx: Kysely<Tables>,
  { serverId, slug, locale }: Pick<ClaimedNews, 'serverId' | 'slug' | 'locale'>,
) {
  return trx
    .updateTable('news')
    .where('server_id', '=', serverId)
    .where('slug', '=', slug)
    .where('locale', '=', locale);
}

function articleRow(trx: Kysely<Tables>, { slug, locale }: Pick<ClaimedNews, 'slug' | 'locale'>) {
  return trx.selectFrom('article_releases').where('slug', '=', slug).where('locale', '=', locale);
}

/** Those that the bot is in, and that chose a channel for it. */
function serversWithNews(db: Kysely<Tables>) {
  return db
    .selectFrom('servers')
    .select('server_id')
    .where('news_channel', 'is not', null)
    .where('removed_at', 'is', null);
}

/** Whoever has a channel for it is to be told; whoever chooses one later isn't. */
async function addDue(trx: Kysely<Tables>, slug: string, locale: Locale): Promise<void> {
  await trx
    .insertInto('news')
    .columns(['server_id', 'slug', 'locale', 'release', 'claimed_until', 'due'])
    .expression(
      serversWithNews(trx).select([
        sql.val(slug).$castTo<string>().as('slug'),
        sql.val(locale).as('locale'),
        sql.lit('').as('release'),
        sql.lit(0).as('claimed_until'),
        sql.lit(1).as('due'),
      ]),
    )
    .onConflict((conflict) => conflict.columns(['server_id', 'slug', 'locale']).doUpdateSet({ due: 1 }))
    .execute();
}
