import { afterEach, describe, expect, it } from 'vitest';
import { createDiscordApi, createRest } from '../../src/discord/rest.ts';
import type { GatewayEvent } from '../../src/playground/gateway-event.ts';
import { APPLICATION_ID } from '../../src/playground/interactions.ts';
import type { Playground } from '../../src/playground/playground.ts';
import { ada, forumNamed, inForum, mia, missing, omar, pageAt } from './rig.ts';
import { closeTrials, play } from './trial-bot.ts';

afterEach(closeTrials);

const FORUM = forumNamed('help-forum');
const [QUESTION = missing(), , SOLVED = missing()] = FORUM.tags;
const PARKING = { kind: 'new-post', title: 'Parking?', content: 'what does the car park cost' } as const;
const SERVER = '500000000000000001';

/** What a bot is told, and how it asks. */
function botOf(playground: Playground) {
  const heard: GatewayEvent[] = [];
  playground.hear((event) => heard.push(event));
  const { apiUrl, token } = playground;
  return { heard, api: createDiscordApi(createRest({ apiUrl, token })) };
}

describe('a bot on the playground', () => {
  it('hears of a post first, then of its first message, whose text it isn’t told', async () => {
    const playground = await play();
    const { heard, api } = botOf(playground);
    const page = pageAt(playground.url);
    const { post } = await page.act(inForum(mia), { ...PARKING, tags: [QUESTION.id] });
    const id = post?.id ?? missing();
    expect(heard).toMatchObject([
      {
        event: 'THREAD_CREATE',
        locale: 'en-US',
        payload: {
          id,
          type: 11,
          guild_id: SERVER,
          parent_id: FORUM.id,
          owner_id: '400000000000000001',
          name: 'Parking?',
          applied_tags: [QUESTION.id],
          newly_created: true,
        },
      },
      { event: 'MESSAGE_CREATE', locale: 'en-US', payload: { id, channel_id: id, content: '' } },
    ]);
    expect(await api.readPost(id)).toEqual({
      forumId: FORUM.id,
      ownerId: '400000000000000001',
      tags: [QUESTION.id],
    });
  });

  it('gives a post a tag, which the page shows at once', async () => {
    const playground = await play();
    const { api } = botOf(playground);
    const page = pageAt(playground.url);
    const events = await page.listen();
    const { post } = await page.act(inForum(mia), { ...PARKING, tags: [] });
    await api.tagPost(post?.id ?? missing(), [SOLVED.id], 'It was answered.');
    const tagged = { ...post, tags: [SOLVED.id] };
    await expect.poll(() => events).toContainEqual({ kind: 'post', post: tagged });
    expect((await page.state()).posts).toEqual([tagged]);
  });

  it('sees the forum’s tags, and who moderates there', async () => {
    const { api } = botOf(await play());
    expect(await api.readForum(FORUM.id)).toEqual({
      tags: FORUM.tags.map(({ id, name }) => expect.objectContaining({ id, name })),
      overwrites: [],
    });
    const { ownerId, roles } = await api.readServerRoles(SERVER);
    expect(ownerId).toBe('400000000000000003');
    const [moderators = missing()] = (await api.memberRoles(SERVER, '400000000000000002')) ?? [];
    const manageThreads = 1n << 34n;
    const mayManage = (role: string) =>
      ((roles.find(({ id }) => id === role)?.permissions ?? 0n) & manageThreads) !== 0n;
    expect([SERVER, moderators].map(mayManage)).toEqual([false, true]);
    expect((await api.memberRoles(SERVER, APPLICATION_ID))?.map(mayManage)).toEqual([true]);
    expect(await api.memberRoles(SERVER, '1')).toBeNull();
  });

  it('hears of whoever replies in a post, as in any channel', async () => {
    const playground = await play();
    const page = pageAt(playground.url);
    const { post } = await page.act(inForum(ada), { ...PARKING, tags: [] });
    const { heard } = botOf(playground);
    const content = '@Footnote what does the car park cost?';
    await page.act({ ...omar, channel: post?.id ?? missing() }, { kind: 'post', content });
    expect(heard).toMatchObject([
      {
        event: 'MESSAGE_CREATE',
        payload: { channel_id: post?.id, content: expect.stringContaining('cost') },
      },
    ]);
  });
});
