import { DiscordRefusal } from '../src/discord/refusal.ts';
import type { ServerRequest } from '../src/discord/kit.ts';
import { message } from '../src/discord/render/message.ts';
import { timestamp } from '../src/discord/render/timestamp.ts';
import { endOf, weekOf } from '../src/discord/reports/weekly-digest.ts';
import type { ServerSettings } from '../src/store/settings.ts';
import type { Texts } from '../src/texts/texts.ts';

/** A setting that names a channel to which the bot posts by itself. */
interface PostingTo {
  readonly channel: (settings: ServerSettings) => string | null;
  /** It alone. */
  readonly kept: (settings: ServerSettings) => Partial<ServerSettings>;
  /** What is said there once it is chosen. */
  readonly here: (texts: Texts['settings']) => { readonly title: string; readonly text: string };
}

const POSTING: readonly PostingTo[] = [
  {
    channel: ({ helpersChannel }) => helpersChannel,
    kept: ({ helpersChannel }) => ({ helpersChannel }),
    here: ({ helpers, helpersHere }) => ({ title: helpers, text: helpersHere }),
  },
  {
    channel: ({ digest }) => digest?.channelId ?? null,
    kept: ({ digest }) => ({ digest }),
    here: ({ reports: { digest } }) => ({ title: digest.label, text: digest.here(nextDigest()) }),
  },
  {
    channel: ({ news }) => news?.channelId ?? null,
    kept: ({ news }) => ({ news }),
    here: ({ reports: { news } }) => ({ title: news.label, text: news.here }),
  },
];

/**
 * Says in each channel that was just chosen what comes there from now on, which shows that the bot may. Where it may not, the
 * setting stays as it was, and `refused` says what is wrong.
 */
export async function announced(
  { discord, serverId, texts, publicTexts, log }: ServerRequest,
  before: ServerSettings,
  wanted: ServerSettings,
): Promise<{ readonly after: ServerSettings; readonly refused: readonly string[] }> {
  let after = wanted;
  const refused = new Set<string>();
  for (const { channel: channelIn, kept, here } of POSTING) {
    const channel = channelIn(wanted);
    if (channel === null || channel === channelIn(before)) continue;
    try {
      // oxlint-disable-next-line no-await-in-loop -- one after the other, as they will be read
      const server = await discord.serverOfChannel(channel);
      // What a form sends may be the id of any server's channel.
      if (server !== serverId) throw new DiscordRefusal('The channel is another server’s.', 0, 0);
      // oxlint-disable-next-line no-await-in-loop
      await discord.createMessage(channel, message({ card: here(publicTexts.settings) }));
    } catch (error) {
      if (!(error instanceof DiscordRefusal)) throw error;
      log.warn({ err: error }, 'a channel that was chosen is out of reach');
      refused.add(texts.settings.channelRefused(`<#${channel}>`));
      after = { ...after, ...kept(before) };
    }
  }
  return { after, refused: [...refused] };
}

/** When it comes, as each reader's own time. */
export function nextDigest(): string {
  return timestamp(endOf(weekOf(Date.now()) + 1), 'long');
}
