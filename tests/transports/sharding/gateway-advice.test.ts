import { afterEach, describe, expect, it } from 'vitest';
import { createRest } from '../../../src/discord/rest.ts';
import { GatewayRefusal } from '../../../src/transports/gateway-refusal.ts';
import { askGateway } from '../../../src/transports/sharding/gateway-advice.ts';
import { readShard } from '../../../src/transports/sharding/shard.ts';
import { startDiscordStandIn, TOKEN, type DiscordStandIn } from '../../stand-in/discord.ts';

const running: DiscordStandIn[] = [];
afterEach(async () => {
  for (const discord of running.splice(0)) await discord.close();
});

async function ask(token = TOKEN, change: (discord: DiscordStandIn) => void = () => undefined) {
  const discord = await startDiscordStandIn();
  running.push(discord);
  discord.advice = { shards: 12, maxConcurrency: 16 };
  change(discord);
  return askGateway(createRest({ apiUrl: discord.apiUrl, token }));
}

describe('what Discord says about the gateway', () => {
  it('is how many shards it recommends, and how many may identify at once', async () => {
    expect(await ask()).toEqual({ shards: 12, maxConcurrency: 16 });
  });

  it('is that the token is wrong', async () => {
    const asked = ask('wrong');
    await expect(asked).rejects.toThrow(GatewayRefusal);
    await expect(asked).rejects.toThrow(/^Discord refused the login\. .*DISCORD_TOKEN\.$/);
  });

  it('may be nothing that can be used', async () => {
    const odd = ask(TOKEN, (discord) => discord.refuseNext('GET', /\/gateway\/bot$/, 200, { shards: 0 }));
    await expect(odd).rejects.toThrow(/could not be reached .* DISCORD_API_URL/);
  });

  it('can not be heard where nobody is', async () => {
    const rest = createRest({ apiUrl: 'http://127.0.0.1:1', token: TOKEN });
    await expect(askGateway(rest)).rejects.toThrow(
      /^Discord could not be reached \(ECONNREFUSED\)\. Check .*DISCORD_API_URL/,
    );
  });
});

describe('a shard', () => {
  it('is one of several', () => {
    expect(readShard('1/4')).toEqual({ id: 1, count: 4 });
  });

  it.each(['', '4/4', '1/0', '1', '-1/4', '1/4/8', '99999/100000'])('is not "%s"', (text) => {
    expect(readShard(text)).toBeNull();
  });
});
