import { once } from 'node:events';
import { Agent, get, request, type IncomingMessage } from 'node:http';
import { InteractionResponseType, Locale, MessageFlags, type APIMessage } from 'discord-api-types/v10';
import { afterEach, describe, expect, it } from 'vitest';
import type { Reply } from '../../../src/discord/command.ts';
import { modal, textField } from '../../../src/discord/render/modal.ts';
import {
  autocompleteInteraction,
  componentInteraction,
  messageOf,
  slashInteraction,
  userOf,
} from '../../../src/playground/interactions.ts';
import { modalInteraction } from '../../../src/playground/modal-submit.ts';
import { later, press, said, withFile } from '../../discord/rig.ts';
import { asModerator, inDirectMessage, inServer } from '../../fixtures/scenes.ts';
import { closeTransports, openTransport, signedHeaders } from './rig.ts';

afterEach(closeTransports);

const asked = (question: string, scene = inServer()) =>
  slashInteraction(scene, { name: 'ask', values: { question } });
const probing = () => slashInteraction(inServer(), { name: 'probe' });

describe('Discord over HTTP', () => {
  it('is answered when it looks whether anybody is there', async () => {
    const { post } = await openTransport();
    const response = await post('{"id":"1","application_id":"2","token":"t","type":1,"version":1}');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toEqual({ type: 1 });
  });

  it.each([inServer(), inDirectMessage()])('gets the answer to a question in its response', async (scene) => {
    const { interact, discord } = await openTransport();
    const answer = await interact(asked('what does the car park cost', scene)).next();
    expect(answer).toMatchObject({
      kind: 'respond',
      type: InteractionResponseType.ChannelMessageWithSource,
      message: {
        embeds: [{ description: 'The car park behind the town hall costs four crowns an hour.' }],
        allowed_mentions: { parse: [] },
      },
    });
    // Ours was the only request.
    expect(discord.requests).toHaveLength(1);
  });

  it('gets suggestions while somebody types', async () => {
    const { interact } = await openTransport();
    const typing = autocompleteInteraction(inServer(), {
      name: 'ask',
      focused: 'question',
      typed: 'how much is pa',
    });
    expect(await interact(typing).response).toMatchObject({
      type: InteractionResponseType.ApplicationCommandAutocompleteResult,
      data: { choices: [{ name: 'How much is parking?' }] },
    });
  });

  it('gets what a button shows', async () => {
    const { interact } = await openTransport();
    const first = await interact(asked('what does the car park cost')).next();
    if (first.kind !== 'respond') throw new Error('no answer');
    const message = messageOf({
      channelId: '800000000000000001',
      author: userOf('1', 'Footnote'),
      body: first.message,
    });
    const customId = buttonOf(first.message, 'Whole section');
    const second = await interact(componentInteraction(inServer(), { message, customId })).next();
    expect(second).toMatchObject({
      message: { flags: MessageFlags.Ephemeral, embeds: [{ title: 'Getting there' }] },
    });
  });

  it('gets a form to open, and is answered when it comes back', async () => {
    const form = modal('probe:save:7', 'A form', [textField({ id: 'why', label: 'Why', lines: 'one' })]);
    const { interact } = await openTransport({
      probe: {
        mayOpenModal: () => true,
        execute: () => ({ kind: 'modal', modal: form }),
        modals: { save: ({ args, fields }) => said(`${args.join()}: ${fields.text('why')}`, true) },
      },
    });
    expect(await interact(probing()).response).toEqual({ type: InteractionResponseType.Modal, data: form });
    const filledIn = modalInteraction(inServer(), { modal: form, values: { why: 'Because.' } });
    expect(await interact(filledIn).response).toMatchObject({
      type: InteractionResponseType.ChannelMessageWithSource,
      data: { flags: MessageFlags.Ephemeral, content: '7: Because.' },
    });
  });

  it('gets a deferral where a handler is slow, and the rest by REST', async () => {
    const { promise, give } = later<ReturnType<typeof said>>();
    const { interact } = await openTransport({ deferAfter: 20, probe: { execute: () => promise } });
    const { response, next } = interact(probing());
    expect(await response).toEqual({ type: InteractionResponseType.DeferredChannelMessageWithSource });
    give(said('At last.'));
    await next();
    expect(await next()).toMatchObject({ kind: 'edit', message: { content: 'At last.' } });
  });

  it('gets the rest also where it has not read the deferral yet', async () => {
    const { promise, give } = later<ReturnType<typeof said>>();
    const { interact, discord } = await openTransport({ deferAfter: 20, probe: { execute: () => promise } });
    const { response, next } = interact(probing());
    await response;
    discord.refuseNext('PATCH', /@original$/, 404, { code: 10015, message: 'Unknown Webhook' });
    give(said('At last.'));
    await next();
    expect(await next()).toMatchObject({ kind: 'edit', message: { content: 'At last.' } });
  });

  it.each([
    ['publicly', false, {}],
    ['privately', true, { flags: MessageFlags.Ephemeral }],
  ])('gets files by REST, behind a deferral that is shown %s', async (_, privately, data) => {
    const { interact } = await openTransport({
      probe: { execute: () => withFile('message', privately) },
    });
    const { response, next } = interact(probing());
    const deferral = { type: InteractionResponseType.DeferredChannelMessageWithSource };
    expect(await response).toEqual({ ...deferral, ...(privately ? { data } : {}) });
    await next();
    expect(await next()).toMatchObject({
      kind: 'edit',
      message: { content: 'See the file.' },
      files: [{ name: 'figures.csv' }],
    });
  });

  it('gets an apology where it refuses the files', async () => {
    const { interact, discord } = await openTransport({
      probe: { execute: () => withFile('message') },
    });
    discord.refuseNext('PATCH', /@original$/, 413, { code: 40005, message: 'Request entity too large' });
    const { next } = interact(probing());
    await next();
    expect(await next()).toMatchObject({
      kind: 'edit',
      message: { content: expect.stringContaining('something went wrong') },
    });
  });

  it('gets an apology for a button whose message was to show a file', async () => {
    const { interact, discord } = await openTransport({
      probe: {
        components: {
          press: () => withFile('update'),
        },
      },
    });
    discord.refuseNext('PATCH', /@original$/, 413, { code: 40005, message: 'Request entity too large' });
    const { response, next } = interact(press());
    expect(await response).toEqual({ type: InteractionResponseType.DeferredMessageUpdate });
    await next();
    expect(await next()).toMatchObject({ kind: 'follow-up', message: { flags: MessageFlags.Ephemeral } });
  });

  it('gets an apology where a handler fails', async () => {
    const { interact, lines } = await openTransport({
      probe: { execute: () => Promise.reject(new Error('broken')) },
    });
    expect(await interact(probing()).next()).toMatchObject({
      message: { flags: MessageFlags.Ephemeral, content: expect.stringContaining('went wrong') },
    });
    expect(lines.join('')).toContain('broken');
  });

  it('may hang up: it is noted, and others are answered', async () => {
    const { promise, give } = later<ReturnType<typeof said>>();
    const { promise: begun, give: begin } = later<true>();
    const { keys, url, lines, interact, post } = await openTransport({
      probe: {
        execute: () => {
          begin(true);
          return promise;
        },
      },
    });
    const hangUp = new AbortController();
    const body = JSON.stringify(probing());
    const sent = fetch(`${url}/interactions`, {
      method: 'POST',
      body,
      headers: signedHeaders(body, keys),
      signal: hangUp.signal,
    });
    await begun;
    hangUp.abort();
    await expect(sent).rejects.toThrow('aborted');
    // The other end sees it a moment later, when it has taken something else on.
    expect((await post('{}')).status).toBe(400);
    give(said('Nobody reads this.'));
    await expect.poll(() => lines.join('')).toContain('the interaction is gone');
    expect(await interact(asked('opening hours')).next()).toMatchObject({ kind: 'respond' });
  });
});

describe('without a token', () => {
  it.each([
    ['en', asModerator(), 'no bot token'],
    ['fr', asModerator({ locale: Locale.French }), 'jeton'],
  ])('a moderator who pins is told why that does not work (%s)', async (_, scene, words) => {
    const { interact, lines } = await openTransport({ token: null });
    const pin = slashInteraction(scene, { name: 'pin', subcommand: 'summary' });
    expect(await interact(pin).next()).toMatchObject({
      message: { flags: MessageFlags.Ephemeral, content: expect.stringContaining(words) },
    });
    expect(lines.filter((line) => line.includes('a handler failed'))).toEqual([]);
  });

  it('questions are answered all the same', async () => {
    const { interact } = await openTransport({ token: null });
    expect(await interact(asked('opening hours')).next()).toMatchObject({ kind: 'respond' });
  });
});

describe('closing', () => {
  it('waits for what is in flight', async () => {
    const { promise, give } = later<ReturnType<typeof said>>();
    const { promise: begun, give: begin } = later<true>();
    const { interact, transport } = await openTransport({
      probe: {
        execute: () => {
          begin(true);
          return promise;
        },
      },
    });
    const { next } = interact(probing());
    await begun;
    const closed = transport.close();
    await expect.poll(() => knock(transport.port)).toBe('closed');
    give(said('Just in time.'));
    expect(await next()).toMatchObject({ message: { content: 'Just in time.' } });
    await closed;
  });

  it('waits for who has begun to send, and answers them', async () => {
    const { transport, keys, url } = await openTransport();
    const body = JSON.stringify(asked('opening hours'));
    const headers = { ...signedHeaders(body, keys), 'content-length': body.length, expect: '100-continue' };
    const sending = request(`${url}/interactions`, { method: 'POST', headers });
    const response = new Promise<IncomingMessage>((resolve, reject) => {
      sending.once('response', resolve).once('error', reject);
    });
    sending.flushHeaders();
    await once(sending, 'continue');
    const closed = transport.close();
    await expect.poll(() => knock(transport.port)).toBe('closed');
    sending.end(body);
    const { statusCode } = await response;
    expect(statusCode).toBe(200);
    await closed;
  });

  it('leaves nobody waiting for a handler that hangs', async () => {
    const { interact, transport, lines } = await openTransport({
      deferAfter: 20,
      closing: { abortAfter: 50, closeWithin: 60_000 },
      probe: { execute: () => later<Reply>().promise },
    });
    const { response, next } = interact(probing());
    expect(await response).toMatchObject({
      type: InteractionResponseType.DeferredChannelMessageWithSource,
    });
    await next();
    const closed = transport.close();
    expect(await next()).toMatchObject({ kind: 'delete' });
    expect(await next()).toMatchObject({
      kind: 'follow-up',
      message: { content: expect.stringContaining('took too long') },
    });
    await closed;
    expect(lines.join('')).not.toContain('closing before everything');
  });

  it('takes nothing more, not even on a connection that was in use meanwhile', async () => {
    const { promise, give } = later<ReturnType<typeof said>>();
    const { promise: begun, give: begin } = later<true>();
    const { transport, keys } = await openTransport({
      probe: {
        execute: () => {
          begin(true);
          return promise;
        },
      },
    });
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const body = JSON.stringify(probing());
    const sent = new Promise<IncomingMessage>((resolve, reject) => {
      const headers = signedHeaders(body, keys);
      request({ agent, port: transport.port, path: '/interactions', method: 'POST', headers }, resolve)
        .once('error', reject)
        .end(body);
    });
    await begun;
    const closed = transport.close();
    await expect.poll(() => knock(transport.port)).toBe('closed');
    give(said('The last one.'));
    const answered = await sent;
    answered.resume();
    expect(answered.statusCode).toBe(200);
    expect(answered.headers.connection).toBe('close');
    await closed;
    agent.destroy();
  });

  it('is told to balancers first, and interactions are answered meanwhile', async () => {
    const noticed = later<true>();
    const { interact, transport, url } = await openTransport({ noticeOfClosing: () => noticed.promise });
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    const closed = transport.close();
    expect((await fetch(`${url}/readyz`)).status).toBe(503);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect(await interact(asked('opening hours')).next()).toMatchObject({ kind: 'respond' });
    noticed.give(true);
    await closed;
    await expect(fetch(`${url}/readyz`)).rejects.toThrow('fetch failed');
  });
});

/** Whether a connection that is new can be had. */
function knock(port: number): Promise<'open' | 'closed'> {
  return new Promise((resolve) => {
    get({ agent: false, port, path: '/healthz' }, (response) => {
      response.resume();
      resolve('open');
    }).once('error', () => resolve('closed'));
  });
}

function buttonOf(message: Partial<APIMessage>, label: string): string {
  for (const row of message.components ?? []) {
    if (!('components' in row)) continue;
    for (const one of row.components) {
      if ('label' in one && one.label === label && 'custom_id' in one) return one.custom_id;
    }
  }
  throw new Error(`There is no button "${label}".`);
}
