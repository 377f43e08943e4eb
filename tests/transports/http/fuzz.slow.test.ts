import { afterEach, describe, expect, it } from 'vitest';
import { integer, pick } from '../../../bench/random.ts';
import { createRandom, type Random } from '../../../src/search/random.ts';
import { slashInteraction } from '../../../src/playground/interactions.ts';
import { mutateValue, wholeInteractions } from '../../fixtures/odd-interactions.ts';
import { inServer } from '../../fixtures/scenes.ts';
import { closeTransports, openTransport, signedHeaders } from './rig.ts';

afterEach(closeTransports);

function mutateBytes(bytes: Buffer, random: Random): Buffer {
  const changed = Buffer.from(bytes);
  for (let time = integer(random, 1, 4); time > 0; time -= 1) {
    changed[integer(random, 0, changed.length - 1)] = integer(random, 0, 255);
  }
  return random() < 0.3 ? changed.subarray(0, integer(random, 0, changed.length)) : changed;
}

function mutateText(text: string, random: Random): string {
  const at = integer(random, 0, text.length - 1);
  const other = pick(random, ['0', 'f', 'g', '-', ' ', '1', '9']);
  const how = pick(random, ['replace', 'cut', 'add', 'swap case'] as const);
  switch (how) {
    case 'replace':
      return text.slice(0, at) + other + text.slice(at + 1);
    case 'cut':
      return text.slice(0, at);
    case 'add':
      return text.slice(0, at) + other + text.slice(at);
    case 'swap case':
      return text.toUpperCase();
  }
}

async function inBatches(count: number, send: (at: number) => Promise<void>): Promise<void> {
  for (let start = 0; start < count; start += 50) {
    await Promise.all(Array.from({ length: Math.min(50, count - start) }, (_, at) => send(start + at)));
  }
}

describe('whatever is sent', () => {
  it('nothing is accepted that was changed after it was signed: 5,000 bodies, times and signatures', async () => {
    const { post, keys, refused, discord } = await openTransport();
    const random = createRandom(1);
    const statuses = new Set<number>();
    let sent = 0;
    await inBatches(5000, async (at) => {
      const body = Buffer.from(JSON.stringify(pick(random, wholeInteractions)()));
      const headers = signedHeaders(body, keys);
      const what = at % 3;
      const name = what === 0 ? 'x-signature-ed25519' : 'x-signature-timestamp';
      const changedBody = what === 2 ? mutateBytes(body, random) : body;
      const changed = what === 2 ? headers : { ...headers, [name]: mutateText(headers[name] ?? '', random) };
      const isSame =
        changedBody.equals(body) &&
        // HTTP takes spaces around a value away, and hexadecimal digits may be capital letters.
        changed['x-signature-timestamp']?.trim() === headers['x-signature-timestamp'] &&
        changed['x-signature-ed25519']?.trim().toLowerCase() === headers['x-signature-ed25519'];
      if (isSame) return;
      sent += 1;
      statuses.add((await post(changedBody, changed)).status);
    });
    expect(sent).toBeGreaterThan(4000);
    expect(refused).toHaveLength(sent);
    expect([...statuses]).toEqual([401]);
    expect(discord.requests).toEqual([]);
  });

  it('signed as it is, it is answered or refused, and the bot goes on: 5,000 odd bodies', async () => {
    const { post, interact, lines } = await openTransport();
    const random = createRandom(2);
    const statuses = new Map<number, number>();
    await inBatches(5000, async (at) => {
      const whole = pick(random, wholeInteractions)();
      const body =
        at % 5 === 0
          ? mutateBytes(Buffer.from(JSON.stringify(whole)), random)
          : Buffer.from(JSON.stringify(mutateValue(whole, random)));
      const response = await post(body);
      expect(await response.json()).toHaveProperty(response.status === 200 ? 'type' : 'error');
      statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
    });
    expect([...statuses.keys()].toSorted((one, other) => one - other)).toEqual([200, 400]);
    expect(statuses.get(200)).toBeGreaterThan(1000);
    const question = slashInteraction(inServer(), { name: 'ask', values: { question: 'opening hours' } });
    expect(await interact(question).next()).toMatchObject({ kind: 'respond' });
    expect(lines.filter((line) => line.includes('a request failed'))).toEqual([]);
  });
});
