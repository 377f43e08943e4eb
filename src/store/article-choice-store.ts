/** What moderators chose of the articles, by slug. One that is gone from the content counts for nothing. */
export interface ArticleChoice {
  /** Those that are on; null: all that there are, and those that will be. */
  readonly on: readonly string[] | null;
  /** Those that come before the others, in this order. */
  readonly first: readonly string[];
}

/** Of a server that chose nothing. */
export const ALL_ARTICLES: ArticleChoice = { on: null, first: [] };

export interface ArticleChoices {
  readonly server: ArticleChoice;
  /** By the channel's id; the others go by the server's. */
  readonly channels: ReadonlyMap<string, ArticleChoice>;
}

export const NO_CHOICES: ArticleChoices = { server: ALL_ARTICLES, channels: new Map() };

/** Each interaction reads those of its server. */
export const MAX_CHANNEL_CHOICES = 50;

export interface ArticleChoiceStore {
  /**
   * @param channelId null for the server's own choice
   * @param change.seen the `choiceRevision` of what is to be replaced: `outdated` where something else stands there by now
   * @param change.to null: a channel goes by the server's again, and the server has all articles on
   */
  change(
    serverId: string,
    channelId: string | null,
    change: { readonly seen: string; readonly to: ArticleChoice | null },
  ): Promise<'changed' | 'outdated' | 'full'>;
  /** Up to `limit` channels of all servers that have a choice of their own, in the order of their ids after this one. */
  channels(page: {
    readonly after: string;
    readonly limit: number;
  }): Promise<readonly { readonly serverId: string; readonly channelId: string }[]>;
  /** The channel is gone from Discord. */
  forgetChannel(serverId: string, channelId: string): Promise<void>;
}
