import { describe, expect, it } from 'vitest';
import { readPlace } from '../../src/discord/request.ts';
import { answersPublicly } from '../../src/discord/visibility.ts';
import { slashInteraction } from '../../src/playground/interactions.ts';
import { inDirectMessage, inServer } from '../fixtures/scenes.ts';

const here = '800000000000000001';
const elsewhere = '800000000000000009';
const placeOf = (scene = inServer()) => readPlace(slashInteraction(scene, { name: 'ask' }));

describe('an answer', () => {
  it.each([
    [true, [], null, true],
    [true, [], true, false],
    [true, [here], null, true],
    [true, [elsewhere], null, false],
    // A member may not show what the moderators want to have elsewhere.
    [true, [elsewhere], false, false],
    [false, [], null, false],
    [false, [], false, true],
    [false, [here], false, true],
  ])(
    'with public %s in %j, asked privately: %s, is public: %s',
    (publicAnswers, publicChannels, asked, shown) => {
      expect(answersPublicly({ publicAnswers, publicChannels }, placeOf(), asked)).toBe(shown);
    },
  );

  it('in a thread goes by the channel that the thread is in', () => {
    const settings = { publicAnswers: true, publicChannels: [here] };
    const threadOf = (channel: string) => ({
      ...inServer({ thread: true, channelId: '800000000000000777' }),
      thread: { parent_id: channel },
    });
    expect(answersPublicly(settings, placeOf(threadOf(here)), null)).toBe(true);
    expect(answersPublicly(settings, placeOf(threadOf(elsewhere)), null)).toBe(false);
  });

  it('in a direct message goes by nothing but the wish', () => {
    const settings = { publicAnswers: true, publicChannels: [] };
    expect(answersPublicly(settings, placeOf(inDirectMessage()), null)).toBe(true);
    expect(answersPublicly(settings, placeOf(inDirectMessage()), true)).toBe(false);
  });
});
