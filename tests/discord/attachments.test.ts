import { afterEach, describe, expect, it } from 'vitest';
import type { Reply } from '../../src/discord/command.ts';
import { message } from '../../src/discord/render/message.ts';
import { slashInteraction } from '../../src/playground/interactions.ts';
import { inServer } from '../fixtures/scenes.ts';
import { closeRigs, later, press, said, startRig } from './rig.ts';

afterEach(closeRigs);

const slash = () => slashInteraction(inServer(), { name: 'probe' });

const bytes = Uint8Array.from([0, 255, 13, 10, 45, 45]);
const withFiles = (privately: boolean): Reply => ({
  kind: 'message',
  private: privately,
  body: message({
    content: 'See the files.',
    files: [
      { name: 'days.png', data: bytes, description: 'Seven questions on Monday. '.repeat(100) },
      { name: 'days.csv', data: new TextEncoder().encode('day,questions\r\n') },
    ],
  }),
});

const sent = {
  message: {
    content: 'See the files.',
    attachments: [
      { id: '0', filename: 'days.png', description: expect.stringMatching(/^Seven .*…$/) },
      { id: '1', filename: 'days.csv' },
    ],
  },
  files: [
    { name: 'days.png', data: bytes },
    { name: 'days.csv', data: expect.anything() },
  ],
};

describe('files with a reply', () => {
  it('arrive whole, with their alt text within its limit', async () => {
    const rig = await startRig({ execute: () => withFiles(true) });
    expect(await rig.send(slash())).toMatchObject([
      { type: 4, ...sent, message: { flags: 64, ...sent.message } },
    ]);
    expect(rig.discord.violations).toEqual([]);
  });

  it.each([
    ['in its place', false, [{ type: 5 }, { kind: 'edit', ...sent }]],
    ['beside it', true, [{ type: 5 }, { kind: 'delete' }, { kind: 'follow-up', ...sent }]],
  ])('arrive after a deferral, %s', async (_, privately, expected) => {
    const late = later<Reply>();
    const rig = await startRig({ execute: () => late.promise }, { deferAfter: 5 });
    const answers = rig.send(slash());
    await expect.poll(() => rig.discord.requests.length).toBe(1);
    late.give(withFiles(privately));
    expect(await answers).toMatchObject(expected);
    expect(rig.discord.violations).toEqual([]);
  });

  it('arrive when Discord has to be asked twice', async () => {
    const rig = await startRig({ execute: () => withFiles(false) });
    rig.discord.refuseNext('POST', /callback$/, 500, {});
    expect(await rig.send(slash())).toMatchObject([{ type: 4, ...sent }]);
  });

  it('that Discord refuses make room for an apology without them', async () => {
    const rig = await startRig({ execute: () => withFiles(false) });
    rig.discord.refuseNext('POST', /callback$/, 413, { code: 40005, message: 'Request entity too large' });
    expect(await rig.send(slash())).toMatchObject([
      { type: 4, files: [], message: { content: expect.stringContaining('something went wrong') } },
    ]);
  });

  it('are gone when a later state of the message has none', async () => {
    const update: Reply = { kind: 'update', body: message({ content: 'No files any more.' }) };
    const rig = await startRig({ components: { press: () => update } });
    expect(await rig.send(press())).toMatchObject([{ type: 7, message: { attachments: [] } }]);
  });
});

it('a reply without files sends plain JSON', async () => {
  const rig = await startRig({ execute: () => said('Nothing else.') });
  expect(await rig.send(slash())).toMatchObject([{ files: [], message: { content: 'Nothing else.' } }]);
  expect(rig.discord.requests[0]?.body).not.toHaveProperty('data.attachments');
});
