/** A channel that a server chose for something, where Discord didn't let the bot post when it last tried. */
export interface RefusedChannel {
  /** What names it. Of reports, their own stores know. */
  readonly setting: 'helpersChannel' | 'postForums';
  readonly channelId: string;
}

/** What moderators are to be told of: nobody else notices where the bot lost a permission. */
export interface RefusalStore {
  note(serverId: string, refused: RefusedChannel): Promise<void>;
  /** It takes posts again. */
  over(serverId: string, refused: RefusedChannel): Promise<void>;
  inServer(serverId: string): Promise<readonly RefusedChannel[]>;
}
