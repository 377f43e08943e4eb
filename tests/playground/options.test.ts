import {
  ApplicationCommandOptionType as Type,
  type APIInteraction,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord-api-types/v10';
import { afterEach, describe, expect, it } from 'vitest';
import type { OptionValues, Persona } from '../../src/playground/protocol.ts';
import { DIRECT, GENERAL, LOUNGE, mia, omar, pageAt } from './rig.ts';
import { closeTrials, json, playWith, say } from './trial-bot.ts';

afterEach(closeTrials);

const MIA = '400000000000000001';
const OMAR = '400000000000000002';
const BOT = '100000000000000001';
const MODERATORS = '600000000000000000';
const EVERYONE = '500000000000000001';

const trial: RESTPostAPIChatInputApplicationCommandsJSONBody = {
  name: 'trial',
  description: 'For this test',
  options: [
    { type: Type.User, name: 'who', description: 'Somebody' },
    { type: Type.Role, name: 'role', description: 'A role' },
    { type: Type.Channel, name: 'where', description: 'A channel', channel_types: [0] },
    { type: Type.Mentionable, name: 'whom', description: 'Somebody or a role' },
    { type: Type.Integer, name: 'count', description: 'How many', min_value: 1, max_value: 5 },
    { type: Type.Number, name: 'share', description: 'How much' },
    { type: Type.Boolean, name: 'loud', description: 'Whether' },
    { type: Type.Attachment, name: 'file', description: 'A file' },
    {
      type: Type.String,
      name: 'colour',
      description: 'One of two',
      choices: [
        { name: 'Red', value: 'red' },
        { name: 'Blue', value: 'blue' },
      ],
    },
    { type: Type.Integer, name: 'year', description: 'A year', autocomplete: true },
  ],
};

const grouped: RESTPostAPIChatInputApplicationCommandsJSONBody = {
  name: 'club',
  description: 'For this test',
  options: [
    {
      type: Type.SubcommandGroup,
      name: 'member',
      description: 'Members',
      options: [
        {
          type: Type.Subcommand,
          name: 'add',
          description: 'Add somebody',
          options: [{ type: Type.User, name: 'who', description: 'Somebody', required: true }],
        },
      ],
    },
  ],
};

/** What the bot is told when somebody fills that in. */
async function opened() {
  const told: APIInteraction[] = [];
  const playground = await playWith([trial, grouped], (interaction, response) => {
    told.push(interaction);
    json(
      response,
      interaction.type === 4 ? { type: 8, data: { choices: [{ name: '2026', value: 2026 }] } } : say('Done'),
    );
  });
  const page = pageAt(playground.url);
  return {
    page,
    fill: async (values: OptionValues, as: Persona = mia) => {
      const command = await page.commandId(as, 'trial');
      await page.act(as, { kind: 'command', command, values });
      return told.at(-1);
    },
    told,
  };
}

describe('an option', () => {
  it('of any kind is sent as Discord sends it, with whom and what it names', async () => {
    const { fill } = await opened();
    const told = await fill({
      who: OMAR,
      role: MODERATORS,
      where: GENERAL,
      whom: EVERYONE,
      count: 3,
      share: 0.5,
      loud: false,
      colour: 'blue',
      file: { name: 'notes.md', data: Buffer.from('# Notes').toString('base64') },
    });
    expect(told).toMatchObject({
      data: {
        options: [
          { type: 6, name: 'who', value: OMAR },
          { type: 8, name: 'role', value: MODERATORS },
          { type: 7, name: 'where', value: GENERAL },
          { type: 9, name: 'whom', value: EVERYONE },
          { type: 4, name: 'count', value: 3 },
          { type: 10, name: 'share', value: 0.5 },
          { type: 5, name: 'loud', value: false },
          { type: 11, name: 'file', value: expect.stringMatching(/^\d+$/) },
          { type: 3, name: 'colour', value: 'blue' },
        ],
        resolved: {
          users: { [OMAR]: { username: 'Omar' } },
          members: { [OMAR]: { roles: [MODERATORS], permissions: expect.stringMatching(/^\d+$/) } },
          roles: { [MODERATORS]: { name: 'Moderators' }, [EVERYONE]: { name: '@everyone' } },
          channels: { [GENERAL]: { name: 'general', type: 0 } },
        },
      },
    });
    expect(JSON.stringify(told)).toContain('"filename":"notes.md"');
  });

  it('names the bot, who is a member only of the server that has added it', async () => {
    const { fill } = await opened();
    expect(await fill({ who: BOT })).toMatchObject({
      data: { resolved: { users: { [BOT]: { bot: true } }, members: { [BOT]: { roles: [] } } } },
    });
    // In direct messages nobody is a member.
    const direct = await fill({ whom: MIA }, { ...mia, channel: DIRECT });
    expect(direct).toMatchObject({ data: { resolved: { users: { [MIA]: { username: 'Mia' } } } } });
    expect(JSON.stringify(direct)).not.toContain('"members"');
  });

  it.each<[string, OptionValues, Persona?]>([
    ['a number out of its range', { count: 6 }],
    ['a broken number where a whole one is wanted', { count: 1.5 }],
    ['a text for a number', { count: '3' }],
    ['a value that is no choice', { colour: 'green' }],
    ['a role where somebody is wanted', { who: MODERATORS }],
    ['somebody who is not there', { who: '1' }],
    ['a channel of another server', { where: LOUNGE }],
    ['somebody else in direct messages', { who: OMAR }, { ...mia, channel: DIRECT }],
    ['an option that there is not', { what: 'else' }],
  ])('takes no %s', async (_, values, as = mia) => {
    const { fill, told } = await opened();
    await expect(fill(values, as)).rejects.toThrow(/takes no such value|no such|no option/);
    expect(told).toEqual([]);
  });

  it('that is a number has suggestions, too, while what is typed is a text', async () => {
    const { page, told } = await opened();
    const command = await page.commandId(mia, 'trial');
    const typing = { kind: 'typing' as const, command, values: { count: 2 }, focused: 'year', typed: '20' };
    const { choices } = await page.act(mia, typing);
    expect(choices).toEqual([{ name: '2026', value: 2026 }]);
    expect(told.at(-1)).toMatchObject({
      data: {
        options: [
          { type: 4, name: 'count', value: '2' },
          { type: 4, name: 'year', value: '20', focused: true },
        ],
      },
    });
    await expect(page.act(mia, { ...typing, focused: 'count' })).rejects.toThrow('Nothing is suggested');
  });

  it('of a subcommand in a group stands in both', async () => {
    const { page, told } = await opened();
    const command = await page.commandId(omar, 'club');
    const add = { kind: 'command' as const, command, group: 'member', subcommand: 'add' };
    await page.act(omar, { ...add, values: { who: MIA } });
    expect(told.at(-1)).toMatchObject({
      data: {
        options: [
          { type: 2, name: 'member', options: [{ type: 1, name: 'add', options: [{ value: MIA }] }] },
        ],
      },
    });
    expect((await page.last()).message.interaction?.name).toBe('club member add');
    await expect(page.act(omar, { ...add, values: {} })).rejects.toThrow('who is missing');
    await expect(page.act(omar, { ...add, group: undefined, values: {} })).rejects.toThrow('no subcommand');
    await expect(page.act(omar, { kind: 'command', command, values: {} })).rejects.toThrow('subcommands');
  });
});
