import { SlashCommandBuilder } from 'discord.js';
import type { RESTPostAPIApplicationCommandsJSONBody } from 'discord-api-types/v10';
import fc from 'fast-check';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { createCommands } from '../../commands/index.ts';
import { runRegister, scopeOf, type RegisterRequest } from '../../src/cli/register.ts';
import { UsageError } from '../../src/cli/usage.ts';
import { createRest } from '../../src/discord/rest.ts';
import { fair } from '../fixtures/fair.ts';
import { startDiscordStandIn, TOKEN, type DiscordStandIn } from '../stand-in/discord.ts';

const APPLICATION = '600000000000000001';
const OURS = createCommands(fair).map(({ data }) => data);

let discord: DiscordStandIn;
const started: DiscordStandIn[] = [];

beforeEach(async () => {
  discord = await startDiscordStandIn();
  started.push(discord);
});

afterAll(async () => {
  for (const one of started) await one.close();
});

async function register(
  options: Partial<RegisterRequest> & { readonly token?: string; readonly guildId?: string } = {},
) {
  const { token = TOKEN, guildId, ...rest } = options;
  const out: string[] = [];
  const err: string[] = [];
  const code = await runRegister({
    rest: createRest({ apiUrl: discord.apiUrl, token }),
    applicationId: APPLICATION,
    definitions: OURS,
    scope: scopeOf(guildId),
    dryRun: false,
    check: false,
    prune: false,
    json: false,
    out: (line) => out.push(line),
    err: (line) => err.push(line),
    ...rest,
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

const sent = () => discord.requests.filter(({ method }) => method !== 'GET');

function withDescription(name: string, description: string): RESTPostAPIApplicationCommandsJSONBody[] {
  return OURS.map((one) => (one.name === name && 'description' in one ? { ...one, description } : one));
}

describe('registering', () => {
  it('creates every command, and the second time sends nothing', async () => {
    const first = await register();
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(first.out).toContain('+ create  /ask');
    expect(first.out).toContain('+ create  "Answer this" (message)');
    expect(first.out).toContain(`${OURS.length} created, 0 changed, 0 deleted, 0 left as they were.`);
    expect(discord.commands.all().map(({ name }) => name)).toEqual(OURS.map(({ name }) => name));

    const before = sent().length;
    const second = await register();
    expect(second).toMatchObject({ code: 0 });
    expect(second.out).toContain('Nothing was sent: Discord is up to date.');
    expect(sent()).toHaveLength(before);
    expect(discord.violations).toEqual([]);
  });

  it('changes only what differs, shows old and new, and keeps its id', async () => {
    await register();
    const id = discord.commands.all().find(({ name }) => name === 'help')?.id;
    const before = sent().length;
    const { code, out } = await register({ definitions: withDescription('help', 'Something else') });
    expect(code).toBe(0);
    expect(out).toContain(
      '~ change  /help\n    description: "What I know and what I can do" -> "Something else"',
    );
    expect(sent().slice(before)).toMatchObject([
      { method: 'PATCH', path: `/applications/${APPLICATION}/commands/${id}` },
    ]);
    expect(discord.commands.all().find(({ name }) => name === 'help')).toMatchObject({
      id,
      description: 'Something else',
    });
  });

  it('sees a changed localisation of an option', async () => {
    await register();
    const definitions = structuredClone(OURS);
    const ask = definitions.find(({ name }) => name === 'ask');
    const option = ask !== undefined && 'options' in ask ? ask.options?.[0] : undefined;
    if (option === undefined) throw new Error('no option');
    option.description_localizations = { fr: 'Autre chose' };
    const { out } = await register({ definitions, dryRun: true });
    expect(out).toContain(
      'options.question.description_localizations.fr: "Ce que vous voulez savoir" -> "Autre chose"',
    );
  });

  it('takes back on Discord what a definition no longer says', async () => {
    const builder = () => new SlashCommandBuilder().setName('x').setDescription('x');
    await register({ definitions: [builder().setDefaultMemberPermissions(8n).setNSFW(true).toJSON()] });
    const plain = [builder().toJSON()];
    await register({ definitions: plain });
    const again = await register({ definitions: plain });
    expect(again.out).toContain('Nothing was sent');
    expect(discord.commands.all()[0]).toMatchObject({ default_member_permissions: null, nsfw: false });
  });

  it('leaves commands alone that are not ours, and deletes them only when asked', async () => {
    discord.commands.plant({ name: 'older', description: 'x' });
    const { out } = await register();
    expect(out).toContain('= leave   /older  (not ours: --prune deletes it)');
    const pruned = await register({ prune: true });
    expect(pruned.out).toContain('- delete  /older');
    expect(discord.commands.all().map(({ name }) => name)).not.toContain('older');
  });

  it('keeps the entry point even when pruning', async () => {
    discord.commands.plant({ name: 'launch', type: 4, description: '' });
    const { out } = await register({ prune: true });
    expect(out).toContain('= leave   "launch" (entry point)  (entry point: always kept)');
    expect(discord.commands.all().map(({ name }) => name)).toContain('launch');
  });

  it('registers for one server without what only global commands may have', async () => {
    const first = await register({ guildId: '5' });
    expect(first.code).toBe(0);
    expect(discord.commands.all('/guilds/5')).toHaveLength(OURS.length);
    expect(discord.commands.all()).toEqual([]);
    expect((await register({ guildId: '5' })).out).toContain('Nothing was sent');
  });
});

describe('a command that shows twice in a server', () => {
  const GUILD = '300000000000000003';
  const inGuild = () => discord.commands.all(`/guilds/${GUILD}`).map(({ name }) => name);
  const clearing = { guildId: GUILD, clear: true };

  it('is named, with how to take the server’s own off', async () => {
    await register();
    for (const options of [{ dryRun: true }, {}, {}, { check: true }]) {
      const { code, out } = await register({ guildId: GUILD, ...options });
      expect(out).toMatch(/show twice in this one: .*\/ask, .*"Answer this" \(message\)/);
      expect(out).toContain(`footnote register --guild ${GUILD} --clear`);
      expect(code).toBe(0);
    }
    const { out } = await register({ guildId: GUILD, json: true });
    expect(JSON.parse(out)).toMatchObject({
      warnings: [
        {
          kind: 'twice',
          message: expect.stringContaining('/ask'),
          commands: expect.arrayContaining([{ type: 'message', name: 'Answer this' }]),
        },
      ],
    });
  });

  it('may be one where it is registered for all afterwards, which is said once', async () => {
    await register({ guildId: GUILD });
    expect((await register()).out).toContain('--guild ID --clear');
    expect((await register()).out).not.toContain('--clear');
  });

  it('is none where it is registered in one place alone', async () => {
    expect((await register({ guildId: GUILD })).out).not.toContain('twice');
    discord.commands.plant({ name: 'theirs', description: 'x' });
    expect((await register({ guildId: GUILD })).out).not.toContain('twice');
  });

  it('is not named where it is somebody else’s, which clearing leaves there', async () => {
    for (const scope of [undefined, `/guilds/${GUILD}`] as const)
      discord.commands.plant({ name: 'theirs', description: 'x' }, scope);
    const { out } = await register({ guildId: GUILD });
    expect(out).not.toContain('twice');
    expect(out).toContain('= leave   /theirs  (not ours: --prune deletes it)');
  });

  it('is taken off the server, and stays for all', async () => {
    await register();
    await register({ guildId: GUILD });
    discord.commands.plant({ name: 'theirs', description: 'x' }, `/guilds/${GUILD}`);
    const before = sent().length;
    const looked = await register({ ...clearing, check: true });
    expect(looked.code).toBe(1);
    expect(looked.out).toContain(`0 to create, 0 to change, ${OURS.length} to delete`);
    expect((await register({ ...clearing, dryRun: true })).code).toBe(0);
    expect(sent()).toHaveLength(before);

    const cleared = await register(clearing);
    expect(cleared).toMatchObject({ code: 0, err: '' });
    expect(cleared.out).toContain('- delete  /ask');
    expect(cleared.out).not.toContain('The server then has no');
    expect(inGuild()).toEqual(['theirs']);
    expect(discord.commands.all()).toHaveLength(OURS.length);
    expect((await register({ ...clearing, check: true })).code).toBe(0);
    await register({ ...clearing, prune: true });
    expect(inGuild()).toEqual([]);
  });

  it('is the only one that the server has: clearing says so', async () => {
    await register({ guildId: GUILD });
    expect((await register({ ...clearing, dryRun: true })).out).toMatch(/The server then has no .*\/ask/);
  });

  it('is not taken off no server', async () => {
    await expect(register({ clear: true })).rejects.toThrow(UsageError);
    expect(discord.requests).toEqual([]);
  });
});

describe('a command of an article that was renamed', () => {
  const renamed = fair.map((pack) => ({ ...pack, slug: 'winter-market' }));
  const definitions = createCommands(renamed).map(({ data }) => data);
  const [{ slug } = { slug: '' }] = fair;

  it('is named, makes a check fail, and goes', async () => {
    await register();
    const looked = await register({ definitions, check: true });
    expect(looked.code).toBe(1);
    expect(looked.out).toContain(`- delete  /${slug}  (left over: it has the subcommands of an article`);
    expect(looked.out).toContain('1 to create, 0 to change, 1 to delete');
    await register({ definitions });
    expect(discord.commands.all().map(({ name }) => name)).not.toContain(slug);
    expect((await register({ definitions, check: true })).code).toBe(0);
  });

  it('makes a check fail where nothing else differs', async () => {
    await register({ definitions });
    const old = OURS.find(({ name }) => name === slug);
    discord.commands.plant({ ...old });
    const { code, out } = await register({ definitions, check: true, json: true });
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      drift: true,
      plan: expect.arrayContaining([
        { action: 'delete', type: 'slash', name: slug, why: 'left over', done: false },
      ]),
    });
  });

  it('stays while an article can not be read: it might be that one’s', async () => {
    await register();
    const { code, out } = await register({ definitions, contentHasErrors: true });
    expect(code).toBe(0);
    expect(out).toContain(`= leave   /${slug}  (left over`);
    expect(discord.commands.all().map(({ name }) => name)).toContain(slug);
    expect((await register({ definitions, contentHasErrors: true, check: true })).code).toBe(1);
  });

  it('is told from others’ commands, whatever they are called', async () => {
    await register({ definitions });
    const article = definitions.find(({ name }) => name === 'winter-market');
    const some = article !== undefined && 'options' in article ? article.options?.slice(1) : undefined;
    discord.commands.plant({ name: slug, description: 'x', options: some });
    discord.commands.plant({ name: 'plain', description: 'x' });
    const { code, out } = await register({ definitions, check: true });
    expect(code).toBe(0);
    expect(out).toContain(`= leave   /${slug}  (not ours: --prune deletes it)`);
    expect(out).toContain('= leave   /plain  (not ours: --prune deletes it)');
  });
});

describe('looking without touching', () => {
  it('a dry run shows the plan and sends nothing', async () => {
    const { code, out } = await register({ dryRun: true });
    expect(code).toBe(0);
    expect(out).toContain(`Nothing was sent: ${OURS.length} to create, 0 to change, 0 to delete.`);
    expect(sent()).toEqual([]);
  });

  it('a check ends with 1 where something differs, and with 0 where nothing does', async () => {
    expect((await register({ check: true })).code).toBe(1);
    expect(sent()).toEqual([]);
    await register();
    expect((await register({ check: true })).code).toBe(0);
    discord.commands.plant({ name: 'older', description: 'x' });
    expect((await register({ check: true })).code).toBe(0);
    expect((await register({ check: true, prune: true })).code).toBe(1);
  });

  it('prints nothing but one object with --json', async () => {
    await register();
    const { out } = await register({ definitions: withDescription('help', 'New'), json: true, dryRun: true });
    expect(JSON.parse(out)).toMatchObject({
      scope: 'global',
      dryRun: true,
      drift: true,
      plan: expect.arrayContaining([
        {
          action: 'change',
          type: 'slash',
          name: 'help',
          changes: [{ key: 'description', original: 'What I know and what I can do', expected: 'New' }],
          done: false,
        },
        { action: 'leave', type: 'slash', name: 'ask', why: 'same' },
      ]),
    });
  });
});

describe('when Discord refuses', () => {
  const fieldErrors = {
    code: 50035,
    message: 'Invalid Form Body',
    errors: { options: { 0: { name: { _errors: [{ code: 'BAD', message: 'Must be shorter' }] } } } },
  };

  it('shows its field errors, says what was done and what was not, and ends with 1', async () => {
    let posts = 0;
    discord.refuseNext('POST', /nothing/, 400, fieldErrors);
    const definitions = OURS.slice(0, 3);
    // The second of three.
    const rest = createRest({ apiUrl: discord.apiUrl, token: TOKEN });
    const post = rest.post.bind(rest);
    rest.post = async (route, options) => {
      posts += 1;
      if (posts === 2) discord.refuseNext('POST', /commands$/, 400, fieldErrors);
      return post(route, options);
    };
    const { code, out, err } = await register({ rest, definitions });
    expect(code).toBe(1);
    expect(err).toContain('options.0.name: Must be shorter');
    expect(err).toContain('1 created, 0 changed, 0 deleted. 1 failed, 1 not tried.');
    expect(out).not.toContain('created,');
    expect(discord.commands.all()).toHaveLength(1);
  });

  it('says in JSON what was done and what failed', async () => {
    discord.refuseNext('POST', /commands$/, 400, fieldErrors);
    const { code, out } = await register({ json: true });
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      plan: OURS.map(() => ({ action: 'create', done: false })),
      error: { status: 400, code: 50035, fieldErrors: ['options.0.name: Must be shorter'] },
    });
  });

  it.each([
    ['a wrong token', { token: 'b.wrong.token' }, 'DISCORD_TOKEN is wrong'],
    [
      'an unreachable Discord',
      { rest: createRest({ apiUrl: 'http://127.0.0.1:9/api', token: TOKEN }) },
      'DISCORD_API_URL',
    ],
  ])('says what to do about %s', async (_, options, words) => {
    const { code, err } = await register(options);
    expect(code).toBe(1);
    expect(err).toContain(words);
    expect(err).not.toContain('b.wrong.token');
  });

  it('says what to check when the server is not one that it may use', async () => {
    discord.refuseNext('GET', /commands$/, 403, { code: 50001, message: 'Missing Access' });
    const { code, err } = await register({ guildId: '5' });
    expect(code).toBe(1);
    expect(err).toContain("Check the server's ID (5)");
  });

  it('says that the day is over when 200 commands were created', async () => {
    discord.refuseNext('POST', /commands$/, 400, {
      code: 30034,
      message: 'Max number of daily application command creates',
    });
    expect((await register()).err).toContain('try again tomorrow');
  });
});

describe('any definitions', () => {
  const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,15}$/);
  const text = fc.string({ minLength: 1, maxLength: 60 }).filter((one) => one.trim() !== '');
  const option = fc.record({
    type: fc.constantFrom(3, 4, 5),
    name,
    description: text,
    required: fc.constantFrom(undefined, false),
    name_localizations: fc.option(fc.record({ fr: name }), { nil: undefined }),
  });
  const definition = fc.record({
    name,
    description: text,
    options: fc.uniqueArray(option, { selector: (one) => one.name, maxLength: 5 }),
    nsfw: fc.constantFrom(undefined, false, true),
    contexts: fc.constantFrom(undefined, [0], [2, 0, 1]),
    integration_types: fc.constantFrom(undefined, [0], [1, 0]),
    default_member_permissions: fc.constantFrom(undefined, null, '8'),
  });

  it('are up to date right after they were registered', async () => {
    await fc.assert(
      fc.asyncProperty(definition, definition, async (before, after) => {
        const asBody = (one: typeof before) =>
          JSON.parse(JSON.stringify(one)) as RESTPostAPIApplicationCommandsJSONBody;
        const renamed = { ...asBody(after), name: before.name };
        await register({ definitions: [asBody(before)], prune: true });
        await register({ definitions: [renamed], prune: true });
        expect((await register({ definitions: [renamed], check: true, prune: true })).out).toContain(
          'up to date',
        );
      }),
      { numRuns: 40 },
    );
    expect(discord.violations).toEqual([]);
  });
});
