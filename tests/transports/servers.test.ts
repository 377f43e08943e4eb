import { afterEach, describe, expect, it } from 'vitest';
import { createGuildMembership } from '../../src/retention/guild-membership.ts';
import { createRest } from '../../src/discord/rest.ts';
import { startGateway, type Gateway } from '../../src/transports/gateway.ts';
import { slashInteraction } from '../../src/playground/interactions.ts';
import type { Store } from '../../src/store/store.ts';
import { recordedLog } from '../fixtures/log.ts';
import { inServer } from '../fixtures/scenes.ts';
import { ownStore, unsteadyStore } from '../fixtures/store.ts';
import { startDiscordStandIn, TOKEN, type DiscordStandIn } from '../stand-in/discord.ts';

const [HERE, GONE, NEW] = ['900000000000000001', '900000000000000002', '900000000000000003'];

const running: { discord: DiscordStandIn; gateway: Gateway }[] = [];

afterEach(async () => {
  for (const { discord, gateway } of running.splice(0)) {
    await gateway.close();
    await discord.close();
  }
});

/** A bot that connects to a Discord where it is in these servers. */
async function connect(store: Store, servers: readonly string[]) {
  const discord = await startDiscordStandIn();
  discord.gateway.servers = servers;
  const { log, lines } = recordedLog('info');
  const interactions: string[] = [];
  const gateway = await startGateway({
    token: TOKEN,
    dispatcher: {
      dispatch: async ({ id }) => void interactions.push(id),
      dispatchMessage: async () => undefined,
      dispatchPost: async () => undefined,
      abort: () => undefined,
    },
    membership: createGuildMembership({ servers: store.servers, log, now: () => 1_000 }),
    rest: createRest({ apiUrl: discord.apiUrl, token: TOKEN }),
    log,
    onFatal: () => undefined,
  });
  running.push({ discord, gateway });
  /** Whatever was sent before has arrived when it comes back. */
  const roundTrip = async () => {
    const question = slashInteraction(inServer(), { name: 'ask' });
    discord.interact(question);
    await expect.poll(() => interactions).toContain(question.id);
  };
  return { discord, gateway, lines, roundTrip };
}

const removed = (store: Store) => store.servers.removedBefore(2_000);
const keepSomething = (store: Store, id: string) => store.figures.count(id, '2026-08-01', 'none');
/** As Discord describes a server, in short. */
const described = (id: string) => ({ id, name: 'A server', channels: [{ id: '1', type: 0 }], members: [] });

describe('a server', () => {
  it('that removed the bot while it was off is noted when it connects; one that took it back is so no more', async () => {
    const store = ownStore();
    await keepSomething(store, HERE);
    await keepSomething(store, GONE);
    await store.servers.removed(HERE, 500);
    await connect(store, [HERE]);
    await expect.poll(() => removed(store)).toEqual([GONE]);
  });

  it('that removes the bot is noted, and so is one that takes it back', async () => {
    const store = ownStore();
    await keepSomething(store, HERE);
    const { discord } = await connect(store, [HERE]);
    discord.gateway.dispatch('GUILD_DELETE', { id: HERE });
    await expect.poll(() => removed(store)).toEqual([HERE]);
    discord.gateway.dispatch('GUILD_CREATE', described(HERE));
    await expect.poll(() => removed(store)).toEqual([]);
  });

  it('in an outage of Discord’s has not removed the bot', async () => {
    const store = ownStore();
    await keepSomething(store, HERE);
    await keepSomething(store, GONE);
    const { discord } = await connect(store, [HERE, GONE]);
    discord.gateway.dispatch('GUILD_DELETE', { id: HERE, unavailable: true });
    // The one that is told later is noted, so the other one was seen.
    discord.gateway.dispatch('GUILD_DELETE', { id: GONE });
    await expect.poll(() => removed(store)).toEqual([GONE]);
  });

  it('that never asked anything leaves no trace', async () => {
    const store = ownStore();
    const { discord, roundTrip } = await connect(store, [HERE]);
    discord.gateway.dispatch('GUILD_CREATE', described(NEW));
    discord.gateway.dispatch('GUILD_DELETE', { id: NEW });
    await roundTrip();
    expect([await removed(store), await store.servers.kept()]).toEqual([[], []]);
  });

  it('and its description keep nobody from an answer, whatever stands in it', async () => {
    const store = ownStore();
    const { discord, lines, roundTrip } = await connect(store, [HERE]);
    discord.gateway.dispatch('GUILD_CREATE', { id: HERE });
    discord.gateway.dispatch('CHANNEL_UPDATE', { id: 'odd' });
    discord.gateway.dispatch('GUILD_ROLE_CREATE', {});
    await roundTrip();
    expect(lines.join('')).toContain('connected to Discord');
    expect(lines.join('')).not.toContain('error');
  });

  it('that removes the bot while the database is away is noted later', async () => {
    const store = unsteadyStore();
    await keepSomething(store, HERE);
    const { discord, lines } = await connect(store, [HERE, GONE]);
    store.away = true;
    discord.gateway.dispatch('GUILD_DELETE', { id: HERE });
    await expect.poll(() => lines.join('')).toContain('could not note which servers have the bot');
    store.away = false;
    discord.gateway.dispatch('GUILD_DELETE', { id: GONE });
    await expect.poll(() => removed(store)).toEqual([HERE]);
  });
});
