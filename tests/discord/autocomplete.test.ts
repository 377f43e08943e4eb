import { afterEach, describe, expect, it } from 'vitest';
import { autocompleteInteraction } from '../../src/playground/interactions.ts';
import { inServer } from '../fixtures/scenes.ts';
import { closeRigs, later, startRig } from './rig.ts';

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
    rig.giveUp();
    expect(await rig.send(typing())).toMatchObject([{ type: 8, choices: [] }]);
  });

  it('that fail are none, and the log does not hold what was typed', async () => {
    const rig = await startRig({ autocomplete: () => Promise.reject(new Error('away')) });
    expect(await rig.send(typing())).toMatchObject([{ type: 8, choices: [] }]);
    expect(rig.lines.join('')).toContain('away');
    expect(rig.lines.join('')).not.toContain('secret');
  });
});
