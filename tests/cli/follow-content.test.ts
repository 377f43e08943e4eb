import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createCommands } from '../../commands/index.ts';
import { createAppContext } from '../../src/cli/app-context.ts';
import { followCommands, type CommandFollower } from '../../src/cli/follow-commands.ts';
import { followContent } from '../../src/cli/follow-content.ts';
import { createServedContent } from '../../src/cli/served-content.ts';
import { loadLibrary } from '../../src/content/load.ts';
import { createCommandRegistry } from '../../src/discord/registry/sync.ts';
import { createRest } from '../../src/discord/rest.ts';
import { fileWith } from '../content/pack-text.ts';
import { recordedLog } from '../fixtures/log.ts';
import { startDiscordStandIn, TOKEN } from '../stand-in/discord.ts';

const APPLICATION = '600000000000000001';
const GOOD = fileWith('## One\nSome.');
const BROKEN = fileWith('## One\n');

let folder: string;
const closing: (() => unknown)[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'footnote-follow-'));
});
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function write(slug: string, text: string): Promise<void> {
  await mkdir(join(folder, slug), { recursive: true });
  await writeFile(join(folder, slug, 'en.md'), text);
}

/** As the program does at its start. */
async function follow(commands: CommandFollower) {
  const loaded = await loadLibrary(folder, { reservedNames: [] });
  const content = await createServedContent(loaded.library, (library) => createAppContext(library));
  const followed = followContent(folder, {
    loaded,
    content,
    commands,
    log: recordedLog().log,
    intervalMs: 5,
  });
  closing.push(followed.close);
  return followed;
}

it('takes the command of an article away that was broken at the start and is deleted', async () => {
  const discord = await startDiscordStandIn();
  closing.push(() => discord.close());
  const rest = createRest({ apiUrl: discord.apiUrl, token: TOKEN });
  await write('tides', GOOD);
  await write('moon', GOOD);
  const { library } = await loadLibrary(folder, { reservedNames: [] });
  for (const { data } of createCommands(library))
    await rest.post(`/applications/${APPLICATION}/commands`, { body: data });
  await write('moon', BROKEN);
  const commands = followCommands({
    registry: createCommandRegistry(rest, APPLICATION, { kind: 'global' }),
    registers: true,
    jobs: { claim: () => Promise.resolve(true) },
    log: recordedLog().log,
    settle: 1,
  });
  closing.push(() => commands.close());
  const followed = await follow(commands);
  const names = () => discord.commands.all().map(({ name }) => name);
  expect(followed.errors()).toHaveLength(1);
  expect(names()).toContain('moon');

  await rm(join(folder, 'moon'), { recursive: true });
  await expect.poll(names).not.toContain('moon');
  expect(names()).toContain('tides');
  expect(followed.errors()).toEqual([]);
});

it('lets no command go of an article that is mended, before that is served', async () => {
  await write('tides', GOOD);
  await write('moon', BROKEN);
  const wanted: string[] = [];
  await follow({
    follow: ({ definitions, contentHasErrors }) => {
      const isThere = definitions.some(({ name }) => name === 'moon');
      wanted.push(`${isThere ? 'with' : 'without'} it, ${contentHasErrors ? 'errors' : 'no errors'}`);
    },
    close: () => Promise.resolve(),
  });
  await write('moon', GOOD);
  await expect.poll(() => wanted.at(-1)).toBe('with it, no errors');
  expect(wanted).not.toContain('without it, no errors');
});
