import type { APIInteraction } from 'discord-api-types/v10';
import { afterEach, describe, expect, it } from 'vitest';
import { DIRECT, forumNamed, GENERAL, mia, omar, pageAt } from './rig.ts';
import { closeTrials, json, playWith, say } from './trial-bot.ts';

afterEach(closeTrials);

const FORUM = forumNamed('help-forum').id;
const MIA = '400000000000000001';
const OMAR = '400000000000000002';
const MODERATORS = '600000000000000000';

const options = ['one', 'two', 'three'].map((value) => ({ label: value, value }));
const row = (menu: object) => ({ type: 1, components: [menu] });

const menus = [
  row({ type: 3, custom_id: 'texts', min_values: 0, max_values: 2, options }),
  row({ type: 5, custom_id: 'people', max_values: 2 }),
  row({ type: 6, custom_id: 'roles' }),
  row({ type: 7, custom_id: 'both', max_values: 3 }),
  row({ type: 8, custom_id: 'channels', channel_types: [0] }),
];

const form = {
  custom_id: 'form',
  title: 'A form',
  components: [
    { type: 18, label: 'Who', component: { type: 5, custom_id: 'who' } },
    { type: 18, label: 'Where', component: { type: 8, custom_id: 'where', channel_types: [15] } },
    { type: 18, label: 'File', component: { type: 19, custom_id: 'file' } },
  ],
};

/** A message with a menu of each kind, and what the bot is told when something is chosen. */
async function opened() {
  const told: APIInteraction[] = [];
  const playground = await playWith(
    [
      { name: 'menus', description: 'For this test' },
      { name: 'form', description: 'For this test' },
      { type: 2, name: 'Look up' },
    ],
    (interaction, response) => {
      told.push(interaction);
      const isForm = interaction.type === 2 && interaction.data.name === 'form';
      json(response, isForm ? { type: 9, data: form } : say('Choose', menus));
    },
  );
  const page = pageAt(playground.url);
  const { message } = await page.use(mia, 'menus');
  return {
    page,
    told,
    choose: async (customId: string, values: readonly string[]) => {
      await page.act(mia, { kind: 'component', message: message.id, customId, values });
      return told.at(-1);
    },
  };
}

describe('a menu', () => {
  it('of each kind is sent with what was chosen, and whom and what that names', async () => {
    const { choose } = await opened();
    expect(await choose('texts', ['three', 'one'])).toMatchObject({
      data: { component_type: 3, values: ['three', 'one'] },
    });
    expect(await choose('texts', [])).toMatchObject({ data: { component_type: 3, values: [] } });
    expect(await choose('people', [OMAR, MIA])).toMatchObject({
      data: {
        component_type: 5,
        values: [OMAR, MIA],
        resolved: { users: { [MIA]: { username: 'Mia' } }, members: { [OMAR]: { roles: [MODERATORS] } } },
      },
    });
    expect(await choose('roles', [MODERATORS])).toMatchObject({
      data: { component_type: 6, resolved: { roles: { [MODERATORS]: { name: 'Moderators' } } } },
    });
    expect(await choose('both', [MODERATORS, MIA])).toMatchObject({
      data: {
        component_type: 7,
        resolved: { users: { [MIA]: {} }, roles: { [MODERATORS]: {} } },
      },
    });
    expect(await choose('channels', [GENERAL])).toMatchObject({
      data: { component_type: 8, resolved: { channels: { [GENERAL]: { name: 'general' } } } },
    });
  });

  it.each([
    ['more than it takes', 'texts', ['one', 'two', 'three']],
    ['one twice', 'texts', ['one', 'one']],
    ['what it does not offer', 'texts', ['four']],
    ['none, where one is wanted', 'people', []],
    ['a role where people are wanted', 'people', [MODERATORS]],
    ['a channel of somewhere else', 'channels', [DIRECT]],
    ['a forum where text channels are wanted', 'channels', [FORUM]],
  ])('takes not %s', async (_, customId, values) => {
    const { choose, told } = await opened();
    const before = told.length;
    await expect(choose(customId, values)).rejects.toThrow(/takes|no such/);
    expect(told).toHaveLength(before);
  });
});

describe('a form', () => {
  it('takes people, channels of the kind that it wants, and files', async () => {
    const { page, told } = await opened();
    const command = await page.commandId(mia, 'form');
    const { form: open } = await page.act(mia, { kind: 'command', command, values: {} });
    const file = { name: 'notes.md', data: Buffer.from('# Notes').toString('base64') };
    const submit = (where: string) => {
      const values = { who: [OMAR], where: [where], file: [file] };
      return page.act(mia, { kind: 'submit', form: open?.id ?? '', values });
    };
    await expect(submit(GENERAL)).rejects.toThrow('no such channel');
    await submit(FORUM);
    expect(told.at(-1)).toMatchObject({
      data: {
        components: [
          { component: { values: [OMAR] } },
          { component: { values: [FORUM] } },
          { component: { values: [expect.any(String)] } },
        ],
        resolved: {
          users: { [OMAR]: { username: 'Omar' } },
          channels: { [FORUM]: { name: 'help-forum', type: 15 } },
          attachments: expect.any(Object),
        },
      },
    });
    expect(JSON.stringify(told.at(-1))).toContain('"filename":"notes.md"');
  });
});

describe('somebody’s menu', () => {
  it('has the commands for people, which are told who it is', async () => {
    const { page, told } = await opened();
    const command = await page.commandId(omar, 'Look up');
    await page.act(omar, { kind: 'menu', command, target: MIA });
    expect(told.at(-1)).toMatchObject({
      data: { type: 2, target_id: MIA, resolved: { users: { [MIA]: { username: 'Mia' } }, members: {} } },
    });
    await expect(page.act(omar, { kind: 'menu', command, target: '1' })).rejects.toThrow('no such user');
  });
});
