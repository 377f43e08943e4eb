import { afterEach, describe, expect, it } from 'vitest';
import { createCommands, RESERVED_NAMES } from '../../commands/index.ts';
import { anyone, booleanOption, inServers, reply, stringOption } from '../../src/discord/kit.ts';
import { autocompleteInteraction, slashInteraction } from '../../src/playground/interactions.ts';
import { fair } from '../fixtures/fair.ts';
import { inDirectMessage, inServer } from '../fixtures/scenes.ts';
import { closeRigs, startRig } from './rig.ts';

afterEach(closeRigs);

const labels = { description: { en: 'For this test', fr: 'Pour ce test' } };
const options = {
  term: stringOption({ ...labels, required: true }),
  hint: stringOption(labels),
  loud: booleanOption(labels),
};
const called = (values: Record<string, string | boolean>, scene = inServer()) =>
  slashInteraction(scene, { name: 'probe', values });

describe('a command', () => {
  it('reads its options by name, each with its type; null is what was left out', async () => {
    const probe = anyone.command({
      name: 'probe',
      ...labels,
      options,
      execute: ({ option }) => {
        const term: string = option('term');
        const hint: string | null = option('hint');
        const loud: boolean | null = option('loud');
        return reply.private(JSON.stringify([term, hint, loud]));
      },
    });
    const rig = await startRig(probe);
    expect(await rig.send(called({ term: 'tram', loud: true }))).toMatchObject([
      { message: { content: '["tram",null,true]', flags: 64 } },
    ]);
  });

  it('that reads an option which it doesn’t declare fails, and the compiler says so before', async () => {
    const probe = anyone.command({
      name: 'probe',
      ...labels,
      options,
      // @ts-expect-error -- there is no such option
      execute: ({ option }) => reply.private(option('trem')),
    });
    const rig = await startRig(probe);
    expect(await rig.send(called({ term: 'tram' }))).toMatchObject([
      { message: { content: expect.stringContaining('something went wrong') } },
    ]);
  });

  it('suggests in the options that it says, knowing what stands in the others', async () => {
    const probe = anyone.command({
      name: 'probe',
      ...labels,
      options,
      suggest: { hint: ({ option }, typed) => [{ name: `${option('term')} ${typed}`, value: 'x' }] },
      execute: () => reply.private('Done.'),
    });
    const rig = await startRig(probe);
    const typing = (focused: string) =>
      autocompleteInteraction(inServer(), { name: 'probe', values: { term: 'tram' }, focused, typed: 'st' });
    expect(await rig.send(typing('hint'))).toMatchObject([{ choices: [{ name: 'tram st', value: 'x' }] }]);
    expect(await rig.send(typing('term'))).toMatchObject([{ choices: [] }]);
  });

  it('in servers knows which one, and is shown there alone', async () => {
    const probe = inServers({ member: ['ViewChannel'] }).command({
      name: 'probe',
      ...labels,
      execute: ({ serverId }) => reply.private(serverId),
    });
    expect(probe.data).toMatchObject({ contexts: [0], default_member_permissions: '1024' });
    const rig = await startRig(probe);
    const scene = inServer();
    expect(await rig.send(called({}, scene))).toMatchObject([{ message: { content: scene.server?.id } }]);
    expect(await rig.send(called({}, inDirectMessage()))).toMatchObject([
      { message: { content: expect.stringContaining('only in a server') } },
    ]);
  });
});

describe('the name of a command', () => {
  it('is no article’s', () => {
    expect(RESERVED_NAMES).toContain('ask');
    const articleCalled = (slug: string) => fair.map((pack) => ({ ...pack, slug }));
    for (const name of RESERVED_NAMES) {
      expect(() => createCommands(articleCalled(name))).toThrow(`Two commands are called "${name}"`);
    }
    expect(createCommands(articleCalled('another')).map(({ data }) => data.name)).toContain('another');
  });
});
