import { setTimeout as pause } from 'node:timers/promises';
import {
  ChannelType,
  Locale,
  MessageFlags,
  PermissionFlagsBits,
  type APIMessage,
  type GatewayThreadCreateDispatchData,
} from 'discord-api-types/v10';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createAppContext, serverMemory } from '../../src/cli/app-context.ts';
import { createDispatcher } from '../../src/discord/dispatch.ts';
import type { ArticleQuality } from '../../src/discord/posts/article-quality.ts';
import { createDiscordApi, createRest } from '../../src/discord/rest.ts';
import { APPLICATION_ID, componentInteraction, userOf } from '../../src/playground/interactions.ts';
import { messageEvent, writtenMessage } from '../../src/playground/written-message.ts';
import { createGuildMembership } from '../../src/retention/guild-membership.ts';
import { startGateway, type Gateway } from '../../src/transports/gateway.ts';
import { action, actionsOf } from '../commands/member.ts';
import { fair } from '../fixtures/fair.ts';
import { recordedLog } from '../fixtures/log.ts';
import { inServer, PINNING, READING } from '../fixtures/scenes.ts';
import { ownStore } from '../fixtures/store.ts';
import { startDiscordStandIn, TOKEN, type DiscordStandIn } from '../stand-in/discord.ts';
import {
  BUG,
  FORUM,
  MODERATOR,
  newPost,
  OTHER_BOT,
  publish,
  SERVER,
  serverWhereBotMay,
  SOLVED,
  writeOpening,
} from '../stand-in/forum.ts';
import { createPostReceiver } from '../../src/transports/posts.ts';
import { onEveryDatabase } from '../store/databases.ts';

const OTHER = '700000000000000009';
const PARKING = 'parking fee';

const running: { readonly discord: DiscordStandIn; readonly gateway: Gateway }[] = [];

afterEach(async () => {
  for (const { discord, gateway } of running.splice(0)) {
    await gateway.close();
    await discord.close();
    expect(discord.violations).toEqual([]);
  }
});

const GOOD: ArticleQuality = { kind: 'measured', precision: 1, wronglyAnswered: 0 };

/** The bot on discord.js's client, in a server that has it answer posts in the forum. */
async function run({
  store = ownStore(),
  forums = [FORUM.id],
  quality = GOOD,
  readsPosts = false,
  server = SERVER,
} = {}) {
  await store.servers.writeSettings(SERVER.id, { postForums: forums });
  const discord = await startDiscordStandIn();
  discord.servers.put(server);
  const { log, lines } = recordedLog('info');
  const context = createAppContext(fair, { memory: serverMemory(store) });
  /** As a process makes it. */
  const connected = () => {
    const rest = createRest({ apiUrl: discord.apiUrl, token: TOKEN });
    const dispatcher = createDispatcher({
      context: () => context,
      discord: createDiscordApi(rest),
      store,
      log,
      readsPosts,
      qualities: { now: () => quality, measured: () => Promise.resolve(quality) },
    });
    return { rest, dispatcher };
  };
  const gateway = await startGateway({
    token: TOKEN,
    ...connected(),
    membership: createGuildMembership({ servers: store.servers, log }),
    log,
    onFatal: (error) => {
      throw error;
    },
  });
  running.push({ discord, gateway });

  function pressing(message: APIMessage, label: string, changes: Parameters<typeof inServer>[0] = {}) {
    const scene = {
      ...inServer({ channelId: message.channel_id, botPermissions: PINNING | MANAGE, ...changes }),
      channelType: ChannelType.PublicThread as const,
      thread: { parent_id: FORUM.id },
    };
    return discord.interact(componentInteraction(scene, action(message, label)));
  }
  const asksAbout = (id: string) =>
    discord.requests.filter(({ method, path }) => method === 'GET' && path.includes(id));
  const saidIn = (post: { readonly id: string }) =>
    discord.messages(post.id).filter(({ author }) => author.id === APPLICATION_ID);
  return {
    discord,
    lines,
    store,
    saidIn,
    asksAbout,
    publish(post: GatewayThreadCreateDispatchData = newPost({ name: PARKING }), opening?: string | null) {
      publish(discord, post, opening === undefined ? 'Hello, I wonder.' : opening);
      return post;
    },
    async answerIn(post: { readonly id: string }): Promise<APIMessage> {
      return vi.waitFor(() => {
        const [first] = saidIn(post);
        if (first === undefined) throw new Error('nothing was said');
        return first;
      }, 8_000);
    },
    /** All that the bot said in a post, once it is done with all that came. */
    async said(post: { readonly id: string }): Promise<readonly APIMessage[]> {
      await pause(50);
      await gateway.close();
      return saidIn(post);
    },
    press: (...pressed: Parameters<typeof pressing>) => pressing(...pressed).next(),
    pressing,
    /** Another process is told of it at the same time. */
    async hearsToo(post: GatewayThreadCreateDispatchData): Promise<void> {
      const receiver = createPostReceiver({ ...connected(), onUnreadable: () => undefined });
      await receiver.receive(post, { botId: APPLICATION_ID, localeOf: () => 'en-US', ageOf: () => 0 });
    },
  };
}

/** Each of another member. */
function postsOfMany({ discord }: Awaited<ReturnType<typeof run>>, count: number, name: string) {
  const authors = Array.from({ length: count }, (_, at) => userOf(`7100000000000000${at + 10}`, 'x'));
  const members = [...SERVER.members, ...authors.map((user) => ({ user, roles: [] }))];
  discord.servers.put({ ...SERVER, members });
  return authors.map(({ id }) => newPost({ name, ownerId: id }));
}

const MANAGE = PermissionFlagsBits.ManageThreads;
const titleOf = ({ embeds }: Pick<APIMessage, 'embeds'>) => embeds[0]?.title;
const toldAlone = (content: string) => ({
  message: { flags: MessageFlags.Ephemeral, content: expect.stringContaining(content) },
});

onEveryDatabase((rig) => {
  describe('a new post in a forum that the server chose', () => {
    it('is answered once, with the card of /ask, and pings nobody', async () => {
      const bot = await run({ store: await rig.store() });
      const post = bot.publish();
      const answer = await bot.answerIn(post);
      expect(titleOf(answer)).toBe('How much is parking?');
      expect(answer.content).toBe('-# Nobody asked me, but I know an answer to this post.');
      expect(actionsOf(answer).map(({ label }) => label)).toEqual(
        expect.arrayContaining(['✅ This helped', '👎 Not helpful', 'Ask a follow-up', 'Take it away']),
      );
      const request = bot.discord.requests.find(
        ({ method, path }) => method === 'POST' && path.includes(post.id),
      );
      expect(request?.body).toMatchObject({ allowed_mentions: { parse: [] } });
      bot.discord.gateway.dispatch('THREAD_CREATE', post);
      await bot.discord.gateway.drop();
      bot.discord.gateway.dispatch('THREAD_CREATE', post);
      expect(await bot.said(post)).toHaveLength(1);
      // It isn't even looked at again.
      const looks = bot.discord.requests.filter(
        ({ method, path }) => method === 'GET' && path.includes(`${post.id}/messages`),
      );
      expect(looks).toHaveLength(1);
    });

    it('is answered once by two processes that hear of it', async () => {
      const bot = await run({ store: await rig.store() });
      const post = bot.publish();
      await bot.hearsToo(post);
      await bot.answerIn(post);
      expect(await bot.said(post)).toHaveLength(1);
      // Whoever came second would have said the same: Discord takes them for one.
      const posts = bot.discord.requests.filter(
        ({ method, path }) => method === 'POST' && path.includes(post.id),
      );
      for (const { body } of posts) expect(body).toMatchObject({ nonce: `p${post.id}`, enforce_nonce: true });
    });

    it('keeps its title as a question, and counts it', async () => {
      const store = await rig.store();
      const bot = await run({ store });
      const post = bot.publish();
      const answer = await bot.answerIn(post);
      expect(await bot.press(answer, '👎 Not helpful')).toMatchObject(toldAlone('not helpful'));
      expect(await store.questions.waiting(SERVER.id, 9)).toMatchObject([{ text: PARKING, times: 1 }]);
    });
  });
});

describe('a new post', () => {
  it('is answered in the language of the server', async () => {
    const bot = await run();
    bot.discord.gateway.dispatch('GUILD_CREATE', { id: SERVER.id, preferred_locale: Locale.French });
    const answer = await bot.answerIn(bot.publish(newPost({ name: 'prix du parking' })));
    expect(answer.content).toContain('Personne ne m’a rien demandé');
  });

  it('is answered when its first message comes a moment later', async () => {
    const bot = await run();
    const post = bot.publish(newPost({ name: PARKING }), null);
    await pause(100);
    writeOpening(bot.discord, post, 'Hello, I wonder.');
    expect(titleOf(await bot.answerIn(post))).toBe('How much is parking?');
  });

  it('is answered by its text only where that may be read', async () => {
    const question = 'what does it cost to leave the car?';
    const blind = await run();
    expect(await blind.said(blind.publish(newPost({ name: 'Help please' }), question))).toEqual([]);
    const reading = await run({ readsPosts: true });
    const post = reading.publish(newPost({ name: 'Help please' }), question);
    const answer = await reading.answerIn(post);
    expect(titleOf(answer)).toBe('How much is parking?');
    await reading.press(answer, '👎 Not helpful');
    // What was written to other people is not kept.
    expect(await reading.store.questions.waiting(SERVER.id, 9)).toEqual([]);
  });

  it('is answered with all that it asks, in one card', async () => {
    const bot = await run();
    const post = bot.publish(newPost({ name: 'How much is parking? When does the fair open?' }));
    const answer = await bot.answerIn(post);
    const labels = actionsOf(answer).map(({ label }) => label);
    expect(labels.filter((label) => label.includes('This helped'))).toHaveLength(2);
    expect(answer.embeds[0]?.description).toContain('four crowns an hour');
    expect(answer.embeds[0]?.description).toContain('12 December');
  });

  it('is taken away by its author', async () => {
    const bot = await run();
    const post = bot.publish();
    const answer = await bot.answerIn(post);
    const by = (userId: string) => bot.pressing(answer, 'Take it away', { userId });
    expect(await by(OTHER).next()).toMatchObject(toldAlone('Only the member who asked'));
    const exchange = by(inServer().userId);
    expect(await exchange.next()).toMatchObject({ kind: 'respond', type: 6 });
    expect(await exchange.next()).toMatchObject({ kind: 'delete' });
  });
});

describe('silence', () => {
  it('is all that comes in a server that chose no forum, and Discord isn’t even asked', async () => {
    const bot = await run({ forums: [] });
    const post = bot.publish();
    expect(await bot.said(post)).toEqual([]);
    expect(bot.discord.requests.filter(({ path }) => path.includes(post.id))).toEqual([]);
  });

  it.each([
    ['in another forum', newPost({ name: PARKING, parentId: '810000000000000099' })],
    ['in a thread that the bot only comes to see', newPost({ name: PARKING, newlyCreated: false })],
    ['to a post of another bot', newPost({ name: PARKING, ownerId: OTHER_BOT })],
    ['to a post of a moderator', newPost({ name: PARKING, ownerId: MODERATOR })],
    ['to a post of the server’s owner', newPost({ name: PARKING, ownerId: SERVER.ownerId })],
    ['to a post of somebody who has left', newPost({ name: PARKING, ownerId: '700000000000000055' })],
    ['to a post that is marked as solved', newPost({ name: PARKING, tags: [SOLVED] })],
    ['to what the article does not cover', newPost({ name: 'can I bring my dog' })],
    ['to what may be several things', newPost({ name: 'the square' })],
    ['to thanks', newPost({ name: 'thanks!!' })],
  ])('is all that comes %s', async (_, post) => {
    const bot = await run();
    // Two may be answered and the third be: what is silent isn't the bot being slow.
    const other = newPost({ name: PARKING });
    bot.publish(post);
    bot.publish(other);
    await bot.answerIn(other);
    expect(await bot.said(post)).toEqual([]);
  });

  it.each([
    ['a moderator', MODERATOR, false],
    ['another member', OTHER, false],
    ['the bot itself', APPLICATION_ID, true],
  ])('is all that comes where %s has written already', async (_, userId, isBot) => {
    const bot = await run();
    const post = newPost({ name: PARKING });
    const before = { ...writeOpening(bot.discord, { ...post, owner_id: userId }, 'See above.') };
    bot.discord.channels.deleteNatively(post.id, before.id);
    bot.discord.channels.add({
      ...before,
      id: String(BigInt(post.id) + 1n),
      author: { ...before.author, id: userId, bot: isBot },
    });
    bot.publish(post);
    expect(await bot.said(post)).toHaveLength(isBot ? 1 : 0);
    expect(bot.discord.requests.filter(({ method }) => method === 'POST')).toEqual([]);
  });

  it('isn’t broken by another bot’s welcome: the post is answered', async () => {
    const bot = await run();
    const post = newPost({ name: PARKING });
    const welcome = writeOpening(bot.discord, post, 'Welcome!');
    bot.discord.channels.deleteNatively(post.id, welcome.id);
    bot.discord.channels.add({
      ...welcome,
      id: String(BigInt(post.id) + 1n),
      author: { ...welcome.author, id: OTHER_BOT, bot: true },
    });
    bot.publish(post);
    expect(titleOf(await bot.answerIn(post))).toBe('How much is parking?');
  });

  it.each<[string, ArticleQuality]>([
    ['has too few test questions', { kind: 'too few', answerable: 3, unanswerable: 0 }],
    ['is wrong too often', { kind: 'measured', precision: 0.94, wronglyAnswered: 0 }],
    ['answers what it does not cover', { kind: 'measured', precision: 1, wronglyAnswered: 0.04 }],
  ])('is all that comes of an article that %s', async (_, quality) => {
    const bot = await run({ quality });
    expect(await bot.said(bot.publish())).toEqual([]);
  });

  it('is all that comes after ten answers in an hour, however many members write to the bot meanwhile', async () => {
    const bot = await run();
    const posts = postsOfMany(bot, 12, PARKING);
    const [late, ...early] = posts;
    for (const post of early) bot.publish(post);
    await vi.waitFor(() => expect(posts.flatMap(bot.saidIn)).toHaveLength(10), 20_000);
    for (let at = 0; at < 10_000; at += 1) {
      const scene = inServer({ userId: String(720_000_000_000_000_000n + BigInt(at)) });
      const message = writtenMessage(scene, { content: `<@${APPLICATION_ID}> ${PARKING}` });
      bot.discord.gateway.dispatch('MESSAGE_CREATE', messageEvent(scene, message));
    }
    if (late === undefined) throw new Error('no post');
    bot.publish(late);
    // Whether its author moderates there is what is asked last.
    await vi.waitFor(() => expect(bot.asksAbout(late.owner_id ?? '')).not.toEqual([]), 20_000);
    await bot.said({ id: '' });
    expect(posts.flatMap(bot.saidIn)).toHaveLength(10);
  });

  it('is all that comes to most where many are made at once: Discord is asked about twenty of them', async () => {
    const bot = await run();
    const posts = postsOfMany(bot, 60, 'A unicorn in the fog');
    for (const post of posts) bot.publish(post);
    await bot.said({ id: '' });
    expect(posts.filter(({ id }) => bot.asksAbout(id).length > 0)).toHaveLength(20);
  });

  it('is all that comes where the bot may not write: the log says what it needs, and the forum is left alone for a while', async () => {
    const bot = await run();
    const post = newPost({ name: PARKING });
    bot.discord.channels.forbid(post.id, 'changes');
    bot.publish(post);
    await vi.waitFor(() => expect(bot.lines.join('\n')).toContain('Send Messages in Threads'), 5_000);
    const next = bot.publish(newPost({ name: PARKING }));
    expect(await bot.said(next)).toEqual([]);
    expect(bot.saidIn(post)).toEqual([]);
    expect(bot.discord.requests.filter(({ path }) => path.includes(next.id))).toEqual([]);
  });

  it('is told moderators where the bot may not write, until it may again', async () => {
    const store = ownStore();
    const refused = () => store.refusals.inServer(SERVER.id);
    const bot = await run({ store });
    const post = newPost({ name: PARKING });
    bot.discord.channels.forbid(post.id, 'changes');
    bot.publish(post);
    await expect.poll(refused).toEqual([{ setting: 'postForums', channelId: FORUM.id }]);
    await bot.said(post);
    const again = await run({ store });
    again.publish(newPost({ name: PARKING }));
    await expect.poll(refused).toEqual([]);
  });
});

describe('“This helped”', () => {
  const tagsOf = (bot: Awaited<ReturnType<typeof run>>, { id }: { readonly id: string }) =>
    bot.discord.threads.find(id)?.applied_tags;

  it('marks the post as solved, when its author presses it', async () => {
    const bot = await run();
    const post = bot.publish(newPost({ name: PARKING, tags: [BUG] }));
    const answer = await bot.answerIn(post);
    expect(await bot.press(answer, '✅ This helped')).toMatchObject(
      toldAlone('Thanks! This post is marked as “Solved”.'),
    );
    expect(tagsOf(bot, post)).toEqual([BUG, SOLVED]);
    expect(await bot.press(answer, '✅ This helped')).toMatchObject(toldAlone('marked as “Solved”'));
    expect(tagsOf(bot, post)).toEqual([BUG, SOLVED]);
    expect(await bot.store.votes.tally(SERVER.id)).toMatchObject([{ helpful: 1, unhelpful: 0 }]);
  });

  it('marks it when a moderator does, and only counts of anybody else', async () => {
    const bot = await run();
    const post = bot.publish();
    const answer = await bot.answerIn(post);
    expect(await bot.press(answer, '✅ This helped', { userId: OTHER })).toMatchObject(
      toldAlone('I noted that this was helpful.'),
    );
    expect(tagsOf(bot, post)).toEqual([]);
    const moderator = { userId: MODERATOR, memberPermissions: READING | MANAGE };
    expect(await bot.press(answer, '✅ This helped', moderator)).toMatchObject(
      toldAlone('marked as “Solved”'),
    );
    expect(tagsOf(bot, post)).toEqual([SOLVED]);
    expect(await bot.store.votes.tally(SERVER.id)).toMatchObject([{ helpful: 2 }]);
  });

  it('says what the bot needs to mark it, and counts all the same', async () => {
    const bot = await run({ server: serverWhereBotMay(PINNING) });
    const post = bot.publish();
    const answer = await bot.answerIn(post);
    const said = await bot.press(answer, '✅ This helped', { botPermissions: PINNING });
    expect(said).toMatchObject(toldAlone('I need the permission “Manage Threads” in this forum.'));
    // Also where Discord refuses what the bot took for allowed.
    expect(await bot.press(answer, '✅ This helped')).toMatchObject(toldAlone('couldn’t mark the post'));
    expect(tagsOf(bot, post)).toEqual([]);
    expect(await bot.store.votes.tally(SERVER.id)).toMatchObject([{ helpful: 1 }]);
  });

  it('says that there is no room for one more tag', async () => {
    const bot = await run();
    const five = ['1', '2', '3', '4', '5'].map((number) => ({
      id: `84000000000000000${number}`,
      name: `Topic ${number}`,
      moderated: false,
      emoji_id: null,
      emoji_name: null,
    }));
    bot.discord.threads.addForum({ ...FORUM, tags: [...FORUM.tags, ...five] });
    const post = bot.publish(newPost({ name: PARKING, tags: five.map(({ id }) => id) }));
    const answer = await bot.answerIn(post);
    expect(await bot.press(answer, '✅ This helped')).toMatchObject(
      toldAlone('as many tags as Discord allows'),
    );
  });
});
