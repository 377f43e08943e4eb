import {
  ChannelType,
  PermissionFlagsBits,
  type APIMessage,
  type GatewayThreadCreateDispatchData,
} from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { createChannelStore } from '../../src/playground/discord/channels.ts';
import { createCommandStore } from '../../src/playground/discord/commands.ts';
import { createExchanges } from '../../src/playground/discord/exchanges.ts';
import { invalidBody } from '../../src/playground/discord/refused.ts';
import { createRestApi } from '../../src/playground/discord/rest.ts';
import { createServerStore, type Server } from '../../src/playground/discord/servers.ts';
import { createThreadStore, type Forum } from '../../src/playground/discord/threads.ts';
import { APPLICATION_ID } from '../../src/playground/interactions.ts';
import { inServer, READING } from '../fixtures/scenes.ts';
import {
  BUG,
  FORUM,
  MODERATOR,
  MODERATORS,
  newPost,
  OTHER_BOT,
  OWNER,
  publish,
  SERVER,
  serverWhereBotMay,
  SOLVED,
  writeOpening,
} from '../stand-in/forum.ts';

/** Discord's REST API over one server with a forum. */
function discord({ server = SERVER, forum = FORUM }: { server?: Server; forum?: Forum } = {}) {
  const objectTo = (found: readonly string[]): void => {
    if (found.length > 0) throw invalidBody(found);
  };
  let at = 1_700_000_000_000;
  const now = () => (at += 1_000);
  const servers = createServerStore([server]);
  const threads = createThreadStore({ objectTo, now, servers });
  threads.addForum(forum);
  const channels = createChannelStore({ objectTo, now, threads, known: [] });
  const rest = createRestApi({
    token: 'token',
    channels,
    servers,
    commands: createCommandStore(),
    exchanges: createExchanges({ objectTo, now: () => 0 }),
    objectTo,
    directMessages: () => null,
  });
  const told: unknown[] = [];
  const gateway = { dispatch: (event: string) => void told.push(event), shardOf: () => 0 };
  /** The status, and the body or the code of what was refused. */
  const ask = (method: string, pathAndQuery: string, json?: unknown) => {
    const { pathname: path, searchParams: query } = new URL(pathAndQuery, 'http://discord');
    const { status, body } = rest({
      method,
      path,
      query,
      sent: { json, files: [] },
      authorization: 'Bot token',
      reason: null,
    });
    return { status, body };
  };
  return {
    threads,
    channels,
    told,
    ask,
    say: (channel: string) =>
      ask('POST', `/channels/${channel}/messages`, { content: 'hello', allowed_mentions: { parse: [] } }),
    /** The first message of a post comes. */
    open: (post: GatewayThreadCreateDispatchData) => writeOpening({ channels, gateway }, post, 'well?'),
    /** A member makes a post. */
    post(made: Parameters<typeof newPost>[0] = {}, opening: string | null = 'what does it cost') {
      const post = newPost(made);
      publish({ threads, channels, gateway }, post, opening);
      return post;
    },
  };
}

const refused = (status: number, code: number) => ({ status, body: expect.objectContaining({ code }) });

describe('a forum', () => {
  it('tells of its tags and of who may what there, and takes no message itself', () => {
    const here = discord();
    expect(here.ask('GET', `/channels/${FORUM.id}`)).toMatchObject({
      status: 200,
      body: {
        type: ChannelType.GuildForum,
        guild_id: SERVER.id,
        available_tags: [
          { id: SOLVED, name: 'Solved', moderated: true, emoji_id: null, emoji_name: null },
          { id: BUG, name: 'Bug', moderated: false },
        ],
        permission_overwrites: [],
      },
    });
    expect(here.say(FORUM.id)).toEqual(refused(400, 50008));
    expect(here.ask('PATCH', `/channels/${FORUM.id}`, { name: 'other' })).toEqual(refused(405, 0));
  });
});

describe('a post', () => {
  it('is a thread of its forum, whose first message has its id and doesn’t count', () => {
    const here = discord();
    const { id } = here.post({ name: 'Parking?', tags: [BUG] }, 'what does it cost');
    expect(here.ask('GET', `/channels/${id}`)).toMatchObject({
      status: 200,
      body: {
        id,
        type: ChannelType.PublicThread,
        guild_id: SERVER.id,
        parent_id: FORUM.id,
        owner_id: inServer().userId,
        name: 'Parking?',
        applied_tags: [BUG],
        message_count: 0,
        thread_metadata: {
          archived: false,
          locked: false,
          auto_archive_duration: expect.any(Number),
          archive_timestamp: expect.stringContaining('T'),
          create_timestamp: expect.stringContaining('T'),
        },
      },
    });
    const listed = here.ask('GET', `/channels/${id}/messages?after=0`).body as APIMessage[];
    expect(listed).toMatchObject([{ id, content: 'what does it cost' }]);
    expect(here.say(id)).toMatchObject({ status: 200, body: { channel_id: id } });
    expect(here.ask('GET', `/channels/${id}`).body).toMatchObject({ message_count: 1 });
  });

  it('is told of before its first message, and can’t be written into until that is there', () => {
    const here = discord();
    const post = here.post({}, null);
    expect(here.ask('GET', `/channels/${post.id}/messages?after=0`)).toEqual({ status: 200, body: [] });
    expect(here.say(post.id)).toEqual(refused(400, 40058));
    here.open(post);
    expect(here.say(post.id).status).toBe(200);
    here.post();
    expect(here.told).toEqual(['THREAD_CREATE', 'MESSAGE_CREATE', 'THREAD_CREATE', 'MESSAGE_CREATE']);
  });

  it('is opened again by a message where it was archived, but not where it was locked, too', () => {
    const here = discord();
    const { id } = here.post();
    here.threads.change(id, { archived: true });
    expect(here.say(id).status).toBe(200);
    expect(here.threads.find(id)?.thread_metadata.archived).toBe(false);
    here.threads.change(id, { locked: true });
    expect(here.say(id).status).toBe(200);
    here.threads.change(id, { archived: true });
    expect(here.say(id)).toEqual(refused(400, 50083));
  });

  it('that is locked takes messages only of those who manage threads', () => {
    const here = discord({ server: serverWhereBotMay(READING) });
    const { id } = here.post();
    here.threads.change(id, { locked: true });
    expect(here.say(id)).toEqual(refused(400, 160005));
  });

  it('is gone after a reset, and its forum isn’t', () => {
    const here = discord();
    const { id } = here.post();
    here.threads.clear();
    here.channels.clear();
    expect(here.ask('GET', `/channels/${id}`)).toEqual(refused(404, 10003));
    expect(here.ask('GET', `/channels/${FORUM.id}`).body).toMatchObject({ type: ChannelType.GuildForum });
  });
});

describe('the tags of a post', () => {
  const tagging = (id: string, applied_tags: unknown) =>
    ['PATCH', `/channels/${id}`, { applied_tags }] as const;

  it('are the bot’s to change where it manages threads', () => {
    const here = discord();
    const { id } = here.post({ tags: [BUG] });
    expect(here.ask(...tagging(id, [BUG, SOLVED]))).toMatchObject({
      status: 200,
      body: { id, applied_tags: [BUG, SOLVED] },
    });
    expect(here.ask('GET', `/channels/${id}`).body).toMatchObject({ applied_tags: [BUG, SOLVED] });
  });

  it('are not, where it doesn’t in the server or in the forum', () => {
    for (const here of [
      discord({ server: serverWhereBotMay(READING) }),
      discord({ forum: overwritten('0', String(PermissionFlagsBits.ManageThreads)) }),
    ]) {
      const { id } = here.post();
      expect(here.ask(...tagging(id, [SOLVED]))).toEqual(refused(403, 50013));
      expect(here.threads.find(id)?.applied_tags).toEqual([]);
    }
    const allowed = discord({
      server: serverWhereBotMay(READING),
      forum: overwritten(String(PermissionFlagsBits.ManageThreads), '0'),
    });
    expect(allowed.ask(...tagging(allowed.post().id, [SOLVED])).status).toBe(200);
  });

  it('are those of its forum, five at most, and stay as they are once it is archived', () => {
    const here = discord();
    const { id } = here.post();
    expect(here.ask(...tagging(id, ['830000000000000009']))).toEqual(refused(400, 50035));
    expect(
      here.ask(
        ...tagging(
          id,
          Array.from({ length: 6 }, () => BUG),
        ),
      ),
    ).toEqual(refused(400, 50035));
    expect(here.ask(...tagging(id, BUG))).toEqual(refused(400, 50035));
    here.threads.change(id, { archived: true });
    expect(here.ask(...tagging(id, [BUG]))).toEqual(refused(400, 50083));
    expect(here.ask('PATCH', `/channels/${id}`, { archived: false, applied_tags: [BUG] }).status).toBe(200);
  });

  /** For the bot alone. */
  const overwritten = (allow: string, deny: string): Forum => ({
    ...FORUM,
    overwrites: [{ id: APPLICATION_ID, type: 1, allow, deny }],
  });
});

describe('a server', () => {
  it('tells who owns it, what its roles may, and who has them', () => {
    const here = discord();
    expect(here.ask('GET', `/guilds/${SERVER.id}`)).toMatchObject({
      status: 200,
      body: { id: SERVER.id, owner_id: OWNER },
    });
    const { roles } = here.ask('GET', `/guilds/${SERVER.id}`).body as {
      roles: { id: string; permissions: string }[];
    };
    const moderators = roles.find(({ id }) => id === MODERATORS);
    expect(BigInt(moderators?.permissions ?? '') & PermissionFlagsBits.ManageThreads).not.toBe(0n);
    expect(here.ask('GET', `/guilds/${SERVER.id}/members/${MODERATOR}`)).toMatchObject({
      status: 200,
      body: { user: { id: MODERATOR }, roles: [MODERATORS] },
    });
    expect(here.ask('GET', `/guilds/${SERVER.id}/members/${OTHER_BOT}`).body).toMatchObject({
      user: { bot: true },
    });
    expect(here.ask('GET', `/guilds/${SERVER.id}/members/700000000000000099`)).toEqual(refused(404, 10007));
    expect(here.ask('GET', '/guilds/1')).toEqual(refused(404, 10004));
  });
});
