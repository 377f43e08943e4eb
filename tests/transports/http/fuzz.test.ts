import { afterEach, describe, expect, it } from 'vitest';
import { integer, pick } from '../../../bench/random.ts';
import { createRandom, type Random } from '../../../src/search/random.ts';
import { modalInteraction } from '../../../src/playground/modal-submit.ts';
import { modal, textField } from '../../../src/discord/render/modal.ts';
import {
  autocompleteInteraction,
  messageCommandInteraction,
  slashInteraction,
  snowflake,
} from '../../../src/playground/interactions.ts';
import { carrier, press } from '../../discord/rig.ts';
import { inDirectMessage, inServer } from '../../fixtures/scenes.ts';
import { closeDoors, openDoor, signedHeaders } from './rig.ts';

afterEach(closeDoors);

const form = modal('probe:save', 'A form', [textField({ id: 'why', label: 'Why', lines: 'one' })]);

/** Each is whole: of many members, so that none is told to slow down. */
const WHOLE = [
  () => slashInteraction(someone(), { name: 'ask', values: { question: 'opening hours', private: true } }),
  () => slashInteraction(inDirectMessage(), { name: 'fair' }),
  () => slashInteraction(someone(), { name: 'pin', subcommand: 'list' }),
  () => autocompleteInteraction(someone(), { name: 'ask', focused: 'question', typed: 'how' }),
  () => press('ask:pick:a:fair:en:x', someone()),
  () => press('read:go:fair:en:section/getting-there:1', someone()),
  () => messageCommandInteraction(someone(), { name: 'Answer this', target: carrier }),
  () => modalInteraction(someone(), { modal: form, values: { why: 'x' } }),
] as const;

const someone = () => inServer({ userId: snowflake() });

const ODD_VALUES: readonly unknown[] = [
  null,
  '',
  0,
  -1,
  1e308,
  true,
  [],
  {},
  'x'.repeat(3000),
  '\ud800',
  '\0',
  '__proto__',
  { toString: 1 },
  [[[[]]]],
  '99999999999999999999999',
];

/** Takes out, doubles or replaces something anywhere in it. */
function mutateValue(value: unknown, random: Random): unknown {
  if (typeof value !== 'object' || value === null || random() < 0.1) {
    return ODD_VALUES[integer(random, 0, ODD_VALUES.length - 1)];
  }
  const entries = Object.entries(value);
  const at = integer(random, 0, Math.max(0, entries.length - 1));
  const changed = entries.flatMap(([key, inner], position): [string, unknown][] => {
    if (position !== at) return [[key, inner]];
    const how = random();
    if (how < 0.2) return [];
    if (how < 0.25) return [[`${key}x`, inner]];
    return [[key, mutateValue(inner, random)]];
  });
  return Array.isArray(value) ? changed.map(([, inner]) => inner) : Object.fromEntries(changed);
}

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
    const { post, keys, refused, discord } = await openDoor();
    const random = createRandom(1);
    const statuses = new Set<number>();
    let sent = 0;
    await inBatches(5000, async (at) => {
      const body = Buffer.from(JSON.stringify(pick(random, WHOLE)()));
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
    const { post, interact, lines } = await openDoor();
    const random = createRandom(2);
    const statuses = new Map<number, number>();
    await inBatches(5000, async (at) => {
      const whole = pick(random, WHOLE)();
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
