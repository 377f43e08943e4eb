import type { Logger } from 'pino';
import type { Answers } from '../../answers/answers.ts';
import { packIn } from '../../content/pack.ts';
import type { LivingPin } from '../../store/pin-store.ts';
import { StoreUnavailable, type Store } from '../../store/store.ts';
import { textsFor } from '../../texts/texts.ts';
import type { DiscordApi } from '../api.ts';
import { DiscordRefusal, isFinal, isRefusal } from '../refusal.ts';
import { pinMessage } from './pin-message.ts';
import { showsSame } from './same-message.ts';
import { finishPin } from './unfinished.ts';

/** Times in milliseconds. */
export const PIN_UPDATER_TIMES = {
  /**
   * Between two pins of a process: even twenty at once stay below the 50 requests a second that Discord allows a bot
   * (Topics, Rate Limits).
   */
  spacing: 1_000,
  /** How long a process has for one pin before another may take it over. */
  lease: 2 * 60_000,
  /** Between two looks for pins whose time is up. */
  sweep: 60_000,
  /** After the first failure; twice as long after each further one. */
  firstPause: 30_000,
  /** The longest pause, and the one after a refusal that only people can mend: a permission that is missing. */
  longPause: 60 * 60_000,
} as const;

/** Keeps pinned messages true. */
export interface PinUpdater {
  /** From now on, this is what pins are to show. */
  follow(answers: Answers): void;
  /** Does what is due next, one pin at most. Never rejects; resolves with how long to wait, in milliseconds. */
  work(): Promise<number>;
}

/** A pin that showed another version when the content changed. */
interface Due {
  readonly pin: LivingPin;
  /** In milliseconds since 1970. */
  readonly from: number;
}

/**
 * Edits the pins that show another version than ours, each once, and unpins those whose time is up. It looks for other
 * versions only at its start and when its own content changes, and takes up again only what failed then: two processes
 * with different contents, as while a new release is rolled out, don't undo each other's work.
 *
 * @param now in milliseconds since 1970
 */
export function createPinUpdater(parts: {
  readonly pins: Store['pins'];
  readonly discord: DiscordApi;
  readonly log: Logger;
  readonly now: () => number;
}): PinUpdater {
  const { pins, discord, log, now } = parts;
  const { spacing, lease, sweep, firstPause, longPause } = PIN_UPDATER_TIMES;
  /** How often in a row each failed. */
  const failures = new Map<string, number>();
  let answers: Answers | null = null;
  let hasChanged = false;
  /** What pins were to show until a while ago. */
  let former: ReadonlySet<string> = new Set();
  let lookAgain = Infinity;
  let due: readonly Due[] = [];
  let nextSweep = 0;
  let outages = 0;

  /** Pins that show another version than these answers. */
  async function staleFor({ library }: Answers): Promise<readonly LivingPin[]> {
    const found: LivingPin[] = [];
    for (const { slug, locale } of await pins.articles()) {
      const pack = packIn(library, slug, locale);
      if (pack === null) {
        log.warn({ slug }, 'there is no such article any more: its pins stay as they are');
        continue;
      }
      // oxlint-disable-next-line no-await-in-loop -- a few queries, at the start and on changes alone
      found.push(...(await pins.stale({ slug, locale, version: pack.version })));
    }
    return found;
  }

  async function lookForStale(from: Answers): Promise<void> {
    hasChanged = false;
    try {
      due = (await staleFor(from)).map((pin) => ({ pin, from: 0 }));
    } catch (error) {
      hasChanged = true;
      throw error;
    }
    lookAgain = former.size === 0 ? Infinity : now() + lease;
    if (due.length > 0) log.info({ pins: due.length }, 'pins show another version: editing them');
  }

  /** What was just being pinned when the content changed shows a former one. */
  async function lookForLatecomers(from: Answers): Promise<void> {
    const before = former;
    const late = (await staleFor(from)).filter((pin) => before.has(versionOf(pin)));
    const known = new Set(due.map(({ pin }) => pin.messageId));
    due = [...due, ...late.filter(({ messageId }) => !known.has(messageId)).map((pin) => ({ pin, from: 0 }))];
    lookAgain = Infinity;
    // Unless it changed once more meanwhile.
    if (former === before) former = new Set();
  }

  async function refresh(one: Due, from: Answers): Promise<number> {
    const { pin } = one;
    const { slug, locale, messageId } = pin;
    const pack = packIn(from.library, slug, locale);
    // Whatever comes in between, it stays due until it is settled.
    due = due.map((other) => (other === one ? { pin, from: now() + lease } : other));
    if (pack === null) return 0;
    const [claimed] = await pins.claimStale(
      { slug, locale, version: pack.version },
      { now: now(), lease, limit: 1 },
      pin,
    );
    if (claimed === undefined) {
      // Another process has it, or it waits for its time after a failure there. Where it was changed, it is done.
      const standing = await pins.findMessage(pin.serverId, messageId);
      if (standing === null || standing.gone || standing.version !== pin.version) settle(messageId);
      return 0;
    }
    await attempt(claimed, async () => {
      const isThere = await bring(claimed, from);
      if (isThere) await pins.refreshed(pin.serverId, messageId, pack.version);
      else await pins.lost(pin.serverId, messageId);
    });
    return spacing;
  }

  /** False where the message is gone. Reading comes first: another process may have done it and died before it said so. */
  async function bring(pin: LivingPin, from: Answers): Promise<boolean> {
    const standing = await discord.readMessage(pin.channelId, pin.messageId);
    if (standing === null) return false;
    const made = await pinMessage(from, pin, standing);
    if (made !== null && !showsSame(standing, made.body)) {
      await discord.editMessage(pin.channelId, pin.messageId, made.body);
    }
    return true;
  }

  /** A pin that a process died over while it made it. Whether there was one. */
  async function finishBegun(from: Answers): Promise<boolean> {
    const intent = await pins.claimIntent({ now: now(), lease });
    if (intent === null) return false;
    try {
      await finishPin(intent, { pins, discord, answers: from, log });
    } catch (error) {
      if (error instanceof StoreUnavailable) throw error;
      log.warn({ err: error }, 'a pin that was begun could not be finished');
      // Until it is claimed again.
      if (!isFinal(error)) return true;
    }
    await pins.finish(intent.serverId, intent.nonce);
    return true;
  }

  /** Whether there was one. */
  async function unpinExpired(): Promise<boolean> {
    const [expired] = await pins.claimExpired({ now: now(), lease, limit: 1 });
    if (expired === undefined) return false;
    const { serverId, channelId, messageId, locale, until } = expired;
    const { auditExpired, auditExtended } = textsFor(locale).pin;
    await attempt(expired, async () => {
      await discord.unpinMessage(channelId, messageId, auditExpired).catch(ignoreGone);
      if (until !== null && (await pins.removeEnded(serverId, messageId, until))) return;
      // A moderator was just giving it another end, or taking it off the list.
      if ((await pins.findMessage(serverId, messageId)) === null) return;
      await discord.pinMessage(channelId, messageId, auditExtended);
    });
    return true;
  }

  /** Runs what a pin needs. Where Discord refuses, the pin is put off, or given up where its message is gone. */
  async function attempt(pin: LivingPin, run: () => Promise<void>): Promise<void> {
    const { serverId, messageId } = pin;
    try {
      await run();
      settle(messageId);
    } catch (error) {
      if (error instanceof StoreUnavailable) throw error;
      if (isGone(error)) {
        // In a channel that is gone, nobody can take it off the list.
        if (isRefusal(error, 'unknownChannel')) await pins.remove(serverId, messageId);
        else await pins.lost(serverId, messageId);
        settle(messageId);
        return;
      }
      const times = (failures.get(messageId) ?? 0) + 1;
      failures.set(messageId, times);
      const pause = passes(error) ? Math.min(longPause, firstPause * 2 ** (times - 1)) : longPause;
      log[times === 1 ? 'warn' : 'debug'](
        { err: error, message: messageId, minutes: pause / 60_000 },
        'a pin could not be kept true: trying again later',
      );
      const until = now() + pause;
      due = due.map((one) => (one.pin.messageId === messageId ? { ...one, from: until } : one));
      await pins.postpone(serverId, messageId, until);
    }
  }

  function settle(messageId: string): void {
    failures.delete(messageId);
    due = due.filter(({ pin }) => pin.messageId !== messageId);
  }

  async function next(): Promise<number> {
    if (answers !== null && hasChanged) await lookForStale(answers);
    const at = now();
    if (answers !== null && at >= lookAgain) await lookForLatecomers(answers);
    if (at >= nextSweep) {
      if (answers !== null && (await finishBegun(answers))) return spacing;
      if (await unpinExpired()) return spacing;
      nextSweep = at + sweep;
    }
    const one = due.find(({ from }) => from <= at);
    if (one !== undefined && answers !== null) return refresh(one, answers);
    return Math.max(0, Math.min(nextSweep, lookAgain, ...due.map(({ from }) => from)) - at);
  }

  return {
    follow(changed) {
      if (answers !== null && answers.library !== changed.library) {
        former = new Set([...former, ...answers.library.map(versionOf)]);
      }
      answers = changed;
      hasChanged = true;
    },

    async work() {
      try {
        const wait = await next();
        outages = 0;
        return wait;
      } catch (error) {
        outages += 1;
        if (!(error instanceof StoreUnavailable)) log.error({ err: error }, 'keeping pins true failed');
        else if (outages === 1) log.warn({ err: error }, 'pins wait for the database');
        return Math.min(longPause, firstPause * 2 ** (outages - 1));
      }
    },
  };
}

function versionOf({ slug, version }: Pick<LivingPin, 'slug' | 'version'>): string {
  return `${slug} ${version}`;
}

function ignoreGone(error: unknown): void {
  if (!isGone(error)) throw error;
}

function isGone(error: unknown): boolean {
  return isRefusal(error, 'unknownMessage') || isRefusal(error, 'unknownChannel');
}

/** Discord's own troubles pass, and so do ours on the way there; a refusal stays until somebody mends its cause. */
function passes(error: unknown): boolean {
  if (!(error instanceof DiscordRefusal)) return false;
  return error.status === 0 || error.status === 429 || error.status >= 500;
}
