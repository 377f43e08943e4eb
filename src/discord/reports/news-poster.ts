import type { Logger } from 'pino';
import { changesBetween, outlineOf, type ArticleChanges } from '../../content/article-changes.ts';
import { localeMatch } from '../../content/locale-match.ts';
import type { Library } from '../../content/pack.ts';
import type { ClaimedNews, ReleaseStore } from '../../store/release-store.ts';
import { textsFor } from '../../texts/texts.ts';
import type { DiscordApi } from '../api.ts';
import { isRefusal } from '../refusal.ts';
import { isOnBy, isOnInServer } from '../articles-here.ts';
import { newsId, newsMessage } from '../render/news.ts';
import type { Worker } from '../run-worker.ts';
import { createPoster, findPosted, nonceOf, REPORT_TIMES } from './posting.ts';

export interface NewsPoster extends Worker {
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
  let served: Library = [];
  /** What the store doesn't know yet. */
  let changed: Library | null = null;

  async function tellStore(): Promise<void> {
    const library = changed;
    if (library === null) return;
    for (const pack of library) {
      const { slug, locale, version } = pack;
      const former = served.find((one) => one.slug === slug && one.locale === locale)?.version ?? null;
      // This process told the store of it before.
      if (former === version) continue;
      // oxlint-disable-next-line no-await-in-loop -- at a start and on changes alone
      await releases.served({ slug, locale, version, outline: outlineOf(pack) }, former, now());
    }
    served = library;
    // Unless it changed once more meanwhile.
    if (changed === library) changed = null;
  }

  async function claim(): Promise<ClaimedNews | null> {
    await tellStore();
    return releases.claim({ now: now(), lease: REPORT_TIMES.lease });
  }

  async function post(news: ClaimedNews): Promise<void> {
    const { settings, locale, before, after, messageId } = news;
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
    await releases.posted(news, await putPost(news, { channelId, changes, language }));
  }

  /** Its message's id. */
  async function putPost(
    { serverId, slug, locale, release, after, messageId, begunAt }: ClaimedNews,
    {
      channelId,
      changes,
      language,
    }: { readonly channelId: string; readonly changes: ArticleChanges; readonly language: string },
  ): Promise<string> {
    const pack = { slug, locale, title: after.title };
    const body = newsMessage(changes, { pack, release, texts: textsFor(language) });
    const customId = newsId(pack, release);
    const standing =
      messageId ?? (begunAt === null ? null : await findPosted(discord, channelId, { begunAt, customId }));
    if (standing === null) {
      const { id } = await discord.createMessage(channelId, { ...body, nonce: nonceOf(serverId, release) });
      return id;
    }
    // What somebody deleted isn't posted again.
    await discord.editMessage(channelId, standing, body).catch((error: unknown) => {
      if (!isRefusal(error, 'unknownMessage')) throw error;
    });
    return standing;
  }

  /** An article in several languages is told of once: in the one that suits the server best, or the first of these. */
  function isInBestLanguage({ slug, locale }: ClaimedNews, language: string): boolean {
    const match = localeMatch(locale, language);
    return served.every((other) => {
      if (other.slug !== slug || other.locale === locale) return true;
      const theirs = localeMatch(other.locale, language);
      return theirs < match || (theirs === match && other.locale > locale);
    });
  }

  /** Where the channel chose its articles, about these; else about all that are on somewhere in the server. */
  function isToldOf({ articleChoices, slug }: ClaimedNews, channelId: string): boolean {
    const own = articleChoices.channels.get(channelId);
    return own === undefined ? isOnInServer(articleChoices, slug) : isOnBy(own, slug);
  }

  return {
    ...createPoster({
      claim,
      post,
      postpone: (news, { until, isRefused }) =>
        releases.postpone(news, until, isRefused ? (news.settings.news?.channelId ?? null) : null),
      what: 'a post on what changed in an article',
      log,
      now,
    }),
    follow(library) {
      changed = library;
    },
  };
}
