import type { Outline } from '../content/article-changes.ts';
import type { Locale } from '../content/pack.ts';
import type { ArticleChoices } from './article-choice-store.ts';
import type { Claim } from './pin-store.ts';
import type { ServerSettings } from './settings.ts';

/** An article as a program serves it. */
interface ServedArticle {
  readonly slug: string;
  readonly locale: Locale;
  readonly version: string;
  readonly outline: Outline;
}

/** A post about an article that a server is to get, or to have brought up to date. */
export interface ClaimedNews {
  readonly serverId: string;
  readonly slug: string;
  readonly locale: Locale;
  readonly settings: ServerSettings;
  readonly articleChoices: ArticleChoices;
  /** What the release changed: from one to the other. */
  readonly before: Outline;
  readonly after: Outline;
  readonly release: string;
  readonly version: string;
  /** The post about this release in this channel; null where there is none yet. */
  readonly messageId: string | null;
  /** When a process began to post it and never said that it was done; null where none did. */
  readonly begunAt: number | null;
}

/** In milliseconds: what changes an article again within that time belongs to the same release. */
export const RELEASE_LASTS = 86_400_000;

/** Releases of articles, and who is told of them. */
export interface ReleaseStore {
  /**
   * A program serves an article. One that nobody served before is no news; neither is a version that was served before, unless
   * this program itself served another one just now (`former`): an older program beside a newer one has no news.
   */
  served(article: ServedArticle, former: string | null, now: number): Promise<void>;
  /** One post that is due and that no process works on; null where there is none. What a server chose a channel after is none. */
  claim(claim: Claim): Promise<ClaimedNews | null>;
  /** It is posted or edited, or there was nothing to say (`messageId` null). */
  posted(news: ClaimedNews, messageId: string | null): Promise<void>;
  /** Not before that time. `refused` is the channel that Discord didn't let the bot post to. */
  postpone(news: ClaimedNews, until: number, refused: string | null): Promise<void>;
  /** As if no article had ever been served. */
  forget(): Promise<void>;
  /** Whether this channel refused a post last. */
  isRefused(serverId: string, channelId: string): Promise<boolean>;
}
