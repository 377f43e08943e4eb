import type { Logger } from 'pino';
import { changesBetween, outlineOf } from '../../content/article-changes.ts';
import { localeMatch } from '../../content/locale-match.ts';
import type { Library } from '../../content/pack.ts';
import type { ClaimedNews, ReleaseStore } from '../../store/release-store.ts';
import { StoreUnavailable } from '../../store/store.ts';
import { textsFor } from '../../texts/texts.ts';
import { isRefusal, type DiscordApi } from '../api.ts';
import { isOnBy, isOnInServer } from '../articles-here.ts';
import { customId } from '../custom-id.ts';
import { newsMessage } from '../render/news.ts';
import { READER } from '../render/part.ts';
import { findPosted, isFinal, REPORT_TIMES, type Poster } from './posting.ts';

export interface NewsPoster extends Poster {
  /** From now on, these are served. */
  follow(library: Library): void;
}

/**
 * Tells servers what changed in the articles: one post for each release, which is edited while the release goes on. What a
 * release is the store knows, for all processes; each post is claimed there before.
 *
 * @param parts.now in milliseconds since 1970
 */
export function createNewsPoster(parts: {
  readonly releases: ReleaseStore;
  readonly discord: DiscordApi;
  readonly log: Logger;
  readonly now: () => number;
}): NewsPoster {
  const { releases, discord, log, now } = parts;
  const { lease, pause, refused } = REPORT_TIMES;
  let served: Library = [];
  /** What the store doesn't know yet. */
  let changed: Library | null = null;
  let isAway = false;

  async function tellStore(): Promise<void> {
    const library = changed;
    if (library === null) return;
    for (const pack of library) {
      const { slug, locale, version } = pack;
      const former = served.find((one) => one.slug === slug && one.locale === locale)?.version ?? null;
      // oxlint-disable-next-line no-await-in-loop -- at a start and on changes alone
      await releases.served({ slug, locale, version, outline: outlineOf(pack) }, former, now());
    }
    served = library;
    // Unless it changed once more meanwhile.
    if (changed === library) changed = null;
  }

  async function post(news: ClaimedNews): Promise<void> {
    const { settings, slug, locale, before, after, messageId, begunAt } = news;
    const channelId = settings.news?.channelId;
    const language = settings.locale ?? settings.news?.locale ?? locale;
    const changes = changesBetween(before, after);
    const isEmpty = changes.added.length + changes.changed.length + changes.removed.length === 0;
    if (channelId === undefined || !isInBestLanguage(news, language) || (isEmpty && messageId === null)) {
      await releases.posted(news, null);
      return;
    }
    // The post about a release that is under way stands, and is brought up to date once the article is on again.
    if (!isToldOf(news, channelId)) {
      await releases.posted(news, messageId);
      return;
    }
    const contentsId = customId(READER, 'open', slug, locale, 'contents');
    const body = newsMessage(changes, { article: after.title, texts: textsFor(language), contentsId });
    const standing =
      messageId ??
      (begunAt === null ? null : await findPosted(discord, channelId, { begunAt, customId: contentsId }));
    if (standing !== null) {
      // What somebody deleted isn't posted again.
      await discord.editMessage(channelId, standing, body).catch((error: unknown) => {
        if (!isRefusal(error, 'unknownMessage')) throw error;
      });
      await releases.posted(news, standing);
      return;
    }
    const { id } = await discord.createMessage(channelId, {
      ...body,
      // The same from every process: within some minutes Discord itself posts it once.
      nonce: `${news.serverId.slice(-8)}-${news.release}`.slice(0, 25),
    });
    await releases.posted(news, id);
  }

  /** An article in several languages is told of once, in the one that suits the server best. */
  function isInBestLanguage({ slug, locale }: ClaimedNews, language: string): boolean {
    const locales = served.filter((pack) => pack.slug === slug).map((pack) => pack.locale);
    const match = localeMatch(locale, language);
    return locales.every((other) => other === locale || localeMatch(other, language) < match);
  }

  /** Where the channel chose its articles, about these; else about all that are on somewhere in the server. */
  function isToldOf({ articleChoices, slug }: ClaimedNews, channelId: string): boolean {
    const own = articleChoices.channels.get(channelId);
    return own === undefined ? isOnInServer(articleChoices, slug) : isOnBy(own, slug);
  }

  async function failed(news: ClaimedNews, error: unknown): Promise<void> {
    if (error instanceof StoreUnavailable) throw error;
    const isRefused = isFinal(error);
    log.warn(
      { err: error, server: news.serverId },
      'news of an article could not be posted: trying again later',
    );
    await releases.postpone(
      news,
      now() + (isRefused ? refused : pause),
      isRefused ? (news.settings.news?.channelId ?? null) : null,
    );
  }

  async function postAll(): Promise<void> {
    await tellStore();
    for (;;) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other, so that replies get their turn
      const news = await releases.claim({ now: now(), lease });
      if (news === null) return;
      // oxlint-disable-next-line no-await-in-loop
      await post(news).catch((error: unknown) => failed(news, error));
    }
  }

  return {
    follow(library) {
      changed = library;
    },
    async work() {
      try {
        await postAll();
        isAway = false;
      } catch (error) {
        if (!(error instanceof StoreUnavailable))
          log.error({ err: error }, 'posting news of articles failed');
        else if (!isAway) log.warn({ err: error }, 'news of articles wait for the database');
        isAway = true;
      }
    },
  };
}
