import { MessageFlags } from 'discord-api-types/v10';
import { afterEach, describe, expect, it } from 'vitest';
import { createDiscordApi, createRest } from '../../src/discord/rest.ts';
import {
  ada,
  buttonsOf,
  closePlaygrounds,
  DIRECT,
  GENERAL,
  LOUNGE,
  mia,
  omar,
  openPlayground,
} from './rig.ts';

afterEach(closePlaygrounds);

describe('the picker', () => {
  it('offers each person the commands that Discord would, in each place', async () => {
    const page = await openPlayground();
    /** Of the commands that not everybody has everywhere, those that are offered; and whether everybody's are. */
    const offeredTo = async (who: typeof mia) => {
      const names = await page.slashNames(who);
      expect(names).toEqual(expect.arrayContaining(['ask', 'fair', 'help']));
      return names.filter((name) => ['pin', 'faq', 'settings', 'stats'].includes(name));
    };
    expect(await offeredTo(mia)).toEqual([]);
    expect(await offeredTo(omar)).toEqual(['pin', 'faq']);
    expect(await offeredTo(ada)).toEqual(['pin', 'faq', 'settings', 'stats']);
    // In direct messages permissions don't count, and the server's own commands aren't there.
    expect(await offeredTo({ ...mia, channel: DIRECT })).toEqual(['pin']);
    expect(await offeredTo({ ...ada, channel: LOUNGE })).toEqual(['pin']);
  });

  it('offers a member all of them where an administrator has opened them', async () => {
    const page = await openPlayground();
    expect(await page.slashNames({ ...mia, allCommands: true })).toEqual(await page.slashNames(ada));
  });

  it('shows what the bot suggests while somebody types', async () => {
    const page = await openPlayground();
    const { choices } = await page.act(mia, {
      kind: 'typing',
      command: await page.commandId(mia, 'ask'),
      values: {},
      focused: 'question',
      typed: 'which tra',
    });
    expect(choices.map(({ name }) => name)).toContain('Which trams go there?');
  });
});

describe('a reply', () => {
  it('is seen by all, or by the asker alone', async () => {
    const page = await openPlayground();
    const question = { question: 'what does the car park cost' };
    const shown = await page.use(mia, 'ask', question);
    expect(shown).toMatchObject({ seenBy: null, message: { channel_id: GENERAL, author: { bot: true } } });
    expect(shown.message.interaction).toMatchObject({ name: 'ask', user: { username: 'Mia' } });
    const own = await page.use(mia, 'ask', { ...question, private: true });
    expect(own.seenBy).toBe('400000000000000001');
    expect(own.message.flags).toBe(MessageFlags.Ephemeral);

    const press = {
      kind: 'component' as const,
      message: own.message.id,
      customId: buttonsOf(own)['Whole section'] ?? '',
    };
    await expect(page.act(omar, press)).rejects.toThrow('no such message');
    await page.act(omar, { kind: 'dismiss', message: own.message.id });
    expect((await page.last()).message.id).toBe(own.message.id);
    await page.act(mia, { kind: 'dismiss', message: own.message.id });
    expect((await page.last()).message.id).toBe(shown.message.id);
  });

  it('names commands by what can be clicked, before anybody has used them', async () => {
    const page = await openPlayground();
    const { message } = await page.use(ada, 'help');
    expect(JSON.stringify(message)).toContain(`</ask:${await page.commandId(ada, 'ask')}>`);
  });

  it('is paged in its place', async () => {
    const page = await openPlayground();
    const first = await page.use(mia, 'fair section', { name: 'Running a stall' });
    const next = buttonsOf(first)['Next'] ?? '';
    await page.act(mia, { kind: 'component', message: first.message.id, customId: next });
    const { message } = await page.last();
    expect(message.id).toBe(first.message.id);
    expect(message.embeds[0]?.footer?.text).toContain('Page 2 of');
    expect((await page.state()).messages).toHaveLength(1);
  });

  it('comes to a message whose menu was used', async () => {
    const page = await openPlayground();
    await page.act(mia, { kind: 'post', content: 'which trams go there?' });
    const { message } = await page.last();
    expect(message).toMatchObject({ content: 'which trams go there?', author: { username: 'Mia' } });
    const command = await page.commandId(mia, 'Answer this');
    await page.act(mia, { kind: 'menu', command, target: message.id });
    expect((await page.last()).message.embeds[0]?.description).toContain('Trams 3 and 7');
  });

  it('brings its files, pictures with what they show', async () => {
    const page = await openPlayground();
    await page.use(mia, 'ask', { question: 'which trams go there' });
    const { message } = await page.use(ada, 'stats');
    // It came behind a deferral, and nothing of that is left.
    expect(message.flags).toBe(MessageFlags.Ephemeral);
    expect(message.edited_timestamp).toBeNull();
    const [picture, ...tables] = message.attachments;
    expect(picture).toMatchObject({ content_type: 'image/png', description: expect.stringContaining('1') });
    const address = new URL(picture?.url ?? '');
    expect(address.host).toBe('cdn.discordapp.com');
    const served = await fetch(`${page.url}${address.pathname}`);
    expect(served.headers.get('content-type')).toBe('image/png');
    expect(
      Buffer.from(await served.arrayBuffer())
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');
    expect(tables.map(({ filename }) => filename)).toEqual(['days.csv', 'questions.csv']);
  });

  it('goes by a file that came with the command', async () => {
    const page = await openPlayground();
    const data = Buffer.from('## FAQ\n### Who sweeps the square?\nThe fire brigade.\n').toString('base64');
    const preview = await page.use(omar, 'faq import', { file: { name: 'faq-en.md', data } });
    expect(JSON.stringify(preview.message)).toContain('Who sweeps the square?');
    // The preview carries the file, at an address from which the bot can read it again.
    expect(preview.message.attachments).toMatchObject([
      { filename: 'faq-en.md', url: expect.stringContaining('cdn.discordapp.com') },
    ]);
  });

  it('speaks the person’s language in private and the server’s in public', async () => {
    const page = await openPlayground();
    const help = await page.use({ ...mia, locale: 'fr' }, 'help');
    expect(JSON.stringify(help.message.embeds)).toContain('Ce que je peux faire');
    const source = await page.use({ ...mia, serverLocale: 'fr' }, 'fair source');
    expect(JSON.stringify(source.message)).toContain('Langues');
  });
});

describe('a form', () => {
  it('opens from a button, and what was filled in changes its message', async () => {
    const page = await openPlayground();
    const settings = await page.use(ada, 'settings');
    const [customId = ''] = Object.values(buttonsOf(settings));
    const { form } = await page.act(ada, { kind: 'component', message: settings.message.id, customId });
    if (form === null) throw new Error('No form opened.');
    const [, channels] = form.body.components.map(({ component }) => component.custom_id);
    await page.act(ada, { kind: 'submit', form: form.id, values: { [channels ?? '']: [GENERAL] } });
    const { message } = await page.last();
    expect(message.id).toBe(settings.message.id);
    expect(JSON.stringify(message.embeds)).toContain(`<#${GENERAL}>`);
    // It was sent off once.
    await expect(page.act(ada, { kind: 'submit', form: form.id, values: {} })).rejects.toThrow(
      'no such form',
    );
  });
});

describe('pins', () => {
  it('are a moderator’s to make, and a member’s neither where the command is hidden nor where it is open', async () => {
    const page = await openPlayground();
    await expect(page.use(mia, 'pin highlights')).rejects.toThrow('not offered');
    const refused = await page.use({ ...mia, allCommands: true }, 'pin highlights');
    expect(refused.message.content).toContain('You need this permission in this channel: **Pin Messages**');

    const events = await page.listen();
    const said = await page.use(omar, 'pin highlights');
    expect(said.message.content).toContain('Pinned: **Highlights**');
    const { pins, messages } = await page.state();
    const [pinned] = pins[GENERAL] ?? [];
    expect(messages.find(({ message }) => message.id === pinned)?.message.embeds[0]?.title).toContain(
      'Highlights',
    );
    await expect.poll(() => events).toContainEqual({ kind: 'pins', channel: GENERAL, ids: [pinned] });
  });

  it('are unpinned and deleted by moderators, by hand, and the bot sees what became of them', async () => {
    const page = await openPlayground();
    await page.use(omar, 'pin highlights');
    const pinned = async () => (await page.state()).pins[GENERAL]?.[0] ?? '';
    const first = await pinned();
    for (const kind of ['pin', 'unpin', 'delete'] as const) {
      await expect(page.act(mia, { kind, message: first })).rejects.toThrow('may not do that here');
    }
    await page.act(omar, { kind: 'unpin', message: first });
    expect(await pinned()).toBe('');
    const again = await page.use(omar, 'pin highlights');
    expect(again.message.content).toContain('It stood here unpinned; I pinned it again');
    expect(await pinned()).toBe(first);
    await page.act(omar, { kind: 'delete', message: first });
    expect(await pinned()).toBe('');
    const anew = await page.use(omar, 'pin highlights');
    expect(anew.message.content).toContain('Pinned: **Highlights**');
    expect(await pinned()).not.toBe(first);
  });

  it('are made by hand in the name of whoever pins', async () => {
    const page = await openPlayground();
    await page.act(mia, { kind: 'post', content: 'we meet at noon' });
    const { message } = await page.last();
    await page.act(omar, { kind: 'pin', message: message.id });
    expect(await page.last()).toMatchObject({
      message: { type: 6, author: { username: 'Omar' }, message_reference: { message_id: message.id } },
    });
    // The note of a pin can't be pinned itself, nor what stands in another channel.
    const note = (await page.last()).message.id;
    await expect(page.act(omar, { kind: 'pin', message: note })).rejects.toThrow('system message');
    const elsewhere = { ...omar, channel: LOUNGE };
    await expect(page.act(elsewhere, { kind: 'pin', message: message.id })).rejects.toThrow(
      'no such message',
    );
    // In direct messages either of the two may, and delete only what is theirs.
    const direct = { ...mia, channel: DIRECT };
    const { message: reply } = await page.use(direct, 'ask', { question: 'which trams go there' });
    await page.act(direct, { kind: 'pin', message: reply.id });
    expect((await page.state()).pins[DIRECT]).toEqual([reply.id]);
    await expect(page.act(direct, { kind: 'delete', message: reply.id })).rejects.toThrow('may not');
  });

  it('can’t be made where the bot is not: it says so there', async () => {
    const page = await openPlayground();
    for (const channel of [DIRECT, LOUNGE]) {
      const { message } = await page.use({ ...mia, channel, allCommands: true }, 'pin summary');
      expect(message.content).toContain('This works only in a server that has added me');
    }
  });
});

describe('looking inside', () => {
  it('shows the last request, its reply, the calls, and why it was answered so', async () => {
    const page = await openPlayground();
    await page.use(mia, 'ask', { question: 'which trams go there' });
    await expect.poll(async () => (await page.state()).traces[0]?.explanation).not.toBeNull();
    const [trace] = (await page.state()).traces;
    expect(trace).toMatchObject({
      title: '/ask',
      request: { type: 2, data: { name: 'ask' }, token: expect.any(String) },
      reply: { status: 200, body: { type: 4 } },
      violations: [],
      explanation: { question: 'which trams go there', outcome: 'answer' },
    });
    expect(trace?.explanation?.hits[0]?.id).toBe('faq/which-trams-go-there');
    await page.use(omar, 'pin summary');
    const calls = (await page.state()).traces[0]?.calls.map(({ method, status }) => `${method} ${status}`);
    expect(calls).toEqual(expect.arrayContaining(['POST 200', 'PUT 200']));
  });

  it('keeps the last twenty that were used, and as many that came of typing', async () => {
    const page = await openPlayground();
    const command = await page.commandId(mia, 'ask');
    await page.use(mia, 'ask', { question: 'which trams go there' });
    const type = (typed: string) =>
      page.act(mia, { kind: 'typing', command, values: {}, focused: 'question', typed });
    for (let number = 1; number <= 22; number += 1) await type(`which ${number}`);
    const { traces } = await page.state();
    expect(traces.map(({ title, typing }) => `${title} ${typing}`)).toEqual([
      ...Array.from({ length: 20 }, () => '/ask true'),
      '/ask false',
    ]);
    expect(traces[0]).toMatchObject({ request: { type: 4 }, reply: { status: 200, body: { type: 8 } } });
    expect(JSON.stringify(traces[0]?.request)).toContain('"value":"which 22","focused":true');
  });

  it('tells each call with the interaction that it belongs to', async () => {
    const page = await openPlayground();
    await page.use(omar, 'pin summary');
    const command = await page.commandId(mia, 'ask');
    await page.act(mia, { kind: 'typing', command, values: {}, focused: 'question', typed: 'which' });
    await page.use(ada, 'stats');
    const { traces } = await page.state();
    const callsOf = (wanted: string) =>
      traces.find(({ title }) => title === wanted)?.calls.map(({ method, path }) => `${method} ${path}`);
    expect(callsOf('/pin summary')).toEqual(expect.arrayContaining([expect.stringMatching(/^PUT .*pins/)]));
    expect(callsOf('/ask')).toEqual([]);
    expect(callsOf('/stats')?.join()).not.toContain('pins');
  });
});

describe('the loopback half of Discord', () => {
  it('takes nothing that the page could not have shown', async () => {
    const page = await openPlayground();
    const pinId = await page.commandId(omar, 'pin');
    const { message } = await page.use(mia, 'ask', { question: 'which trams go there' });
    await expect(
      page.act(mia, { kind: 'command', command: pinId, subcommand: 'summary', values: {} }),
    ).rejects.toThrow('no such command');
    await expect(
      page.act(mia, { kind: 'component', message: message.id, customId: 'read:go:x' }),
    ).rejects.toThrow('no such component');
    await expect(page.act({ ...omar, channel: DIRECT }, { kind: 'post', content: 'hello' })).rejects.toThrow(
      'no such person',
    );
    expect((await page.post({ as: mia, act: { kind: 'post', content: ' ' } })).status).toBe(400);
    expect((await page.post('nonsense')).status).toBe(400);
  });

  it('is nobody else’s: not another site’s, nor of a name that points here, nor without the bot’s token', async () => {
    const page = await openPlayground();
    const body = { as: mia, act: { kind: 'post', content: 'hello' } };
    expect((await page.post(body, { origin: 'https://example.org' })).status).toBe(403);
    expect((await page.post(body, { origin: page.url })).status).toBe(200);
    const { port } = new URL(page.url);
    const { request } = await import('node:http');
    const status = await new Promise((resolve) => {
      request(
        { host: '127.0.0.1', port, path: '/state', headers: { host: `evil.example:${port}` } },
        (response) => {
          response.resume();
          resolve(response.statusCode);
        },
      ).end();
    });
    expect(status).toBe(403);
    const api = createDiscordApi(createRest({ apiUrl: `${page.url}/api`, token: 'wrong' }));
    await expect(api.listPins(GENERAL, 50)).rejects.toMatchObject({ status: 401 });
  });

  it('sends nothing that a page could load from elsewhere', async () => {
    const page = await openPlayground();
    const response = await fetch(page.url);
    expect(response.headers.get('content-security-policy')).toContain(
      "default-src 'none'; script-src 'self'",
    );
    expect(await response.text()).not.toMatch(/https?:\/\//);
    expect((await fetch(`${page.url}/../package.json`)).status).toBe(404);
  });
});
