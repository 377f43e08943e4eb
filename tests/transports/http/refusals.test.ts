import { createPublicKey, verify } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { slashInteraction } from '../../../src/playground/interactions.ts';
import { ConfigError } from '../../../src/config.ts';
import { readPublicKey } from '../../../src/transports/http/public-key.ts';
import { createReplayGuard } from '../../../src/transports/replays.ts';
import { inServer } from '../../fixtures/scenes.ts';
import { closeTransports, newKeys, openTransport, signedHeaders } from './rig.ts';

afterEach(closeTransports);

const question = () =>
  JSON.stringify(slashInteraction(inServer(), { name: 'ask', values: { question: 'opening hours' } }));
const seconds = (offset: number) => String(Math.floor(Date.now() / 1000) + offset);

describe('what Discord did not sign', () => {
  it.each<[string, (headers: Record<string, string>) => Record<string, string>]>([
    ['no signature', ({ 'x-signature-timestamp': time = '' }) => ({ 'x-signature-timestamp': time })],
    ['no time', ({ 'x-signature-ed25519': signature = '' }) => ({ 'x-signature-ed25519': signature })],
    ['no headers at all', () => ({})],
    ['a signature that is too short', (all) => change(all, (signature) => signature.slice(2))],
    ['a signature that is too long', (all) => change(all, (signature) => `${signature}00`)],
    ['a signature with a wrong digit', (all) => change(all, (signature) => `g${signature.slice(1)}`)],
    ['another signature', (all) => change(all, (signature) => signature.split('').toReversed().join(''))],
    ['the time of another moment', (all) => ({ ...all, 'x-signature-timestamp': seconds(-1) })],
    ['a time that is none', (all) => ({ ...all, 'x-signature-timestamp': 'now' })],
    ['an empty time', (all) => ({ ...all, 'x-signature-timestamp': '' })],
  ])('is refused: %s', async (_, changed) => {
    const { post, keys, refused, discord } = await openTransport();
    const body = question();
    const response = await post(body, changed(signedHeaders(body, keys)));
    expect(response.status).toBe(401);
    expect(refused).toEqual(['unsigned']);
    expect(discord.requests).toEqual([]);
  });

  it('is refused: signed by somebody else, or with a body that was changed on the way', async () => {
    const { post, keys } = await openTransport();
    const body = question();
    expect((await post(body, signedHeaders(body, newKeys()))).status).toBe(401);
    expect((await post(body.replace('opening', 'closing'), signedHeaders(body, keys))).status).toBe(401);
    expect((await post(`${body} `, signedHeaders(body, keys))).status).toBe(401);
  });

  it.each([
    [-301, 401],
    [-300, 200],
    [300, 200],
    [301, 401],
  ])('counts when it was signed %d seconds from now: %d', async (offset, status) => {
    const { post, keys } = await openTransport({ now: () => 1_700_000_000_000 });
    const body = question();
    const headers = signedHeaders(body, keys, String(1_700_000_000 + offset));
    expect((await post(body, headers)).status).toBe(status);
  });

  it('is answered once only', async () => {
    const { post, keys, refused } = await openTransport();
    const body = question();
    expect((await post(body, signedHeaders(body, keys))).status).toBe(200);
    expect((await post(body, signedHeaders(body, keys))).status).toBe(401);
    expect((await post(body, signedHeaders(body, keys, seconds(-5)))).status).toBe(401);
    expect(refused).toEqual(['replayed', 'replayed']);
  });
});

describe('what Discord signed', () => {
  it.each([
    'null',
    '{',
    '',
    '[]',
    '"text"',
    '{}',
    '{"type":1}',
    '{"id":"1","application_id":"2","token":"t","type":6}',
    '{"id":"1","application_id":"2","token":"t","type":"1"}',
    '{"id":"not a number","application_id":"2","token":"t","type":1}',
    '{"id":"1","application_id":"2/../3","token":"t","type":1}',
    '{"id":"1","application_id":"2","token":"t","type":2,"data":{"name":"ask","type":1}}',
    '{"id":"1","application_id":"2","token":"t","type":3,"user":{"id":"1"},"data":{"custom_id":"x"}}',
    '[['.repeat(60_000),
    '\uFEFF{}',
  ])('is refused where it is no interaction: %.60s', async (body) => {
    const { post, refused } = await openTransport();
    expect((await post(body)).status).toBe(400);
    expect(refused).toEqual(['malformed']);
  });
});

describe('a body that is too large', () => {
  const LIMIT = 256 * 1024;
  const padded = (length: number) => {
    const body = question();
    return `${body}${' '.repeat(length - body.length)}`;
  };

  it('is refused from the first byte that is too many', async () => {
    const { post } = await openTransport();
    expect((await post(padded(LIMIT))).status).toBe(200);
    expect((await post(padded(LIMIT + 1))).status).toBe(413);
  });

  it('is refused before it has come, where its length is told', async () => {
    const { raw, keys } = await openTransport();
    const answer = await raw(requestHead(signedHeaders('', keys), ['content-length: 99999999']));
    expect(answer).toMatch(/^HTTP\/1\.1 413 .*connection: close/is);
  });

  it('is refused as soon as it is too long, where its length is not told', async () => {
    const { raw, keys, refused } = await openTransport();
    const chunk = `ffff\r\n${'x'.repeat(0xffff)}\r\n`;
    // The end of the body never comes.
    const answer = await raw(
      requestHead(signedHeaders('', keys), ['transfer-encoding: chunked']) + chunk.repeat(5),
    );
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(refused).toEqual(['too-large']);
  });

  it('is not even read where nobody signed it', async () => {
    const { raw } = await openTransport();
    const answer = await raw(requestHead({}, ['content-length: 99999999']));
    expect(answer).toMatch(/^HTTP\/1\.1 401 /);
  });
});

describe('other requests', () => {
  it.each([
    ['GET', '/interactions', 405],
    ['PUT', '/interactions', 405],
    ['DELETE', '/interactions', 405],
    ['POST', '/healthz', 405],
    ['GET', '/', 404],
    ['POST', '/interactions/x', 404],
  ])('%s %s gets %d', async (method, path, status) => {
    const { url } = await openTransport();
    const response = await fetch(`${url}${path}`, { method });
    expect(response.status).toBe(status);
    expect(response.headers.has('allow')).toBe(status === 405);
  });
});

describe('the public key', () => {
  it.each([
    '',
    'abc',
    'x'.repeat(64),
    // One digit more.
    `${newKeys().publicKey}0`,
    ...weakKeys(),
  ])('"%s" stops the start with what to do', (key) => {
    expect(() => readPublicKey(key)).toThrow(ConfigError);
    expect(() => readPublicKey(key)).toThrow(/DISCORD_PUBLIC_KEY .*General Information/);
  });

  it.each(weakKeys())('is not %s, since signatures that fit it take no private key', (key) => {
    const spki = Buffer.from(`302a300506032b6570032100${key}`, 'hex');
    const weak = createPublicKey({ key: spki, format: 'der', type: 'spki' });
    const texts = Array.from({ length: 100 }, (_, at) => Buffer.from(String(at)));
    // The neutral point, and zero.
    const forged = Buffer.from(`01${'0'.repeat(126)}`, 'hex');
    expect(texts.some((text) => verify(null, text, weak, forged))).toBe(true);
    expect(() => readPublicKey(key.toUpperCase())).toThrow(/anybody could sign/);
  });

  it('is taken in capital letters, too, whatever key it is', () => {
    for (let time = 0; time < 50; time += 1) {
      expect(readPublicKey(newKeys().publicKey.toUpperCase()).asymmetricKeyType).toBe('ed25519');
    }
  });
});

describe('what is remembered of requests', () => {
  it('lasts for the whole window, and then goes', () => {
    let time = 1;
    const { isNew } = createReplayGuard(() => time, 1000);
    expect(isNew('a')).toBe(true);
    time = 999;
    expect(isNew('b')).toBe(true);
    time = 1998;
    expect(isNew('b')).toBe(false);
    time = 4000;
    expect([isNew('a'), isNew('b')]).toEqual([true, true]);
  });

  it('is never more than the last so many', () => {
    const { isNew } = createReplayGuard(() => 0, 1000, 100);
    const ids = Array.from({ length: 1000 }, (_, at) => String(at));
    expect(ids.every((id) => isNew(id))).toBe(true);
    expect(ids.slice(-100).some((id) => isNew(id))).toBe(false);
    expect(isNew('0')).toBe(true);
  });
});

/** The points of small order, with either sign, in all their spellings. */
function weakKeys(): readonly string[] {
  const ends = ['00', '01'].map((first) => `${first}${'0'.repeat(60)}`);
  const tops = ['ec', 'ed', 'ee'].map((first) => `${first}${'f'.repeat(60)}`);
  const ofOrderEight = [
    '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc',
    'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03',
  ] as const;
  return [
    ...ends.flatMap((most) => [`${most}00`, `${most}80`]),
    ...tops.flatMap((most) => [`${most}7f`, `${most}ff`]),
    `${ofOrderEight[0]}05`,
    `${ofOrderEight[0]}85`,
    `${ofOrderEight[1]}7a`,
    `${ofOrderEight[1]}fa`,
  ];
}

function change(
  { 'x-signature-ed25519': signature = '', ...others }: Record<string, string>,
  how: (signature: string) => string,
): Record<string, string> {
  return { ...others, 'x-signature-ed25519': how(signature) };
}

function requestHead(headers: Record<string, string>, more: readonly string[]): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return ['POST /interactions HTTP/1.1', 'host: bot', ...lines, ...more, '', ''].join('\r\n');
}
