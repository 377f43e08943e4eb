/** What is counted and timed. Neither texts nor ids of anybody go in, and every name is one of few. */
export interface Metrics {
  interaction(done: InteractionDone): void;
  /** @param confidence 0 to 1 */
  question(outcome: 'answer' | 'suggestions' | 'none', confidence: number): void;
  /**
   * Discord refused a request for good.
   * @param status of HTTP; 0 where it could not be reached
   * @param code of Discord's JSON; 0 where it gave none
   */
  discordRefused(status: number, code: number): void;
  /** Discord asked to wait (429), or so much was refused that nothing is sent for a while. */
  rateLimited(scope: LimitScope): void;
  /** A call of the database, its tries included. */
  storeCall(kind: 'read' | 'write', milliseconds: number, succeeded: boolean): void;
  /** Whether the models can be asked from now on. Never told where there is none. */
  modelLoaded(isLoaded: boolean): void;
  /** An answer goes without a vector of its question. */
  vectorMissing(reason: MissingModel): void;
  /** An answer goes without its passages having been read. */
  readingMissing(reason: MissingModel): void;
  /** A reply was put off: Discord shows that the bot is thinking. */
  deferred(reason: DeferralReason): void;
  /** Whether that shard is connected to Discord from now on. */
  shardConnected(shard: number, isConnected: boolean): void;
  /** What came over the gateway is nothing that can be answered. */
  interactionUnreadable(): void;
  /** A request that is none of Discord's, or none that can be answered. */
  requestRefused(reason: RefusedRequest): void;
}

export interface InteractionDone {
  readonly kind: 'command' | 'autocomplete' | 'component' | 'modal' | 'message';
  /**
   * The command, or the owner of the button or form; `unknown` where there is none of that name. Of a message, how it came to
   * the bot: by a `mention`, as a `reply`, or `direct`.
   */
  readonly command: string;
  readonly outcome: InteractionOutcome;
  /** Milliseconds from when it came in until its first response was out; null where none was. */
  readonly firstResponse: number | null;
}

/**
 * `refused`: the member was told why not; `failed` and `too-slow`: they got an apology; `store-away`: they were told that
 * the database is; `busy`: they were told to try again, since too many wait; `too-old`: nothing was sent, since Discord no longer waits;
 * `gone`: Discord said so; `unsent`: Discord took neither the reply nor an apology.
 */
export type InteractionOutcome =
  'replied' | 'refused' | 'failed' | 'too-slow' | 'store-away' | 'busy' | 'too-old' | 'gone' | 'unsent';

/** `load`: its turn hadn't come; `slow`: its handler took long. */
export type DeferralReason = 'load' | 'slow';

/**
 * `user`, `global` and `shared` as Discord says; `address`: it comes from what stands before Discord; `invalid-requests`:
 * the bot stopped by itself.
 */
export type LimitScope = 'user' | 'global' | 'shared' | 'address' | 'invalid-requests';

/** `loading`: the model was; `late`: it had too much to compute; `failed`: it can't compute it. */
type MissingModel = 'loading' | 'late' | 'failed';

export type RefusedRequest = 'unsigned' | 'replayed' | 'too-large' | 'malformed' | 'cut-off';

/** For who counts nothing. */
export const NO_METRICS: Metrics = {
  interaction: () => {},
  question: () => {},
  discordRefused: () => {},
  rateLimited: () => {},
  storeCall: () => {},
  modelLoaded: () => {},
  vectorMissing: () => {},
  readingMissing: () => {},
  deferred: () => {},
  shardConnected: () => {},
  interactionUnreadable: () => {},
  requestRefused: () => {},
};
