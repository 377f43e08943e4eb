import type { Pack, Passage } from '../../content/pack.ts';
import { toDiscord, type DiscordText } from '../../markdown/to-discord.ts';
import { createMemoCache } from '../../memoize.ts';
import { runAtOnce } from '../../time-slices.ts';

export type { DiscordText } from '../../markdown/to-discord.ts';

/** A long article has about as many passages. */
const translated = createMemoCache<DiscordText>(500);

/** A text as it goes out: what was typed into Discord as it is, what stands in a pack's file translated. */
export function discordText(
  { text, markup }: Pick<Passage, 'text' | 'markup'>,
  { url }: Pick<Pack, 'url'>,
): DiscordText {
  switch (markup) {
    case 'discord':
      return { text, pictures: [] };
    case 'commonmark':
      return translated.get(`${url ?? ''}\n${text}`, () => runAtOnce(toDiscord(text, url)));
  }
}

/** Of a text of our own, or one that is Discord's Markdown anyway. */
export function asItIs(text: string): DiscordText {
  return { text, pictures: [] };
}
