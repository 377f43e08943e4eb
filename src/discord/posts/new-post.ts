/** A post that somebody has just made in a forum, as a transport hands it over. */
export interface NewPost {
  /** Of its thread, and of its first message. */
  readonly id: string;
  readonly forumId: string;
  readonly serverId: string;
  /** One of Discord's locales. */
  readonly serverLocale: string;
  /** Whoever wrote it. */
  readonly ownerId: string;
  readonly title: string;
  /** The ids of its tags. */
  readonly tags: readonly string[];
  /** This bot's user. */
  readonly botId: string;
}
