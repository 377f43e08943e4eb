import { afterEach, describe, expect, it } from 'vitest';
import type { Command, Reply } from '../../src/discord/command.ts';
import { UserError } from '../../src/discord/user-error.ts';
import { NO_METRICS, type InteractionOutcome } from '../../src/metrics/metrics.ts';
import { slashInteraction } from '../../src/playground/interactions.ts';
import { StoreUnavailable } from '../../src/store/store.ts';
import { inServer } from '../fixtures/scenes.ts';
import { closeRigs, said, startRig } from './rig.ts';

afterEach(closeRigs);

const refusal = new UserError('no', () => 'No.');

/** Later than its deadline, but not endless. */
const late = <T>(what: () => T) => new Promise((resolve) => setTimeout(resolve, 60)).then(what);

const failing = (error: Error) => () => {
  throw error;
};

/** What is counted of a command. */
async function outcomeOf(probe: Partial<Command>): Promise<readonly InteractionOutcome[]> {
  const outcomes: InteractionOutcome[] = [];
  const rig = await startRig(probe, {
    answerWithin: 5,
    metrics: { ...NO_METRICS, interaction: ({ outcome }) => void outcomes.push(outcome) },
  });
  await rig.send(slashInteraction(inServer(), { name: 'probe' }));
  return outcomes;
}

describe('what is counted of an interaction', () => {
  it.each<[InteractionOutcome, () => Reply]>([
    ['replied', () => said('Done.')],
    ['refused', failing(refusal)],
    ['failed', failing(new Error('a mistake'))],
    ['store-away', failing(new StoreUnavailable('away'))],
  ])('is "%s"', async (outcome, execute) => {
    expect(await outcomeOf({ execute })).toEqual([outcome]);
  });

  it('is that it was too slow, whatever its handler says in the end', async () => {
    const slow = { mayOpenModal: () => true };
    expect(await outcomeOf({ ...slow, execute: () => late(() => said('Done.')) })).toEqual(['too-slow']);
    expect(await outcomeOf({ ...slow, execute: () => late(failing(refusal)) })).toEqual(['too-slow']);
  });
});
