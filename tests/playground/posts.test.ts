import { ChannelType, PermissionFlagsBits, type APIInteraction } from 'discord-api-types/v10';
import { afterEach, describe, expect, it } from 'vitest';
import type { Persona, PostChanges, UserAction } from '../../src/playground/protocol.ts';
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
    const announced = { ...PARKING, tags: [tagNamed('Announcement')] };
    await expect(page.act(inForum(mia), announced)).rejects.toThrow('given by moderators');
    await expect(page.act(inForum(omar), { ...PARKING, tags: ['1'] })).rejects.toThrow('no such tag');
    expect((await page.act(inForum(omar), announced)).post?.tags).toEqual(announced.tags);
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

  describe('that is changed by hand', () => {
    const change = (post: string, changes: PostChanges) =>
      ({ kind: 'change-post', post, ...changes }) as const satisfies UserAction;
    const write = { kind: 'post', content: 'hello' } as const;

    it('is tagged by its author and by moderators, with a moderator’s tag by these alone', async () => {
      const page = await openPlayground();
      const { id } = await makePost(page, mia, { tags: [tagNamed('Bug')] });
      const there = { ...mia, channel: id };
      const tagsNow = async () => (await page.state()).posts[0]?.tags;
      await page.act(inForum(mia), change(id, { tags: [tagNamed('Question')] }));
      expect(await tagsNow()).toEqual([tagNamed('Question')]);
      await expect(page.act(there, change(id, { tags: [tagNamed('Announcement')] }))).rejects.toThrow(
        'given by moderators',
      );
      await page.act({ ...omar, channel: id }, change(id, { tags: [tagNamed('Announcement')] }));
      await expect(page.act(there, change(id, { tags: [] }))).rejects.toThrow('given by moderators');
      await page.act(there, change(id, { tags: [tagNamed('Announcement'), tagNamed('Bug')] }));
      expect(await tagsNow()).toEqual([tagNamed('Announcement'), tagNamed('Bug')]);
      await expect(page.act(there, change(id, { tags: ['1'] }))).rejects.toThrow('no such tag');
    });

    it('is closed by its author, and a message opens it again', async () => {
      const page = await openPlayground();
      const { id } = await makePost(page, mia);
      const isClosed = async () => (await page.state()).posts[0]?.isClosed;
      await page.act(inForum(mia), change(id, { isClosed: true }));
      expect(await isClosed()).toBe(true);
      await expect(page.act(inForum(omar), change(id, { tags: [] }))).rejects.toThrow('open it first');
      await page.act({ ...omar, channel: id }, write);
      expect(await isClosed()).toBe(false);
      await page.act({ ...omar, channel: id }, change(id, { isClosed: true }));
      await page.use({ ...mia, channel: id }, 'ask', { question: 'which trams go there' });
      expect(await isClosed()).toBe(false);
    });

    it('is left alone by members whose post it isn’t, but for opening it', async () => {
      const page = await openPlayground();
      const { id } = await makePost(page, omar);
      const may = 'may not do that';
      await expect(page.act(inForum(mia), change(id, { tags: [] }))).rejects.toThrow(may);
      await expect(page.act(inForum(mia), change(id, { isClosed: true }))).rejects.toThrow(may);
      await page.act(inForum(omar), change(id, { isClosed: true }));
      await page.act(inForum(mia), change(id, { isClosed: false }));
      expect((await page.state()).posts[0]?.isClosed).toBe(false);
      await expect(page.act(mia, change(id, { isClosed: true }))).rejects.toThrow('no such post here');
    });

    it('takes messages and commands of moderators alone while it is locked', async () => {
      const page = await openPlayground();
      const { id } = await makePost(page, mia);
      const [asMia, asOmar] = [mia, omar].map((one) => ({ ...one, channel: id })) as [Persona, Persona];
      await expect(page.act(asMia, change(id, { isLocked: true }))).rejects.toThrow('may not do that');
      await page.act(asOmar, change(id, { isLocked: true }));
      await expect(page.act(asMia, write)).rejects.toThrow('locked');
      expect(await page.commands(asMia)).toEqual([]);
      await expect(page.act(asMia, change(id, { isClosed: true }))).rejects.toThrow('may not do that');
      await page.act(asOmar, write);
      expect((await page.commands(asOmar)).length).toBeGreaterThan(0);
      await page.act(asOmar, change(id, { isLocked: false }));
      await page.act(asMia, write);
      expect((await page.state()).messages).toHaveLength(3);
    });
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
