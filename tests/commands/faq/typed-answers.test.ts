import { describe, expect, it } from 'vitest';
import { ask, moderating, SERVER } from './moderating.ts';

describe('an answer that a moderator typed into Discord', () => {
  it.each([
    ['lines', 'IP: play.example.org\nVersion: 1.21\nPort: 25565'],
    ['signs instead of a list', '• one\n• two'],
    [
      "Discord's own markup",
      '||spoiler|| and __underlined__ and ~~struck~~\n-# small\n>>> quote\n:red_circle: red',
    ],
    ['what can be a custom emoji, a time or a channel', '<:party:123456789012345678> <t:1700000000:R> <#12>'],
    ['signs that nothing closes', '**a ||b `c [d](e\n```\nf'],
    ['empty lines', 'a\n\n\nb'],
  ])('is shown as it was typed: %s', async (_, answer) => {
    const here = moderating();
    const entry = { locale: 'en', question: 'How do I join?', answer, wordings: [], section: null };
    await here.store.knowledge.addEntries(SERVER, [entry], 0);
    const { embeds } = await here.see(ask('How do I join?'));
    expect(embeds[0]?.description).toBe(answer);
  });
});
