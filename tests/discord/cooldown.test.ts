import { Locale } from 'discord-api-types/v10';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { CommandRequest } from '../../src/discord/command.ts';
import { createRateLimiter, secondsOf, slowDown } from '../../src/discord/cooldown.ts';
import { autocompleteInteraction, slashInteraction } from '../../src/playground/interactions.ts';
import { modalInteraction } from '../../src/playground/modal-submit.ts';
import { modal, textField } from '../../src/discord/render/modal.ts';
import { inDirectMessage, inServer } from '../fixtures/scenes.ts';
import { closeRigs, press, said, startRig } from './rig.ts';

afterEach(closeRigs);

/** A clock that a test moves. */
function clock() {
  let time = 1000;
  return {
    now: () => time,
    pass: (milliseconds: number) => {
      time += milliseconds;
    },
  };
}

const slash = (scene = inServer()) => slashInteraction(scene, { name: 'probe' });
const other = inServer({ userId: '700000000000000099' });
const quick = expect.stringContaining('That was quick');

describe('a member who floods', () => {
  it('is told in private how long to wait, may go on then, and keeps nobody else from anything', async () => {
    const { now, pass } = clock();
    const rig = await startRig({ components: { press: () => said('Pressed.') } }, { now });
    for (let time = 0; time < 20; time += 1) {
      const [answer] = await rig.send(time % 2 === 0 ? slash() : press());
      expect(answer).toMatchObject({ message: { content: time % 2 === 0 ? 'Done.' : 'Pressed.' } });
      pass(100);
    }
    // The first was 2 s ago: it no longer counts after 8 s more.
    const wait = { flags: 64, content: 'That was quick! Please wait 8 seconds, then try again.' };
    expect(await rig.send(slash())).toMatchObject([{ type: 4, message: wait }]);
    expect(await rig.send(press())).toMatchObject([{ type: 4, message: wait }]);
    expect(await rig.send(slash(other))).toMatchObject([{ message: { content: 'Done.' } }]);
    pass(7999);
    expect(await rig.send(slash())).toMatchObject([
      { message: { content: 'That was quick! Please wait 1 second, then try again.' } },
    ]);
    pass(1);
    expect(await rig.send(slash())).toMatchObject([{ message: { content: 'Done.' } }]);
    expect(rig.lines.join('')).not.toContain('700000000000000001');
  });

  it('is told so in their language', async () => {
    const rig = await startRig({}, { now: () => 0 });
    const french = inServer({ locale: Locale.French });
    for (let time = 0; time < 20; time += 1) await rig.send(slash(french));
    expect(await rig.send(slash(french))).toMatchObject([
      { message: { content: 'Pas si vite ! Attendez 10 secondes, puis réessayez.' } },
    ]);
  });

  it('does not lose a form that was filled in', async () => {
    const form = modal('probe:save', 'A form', [textField({ id: 'x', label: 'X', lines: 'one' })]);
    const rig = await startRig({ modals: { save: () => said('Saved.') } }, { now: () => 0 });
    for (let time = 0; time < 21; time += 1) await rig.send(slash());
    const submitted = modalInteraction(inServer(), { modal: form, values: { x: 'typed' } });
    expect(await rig.send(submitted)).toMatchObject([{ message: { content: 'Saved.' } }]);
  });

  it('by typing gets no more suggestions, in silence, and may still send the command', async () => {
    const choice = { name: 'A', value: 'a' };
    const rig = await startRig({ autocomplete: () => [choice] }, { now: () => 0 });
    const typing = () => autocompleteInteraction(inServer(), { name: 'probe', focused: 'x', typed: 'a' });
    for (let time = 0; time < 60; time += 1) {
      expect(await rig.send(typing())).toMatchObject([{ choices: [choice] }]);
    }
    expect(await rig.send(typing())).toMatchObject([{ type: 8, choices: [] }]);
    expect(await rig.send(slash())).toMatchObject([{ message: { content: 'Done.' } }]);
  });
});

describe('a server’s cooldown', () => {
  const execute = ({ cooldown }: CommandRequest) => {
    const wait = cooldown('question', 30);
    if (wait > 0) throw slowDown(wait);
    return said('Answered.');
  };

  it('makes the same member wait in the same place, and counts from what was done', async () => {
    const { now, pass } = clock();
    const rig = await startRig({ execute }, { now });
    expect(await rig.send(slash())).toMatchObject([{ message: { content: 'Answered.' } }]);
    pass(10_500);
    const told = { flags: 64, content: expect.stringContaining('wait 20 seconds') };
    expect(await rig.send(slash())).toMatchObject([{ message: told }]);
    expect(await rig.send(slash(other))).toMatchObject([{ message: { content: 'Answered.' } }]);
    expect(await rig.send(slash(inDirectMessage()))).toMatchObject([{ message: { content: 'Answered.' } }]);
    pass(19_500);
    expect(await rig.send(slash())).toMatchObject([{ message: { content: 'Answered.' } }]);
  });

  it('of 0 seconds is none', async () => {
    const rig = await startRig(
      { execute: ({ cooldown }) => said(String(cooldown('question', 0))) },
      { now: () => 0 },
    );
    for (const _ of [1, 2]) expect(await rig.send(slash())).toMatchObject([{ message: { content: '0' } }]);
    expect(await rig.send(slash())).not.toMatchObject([{ message: { content: quick } }]);
  });
});

describe('a rate', () => {
  it('is never exceeded in any stretch of time, and the wait it names is just long enough', () => {
    const rate = { times: 4, within: 1000 };
    fc.assert(
      fc.property(fc.array(fc.nat(600), { minLength: 1, maxLength: 60 }), (steps) => {
        const { now, pass } = clock();
        const limiter = createRateLimiter(now);
        const taken: number[] = [];
        for (const step of steps) {
          pass(step);
          let wait = limiter.take('a', rate);
          for (const early of wait > 1 ? [wait - 1] : []) {
            pass(early);
            wait = limiter.take('a', rate);
          }
          // Now or in a millisecond.
          expect(wait).toBeLessThanOrEqual(1);
          pass(wait);
          expect(wait === 0 ? 0 : limiter.take('a', rate)).toBe(0);
          taken.push(now());
          expect(taken.filter((at) => at > now() - rate.within).length).toBeLessThanOrEqual(rate.times);
        }
      }),
    );
  });

  it('is kept for the busiest only, when there are too many', () => {
    const once = { times: 1, within: 1000 };
    const limiter = createRateLimiter(() => 0, 2);
    expect(['a', 'b', 'c'].map((key) => limiter.take(key, once))).toEqual([0, 0, 0]);
    expect(['b', 'c'].map((key) => limiter.take(key, once))).toEqual([1000, 1000]);
    expect(limiter.take('a', once)).toBe(0);
  });

  it('is told in whole seconds, never too few', () => {
    expect([1, 999, 1000, 1001].map(secondsOf)).toEqual([1, 1, 1, 2]);
  });
});
