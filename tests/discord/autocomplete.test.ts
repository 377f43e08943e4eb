import { afterEach, describe, expect, it } from 'vitest';
import { inServers, stringOption } from '../../src/discord/kit.ts';
import { autocompleteInteraction } from '../../src/playground/interactions.ts';
import { asModerator, inDirectMessage, inServer } from '../fixtures/scenes.ts';
import { closeRigs, later, said, startRig } from './rig.ts';

afterEach(closeRigs);

const typing = () => autocompleteInteraction(inServer(), { name: 'probe', focused: 'x', typed: 'secret' });
const choice = { name: 'An entry', value: 'entry' };

describe('suggestions', () => {
  it('may take a moment', async () => {
    const rig = await startRig({ autocomplete: async () => [choice] });
    expect(await rig.send(typing())).toMatchObject([{ type: 8, choices: [choice] }]);
  });

  it('that take too long are none', async () => {
    const never = later<readonly (typeof choice)[]>();
    const rig = await startRig({ autocomplete: () => never.promise }, { answerWithin: 5 });
    expect(await rig.send(typing())).toMatchObject([{ type: 8, choices: [] }]);
    expect(rig.lines.join('')).toContain('autocomplete took too long');
  });

  it('that hang are none, and soon, when the bot is about to stop', async () => {
    const never = later<readonly (typeof choice)[]>();
    const rig = await startRig(
      { autocomplete: () => never.promise },
      { answerWithin: 3_600_000, stoppingWithin: 1 },
    );
    rig.abort();
    expect(await rig.send(typing())).toMatchObject([{ type: 8, choices: [] }]);
  });

  it('that fail are none, and the log does not hold what was typed', async () => {
    const rig = await startRig({ autocomplete: () => Promise.reject(new Error('away')) });
    expect(await rig.send(typing())).toMatchObject([{ type: 8, choices: [] }]);
    expect(rig.lines.join('')).toContain('away');
    expect(rig.lines.join('')).not.toContain('secret');
  });

  it('that fail at each key stroke are one line in the log, and another where something else fails', async () => {
    let error: Error = new Error('away');
    const rig = await startRig({ autocomplete: () => Promise.reject(error) });
    for (let stroke = 0; stroke < 5; stroke += 1) await rig.send(typing());
    expect(rig.lines.filter((line) => line.includes('autocomplete failed'))).toHaveLength(1);
    error = new TypeError('odd');
    await rig.send(typing());
    expect(rig.lines.filter((line) => line.includes('autocomplete failed'))).toHaveLength(2);
  });

  it.each([
    ['a member without the permission', inServer(), 0],
    ['a member with it', asModerator(), 1],
    ['a server that has not added the bot', asModerator({ botIsMember: false }), 0],
    ['a bot without its permission', asModerator({ botPermissions: 0n }), 0],
    ['a direct message', inDirectMessage(), 0],
  ])('are for whom the command is: %s', async (_, scene, count) => {
    const rig = await startRig(
      inServers({ member: ['PinMessages'], bot: ['PinMessages'] }).command({
        name: 'probe',
        description: { en: 'For this test', fr: 'Pour ce test' },
        options: { x: stringOption({ description: { en: 'An option', fr: 'Une option' } }) },
        suggest: { x: () => [choice] },
        execute: () => said('Done.'),
      }),
    );
    const typed = autocompleteInteraction(scene, { name: 'probe', focused: 'x', typed: '' });
    const [answer] = await rig.send(typed);
    expect(answer?.kind === 'respond' ? answer.choices : null).toHaveLength(count);
  });
});
