import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { choosePlaygroundPort, PLAYGROUND_HOST } from '../../src/cli/playground-port.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A program that listens there; 0: anywhere. */
async function take(port: number): Promise<number> {
  const server = createServer();
  servers.push(server);
  await new Promise<void>((resolve) => {
    server.listen(port, PLAYGROUND_HOST, resolve);
  });
  return (server.address() as AddressInfo).port;
}

async function choose(usual: number) {
  const said: string[] = [];
  return { port: await choosePlaygroundPort((line) => said.push(line), usual), said };
}

describe('the playground’s port', () => {
  it('is the usual one, without a word', async () => {
    const usual = await take(0);
    servers.pop()?.close();
    expect(await choose(usual)).toEqual({ port: usual, said: [] });
  });

  it('is another one where that is taken, and it says so', async () => {
    const usual = await take(0);
    const { port, said } = await choose(usual);
    expect(port).not.toBe(usual);
    expect(said).toEqual([
      `Port ${usual} is taken, maybe by another playground: this one takes the next that is free. PORT chooses another.`,
    ]);
    await expect(take(port)).resolves.toBeGreaterThan(0);
  });
});
