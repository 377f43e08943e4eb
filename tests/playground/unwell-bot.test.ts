import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { request, type IncomingMessage, type ServerResponse } from 'node:http';
import { SlashCommandBuilder } from 'discord.js';
import { Routes, type APIInteraction, type APIMessage } from 'discord-api-types/v10';
import type { Responder } from '../../src/discord/api.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { createResponder, createRest } from '../../src/discord/rest.ts';
import { notice } from '../../src/discord/render/message.ts';
import { createExchanges } from '../../src/playground/discord/exchanges.ts';
import { startPlayground } from '../../src/playground/playground.ts';
import type { SentBody } from '../../src/playground/discord/sent-body.ts';
import { slashInteraction } from '../../src/playground/interactions.ts';
import { recordedLog } from '../fixtures/log.ts';
import { inServer } from '../fixtures/scenes.ts';
import { failServerAt } from '../fixtures/server-error.ts';
import { GENERAL, mia, pageAt } from './rig.ts';
import { closeTrials, json, play, playWith, serve, type Answer } from './trial-bot.ts';

afterEach(closeTrials);

/** A playground whose bot answers the ping well and everything else so. */
async function withBot(answer: Answer) {
  const probe = new SlashCommandBuilder().setName('probe').setDescription('For this test').toJSON();
  const playground = await playWith([probe], answer);
  const page = pageAt(playground.url);
  const command = await page.commandId(mia, 'probe');
  return { page, use: () => page.act(mia, { kind: 'command', command, values: {} }) };
}

describe('a bot that', () => {
  it('takes what is not signed is not connected', async () => {
    const playground = await play();
    const url = await serve((_, __, response) => json(response, { type: 1 }));
    await expect(playground.connect(url)).rejects.toThrow('takes what is not signed');
  });

  it('does not answer a ping is not connected', async () => {
    const playground = await play();
    const url = await serve((_, __, response) => json(response, {}, 500));
    await expect(playground.connect(url)).rejects.toThrow('did not answer a ping (HTTP 500)');
  });

  it.each<readonly [string, (interaction: APIInteraction, response: ServerResponse) => void]>([
    ['says nothing within 3 seconds', () => undefined],
    ['breaks', (_, response) => json(response, {}, 500)],
    ['sends no JSON', (_, response) => void response.end('hello')],
  ])('%s did not respond', async (_, answer) => {
    const { use } = await withBot(answer);
    expect(await use()).toMatchObject({ failed: true });
  });

  it('sends what Discord would refuse did not respond, and the page tells why', async () => {
    const { page, use } = await withBot((_, response) =>
      json(response, { type: 4, data: { content: 'x'.repeat(2001), allowed_mentions: { parse: [] } } }),
    );
    expect(await use()).toMatchObject({ failed: true });
    const { traces, messages } = await page.state();
    expect(traces[0]?.violations).toContain('content over 2,000');
    expect(messages).toEqual([]);
  });

  it('defers is seen thinking until its reply takes that place', async () => {
    let go: () => void = () => undefined;
    const { page, use } = await withBot((interaction, response, playground) => {
      json(response, { type: 5 });
      const rest = createRest({ apiUrl: playground.apiUrl, token: playground.token });
      go = () => void createResponder(rest, interaction).editOriginal(notice('At last.'));
    });
    expect(await use()).toMatchObject({ failed: false });
    expect((await page.last()).message).toMatchObject({ content: '', flags: 128 });
    go();
    await expect.poll(async () => (await page.last()).message.content).toBe('At last.');
    const { messages } = await page.state();
    expect(messages).toMatchObject([{ message: { flags: 0, edited_timestamp: null } }]);
  });
});

describe('what the bot does late', () => {
  it('is told with the interaction that it belongs to, whichever came since', async () => {
    const edits: (() => Promise<unknown>)[] = [];
    const { page, use } = await withBot((interaction, response, { apiUrl, token }) => {
      json(response, { type: 5 });
      const responder = createResponder(createRest({ apiUrl, token }), interaction);
      edits.push(() => responder.editOriginal(notice('At last.')));
    });
    await use();
    await use();
    await edits[0]?.();
    const [second, first] = (await page.state()).traces;
    expect(first?.calls).toMatchObject([{ method: 'PATCH', status: 200 }]);
    expect(second?.calls).toEqual([]);
  });
});

describe('an interaction', () => {
  const slash = slashInteraction(inServer(), { name: 'probe' });
  const respond = { json: { type: 6 }, files: [] };
  const reply = { json: { type: 4, data: notice('Hello') }, files: [] };

  /** @param times what the clock shows, call by call */
  function opened(interaction: APIInteraction = slash) {
    let time = 0;
    const exchanges = createExchanges({
      now: () => time,
      objectTo: (found) => {
        if (found.length > 0) throw new Error(found.join());
      },
    });
    exchanges.open(interaction, {
      respond: () => undefined,
      edit: () => ({}),
      followUp: () => ({}),
      remove: () => undefined,
    });
    return {
      at: (milliseconds: number) => {
        time = milliseconds;
      },
      acknowledge: (body: SentBody = reply) => exchanges.acknowledge(interaction.id, interaction.token, body),
      followUp: () =>
        exchanges.handle('POST', `/webhooks/1/${interaction.token}`, { json: notice('x'), files: [] }),
      edit: () =>
        exchanges.handle('PATCH', `/webhooks/1/${slash.token}/messages/@original`, {
          json: notice('x'),
          files: [],
        }),
      exchanges,
    };
  }

  it('is answered once, and within 3 seconds', () => {
    const quick = opened();
    quick.acknowledge();
    expect(() => quick.acknowledge()).toThrow('already been acknowledged');
    const late = opened();
    late.at(3001);
    expect(() => late.acknowledge()).toThrow('Unknown interaction');
    expect(() => late.exchanges.acknowledge('1', slash.token, reply)).toThrow('Unknown interaction');
  });

  it('is edited for 15 minutes, once it was answered', () => {
    const one = opened();
    expect(() => one.edit()).toThrow('Unknown Webhook');
    one.acknowledge();
    one.at(15 * 60_000);
    expect(one.edit()).toEqual({ body: {} });
    one.at(15 * 60_000 + 1);
    expect(() => one.edit()).toThrow('Invalid Webhook Token');
  });

  it('of a command updates no message, for there is none', () => {
    expect(() => opened().acknowledge(respond)).toThrow('an update where there is no message');
  });

  it('of a command is no ping', () => {
    expect(() => opened().acknowledge({ json: { type: 1 }, files: [] })).toThrow('a pong is for a ping');
  });

  const deferred = (data: object) => () => opened().acknowledge({ json: { type: 5, data }, files: [] });

  it('is deferred, privately or for all', () => {
    expect(deferred({ flags: 64 })).not.toThrow();
    expect(deferred({})).not.toThrow();
  });

  it.each([
    [{ flags: 4 }, 'only the flag EPHEMERAL'],
    [{ flags: 64 | 4 }, 'only the flag EPHEMERAL'],
    [{ content: 'x' }, 'accepts only flags'],
  ])('is not deferred with %j', (data, words) => {
    expect(deferred(data)).toThrow(words);
  });

  it('has five follow-ups where the member alone installed the app, and any number elsewhere', () => {
    const owned = opened(slashInteraction(inServer({ botIsMember: false }), { name: 'probe' }));
    owned.acknowledge();
    for (let time = 0; time < 5; time += 1) owned.followUp();
    expect(() => owned.followUp()).toThrow('maximum number of follow-up');
    const installed = opened();
    installed.acknowledge();
    for (let time = 0; time < 6; time += 1) installed.followUp();
  });
});

describe('what is no longer there', () => {
  it.each<readonly [string, (responder: Responder) => Promise<void>]>([
    ['an original that was taken away is not edited', (responder) => responder.editOriginal(notice('x'))],
    ['nor taken away again', (responder) => responder.deleteOriginal()],
  ])('%s', async (_, act) => {
    const responders: Responder[] = [];
    const { use } = await withBot((interaction, response, playground) => {
      json(response, { type: 4, data: notice('Hello') });
      const rest = createRest({ apiUrl: playground.apiUrl, token: playground.token });
      responders.push(createResponder(rest, interaction));
    });
    await use();
    const [responder] = responders;
    if (responder === undefined) throw new Error('no interaction came');
    await responder.deleteOriginal();
    await expect(act(responder)).rejects.toMatchObject({ status: 404, code: 10008 });
  });
});

describe('a message of the bot’s with files', () => {
  async function posted() {
    const playground = await play();
    const rest = createRest({ apiUrl: playground.apiUrl, token: playground.token });
    const files = ['a.csv', 'b.csv'].map((name) => ({ name, data: Buffer.from(name) }));
    const attachments = files.map(({ name }, id) => ({ id: String(id), filename: name }));
    const body = { ...notice('Two files.'), attachments };
    const message = (await rest.post(Routes.channelMessages(GENERAL), { body, files })) as APIMessage;
    const edit = async (change: unknown[], more: typeof files = []) =>
      (await rest.patch(Routes.channelMessage(GENERAL, message.id), {
        body: { ...notice('Edited.'), attachments: change },
        files: more,
      })) as APIMessage;
    return { message, edit, rest };
  }

  it('keeps in an edit those that it names, and gets others', async () => {
    const { message, edit } = await posted();
    const [, second] = message.attachments;
    const kept = await edit([{ id: second?.id }]);
    expect(kept.attachments).toEqual([second]);
    const c = { name: 'c.csv', data: Buffer.from('c') };
    const both = await edit([{ id: second?.id }, { id: '0', filename: 'c.csv' }], [c]);
    expect(both.attachments.map(({ filename }) => filename)).toEqual(['b.csv', 'c.csv']);
  });

  it('keeps none that it never had', async () => {
    const { edit } = await posted();
    await expect(edit([{ id: '800000000000000009' }])).rejects.toMatchObject({ status: 400 });
  });
});

describe('a message of somebody else’s', () => {
  it('is not deleted by a bot that may not manage messages', async () => {
    const playground = await play();
    const page = pageAt(playground.url);
    await page.post({ as: mia, act: { kind: 'post', content: 'hello' } });
    const { message } = await page.last();
    const rest = createRest({ apiUrl: playground.apiUrl, token: playground.token });
    const deleted = rest.delete(Routes.channelMessage(message.channel_id, message.id));
    await expect(deleted).rejects.toMatchObject({ status: 403, code: 50013 });
    expect((await page.last()).message.content).toBe('hello');
  });
});

/** Resolves when the server, in this process, has noticed. */
async function leaveWhileAsking(url: string): Promise<void> {
  const gone = new Promise((resolve) => {
    const note = (message: unknown) => {
      unsubscribe('http.server.request.start', note);
      (message as { readonly request: IncomingMessage }).request.once('close', resolve);
      asking.destroy();
    };
    subscribe('http.server.request.start', note);
  });
  const asking = request(url, { method: 'POST', headers: { 'content-length': 100 } });
  asking.on('error', () => undefined);
  asking.write('{');
  await gone;
}

describe('a playground that breaks', () => {
  it('says why in the log, but nothing of a page that asked wrongly or left while it asked', async () => {
    const { log, lines } = recordedLog();
    const examples = () => {
      throw new Error('The examples are lost.');
    };
    const { url } = await play({ log, start: (options) => startPlayground({ ...options, examples }) });
    expect((await pageAt(url).post('nonsense')).status).toBe(400);
    await leaveWhileAsking(`${url}/act`);
    expect((await fetch(`${url}/state`)).status).toBe(500);
    expect(lines).toEqual([expect.stringContaining('The examples are lost.')]);
  });
});

describe('a playground that can not take a connection', () => {
  it('says so in the log each time, and goes on', async () => {
    const { log, lines } = recordedLog();
    const { url } = await play({ log });
    await failServerAt(`${url}/state`);
    await failServerAt(`${url}/state`);
    expect(lines.filter((line) => line.includes('EMFILE'))).toHaveLength(2);
    expect((await fetch(`${url}/state`)).status).toBe(200);
  });
});
