import { PermissionFlagsBits } from 'discord-api-types/v10';
import { afterEach, describe, expect, it } from 'vitest';
import { inServers } from '../../src/discord/kit.ts';
import { modal, textField } from '../../src/discord/render/modal.ts';
import { slashInteraction, type Scene } from '../../src/playground/interactions.ts';
import { modalInteraction } from '../../src/playground/modal-submit.ts';
import { inDirectMessage, inServer, READING } from '../fixtures/scenes.ts';
import { closeRigs, press, said, startRig } from './rig.ts';

afterEach(closeRigs);

const form = modal('probe:save', 'A form', [textField({ id: 'x', label: 'X', lines: 'one' })]);
const allowed = inServer({ memberPermissions: READING | PermissionFlagsBits.ManageGuild });

describe.each([
  ['a command', (scene: Scene) => slashInteraction(scene, { name: 'probe' })],
  ['its button', (scene: Scene) => press('probe:press', scene)],
  ['its form', (scene: Scene) => modalInteraction(scene, { modal: form, values: {} })],
])('%s', (_, call) => {
  const done = () => said('Done.');
  const probe = inServers({ member: ['ManageGuild'] }).command({
    name: 'probe',
    description: { en: 'For this test', fr: 'Pour ce test' },
    execute: done,
    components: { press: done },
    modals: { save: done },
  });

  it('is for those who have the permission now, and names it to the others', async () => {
    const rig = await startRig(probe);
    expect(await rig.send(call(allowed))).toMatchObject([{ message: { content: 'Done.' } }]);
    expect(await rig.send(call(inServer()))).toMatchObject([
      {
        message: { content: 'You need this permission in this channel: **Manage Server**.', flags: 64 },
      },
    ]);
  });

  it('is for servers that have added the bot', async () => {
    const rig = await startRig(probe);
    const elsewhere = inServer({ memberPermissions: PermissionFlagsBits.ManageGuild, botIsMember: false });
    for (const scene of [inDirectMessage(), elsewhere]) {
      expect(await rig.send(call(scene))).toMatchObject([
        { message: { content: expect.stringContaining('only in a server that has added me') } },
      ]);
    }
  });
});
