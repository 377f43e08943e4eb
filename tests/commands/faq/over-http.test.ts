import type { APIInteraction, APIMessage } from 'discord-api-types/v10';
import { afterEach, describe, expect, it } from 'vitest';
import { createAppContext, serverMemory } from '../../../src/cli/app-context.ts';
import { createDispatcher } from '../../../src/discord/dispatch.ts';
import { createDiscordApi, createResponder, createRest } from '../../../src/discord/rest.ts';
import {
  APPLICATION_ID,
  attachmentOf,
  componentInteraction,
  messageOf,
  userOf,
} from '../../../src/playground/interactions.ts';
import { modalInteraction } from '../../../src/playground/modal-submit.ts';
import type { Store } from '../../../src/store/store.ts';
import { fair } from '../../fixtures/fair.ts';
import { recordedLog } from '../../fixtures/log.ts';
import { ownStore } from '../../fixtures/store.ts';
import { startDiscordStandIn, TOKEN, type Answer, type DiscordStandIn } from '../../stand-in/discord.ts';
import { action } from '../member.ts';
import { ask, faq, importingFile, member, moderator, SERVER, textOf } from './moderating.ts';

const running: DiscordStandIn[] = [];
afterEach(async () => {
  for (const discord of running.splice(0)) {
    expect(discord.violations).toEqual([]);
    await discord.close();
  }
});

/** The bot as it runs, with the real REST client; attached files come from `files`, by their address. */
async function connected(store: Store, files: ReadonlyMap<string, string> = new Map()) {
  const discord = await startDiscordStandIn();
  running.push(discord);
  const rest = createRest({ apiUrl: discord.apiUrl, token: TOKEN });
  const { log } = recordedLog('info');
  let time = 0;
  // Everybody takes their time.
  const now = () => (time += 60_000);
  const context = createAppContext(fair, { memory: serverMemory(store) });
  const fetchFile = async (url: string) =>
    new Response(files.get(url) ?? null, { status: files.has(url) ? 200 : 404 });
  const dispatcher = createDispatcher({
    context: () => context,
    discord: createDiscordApi(rest, { fetchFile }),
    store,
    log,
    now,
  });
  const send = async (interaction: APIInteraction): Promise<Answer> => {
    const exchange = discord.expect(interaction);
    await dispatcher.dispatch(interaction, createResponder(rest, interaction));
    expect(exchange.count).toBe(1);
    return exchange.next();
  };
  return {
    discord,
    send,
    see: async (interaction: APIInteraction): Promise<APIMessage> => {
      const answer = await send(interaction);
      if (!('message' in answer)) throw new Error('nothing was said');
      const { content, embeds, components } = answer.message;
      const author = userOf(APPLICATION_ID, 'Footnote');
      return messageOf({
        channelId: moderator.channelId,
        author,
        body: { content, embeds, components },
        private: true,
      });
    },
  };
}

const press = (message: APIMessage, label: string, scene = moderator) =>
  componentInteraction(scene, action(message, label));

describe('over Discord’s own API', () => {
  it('a question goes unanswered, is taught, and is answered by every copy of the bot', async () => {
    const store = ownStore();
    const [one, other] = [await connected(store), await connected(store)];
    expect(textOf(await one.see(ask('zebra lessons')))).toContain("doesn't say");
    const queue = await one.see(faq('review'));
    const opened = await one.send(press(queue, 'Answer it'));
    if (opened.kind !== 'respond' || opened.modal === null) throw new Error('no modal opened');
    const done = await other.see(
      modalInteraction(moderator, { modal: opened.modal, message: queue, values: { answer: 'On Sundays.' } }),
    );
    expect(textOf(done)).toContain('Added: **zebra lessons**');
    for (const copy of [one, other]) {
      expect(textOf(await copy.see(ask('zebra lessons', member)))).toContain('On Sundays.');
    }
  });

  it('a file is previewed with itself attached, and imported from there', async () => {
    const store = ownStore();
    const url = 'https://cdn.discordapp.com/ephemeral-attachments/1/2/faq.md';
    const text = '## FAQ\n\n### May I film?\n\nYes.\n';
    const bot = await connected(store, new Map([[url, text]]));
    const file = { ...attachmentOf({ name: 'faq.md', data: Buffer.from(text) }), url };
    const interaction = importingFile(file);
    const answer = await bot.send(interaction);
    if (answer.kind !== 'respond') throw new Error('not answered');
    expect(answer.files.map(({ name }) => name)).toEqual(['faq-en.md']);
    const { content, embeds, components } = answer.message;
    const author = userOf(APPLICATION_ID, 'Footnote');
    const preview = messageOf({ channelId: '1', author, body: { content, embeds, components } });
    const standing = { ...preview, attachments: [file] };
    expect(textOf(await bot.see(press(standing, 'Import 1 question')))).toBe('Imported: 1 new, 0 changed.');
    expect((await store.knowledge.read(SERVER)).entries).toMatchObject([{ question: 'May I film?' }]);
    const expired = { ...preview, attachments: [{ ...file, url: `${url}?gone` }] };
    expect(textOf(await bot.see(press(expired, 'Import 1 question')))).toContain('That file is gone');
  });
});
