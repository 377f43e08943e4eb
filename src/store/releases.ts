import type { Kysely } from 'kysely';
import { z } from 'zod';
import { outlineSchema } from '../content/article-changes.ts';
import { choicesIn } from './article-choices.ts';
import type { Database } from './database.ts';
import { RELEASE_LASTS, type ClaimedNews, type ReleaseStore } from './release-store.ts';
import { settingsOf } from './settings.ts';
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
          changed_at: 0,
          versions: JSON.stringify([version]),
        };
        await trx
          .insertInto('article_releases')
          .values(first)
          .onConflict((conflict) => conflict.columns(['slug', 'locale']).doNothing())
          .execute();
        const row = await trx
          .selectFrom('article_releases')
          .selectAll()
          .where('slug', '=', slug)
          .where('locale', '=', locale)
          .$if(database.kind === 'postgres', (one) => one.forUpdate())
          .executeTakeFirstOrThrow();
        const known = versionsOf.parse(JSON.parse(row.versions));
        const isNews = row.version !== version && (!known.includes(version) || former === row.version);
        if (!isNews) return;
        const goesOn = now - row.changed_at < RELEASE_LASTS;
        await trx
          .updateTable('article_releases')
          .set({
            version,
            outline: snapshot,
            ...(goesOn ? {} : { outline_before: row.outline, release: newId() }),
            changed_at: now,
            versions: JSON.stringify([...known, version].slice(-KNOWN_VERSIONS)),
          })
          .where('slug', '=', slug)
          .where('locale', '=', locale)
          .execute();
      }),

    claim: ({ now, lease }) =>
      database.writeUnhurried(async (trx) => {
        await begin(trx);
        const row = await trx
          .selectFrom('news')
          .innerJoin('article_releases as article', (join) =>
            join.onRef('article.slug', '=', 'news.slug').onRef('article.locale', '=', 'news.locale'),
          )
          .select([
            'news.server_id',
            'news.slug',
            'news.locale',
            'news.channel_id',
            'news.message_id',
            'news.begun_at',
            'news.release as told',
            'article.release',
            'article.version',
            'article.outline',
            'article.outline_before',
          ])
          .whereRef('news.version', '<>', 'article.version')
          .where('news.claimed_until', '<=', now)
          .where('news.server_id', 'in', serversWithNews(trx))
          .orderBy('news.claimed_until')
          .orderBy('news.server_id')
          .orderBy('news.slug')
          .orderBy('news.locale')
          .limit(1)
          .$if(database.kind === 'postgres', (some) => some.forUpdate('news').skipLocked())
          .executeTakeFirst();
        if (row === undefined) return null;
        const server = await trx
          .selectFrom('servers')
          .selectAll()
          .where('server_id', '=', row.server_id)
          .executeTakeFirstOrThrow();
        const settings = settingsOf(server);
        await newsRow(trx, { serverId: row.server_id, slug: row.slug, locale: row.locale })
          .set({ claimed_until: now + lease, begun_at: row.begun_at ?? now })
          .execute();
        const isSame = row.told === row.release && row.channel_id === settings.news?.channelId;
        return {
          serverId: row.server_id,
          slug: row.slug,
          locale: row.locale,
          settings,
          articleChoices: await choicesIn(trx, row.server_id),
          before: outlineSchema.parse(JSON.parse(row.outline_before)),
          after: outlineSchema.parse(JSON.parse(row.outline)),
          release: row.release,
          version: row.version,
          messageId: isSame ? row.message_id : null,
          begunAt: row.begun_at,
        } satisfies ClaimedNews;
      }),

    posted: (news, messageId) =>
      database.writeUnhurried(async (trx) => {
        await newsRow(trx, news)
          .set({
            release: news.release,
            version: news.version,
            channel_id: news.settings.news?.channelId ?? null,
            message_id: messageId,
            begun_at: null,
            claimed_until: 0,
            refused_channel: null,
          })
          .execute();
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

/** Those that the bot is in, and that chose a channel for it. */
function serversWithNews(db: Kysely<Tables>) {
  return db
    .selectFrom('servers')
    .select('server_id')
    .where('news_channel', 'is not', null)
    .where('removed_at', 'is', null);
}

/** Whoever chose a channel since the last look knows what there is now; of whoever chose none any more nothing is kept. */
async function begin(trx: Kysely<Tables>): Promise<void> {
  await trx.deleteFrom('news').where('server_id', 'not in', serversWithNews(trx)).execute();
  await trx
    .insertInto('news')
    .columns(['server_id', 'slug', 'locale', 'release', 'version', 'claimed_until'])
    .expression((eb) =>
      eb
        .selectFrom(['servers', 'article_releases'])
        .select([
          'servers.server_id',
          'article_releases.slug',
          'article_releases.locale',
          'article_releases.release',
          'article_releases.version',
          (select) => select.lit(0).as('claimed_until'),
        ])
        .where('servers.news_channel', 'is not', null)
        .where('servers.removed_at', 'is', null)
        .where((where) =>
          where.not(
            where.exists(
              where
                .selectFrom('news')
                .select('news.slug')
                .whereRef('news.server_id', '=', 'servers.server_id')
                .whereRef('news.slug', '=', 'article_releases.slug')
                .whereRef('news.locale', '=', 'article_releases.locale'),
            ),
          ),
        ),
    )
    .onConflict((conflict) => conflict.columns(['server_id', 'slug', 'locale']).doNothing())
    .execute();
}
