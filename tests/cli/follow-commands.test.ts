import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RESTPostAPIApplicationCommandsJSONBody } from 'discord-api-types/v10';
import { createCommands } from '../../commands/index.ts';
import { followCommands, type CommandFollower } from '../../src/cli/follow-commands.ts';
import { createCommandRegistry } from '../../src/discord/registry/sync.ts';
import { createRest } from '../../src/discord/rest.ts';
import type { Store } from '../../src/store/store.ts';
import { fair } from '../fixtures/fair.ts';
import { recordedLog } from '../fixtures/log.ts';
import { startDiscordStandIn, TOKEN, type DiscordStandIn } from '../stand-in/discord.ts';

const APPLICATION = '600000000000000001';
const OURS = createCommands(fair).map(({ data }) => data);
const WANTED = { definitions: OURS, contentHasErrors: false };

let discord: DiscordStandIn;
const started: DiscordStandIn[] = [];
const running: CommandFollower[] = [];

beforeEach(async () => {
  discord = await startDiscordStandIn();
  started.push(discord);
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.close()));
});
afterAll(async () => {
  for (const one of started) await one.close();
});

/** As the store's: whoever comes first has it until its time is up. */
function jobsOfAll(): Store['jobs'] {
  const until = new Map<string, number>();
  return {
    claim: (name, { now, lease }) => {
      const free = (until.get(name) ?? 0) <= now;
      if (free) until.set(name, now + lease);
      return Promise.resolve(free);
    },
  };
}

function bot(
  options: { readonly registers?: boolean; readonly jobs?: Store['jobs']; readonly lease?: number } = {},
) {
  const { log, lines } = recordedLog();
  const waiting: { readonly text: string; readonly resolve: () => void }[] = [];
  const written = lines.push.bind(lines);
  lines.push = (...more) => {
    const length = written(...more);
    for (const { text, resolve } of waiting) if (more.some((line) => line.includes(text))) resolve();
    return length;
  };
  const follower = followCommands({
    registry: createCommandRegistry(createRest({ apiUrl: discord.apiUrl, token: TOKEN }), APPLICATION, {
      kind: 'global',
    }),
    registers: true,
    jobs: jobsOfAll(),
    log,
    settle: 1,
    lease: 5,
    ...options,
  });
  running.push(follower);
  return {
    ...follower,
    lines,
    logged: (text: string) =>
      lines.some((line) => line.includes(text))
        ? Promise.resolve()
        : new Promise<void>((resolve) => {
            waiting.push({ text, resolve });
          }),
  };
}

const sent = () => discord.requests.filter(({ method }) => method !== 'GET');
const names = () => discord.commands.all().map(({ name }) => name);

function withDescription(description: string): readonly RESTPostAPIApplicationCommandsJSONBody[] {
  return OURS.map((one) => (one.name === 'help' && 'description' in one ? { ...one, description } : one));
}

describe('with AUTO_REGISTER=1', () => {
  it('Discord has the commands, and what changes later; what stays isn’t sent again', async () => {
    const one = bot();
    one.follow(WANTED);
    await one.logged(`"create":${OURS.length}`);
    expect(names()).toEqual(OURS.map(({ name }) => name));
    const before = sent().length;
    one.follow({ ...WANTED, definitions: withDescription('Something else') });
    await one.logged('"change":1');
    expect(sent().slice(before)).toMatchObject([{ method: 'PATCH' }]);
    expect(discord.violations).toEqual([]);
  });

  it('a bot that is started again sends nothing', async () => {
    const jobs = jobsOfAll();
    const first = bot({ jobs });
    first.follow(WANTED);
    await first.logged(`"create":${OURS.length}`);
    await first.close();
    const before = sent().length;
    const second = bot({ jobs });
    second.follow(WANTED);
    second.follow({ ...WANTED, definitions: withDescription('Something else') });
    await second.logged('registered the commands');
    expect(sent().length - before).toBe(1);
  });

  it('of changes that come together, the last is registered, once', async () => {
    const one = bot();
    for (const text of ['One', 'Two', 'Three']) {
      one.follow({ ...WANTED, definitions: withDescription(text) });
    }
    await one.logged('registered the commands');
    expect(sent()).toHaveLength(OURS.length);
    expect(discord.commands.all().find(({ name }) => name === 'help')).toMatchObject({
      description: 'Three',
    });
  });

  it('of several processes one creates them, and none of them twice', async () => {
    const jobs = jobsOfAll();
    const all = [bot({ jobs, lease: 60_000 }), bot({ jobs, lease: 60_000 }), bot({ jobs, lease: 60_000 })];
    for (const one of all) one.follow(WANTED);
    await Promise.race(all.map((one) => one.logged('registered the commands')));
    expect(sent()).toHaveLength(OURS.length);
    expect(names()).toHaveLength(OURS.length);
  });

  it('a command that somebody else registered stays', async () => {
    const other = { name: 'weather', description: 'Somebody else’s', type: 1 };
    await createRest({ apiUrl: discord.apiUrl, token: TOKEN }).post(`/applications/${APPLICATION}/commands`, {
      body: other,
    });
    const one = bot();
    one.follow(WANTED);
    await one.logged('registered the commands');
    expect(names()).toContain('weather');
  });

  it('where Discord has no room for more, what goes makes room for what comes', async () => {
    const [article] = createCommands(fair).filter(({ data }) => data.name === 'fair');
    if (article === undefined) throw new Error('The fair has a command.');
    const wanted = (first: number) => ({
      definitions: Array.from({ length: 100 }, (_, at) => ({ ...article.data, name: `fair-${first + at}` })),
      contentHasErrors: false,
    });
    const one = bot();
    one.follow(wanted(1));
    await one.logged('"create":100');
    one.follow(wanted(0));
    await Promise.race([one.logged('"delete":1'), one.logged('could not be compared')]);
    expect(names()).toHaveLength(100);
    expect(names()).toContain('fair-0');
    expect(names()).not.toContain('fair-100');
  });

  it('a refusal is told with what to do, and the next change is registered all the same', async () => {
    discord.refuseNext('POST', /\/commands$/, 400, {
      code: 30034,
      message: 'Max number of daily application command creates has been reached (200)',
    });
    const one = bot();
    one.follow(WANTED);
    await one.logged('try again tomorrow');
    expect(names()).toEqual([]);
    one.follow({ ...WANTED, definitions: withDescription('Mended') });
    await one.logged('registered the commands');
    expect(names()).toHaveLength(OURS.length);
  });
});

describe('without AUTO_REGISTER', () => {
  it('the log says that Discord’s commands differ and what to run, and nothing is sent', async () => {
    const one = bot({ registers: false });
    one.follow(WANTED);
    await one.logged('run \\"footnote register\\"');
    expect(one.lines.join()).toContain(`"create":${OURS.length}`);
    expect(sent()).toEqual([]);
  });
});
