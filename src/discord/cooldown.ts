import { LRUCache } from 'lru-cache';
import { UserError } from './user-error.ts';

/** How often somebody may do something. */
export interface Rate {
  readonly times: number;
  /** In milliseconds. */
  readonly within: number;
}

/** Presses and commands of one member, everywhere: more than anybody needs, fewer than would trouble others. */
export const MEMBER_RATE: Rate = { times: 20, within: 10_000 };
/** Messages of one member: replies to them are for all to read. */
export const MESSAGE_RATE: Rate = { times: 5, within: 10_000 };
/** Messages in one channel: as much as Discord lets a bot post in one. More would be answered later and later. */
export const CHANNEL_RATE: Rate = { times: 10, within: 10_000 };
/** In one server: a tenth of what Discord lets the bot post everywhere, so that no server takes that from the others. */
export const SERVER_RATE: Rate = { times: 50, within: 10_000 };
/** All direct messages together: a fifth of that. */
export const DIRECT_RATE: Rate = { times: 100, within: 10_000 };
/**
 * Posts of one server that are looked at: for each, Discord is asked up to seven times, of the 500 that it lets the bot ask
 * everywhere in that time.
 */
export const LOOK_RATE: Rate = { times: 20, within: 10_000 };
/** Answers to posts in one forum, in which nobody asked the bot. */
export const POST_RATE: Rate = { times: 10, within: 60 * 60_000 };
/** Discord asks for suggestions while somebody types, several times a second. */
export const TYPING_RATE: Rate = { times: 60, within: 10_000 };

export interface RateLimiter {
  /** 0 where it may happen now, and then it counts; else the milliseconds to wait, and it doesn't count. */
  take(key: string, rate: Rate): number;
}

/**
 * Remembers in this process alone what was taken when. At any time as many as `maxKeys` are remembered: with
 * more, the one that did nothing for longest starts anew.
 * @param now a clock in milliseconds that never goes back
 */
export function createRateLimiter(now: () => number, maxKeys = 10_000): RateLimiter {
  /** When each was taken, oldest first. */
  const taken = new LRUCache<string, readonly number[]>({ max: maxKeys });
  return {
    take(key, { times, within }) {
      const time = now();
      // Who is refused does nothing, and so isn't remembered for longer.
      const recent = (taken.peek(key) ?? []).filter((at) => at > time - within);
      const first = recent.at(-times);
      if (first !== undefined) return first + within - time;
      taken.set(key, [...recent, time]);
      return 0;
    },
  };
}

/** For a wait in milliseconds: never a second too early. */
export function secondsOf(milliseconds: number): number {
  return Math.ceil(milliseconds / 1000);
}

/** What a member is told who has to wait. */
export function slowDown(seconds: number): UserError {
  return new UserError(SLOW_DOWN, (texts) => texts.errors.slowDown(seconds));
}

export function isSlowDown(error: unknown): boolean {
  return error instanceof UserError && error.identifier === SLOW_DOWN;
}

const SLOW_DOWN = 'slow-down';
