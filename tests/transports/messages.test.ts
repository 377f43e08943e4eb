import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import {
  GatewayIntentBits,
  Locale,
  MessageFlags,
  MessageReferenceType,
  MessageType,
  PermissionFlagsBits,
  type APIMessage,
} from 'discord-api-types/v10';
import { afterEach, describe, expect, it } from 'vitest';
import { createAppContext } from '../../src/cli/app-context.ts';
import { createDispatcher } from '../../src/discord/dispatch.ts';
import { createDiscordApi, createRest } from '../../src/discord/rest.ts';
import { APPLICATION_ID, messageOf, userOf } from '../../src/playground/interactions.ts';
import { messageEvent, writtenMessage } from '../../src/playground/written-message.ts';
import { createGuildMembership } from '../../src/retention/guild-membership.ts';
import { ALL_ARTICLES } from '../../src/store/article-choice-store.ts';
import { choiceRevision } from '../../src/store/article-choices.ts';
import { DEFAULT_SETTINGS, type ServerSettings } from '../../src/store/store.ts';
import { startGateway } from '../../src/transports/gateway.ts';
import { createMessageReceiver } from '../../src/transports/messages.ts';
import { actionsOf } from '../commands/member.ts';
import { fair } from '../fixtures/fair.ts';
import { recordedLog } from '../fixtures/log.ts';
import { inDirectMessage, inServer, READING } from '../fixtures/scenes.ts';
import { ownStore } from '../fixtures/store.ts';
import { onEveryDatabase } from '../store/databases.ts';
import { startDiscordStandIn, TOKEN } from '../stand-in/discord.ts';
import { ANSWERING, BOT, closeAll, OTHER, PARKING, run, running, SERVER, titleOf } from './messages-rig.ts';

afterEach(closeAll);

describe('somebody who mentions the bot', () => {
  it('gets the answer as a reply, with the card of /ask, and pings nobody', async () => {
    const bot = await run();
    const asked = bot.write(inServer(), `${BOT}, ${PARKING}?`);
    const reply = await bot.replyTo(asked);
    expect(reply).toMatchObject({ type: MessageType.Reply, referenced_message: { id: asked.id } });
    expect(titleOf(reply)).toBe('How much is parking?');
    expect(actionsOf(reply).map(({ label }) => label)).toContain('👍 Helpful');
    expect(bot.posts()[0]?.body).toMatchObject({
      allowed_mentions: { parse: [], replied_user: false },
      message_reference: { message_id: asked.id },
    });
  });

  it('gets it in a thread of a channel that the server chose, too, and nowhere else', async () => {
    const channel = inServer().channelId;
    const bot = await run({ ...ANSWERING, mentionChannels: [channel] });
    const thread = inServer({ channelId: '800000000000000003', thread: true });
    const elsewhere = inServer({ channelId: '800000000000000004' });
    bot.discord.threads.add({
      id: thread.channelId,
      serverId: SERVER,
      parentId: channel,
      ownerId: thread.userId,
      name: 'Parking',
    });
    bot.write(elsewhere, `${BOT} ${PARKING}`);
    expect(titleOf(await bot.ask(thread, `${BOT} ${PARKING}`))).toBe('How much is parking?');
    expect(titleOf(await bot.ask(inServer(), `${BOT} ${PARKING}`))).toBe('How much is parking?');
    expect(await bot.said(elsewhere.channelId)).toEqual([]);
  });

  it('gets silence in a server that did not switch it on', async () => {
    const bot = await run(DEFAULT_SETTINGS);
    bot.write(inServer(), `${BOT} ${PARKING}`);
    expect(await bot.said()).toEqual([]);
    expect(bot.discord.requests.filter(({ path }) => path.startsWith('/channels/'))).toEqual([]);
  });

  it('is told how to ask where the message asks nothing', async () => {
    const bot = await run();
    const reply = await bot.ask(inServer(), `${BOT}!`);
    expect(reply.content).toBe('I’m here. Ask me something in your own words.');
    expect(actionsOf(reply)).toMatchObject([{ label: 'What I can do' }, { label: 'Browse the questions' }]);
  });

  it.each(['and why?', 'what about that one?', 'tell me more'])(
    'is asked what %s is about where it follows nothing: no question is kept, and nothing is said to be missing',
    async (words) => {
      const bot = await run();
      const reply = await bot.ask(inServer(), `${BOT} ${words}`);
      expect(reply.content).toContain('I can’t tell what that is about.');
      expect(await bot.store.questions.waiting(SERVER, 9)).toEqual([]);
    },
  );

  it('is answered where the server taught just that question', async () => {
    const bot = await run();
    const entry = { locale: 'en', question: 'And why?', answer: 'Because.', wordings: [], section: null };
    await bot.store.knowledge.addEntries(SERVER, [entry], Date.now());
    expect((await bot.ask(inServer(), `${BOT} and why?`)).embeds[0]?.description).toBe('Because.');
  });

  it('is told that the article does not say', async () => {
    const bot = await run();
    const reply = await bot.ask(inServer(), `${BOT} stall price`);
    expect(reply.content).toContain("The article doesn't say what a stall costs.");
  });

  it('is led on from there: to a human and to being told, with the question in their own message', async () => {
    const bot = await run({ ...ANSWERING, helpersChannel: '810000000000000001' });
    const asked = bot.write(inServer(), `${BOT} stall\nprice`);
    const reply = await bot.replyTo(asked);
    expect(reply.content).not.toContain('>');
    expect(actionsOf(reply).map(({ label }) => label)).toEqual([
      'Browse the questions',
      'Ask a human',
      'Tell me when it’s answered',
    ]);
    expect(await bot.press(inServer(), reply, 'Ask a human').next()).toMatchObject({
      message: {
        flags: MessageFlags.Ephemeral,
        content: expect.stringMatching(/^> stall price\nThis goes to the helpers/),
      },
    });
    const tell = () => bot.press(inServer({ userId: OTHER }), reply, 'Tell me when it’s answered').next();
    expect(await tell()).toMatchObject({
      message: { flags: MessageFlags.Ephemeral, content: expect.stringContaining('one direct message') },
    });
    bot.discord.channels.deleteNatively(reply.channel_id, asked.id);
    const { referenced_message: _, ...bare } = reply;
    expect(await bot.press(inServer(), bare, 'Ask a human').next()).toMatchObject({
      message: { content: expect.stringContaining('Please ask it again.') },
    });
  });

  it('is told in the language of the server', async () => {
    const bot = await run();
    bot.discord.gateway.dispatch('GUILD_CREATE', { id: SERVER, preferred_locale: Locale.French });
    const reply = await bot.ask(inServer(), BOT);
    expect(reply.content).toContain('Je suis là.');
    bot.discord.gateway.dispatch('GUILD_UPDATE', { id: SERVER, preferred_locale: Locale.EnglishUS });
    expect((await bot.ask(inServer(), BOT)).content).toContain('I’m here.');
  });

  it('sees what the bot is not sure of behind a button that is theirs alone', async () => {
    const bot = await run();
    const reply = await bot.ask(inServer(), `${BOT} the square`);
    expect(reply.content).toBe('I’m not sure what you mean. Whoever asked can see what comes close.');
    const other = await bot.press(inServer({ userId: OTHER }), reply, 'Show me').next();
    expect(other).toMatchObject({
      message: {
        flags: MessageFlags.Ephemeral,
        content: expect.stringContaining('This button is for whoever asked.'),
      },
    });
    const own = await bot.press(inServer(), reply, 'Show me').next();
    expect(own).toMatchObject({
      message: { flags: MessageFlags.Ephemeral, content: expect.stringContaining('Is it one of these?') },
    });
    // Also where Discord doesn't send along what the reply replies to.
    const { referenced_message: _, ...bare } = reply;
    const read = await bot.press(inServer(), bare, 'Show me').next();
    expect(read).toMatchObject({ message: { content: expect.stringContaining('Is it one of these?') } });
    bot.discord.channels.deleteNatively(reply.channel_id, reply.message_reference?.message_id ?? '');
    const gone = await bot.press(inServer(), bare, 'Show me').next();
    expect(gone).toMatchObject({ message: { content: expect.stringContaining('Please ask again.') } });
    const { questions } = bot.store;
    expect(await questions.waiting(SERVER, 9)).toMatchObject([{ text: 'the square', times: 1 }]);
  });

  it('sees the answer alone where the server’s answers are private', async () => {
    const bot = await run({ ...ANSWERING, publicAnswers: false });
    const reply = await bot.ask(inServer(), `${BOT} ${PARKING}`);
    expect(reply).toMatchObject({ content: 'I answer in private here.', embeds: [] });
    const shown = await bot.press(inServer(), reply, 'Show me').next();
    expect(shown).toMatchObject({
      message: { flags: MessageFlags.Ephemeral, embeds: [{ title: 'How much is parking?' }] },
    });
  });

  it('is not heard where somebody else is mentioned, a role, or everyone', async () => {
    const bot = await run();
    for (const content of [
      `<@${OTHER}> ${PARKING}`,
      `<@&${APPLICATION_ID}> ${PARKING}`,
      `@everyone ${PARKING}`,
    ])
      bot.write(inServer(), content, undefined, { mention_everyone: content.startsWith('@') });
    expect(await bot.said()).toEqual([]);
  });

  it('is told once to slow down, and the bot does not flood the channel', async () => {
    const bot = await run(ANSWERING, ownStore(), { now: () => 1_000 });
    for (let time = 0; time < 12; time += 1) bot.write(inServer(), `${BOT} ${PARKING}`);
    const said = await bot.said();
    expect(said).toHaveLength(6);
    expect(said.filter(({ content }) => content.startsWith('That was quick!'))).toHaveLength(1);
  });

  it('waits as long between two questions as the server chose, and is told so once', async () => {
    const bot = await run({ ...ANSWERING, cooldownSeconds: 60 });
    await bot.ask(inServer(), `${BOT} ${PARKING}`);
    const reply = await bot.ask(inServer(), `${BOT} ${PARKING}`);
    expect(reply.content).toMatch(/^That was quick! Please wait (59|60) seconds/);
    bot.write(inServer(), `${BOT} ${PARKING}`);
    expect(await bot.said()).toHaveLength(2);
  });

  it('gets all of it in the language that the server chose, whatever Discord’s is', async () => {
    const bot = await run({ ...ANSWERING, locale: 'fr' });
    const unsure = await bot.ask(inServer(), `${BOT} la place`);
    expect(unsure.content).toContain('Je ne suis pas sûr');
    expect(actionsOf(unsure).map(({ label }) => label)).toEqual(['Me montrer']);
    expect((await bot.ask(inServer(), `${BOT} hi`)).content).toContain('Bonjour');
  });

  it('is not heard where they only quote somebody who did, and heard beside such a quote', async () => {
    const bot = await run();
    bot.write(inServer(), `> ${BOT} ${PARKING}\nask the mods, they know`);
    bot.write(inServer({ userId: OTHER }), `look at this\n>>> hi ${BOT}\n${PARKING}`);
    const heard = bot.write(inServer(), `> no idea\n${BOT} ${PARKING}`);
    expect(titleOf(await bot.replyTo(heard))).toBe('How much is parking?');
    expect(await bot.said()).toHaveLength(1);
  });

  it('is answered though the database takes a second to tell that the server wants that', async () => {
    const store = ownStore();
    const read: typeof store.servers.read = async (serverId) => {
      await pause(1_000);
      return store.servers.read(serverId);
    };
    const servers = new Proxy(store.servers, {
      get: (room, name): unknown => (name === 'read' ? read : Reflect.get(room, name)),
    });
    const bot = await run(ANSWERING, { ...store, servers });
    expect(titleOf(await bot.ask(inServer(), `${BOT} ${PARKING}`))).toBe('How much is parking?');
  });

  it('gets silence where they deleted the message meanwhile, and no error is logged', async () => {
    const bot = await run();
    const gone = writtenMessage(inServer(), { content: `${BOT} ${PARKING}` });
    bot.discord.gateway.dispatch('MESSAGE_CREATE', messageEvent(inServer(), gone));
    expect(await bot.said()).toEqual([]);
    expect(bot.posts()).toHaveLength(1);
    expect(bot.lines.filter((line) => line.includes('"level":50'))).toEqual([]);
  });
});

describe('somebody in a thread of which Discord does not tell the channel', () => {
  const channel = inServer().channelId;
  const thread = inServer({ channelId: '800000000000000003', thread: true });
  const LOOK = new RegExp(`/channels/${thread.channelId}$`);
  /** The client tries thrice. */
  const TRIES = 3;

  async function inThread(settings: Partial<ServerSettings> = ANSWERING) {
    const bot = await run(settings);
    const made = { serverId: SERVER, parentId: channel, ownerId: thread.userId, name: 'Parking' };
    bot.discord.threads.add({ id: thread.channelId, ...made });
    const ask = () => bot.ask(thread, `${BOT} ${PARKING}`);
    return { ...bot, askInThread: ask };
  }
  const hangUp = (response: ServerResponse) => void response.destroy();

  it('is shown nothing of an article that may be off there, and is told the truth at the next look', async () => {
    const bot = await inThread();
    const seen = choiceRevision(null);
    await bot.store.articleChoices.change(SERVER, channel, { seen, to: { on: [], first: [] } });
    bot.discord.refuseNext('GET', LOOK, 503, { message: 'unavailable' }, TRIES);
    const unsure = await bot.askInThread();
    expect(titleOf(unsure)).toBeUndefined();
    expect(unsure.content).toContain('went wrong');
    bot.discord.intercept('GET', LOOK, hangUp);
    expect((await bot.askInThread()).content).toContain('went wrong');
    expect((await bot.askInThread()).content).toContain('No article is on in this channel');
  });

  it('is answered all the same where no channel chose articles of its own', async () => {
    const bot = await inThread();
    bot.discord.refuseNext('GET', LOOK, 503, { message: 'unavailable' }, TRIES);
    expect(titleOf(await bot.askInThread())).toBe('How much is parking?');
  });

  it('gets silence where only some channels are answered, or where helpers may be talking', async () => {
    const only = await inThread({ ...ANSWERING, mentionChannels: ['810000000000000001'] });
    only.discord.intercept('GET', LOOK, hangUp);
    only.write(thread, `${BOT} ${PARKING}`);
    expect(await only.said(thread.channelId)).toEqual([]);

    const helped = await inThread({ ...ANSWERING, helpersChannel: channel });
    helped.discord.refuseNext('GET', LOOK, 503, { message: 'unavailable' }, TRIES);
    const first = await helped.askInThread();
    await helped.gateway.close();
    const later = await inThread({ ...ANSWERING, helpersChannel: channel });
    later.discord.refuseNext('GET', LOOK, 503, { message: 'unavailable' }, TRIES);
    later.write(thread, 'I think it is free, who takes this one?', first);
    expect(await later.said(thread.channelId)).toEqual([]);
  });

  it('gets silence where the bot may not look, or the thread is gone, and is no error in the log', async () => {
    const bot = await inThread();
    bot.discord.refuseNext('GET', LOOK, 404, { code: 10003, message: 'Unknown Channel' });
    bot.write(thread, `${BOT} ${PARKING}`);
    await pause(100);
    bot.discord.refuseNext('GET', LOOK, 403, { code: 50001, message: 'Missing Access' });
    bot.write(thread, `${BOT} ${PARKING}`);
    await pause(100);
    expect(bot.posts()).toEqual([]);
    expect(bot.lines.filter((line) => line.includes('"level":50'))).toEqual([]);
  });
});

describe('what is never answered', () => {
  it('is another bot, a webhook, Discord itself, the bot itself, and a message that was edited', async () => {
    const bot = await run();
    const scene = inServer();
    const content = `${BOT} ${PARKING}`;
    const author = userOf(OTHER, 'other');
    bot.write(scene, content, undefined, { author: { ...author, bot: true } });
    bot.write(scene, content, undefined, { author: { ...author, system: true } });
    bot.write(scene, content, undefined, { webhook_id: '123456789012345678' });
    bot.write(scene, content, undefined, { type: MessageType.ThreadCreated });
    bot.discord.gateway.dispatch('MESSAGE_CREATE', {
      ...messageEvent(scene, writtenMessage(scene, { content })),
      author: userOf(APPLICATION_ID, 'Footnote'),
    });
    bot.discord.gateway.dispatch('MESSAGE_UPDATE', messageEvent(scene, writtenMessage(scene, { content })));
    bot.discord.gateway.dispatch('MESSAGE_CREATE', { odd: true });
    bot.discord.gateway.dispatch('MESSAGE_CREATE', null);
    expect(await bot.said()).toEqual([]);
  });

  it('is a message that Discord sends again, also after the connection was lost', async () => {
    const bot = await run();
    const asked = bot.write(inServer(), `${BOT} ${PARKING}`);
    await bot.replyTo(asked);
    bot.discord.gateway.dispatch('MESSAGE_CREATE', messageEvent(inServer(), asked));
    await bot.discord.gateway.drop();
    bot.discord.gateway.dispatch('MESSAGE_CREATE', messageEvent(inServer(), asked));
    expect(await bot.said()).toHaveLength(1);
    // It isn't even tried.
    expect(bot.posts()).toHaveLength(1);
  });

  it('costs next to nothing', () => {
    const receiver = createMessageReceiver({
      dispatcher: { dispatchMessage: () => Promise.reject(new Error('not for the bot')) },
      onUnreadable: () => {
        throw new Error('read');
      },
    });
    const origin = { botId: APPLICATION_ID, localeOf: () => 'en-US', ageOf: () => 0 };
    const others = messageEvent(inServer(), writtenMessage(inServer(), { content: 'hello all' }));
    const unread = new Proxy(others, {
      get(target, name) {
        if (
          !['author', 'type', 'webhook_id', 'guild_id', 'mentions', 'referenced_message', 'content'].includes(
            String(name),
          )
        )
          throw new Error(`it read ${String(name)}`);
        return Reflect.get(target, name) as unknown;
      },
    });
    for (let time = 0; time < 1_000; time += 1) expect(receiver.receive(unread, origin)).toBeNull();
  });
});

describe('somebody who writes to the bot alone', () => {
  it('is answered without a mention, whatever servers chose, and chooses there what they meant', async () => {
    const bot = await run(DEFAULT_SETTINGS);
    const scene = inDirectMessage();
    expect(titleOf(await bot.ask(scene, PARKING))).toBe('How much is parking?');
    const unsure = await bot.ask(scene, 'the square');
    expect(unsure.content).toContain('Is it one of these?');
    const [first] = actionsOf(unsure);
    const shown = await bot.press(scene, unsure, first?.label ?? '').next();
    expect(shown).toMatchObject({ message: { embeds: [{ title: first?.label }] } });
  });

  it('is answered what a message asks that they forward', async () => {
    const bot = await run();
    const scene = inDirectMessage();
    const forwarded = (content: string): Partial<APIMessage> => ({
      message_reference: { type: MessageReferenceType.Forward, channel_id: inServer().channelId },
      message_snapshots: [
        {
          message: {
            type: MessageType.Default,
            content,
            embeds: [],
            attachments: [],
            timestamp: '2026-01-01T00:00:00.000Z',
            edited_timestamp: null,
            flags: MessageFlags.SuppressEmbeds,
            mentions: [],
            mention_roles: [],
          },
        },
      ],
    });
    const question = bot.write(scene, '', undefined, forwarded(`${PARKING}?`));
    expect(titleOf(await bot.replyTo(question))).toBe('How much is parking?');
    const own = bot.write(scene, 'which trams go there?', undefined, forwarded(`${PARKING}?`));
    expect(titleOf(await bot.replyTo(own))).toBe('Which trams go there?');
    const nothing = bot.write(scene, '', undefined, forwarded(''));
    expect((await bot.replyTo(nothing)).content).toContain('I’m here.');
    const odd = bot.write(scene, '', undefined, { message_snapshots: [] });
    expect((await bot.replyTo(odd)).content).toContain('I’m here.');
  });

  it('is answered in the language that they write in, as far as it can be told', async () => {
    const bot = await run();
    const scene = inDirectMessage();
    expect((await bot.ask(scene, 'bonjour')).content).toContain('Bonjour');
    expect((await bot.ask(scene, 'est-ce que les chiens sont admis ?')).content).toContain(
      'L’article ne dit pas si les chiens sont admis.',
    );
    expect((await bot.ask(scene, 'hello')).content).toContain('Hi!');
  });
});

describe('a reply to an answer', () => {
  it('is answered by itself where it says what it asks', async () => {
    const bot = await run();
    const first = await bot.ask(inServer(), `${BOT} ${PARKING}`);
    const second = await bot.ask(inServer(), 'opening hours?', first);
    expect(titleOf(second)).toBeDefined();
    expect(titleOf(second)).not.toBe(titleOf(first));
  });

  it('is asked about where it is sure of nothing, around what the answer shows', async () => {
    const bot = await run();
    const first = await bot.ask(inServer(), `${BOT} ${PARKING}`);
    const second = await bot.ask(inServer({ userId: OTHER }), 'and why?', first);
    expect(titleOf(second)).toBeUndefined();
    const shown = await bot.press(inServer({ userId: OTHER }), second, 'Show me').next();
    expect(shown).toMatchObject({ message: { content: expect.stringContaining('Is it one of these?') } });
    // By itself it would tell a moderator nothing.
    expect(await bot.store.questions.waiting(SERVER, 9)).toEqual([]);
  });

  it('to what it was not sure of still follows the answer before', async () => {
    const bot = await run();
    const first = await bot.ask(inServer(), `${BOT} ${PARKING}`);
    const unsure = await bot.ask(inServer(), 'and why?', first);
    const again = await bot.ask(inServer(), 'for families?', unsure);
    const shown = await bot.press(inServer(), again, 'Show me').next();
    expect(shown).toMatchObject({ message: { content: expect.stringContaining('Is it one of these?') } });
  });

  describe('that answers several questions', () => {
    const HOURS = 'When does the fair open?';
    const TWO = `${BOT} what does the car park cost, and when does the fair open?`;
    const labelsOf = (message: APIMessage) => actionsOf(message).map(({ label }) => label);

    it.each([
      ['the answer', 'only at ten?'],
      ['its section', 'on the last day?'],
    ])('continues the one that its words speak of, by %s', async (_, words) => {
      const bot = await run();
      const both = await bot.ask(inServer(), TWO);
      expect(titleOf(both)).toBe('Your questions');
      const second = await bot.ask(inServer(), words, both);
      expect(labelsOf(second)).toEqual(['Show me']);
      const opening = await bot.ask(inServer(), `${BOT} opening hours`);
      const [, , ...passage] =
        actionsOf(opening)
          .find(({ label }) => label === 'Ask a follow-up')
          ?.customId.split(':') ?? [];
      expect(actionsOf(second)[0]?.customId.split(':').slice(3)).toEqual(passage);
      const shown = await bot.press(inServer(), second, 'Show me').next();
      expect(shown).toMatchObject({ message: { content: expect.stringContaining('Is it one of these?') } });
    });

    it('is asked which one it means where they speak of none, again and again', async () => {
      const bot = await run();
      const both = await bot.ask(inServer(), TWO);
      const which = await bot.ask(inServer(), 'and why?', both);
      expect(which.content).toContain('Which of these answers');
      expect(labelsOf(which)).toEqual(['How much is parking?', HOURS]);
      const again = await bot.ask(inServer(), 'for families?', which);
      expect(labelsOf(again)).toEqual(['How much is parking?', HOURS]);
      const shown = await bot.press(inServer(), again, HOURS).next();
      expect(shown).toMatchObject({ message: { content: expect.stringContaining('Is it one of these?') } });
      const other = await bot.press(inServer({ userId: OTHER }), again, HOURS).next();
      expect(other).toMatchObject({ message: { content: expect.stringContaining('for whoever asked') } });
    });

    it('offers, in a direct message, what is near to any of them and none of what it showed', async () => {
      const bot = await run();
      const both = await bot.ask(inDirectMessage(), TWO);
      const offered = labelsOf(await bot.ask(inDirectMessage(), 'and why?', both));
      expect(offered.length).toBeGreaterThan(0);
      expect(offered).not.toContain('How much is parking?');
      expect(offered).not.toContain(HOURS);
    });
  });

  it('of an article that is off there by now is asked by itself', async () => {
    const bot = await run();
    const first = await bot.ask(inServer(), `${BOT} ${PARKING}`);
    const seen = choiceRevision(ALL_ARTICLES);
    await bot.store.articleChoices.change(SERVER, null, { seen, to: { on: [], first: [] } });
    const second = await bot.ask(inServer(), 'and why?', first);
    expect(second.content).toContain('No article is on in this channel');
  });

  it('is for the other helpers where helpers talk, unless it mentions the bot', async () => {
    const channel = inServer().channelId;
    const bot = await run({ ...ANSWERING, helpersChannel: channel });
    const first = await bot.ask(inServer(), `${BOT} ${PARKING}`);
    bot.write(inServer(), 'I think it is free, who takes this one?', first);
    expect(titleOf(await bot.ask(inServer(), `${BOT} which trams go there?`, first))).toBe(
      'Which trams go there?',
    );
    expect(await bot.said()).toHaveLength(2);
  });

  it('that thanks is thanked in a line: nothing is searched or kept', async () => {
    const bot = await run();
    const first = await bot.ask(inServer(), `${BOT} ${PARKING}`);
    const second = await bot.ask(inServer(), 'thanks!!', first);
    expect(second.content).toBe('You’re welcome!');
    expect(await bot.store.questions.waiting(SERVER, 9)).toEqual([]);
  });

  it.each(['lol ok', 'ah that explains it', 'ok i’ll try that', 'good point, i misread it'])(
    'that only remarks on it (%s) is not searched: no question is kept, and nothing is said to be missing',
    async (remark) => {
      const bot = await run();
      const first = await bot.ask(inServer(), `${BOT} ${PARKING}`);
      const second = await bot.ask(inServer(), remark, first);
      expect(second.content).toBe('If you have a question, ask me in your own words.');
      expect(await bot.store.questions.waiting(SERVER, 9)).toEqual([]);
    },
  );

  it('of which Discord tells no text is left alone', async () => {
    const bot = await run();
    const answer = messageOf({
      channelId: inServer().channelId,
      author: { ...userOf(APPLICATION_ID, 'Footnote'), bot: true },
      body: { content: 'An answer to /ask' },
      calledBy: userOf(OTHER, 'bo'),
    });
    bot.write(inServer(), PARKING, answer);
    expect(await bot.said()).toEqual([]);
  });
});

describe('where it may not write, the bot', () => {
  it('says nothing, writes to nobody, and the log tells once what it lacks', async () => {
    const bot = await run();
    bot.discord.channels.forbid(inServer().channelId, 'changes');
    for (let time = 0; time < 3; time += 1) bot.write(inServer(), `${BOT} ${PARKING}`);
    await pause(100);
    expect(await bot.said()).toEqual([]);
    expect(bot.lines.filter((line) => line.includes('needs View Channel'))).toHaveLength(1);
    expect(bot.lines.filter((line) => line.includes('"level":50'))).toEqual([]);
  });
});

describe('where Discord refuses to tell of messages', () => {
  it('the bot still answers commands', async () => {
    const discord = await startDiscordStandIn();
    const asked: number[] = [];
    discord.gateway.allow = (intents) => {
      asked.push(intents);
      return (intents & GatewayIntentBits.GuildMessages) === 0;
    };
    const { log, lines } = recordedLog('info');
    const store = ownStore();
    const rest = createRest({ apiUrl: discord.apiUrl, token: TOKEN });
    const gateway = await startGateway({
      token: TOKEN,
      dispatcher: createDispatcher({
        context: () => createAppContext(fair),
        discord: createDiscordApi(rest),
        store,
        log,
      }),
      membership: createGuildMembership({ servers: store.servers, log }),
      rest,
      log,
      onFatal: () => undefined,
    });
    running.push({ discord, gateway });
    const { Guilds, GuildMessages, DirectMessages } = GatewayIntentBits;
    expect(asked).toEqual([Guilds | GuildMessages | DirectMessages, Guilds]);
    expect(
      lines.filter((line) => line.includes('mentions and direct messages are not answered')),
    ).toHaveLength(1);
  });
});

describe('a wrong answer to a mention', () => {
  const moderator = inServer({
    userId: OTHER,
    memberPermissions: READING | PermissionFlagsBits.ManageMessages,
  });

  onEveryDatabase((rig) => {
    it.each([
      ['whoever asked', inServer()],
      ['a moderator', moderator],
    ])('is taken away by %s, counts as not helpful, and waits for review', async (_, scene) => {
      const bot = await run(ANSWERING, await rig.store());
      const answer = await bot.ask(inServer(), `${BOT} ${PARKING}`);
      const exchange = bot.press(scene, answer, 'Take it away');
      expect(await exchange.next()).toMatchObject({ kind: 'respond', type: 6 });
      expect(await exchange.next()).toMatchObject({ kind: 'delete' });
      expect(await exchange.next()).toMatchObject({
        kind: 'follow-up',
        message: {
          flags: MessageFlags.Ephemeral,
          content: expect.stringContaining('I took that answer away and noted'),
        },
      });
      expect(await bot.store.votes.tally(SERVER)).toMatchObject([{ helpful: 0, unhelpful: 1 }]);
      const waiting = await bot.store.questions.waiting(SERVER, 9);
      expect(waiting).toMatchObject([{ text: PARKING, unhelpful: true }]);
    });
  });

  it('stays where somebody else presses, and where a moderator pinned it', async () => {
    const bot = await run();
    const answer = await bot.ask(inServer(), `${BOT} ${PARKING}`);
    for (const [scene, message] of [
      [inServer({ userId: OTHER }), answer],
      [inServer(), { ...answer, pinned: true }],
    ] as const) {
      expect(await bot.press(scene, message, 'Take it away').next()).toMatchObject({
        kind: 'respond',
        message: {
          flags: MessageFlags.Ephemeral,
          content: expect.stringContaining('Only the member who asked'),
        },
      });
    }
    expect(await bot.store.votes.tally(SERVER)).toEqual([]);
  });
});
