import { afterEach, describe, expect, it } from 'vitest';
import { createAppContext, serverMemory } from '../../src/cli/app-context.ts';
import { createDispatcher } from '../../src/discord/dispatch.ts';
import { createDiscordApi, createResponder, createRest } from '../../src/discord/rest.ts';
import { passageByKey, passageKey } from '../../src/discord/passage-key.ts';
import { keysFrom, keysWithoutToken, ownKeys } from '../../src/discord/keyed-hash.ts';
import { voteButtons } from '../../src/discord/votes.ts';
import {
  APPLICATION_ID,
  componentInteraction,
  messageOf,
  slashInteraction,
  userOf,
} from '../../src/playground/interactions.ts';
import type { Store, Vote } from '../../src/store/store.ts';
import { textsFor } from '../../src/texts/texts.ts';
import { actionsOf } from '../commands/member.ts';
import { fair } from '../fixtures/fair.ts';
import { recordedLog } from '../fixtures/log.ts';
import { inServer } from '../fixtures/scenes.ts';
import { ownStore, unsteadyStore } from '../fixtures/store.ts';
import { startDiscordStandIn, TOKEN, type DiscordStandIn } from '../stand-in/discord.ts';

const en = textsFor('en-US');

const running: DiscordStandIn[] = [];
afterEach(async () => {
  for (const discord of running.splice(0)) {
    expect(discord.violations).toEqual([]);
    await discord.close();
  }
});

function rethrow(error: unknown): never {
  throw error;
}

/** One process of the bot, over HTTP; `voters` are those whose votes reached the store. */
async function replica(store: Store, token: string | null = TOKEN) {
  const discord = await startDiscordStandIn();
  running.push(discord);
  const votes: Vote[] = [];
  const watched: Store = {
    ...store,
    votes: {
      tally: (serverId) => store.votes.tally(serverId),
      cast: (serverId, vote) => {
        votes.push(vote);
        return store.votes.cast(serverId, vote);
      },
    },
  };
  const rest = createRest({ apiUrl: discord.apiUrl, token: TOKEN });
  const { log, lines } = recordedLog('info');
  const keys =
    token === null
      ? await keysWithoutToken(() => store.secrets.shared('question handles'), rethrow)
      : keysFrom(token);
  const context = createAppContext(fair, { memory: serverMemory(store), keys });
  const dispatcher = createDispatcher({
    context: () => context,
    discord: createDiscordApi(rest),
    store: watched,
    log,
  });
  return {
    votes,
    lines,
    see: async (interaction: Parameters<typeof dispatcher.dispatch>[0]) => {
      const exchange = discord.expect(interaction);
      await dispatcher.dispatch(interaction, createResponder(rest, interaction));
      const answer = await exchange.next();
      if (!('message' in answer)) throw new Error('nothing was said');
      return answer.message;
    },
  };
}

async function answered(bot: Awaited<ReturnType<typeof replica>>, question = 'parking fee') {
  const asked = slashInteraction(inServer(), { name: 'ask', values: { question } });
  const { embeds, components } = await bot.see(asked);
  return messageOf({
    channelId: '800000000000000001',
    author: userOf(APPLICATION_ID, 'Footnote'),
    body: { embeds, components },
  });
}

const press = (message: ReturnType<typeof messageOf>, label: string, userId = '700000000000000001') =>
  componentInteraction(inServer({ userId }), {
    message,
    customId: actionsOf(message).find((one) => one.label === label)?.customId ?? '',
  });

const SERVER = inServer().server?.id ?? '';

describe('a vote', () => {
  it('is known again by every copy of the bot, and by nobody else', async () => {
    const store = ownStore();
    const [one, other] = [await replica(store), await replica(store)];
    const message = await answered(one);
    expect((await one.see(press(message, '👍 Helpful'))).content).toContain('Thanks');
    expect((await other.see(press(message, '👍 Helpful'))).content).toContain('already');
    expect((await other.see(press(message, '👍 Helpful', '700000000000000002'))).content).toContain('Thanks');
    const [{ voter: first } = { voter: '' }] = one.votes;
    expect(first).toMatch(/^[\w-]{43}$/);
    expect(one.votes[0]?.voter).toBe(other.votes[0]?.voter);
    expect(other.votes[1]?.voter).not.toBe(first);
    const another = await replica(store, 'another.bot.token');
    await another.see(press(message, '👍 Helpful'));
    expect(another.votes[0]?.voter).not.toBe(first);
    expect([...one.lines, ...other.lines].join('\n')).not.toContain(first);
  });

  it('counts once for each member, however often they ask, and in whatever words', async () => {
    const store = ownStore();
    const bot = await replica(store);
    const told: string[] = [];
    for (const question of ['parking fee', 'parking fee', 'How much is parking?', 'what does parking cost']) {
      told.push((await bot.see(press(await answered(bot, question), '👎 Not helpful'))).content ?? '');
    }
    expect(told.filter((text) => text.includes('Thanks'))).toHaveLength(1);
    expect(await store.votes.tally(SERVER)).toMatchObject([{ helpful: 0, unhelpful: 1 }]);
    await bot.see(press(await answered(bot), '👍 Helpful'));
    await bot.see(press(await answered(bot), '👍 Helpful', '700000000000000002'));
    expect(await store.votes.tally(SERVER)).toMatchObject([{ helpful: 2, unhelpful: 0 }]);
  });

  it('tells nobody that two votes are of one person', async () => {
    const bot = await replica(ownStore());
    const [first, second] = [await answered(bot), await answered(bot, 'When does the fair open?')];
    await bot.see(press(first, '👍 Helpful'));
    await bot.see(press(second, '👍 Helpful'));
    expect(bot.votes).toHaveLength(2);
    expect(bot.votes[0]?.voter).not.toBe(bot.votes[1]?.voter);
    expect(bot.votes[0]?.question).toMatch(/^[a-f\d]{16}$/);
  });
});

describe('a vote against an answer that another process gave, or this one before its restart', () => {
  it.each([
    ['with a token', TOKEN],
    ['without one', null],
  ])('brings the question to the moderators, %s', async (_, token) => {
    const store = ownStore();
    const message = await answered(await replica(store, token));
    const other = await replica(store, token);
    // Each time that a question is asked, what buttons call it is kept anew.
    await answered(other);
    expect((await other.see(press(message, '👎 Not helpful'))).content).toContain('Thanks');
    expect(await store.questions.waiting(SERVER, 9)).toMatchObject([
      { text: 'parking fee', unhelpful: true },
    ]);
  });

  it('is counted all the same where the token was reset meanwhile', async () => {
    const store = ownStore();
    const message = await answered(await replica(store));
    const other = await replica(store, 'another.bot.token');
    await answered(other);
    expect((await other.see(press(message, '👎 Not helpful'))).content).toContain('Thanks');
    expect(await store.votes.tally(SERVER)).toMatchObject([{ unhelpful: 1 }]);
    expect(await store.questions.waiting(SERVER, 9)).toEqual([]);
  });
});

describe('the keys of what stands for members and questions', () => {
  it('come from the token alone where there is one', () => {
    const [one, other] = [keysFrom('a'), keysFrom('b')];
    expect(keysFrom('a').voters).toEqual(one.voters);
    expect(keysFrom('a').questions()).toEqual(one.questions());
    expect(one.voters).not.toEqual(other.voters);
    expect(one.questions()).not.toEqual(other.questions());
    expect(Buffer.from(one.voters).toString('latin1')).not.toContain('a'.repeat(4));
    expect(ownKeys().voters).not.toEqual(ownKeys().voters);
  });

  it('are, without a token, the database’s for questions, and for voters of this process alone', async () => {
    const store = unsteadyStore();
    const failures: unknown[] = [];
    const open = () =>
      keysWithoutToken(
        () => store.secrets.shared('question handles'),
        (error) => failures.push(error),
      );
    const one = await open();
    store.away = true;
    const other = await open();
    expect(failures).toHaveLength(1);
    expect(other.questions()).toBeNull();
    store.away = false;
    await expect.poll(() => other.questions()).not.toBeNull();
    expect(other.questions()).toEqual(one.questions());
    expect(other.voters).not.toEqual(one.voters);
    for (const { voters } of [one, other]) expect(voters).not.toEqual(one.questions());
  });
});

describe('a passage in a vote’s custom id', () => {
  it('fits with the longest names that there are, and is found again', () => {
    const [pack] = fair;
    const [passage] = pack?.faq ?? [];
    if (pack === undefined || passage === undefined) throw new Error('no content');
    const longest = {
      pack: {
        ...pack,
        slug: 's'.repeat(32),
        locale: 'zh-Hant',
        faq: [{ ...passage, id: `section/${'x'.repeat(36)}/999` }],
      },
      passage: { ...passage, id: `section/${'x'.repeat(36)}/999` },
    };
    const { slug, locale } = longest.pack;
    const ids = voteButtons(longest, 'f'.repeat(16), en).map(({ custom_id: id }) => id);
    expect(Math.max(...ids.map(({ length }) => length))).toBeLessThanOrEqual(100);
    const key = passageKey({ slug, id: longest.passage.id });
    expect(passageByKey([longest.pack], { slug, locale, key })?.id).toBe(longest.passage.id);
    // Buttons of before carry the id itself.
    expect(passageByKey([longest.pack], { slug, locale, key: longest.passage.id })?.id).toBe(
      longest.passage.id,
    );
    expect(passageByKey([longest.pack], { slug, locale: 'en', key })).toBeNull();
  });
});
