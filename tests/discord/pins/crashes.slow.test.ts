import { afterEach, describe, expect, it } from 'vitest';
import type { DiscordApi } from '../../../src/discord/api.ts';
import { INTENT_LEASE } from '../../../src/discord/pins/unfinished.ts';
import { APPLICATION_ID, componentInteraction } from '../../../src/playground/interactions.ts';
import type { PinStore } from '../../../src/store/pin-store.ts';
import type { Store } from '../../../src/store/store.ts';
import { action } from '../../commands/member.ts';
import { asModerator } from '../../fixtures/scenes.ts';
import { onEveryDatabase } from '../../store/databases.ts';
import {
  CHANNEL,
  closeModerated,
  moderated,
  pin,
  pinThis,
  SERVER,
  settle,
  startDiscord,
} from './moderated.ts';

afterEach(closeModerated);

/** More steps than anything here takes. */
const MAX_STEPS = 40;

/** A process that dies at its `n`-th step, before or behind what it does: from then on, nothing it does has any effect. */
function mortal(dies: { readonly at: number; readonly when: 'before' | 'behind' }) {
  let step = 0;
  let dead = false;
  const guard = <Part extends object>(part: Part): Part =>
    new Proxy(part, {
      get: (target, name) => {
        const call: unknown = Reflect.get(target, name);
        if (typeof call !== 'function') return call;
        return async (...given: readonly unknown[]): Promise<unknown> => {
          if (dead) throw new Error('dead');
          step += 1;
          const isLast = step === dies.at;
          if (isLast && dies.when === 'before') dead = true;
          if (dead) throw new Error('dead');
          const result: unknown = await Reflect.apply(call, target, given);
          if (isLast) dead = true;
          if (dead) throw new Error('dead');
          return result;
        };
      },
    });
  return { guard, isDead: () => dead };
}

const WAYS = ['/pin', 'Pin this answer', 'Replace it'] as const;
const AFTER = ['the pin updater of a new process', 'whoever pins it again'] as const;

describe('a process that dies while it pins', () => {
  onEveryDatabase((rig) => {
    for (const way of WAYS) {
      for (const after of AFTER) {
        it(`leaves nothing that nobody knows, at whatever step: ${way}, then ${after}`, async () => {
          const store = await rig.store();
          let died = 0;
          let unfinished: readonly unknown[] = [];
          for (let at = 1; at < MAX_STEPS && died === 2 * (at - 1) && unfinished.length === 0; at += 1) {
            for (const when of ['before', 'behind'] as const) {
              const { isDead, wrong } = await crash(store, { way, after, at, when });
              if (isDead) died += 1;
              unfinished = [...unfinished, ...wrong];
              await store.servers.purge(SERVER);
            }
          }
          expect(unfinished).toEqual([]);
          expect(died).toBeGreaterThan(8);
          expect(died).toBeLessThan(2 * (MAX_STEPS - 1));
        });
      }
    }
  });
});

async function crash(
  store: Store,
  {
    way,
    after,
    at,
    when,
  }: {
    readonly way: (typeof WAYS)[number];
    readonly after: (typeof AFTER)[number];
    readonly at: number;
    readonly when: 'before' | 'behind';
  },
): Promise<{ readonly isDead: boolean; readonly wrong: readonly unknown[] }> {
  const discord = await startDiscord();
  const steady = await moderated(store, { discord });
  const answer = way === 'Pin this answer' ? await steady.answered('parking fee') : null;
  if (way === 'Replace it') {
    await steady.see(pin('highlights'));
    discord.fillPins(CHANNEL, 249);
  }
  const offer = way === 'Replace it' ? await steady.see(pin('summary')) : null;
  const humans = discord.pins(CHANNEL).filter((id) => authorOf(id) !== APPLICATION_ID);
  const death = mortal({ at, when });
  const dying = await moderated(
    { ...store, pins: death.guard<PinStore>(store.pins) },
    { discord, around: (api) => death.guard<DiscordApi>(api) },
  );
  const act =
    answer !== null
      ? pinThis(answer)
      : offer === null
        ? pin('summary')
        : componentInteraction(asModerator(), action(offer, 'Replace it'));
  await dying.send(act);
  const isDead = death.isDead();

  const next = await moderated(store, { discord });
  if (after === 'whoever pins it again') {
    const again = await next.see(answer === null ? pin('summary') : pinThis(answer));
    if (again.content.includes('Shall I unpin')) await next.press(again, 'Replace it');
  }
  next.clock.at += 10 * INTENT_LEASE;
  await settle(next, next.pinUpdater);

  const living = await store.pins.inServer(SERVER);
  const known = new Set(living.map(({ messageId }) => messageId));
  const own = discord.messages(CHANNEL).filter(({ author }) => author.id === APPLICATION_ID);
  const pinned = discord.pins(CHANNEL);
  // What was pinned before may be taken off the list, and then its message stays.
  const isUnknown = ({ id }: { readonly id: string }) =>
    !known.has(id) && id !== answer?.id && id !== offered();
  const wrong = [
    ...own.filter(isUnknown).map(({ id }) => `posted and not known: ${id}`),
    ...own
      .filter(({ id }) => pinned.includes(id) && !known.has(id))
      .map(({ id }) => `pinned and not known: ${id}`),
    ...humans.filter((id) => !pinned.includes(id)).map((id) => `somebody else's, and unpinned: ${id}`),
    ...living.filter(({ part }) => part === 'summary').slice(1),
    ...[await store.pins.claimIntent({ now: Number.MAX_SAFE_INTEGER, lease: 0 })].filter(
      (one) => one !== null,
    ),
  ].map((what) => ({ at, when, what }));
  return { isDead, wrong };

  /** The pin that makes room: it may have been taken off the list, and then its message stays. */
  function offered(): string | null {
    return way === 'Replace it'
      ? (discord.messages(CHANNEL).find(({ embeds }) => embeds[0]?.title === 'Highlights')?.id ?? null)
      : null;
  }
  function authorOf(id: string): string | undefined {
    return discord.messages(CHANNEL).find((message) => message.id === id)?.author.id;
  }
}
