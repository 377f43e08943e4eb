import { ChannelType, PermissionFlagsBits, type APIInteraction } from 'discord-api-types/v10';
import { afterEach, describe, expect, it } from 'vitest';
import type { Persona, UserAction } from '../../src/playground/protocol.ts';
import {
  ada,
  buttonsOf,
  closePlaygrounds,
  forumNamed,
  inForum,
  mia,
  missing,
  omar,
  openPlayground,
} from './rig.ts';

afterEach(closePlaygrounds);

const FORUM = forumNamed('help-forum');
const tagNamed = (wanted: string) => FORUM.tags.find(({ name }) => name === wanted)?.id ?? missing();

const PARKING = {
  kind: 'new-post',
  title: 'Parking?',
  content: 'what does the car park cost',
  tags: [],
} as const satisfies UserAction;

type Page = Awaited<ReturnType<typeof openPlayground>>;

async function makePost(
  page: Page,
  as: Persona,
  changes: Partial<Extract<UserAction, { kind: 'new-post' }>> = {},
) {
  const { post } = await page.act(inForum(as), { ...PARKING, ...changes });
  return post ?? missing();
}

describe('a post on the page', () => {
  it('is there for everybody, with its first message, and takes others', async () => {
    const page = await openPlayground();
    const events = await page.listen();
    const post = await makePost(page, mia, { tags: [tagNamed('Bug')] });
    expect(post).toMatchObject({
      kind: 'post',
      name: 'Parking?',
      place: 'server',
      forum: FORUM.id,
      by: '400000000000000001',
      tags: [tagNamed('Bug')],
    });
    await expect.poll(() => events).toContainEqual({ kind: 'post', post });
    await page.act({ ...omar, channel: post.id }, { kind: 'post', content: 'ten a day' });
    const { posts, messages } = await page.state();
    expect(posts).toEqual([post]);
    expect(messages.map(({ message }) => message)).toMatchObject([
      { id: post.id, channel_id: post.id, content: PARKING.content, author: { username: 'Mia' } },
      { channel_id: post.id, content: 'ten a day', author: { username: 'Omar' } },
    ]);
  });

  it('has a title of 100 characters at most, and a text', async () => {
    const page = await openPlayground();
    const as = inForum(mia);
    for (const wrong of [{ title: ' ' }, { title: 'x'.repeat(101) }, { content: ' ' }]) {
      expect((await page.post({ as, act: { ...PARKING, ...wrong } })).status).toBe(400);
    }
    expect((await page.state()).posts).toEqual([]);
  });

  it('gets a moderator’s tag from moderators alone, and none that isn’t the forum’s', async () => {
    const page = await openPlayground();
    const solved = { ...PARKING, tags: [tagNamed('Solved')] };
    await expect(page.act(inForum(mia), solved)).rejects.toThrow('given by moderators');
    await expect(page.act(inForum(omar), { ...PARKING, tags: ['1'] })).rejects.toThrow('no such tag');
    expect((await page.act(inForum(omar), solved)).post?.tags).toEqual(solved.tags);
  });

  it('is made in a forum, where nothing else can be done', async () => {
    const page = await openPlayground();
    await expect(page.act(mia, PARKING)).rejects.toThrow('no such forum');
    await expect(page.act(inForum(mia), { kind: 'post', content: 'hello' })).rejects.toThrow(
      'people make posts',
    );
    expect(await page.commands(inForum(ada))).toEqual([]);
  });

  it('can be asked in with a command, whose interaction tells of the thread', async () => {
    const page = await openPlayground();
    const { id } = await makePost(page, mia);
    const shown = await page.use({ ...omar, channel: id }, 'ask', { question: 'which trams go there' });
    expect(shown.message.channel_id).toBe(id);
    const { traces } = await page.state();
    expect(traces[0]?.request).toMatchObject({
      channel: {
        id,
        type: ChannelType.PublicThread,
        parent_id: FORUM.id,
        owner_id: '400000000000000001',
        name: 'Parking?',
      },
    });
    const { ManageThreads, SendMessagesInThreads } = PermissionFlagsBits;
    const { app_permissions: bot, member } = (traces[0]?.request ?? missing()) as APIInteraction;
    for (const one of [bot, member?.permissions ?? '']) {
      expect(BigInt(one) & ManageThreads).not.toBe(0n);
      expect(BigInt(one) & SendMessagesInThreads).not.toBe(0n);
    }
    const whole = buttonsOf(shown)['Whole section'] ?? '';
    const press = { kind: 'component', message: shown.message.id, customId: whole } as const;
    expect((await page.act({ ...mia, channel: id }, press)).failed).toBe(false);
    expect((await page.state()).traces[0]?.request).toMatchObject({ channel: { id, parent_id: FORUM.id } });
  });

  it('can be pinned and deleted in by moderators, as a channel', async () => {
    const page = await openPlayground();
    const { id } = await makePost(page, mia);
    const there = { ...omar, channel: id };
    await page.act(there, { kind: 'pin', message: id });
    expect((await page.state()).pins[id]).toEqual([id]);
    await page.act(there, { kind: 'delete', message: id });
    expect((await page.state()).pins[id]).toEqual([]);
  });

  it('is gone after a reset', async () => {
    const page = await openPlayground();
    const { id } = await makePost(page, mia);
    expect((await fetch(`${page.url}/reset`, { method: 'POST' })).status).toBe(200);
    const { posts, messages } = await page.state();
    expect([posts, messages]).toEqual([[], []]);
    const gone = page.act({ ...mia, channel: id }, { kind: 'post', content: 'hello' });
    await expect(gone).rejects.toThrow('no such person, channel');
  });
});
