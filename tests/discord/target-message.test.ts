import { describe, expect, it } from 'vitest';
import { targetMessage } from '../../src/discord/target-message.ts';
import {
  APPLICATION_ID,
  messageCommandInteraction,
  messageOf,
  slashInteraction,
  userOf,
} from '../../src/playground/interactions.ts';
import { inServer } from '../fixtures/scenes.ts';

const BOT = APPLICATION_ID;

function used(on: Partial<ReturnType<typeof messageOf>> & { readonly by: string }) {
  const { by, ...more } = on;
  const message = messageOf({ channelId: '8', author: userOf(by, 'x'), body: { content: 'Words' } });
  return messageCommandInteraction(inServer(), { name: 'Do this', target: { ...message, ...more } });
}

describe('the message that a command was used on', () => {
  it('is known with its author, text and channel', () => {
    expect(targetMessage(used({ by: '77', id: '5' }))).toEqual({
      id: '5',
      channelId: '8',
      authorId: '77',
      authorName: 'x',
      isOwn: false,
      isPrivate: false,
      content: 'Words',
      repliedTo: null,
      besides: { files: 0, cards: 0, stickers: 0, polls: 0 },
      embeds: [],
      components: [],
    });
  });

  it('is the bot’s own where the bot wrote it, also under an old bot’s other id', () => {
    expect(targetMessage(used({ by: BOT }))?.isOwn).toBe(true);
    expect(targetMessage(used({ by: '77', application_id: BOT }))?.isOwn).toBe(true);
    expect(targetMessage(used({ by: '77', application_id: '78' }))?.isOwn).toBe(false);
  });

  it('is missing where there is none', () => {
    expect(targetMessage(slashInteraction(inServer(), { name: 'ask' }))).toBeNull();
    const interaction = used({ by: '77' });
    expect(
      targetMessage({
        ...interaction,
        data: { ...interaction.data, resolved: { messages: {} } },
      } as typeof interaction),
    ).toBeNull();
  });
});
