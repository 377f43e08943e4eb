import type { Locale } from '../content/pack.ts';

/** A pinned message that is kept true. In a channel there is one of each part of an article. */
export interface LivingPin {
  readonly serverId: string;
  readonly channelId: string;
  readonly messageId: string;
  readonly slug: string;
  readonly locale: Locale;
  /** `summary`, `highlights`, `section/<slug>` or a passage's id. */
  readonly part: string;
  /** The pack's version that the message shows. */
  readonly version: string;
  readonly pinnedAt: number;
  /** When it is to be unpinned. */
  readonly until: number | null;
  /** Somebody deleted the message. */
  readonly gone: boolean;
}

/** A pin that this process alone works on until its lease is over. */
export interface ClaimedPin extends LivingPin {
  /** Whether a process had begun with the same (this version, or this end) before, and may have done it. */
  readonly begunBefore: boolean;
}

/**
 * A pin that is being made, noted before anything is done on Discord: whatever a process leaves behind that dies in
 * between, another one finds by this.
 */
export interface PinIntent {
  /** Random: what Discord is given with the message that is posted. */
  readonly nonce: string;
  readonly serverId: string;
  readonly channelId: string;
  readonly slug: string;
  readonly locale: Locale;
  readonly part: string;
  readonly until: number | null;
  /** The message, once it is known: one that stood there, or the one that was posted. */
  readonly messageId: string | null;
  /** Whether a message is posted for it, which nobody wants where it comes to nothing. */
  readonly posts: boolean;
  /** An id of Discord's that is older than the message that is posted. */
  readonly after: string;
}

export interface PinStore {
  find(serverId: string, channelId: string, slug: string, part: string): Promise<LivingPin | null>;
  findMessage(serverId: string, messageId: string): Promise<LivingPin | null>;
  /** Oldest first. */
  inServer(serverId: string): Promise<readonly LivingPin[]>;
  /** In place of the one of the same channel, article and part. */
  save(pin: LivingPin): Promise<void>;
  /**
   * Unless another process pinned the same there meanwhile: resolves with the one that stands there now. Whichever it
   * is, the intent knows its message from then on.
   * @param instead the message that is known to be gone, whose place it takes
   */
  add(
    pin: LivingPin,
    options: { readonly instead: string | null; readonly nonce: string | null },
  ): Promise<LivingPin>;
  /** With what was begun with that message, or to show the same part in its channel. */
  remove(serverId: string, messageId: string): Promise<boolean>;
  /** The same, of one that still ends at this time: false where somebody gave it another end, or none. */
  removeEnded(serverId: string, messageId: string, until: number): Promise<boolean>;
  /** It is begun: for the length of the lease, it is this process's alone to finish. */
  begin(intent: PinIntent, claim: Claim): Promise<void>;
  /** It came to its end, good or bad. */
  finish(serverId: string, nonce: string): Promise<void>;
  /** Of one part of an article in a channel, whoever works on them. */
  intents(
    serverId: string,
    channelId: string,
    slug: string,
    part: string,
  ): Promise<readonly (PinIntent & { readonly claimedUntil: number })[]>;
  /** One whose process has not finished it in its time; null where there is none. */
  claimIntent(claim: Claim): Promise<PinIntent | null>;
  /** The articles that there are pins of, in each language once. */
  articles(): Promise<readonly Pick<LivingPin, 'slug' | 'locale'>[]>;
  /**
   * Pins of this article and language that show another version, oldest first, whoever works on them. Neither those
   * whose message is gone, nor those of servers that removed the bot.
   */
  stale(pack: ShownPack): Promise<readonly LivingPin[]>;
  /**
   * Up to `limit` of the same, each until `now + lease`.
   * @param only this one alone, as long as it shows the version that it showed
   */
  claimStale(
    pack: ShownPack,
    claim: Claim & { readonly limit: number },
    only?: Pick<LivingPin, 'serverId' | 'messageId' | 'version'>,
  ): Promise<readonly ClaimedPin[]>;
  /** Up to `limit` pins whose time is up, but for the same. */
  claimExpired(claim: Claim & { readonly limit: number }): Promise<readonly ClaimedPin[]>;
  /** The message shows this version now; its claim ends. */
  refreshed(serverId: string, messageId: string, version: string): Promise<void>;
  /** Somebody deleted the message; its claim ends. */
  lost(serverId: string, messageId: string): Promise<void>;
  /** It failed: nobody claims it before that time. */
  postpone(serverId: string, messageId: string, until: number): Promise<void>;
}

/** What the pins of an article in a language are to show. */
export type ShownPack = Pick<LivingPin, 'slug' | 'locale' | 'version'>;

export interface Claim {
  readonly now: number;
  /** In milliseconds. */
  readonly lease: number;
}
