import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runStart } from '../../src/cli/start.ts';
import { UsageError } from '../../src/cli/usage.ts';
import { readConfig } from '../../src/config.ts';
import { recordedLog } from '../fixtures/log.ts';

const PUBLIC_KEY = generateKeyPairSync('ed25519')
  .publicKey.export({ format: 'der', type: 'spki' })
  .subarray(-32)
  .toString('hex');

function start(variables: Readonly<Record<string, string>>, mode?: string): Promise<number> {
  return runStart({
    // Whoever looks there is told that there is nothing.
    config: readConfig({ CONTENT_DIR: 'nowhere', DISCORD_API_URL: 'http://127.0.0.1:9/api', ...variables }),
    mode,
    log: recordedLog().log,
    stop: new AbortController().signal,
    fail: () => undefined,
  });
}

describe('starting where another program has the port', () => {
  const other = createServer();
  beforeAll(async () => {
    other.listen(0);
    await once(other, 'listening');
  });
  afterAll(() => void other.close());

  it.each([
    ['the playground', {}],
    ['HTTP', { DISCORD_PUBLIC_KEY: PUBLIC_KEY }],
    ['the pages about the gateway', { DISCORD_TOKEN: 'a.b.c' }],
    ['the pages about shards', { DISCORD_TOKEN: 'a.b.c', SHARDS: '2' }],
  ])('fails before anything is read or asked: %s', async (_, variables) => {
    const { port } = other.address() as AddressInfo;
    await expect(start({ ...variables, PORT: String(port) })).rejects.toThrow(
      /^Can't listen on \S+(?: \d+)? \(another program listens there\)\. Choose another HOST or PORT\.$/,
    );
  });
});

it('reads the articles where the port is free', async () => {
  await expect(start({ PORT: '0' })).rejects.toThrow('There is no article to answer from in "nowhere"');
});

it('says which mode was probably meant', async () => {
  const starting = start({}, 'htpp');
  await expect(starting).rejects.toThrow(UsageError);
  await expect(starting).rejects.toThrow('Did you mean "http"?');
});
