import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Bot } from '../../src/cli/bot.ts';
import { createAppContext } from '../../src/cli/app-context.ts';
import { servePlayground } from '../../src/cli/serve-playground.ts';
import { fair } from '../fixtures/fair.ts';
import { recordedLog } from '../fixtures/log.ts';
import { ownStore } from '../fixtures/store.ts';
import { playgroundBot } from '../playground/rig.ts';

const CHANNEL = 'http.server.request.start';
const servers = new Set<Server>();
const note = (message: unknown) => void servers.add((message as { readonly server: Server }).server);
beforeEach(() => {
  servers.clear();
  subscribe(CHANNEL, note);
});
afterEach(() => {
  unsubscribe(CHANNEL, note);
});

const broken = () => {
  throw new Error('broken');
};

/** How many servers had begun to listen, and whether one still does. */
async function fail(
  parts: Partial<Bot>,
  words: string,
  out: (line: string) => void = () => undefined,
): Promise<{ readonly begun: number; readonly listens: boolean }> {
  const store = ownStore();
  const context = createAppContext(fair);
  const stop = new AbortController();
  const bot = playgroundBot({ log: recordedLog().log, store, context: () => context, stop: stop.signal });
  await expect(servePlayground({ ...bot, ...parts }, out)).rejects.toThrow(words);
  await store.close();
  return { begun: servers.size, listens: [...servers].some(({ listening }) => listening) };
}

describe('a playground that can not start', () => {
  it('closes its page where the commands are refused', async () => {
    const context = createAppContext(fair);
    const [command] = context.commands;
    if (command === undefined) throw new Error('there are no commands');
    const refused = { ...command, data: { ...command.data, name: 'x'.repeat(33) } };
    expect(await fail({ context: () => ({ ...context, commands: [refused] }) }, 'Invalid Form Body')).toEqual(
      {
        begun: 1,
        listens: false,
      },
    );
  });

  it('closes its page and the bot’s transport where it fails after that', async () => {
    expect(await fail({}, 'broken', broken)).toEqual({ begun: 2, listens: false });
  });
});
