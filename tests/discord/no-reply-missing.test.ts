import { afterEach, describe, expect, it } from 'vitest';
import { DiscordRefusal } from '../../src/discord/refusal.ts';
import type { Reply, Request } from '../../src/discord/command.ts';
import { notice } from '../../src/discord/render/message.ts';
import { modal, textField } from '../../src/discord/render/modal.ts';
import { slashInteraction } from '../../src/playground/interactions.ts';
import { modalInteraction } from '../../src/playground/modal-submit.ts';
import { inServer } from '../fixtures/scenes.ts';
import type { Answer } from '../stand-in/discord.ts';
import { carrier, closeRigs, later, press, said, startRig } from './rig.ts';

afterEach(closeRigs);

const form = modal('probe:save', 'A form', [textField({ id: 'x', label: 'X', lines: 'one' })]);

type Handler = (request: Request) => Promise<Reply>;

/** Each way in which a handler is called. */
const CALLS = [
  ['a command', () => slashInteraction(inServer(), { name: 'probe' })],
  ['a button', () => press()],
  ['a form', () => modalInteraction(inServer(), { modal: form, values: { x: 'y' } })],
  [
    'a form on a message',
    () => modalInteraction(inServer(), { modal: form, values: { x: 'y' }, message: carrier }),
  ],
] as const;

const everywhere = (handler: Handler) => ({
  execute: handler,
  components: { press: handler },
  modals: { save: handler },
});

/** Longer than any test runs. */
const PATIENT = { deferAfter: 3_600_000, answerWithin: 3_600_000 };

/** The last thing that a person reads of it. */
function read(answers: readonly Answer[]): string {
  const texts = answers.flatMap((answer) => ('message' in answer ? [answer.message.content ?? ''] : []));
  return texts.at(-1) ?? '';
}

const REFUSALS = [
  ['403', 403, { code: 50013, message: 'Missing Permissions' }, 1],
  ['404', 404, { code: 10008, message: 'Unknown Message' }, 1],
  ['429', 429, { message: 'slow down', retry_after: 0.01, global: false }, 1],
  // As often as the client tries.
  ['500', 500, { code: 0, message: 'broken' }, 3],
] as const;

/** What is asked of Discord, in order, for a reply that came late, and whether it was to be private. */
const LATE_STEPS = [
  ['the deferral', 'POST', /\/callback$/, false],
  ['the edit', 'PATCH', /\/@original$/, false],
  ['the removal of the placeholder', 'DELETE', /\/@original$/, true],
  ['the follow-up', 'POST', /\/webhooks\/\d+\/[^/]+$/, true],
] as const;

describe.each(CALLS)('somebody who used %s reads something', (_, call) => {
  it.each([
    ['answers', async () => said('Done.'), 'Done.'],
    ['throws', () => Promise.reject(new Error('broken')), 'Sorry'],
    ['asks something of a channel that is gone', ask('remove'), 'Sorry'],
    ['asks something that it may no longer do', ask('forbid'), 'Sorry'],
  ] as const)('when its handler %s, at once and late', async (_how, handler, expected) => {
    const quick = await startRig(everywhere(handler));
    quick.discord.channels.remove('1');
    quick.discord.channels.forbid('2', 'everything');
    expect(read(await quick.send(call()))).toContain(expected);

    const gate = later<null>();
    const slow = await startRig(
      everywhere(async (request) => {
        await gate.promise;
        return handler(request);
      }),
      { deferAfter: 1 },
    );
    slow.discord.channels.remove('1');
    slow.discord.channels.forbid('2', 'everything');
    const answers = slow.send(call());
    await expect.poll(() => slow.discord.requests.length).toBe(1);
    gate.give(null);
    expect(read(await answers)).toContain(expected);
  });

  it.each(REFUSALS)('when Discord answers its first response with %s', async (_code, status, body, times) => {
    const rig = await startRig(everywhere(async () => said('Done.')));
    rig.discord.refuseNext('POST', /\/callback$/, status, body, times);
    expect(read(await rig.send(call()))).toMatch(/Done\.|Sorry/);
  });

  it.each(
    REFUSALS.flatMap((refusal) => LATE_STEPS.map((step) => [refusal[0], step[0], refusal, step] as const)),
  )(
    'when Discord answers %s to %s',
    async (_code, _step, [, status, body, times], [, method, path, privately]) => {
      const gate = later<Reply>();
      const rig = await startRig(
        everywhere(() => gate.promise),
        { deferAfter: 1 },
      );
      rig.discord.refuseNext(method, path, status, body, times);
      const answers = rig.send(call());
      await expect.poll(() => rig.discord.requests.length).toBeGreaterThanOrEqual(1);
      gate.give(said(privately ? 'Secret.' : 'Done.', privately));
      const sent = await answers;
      expect(read(sent)).toMatch(/Done\.|Secret\.|Sorry/);
      // A placeholder that all can see is no place for what is private.
      const edited = sent.flatMap((answer) => (answer.kind === 'edit' ? [answer.message.content] : []));
      const wasPublic = sent.some(
        (answer) => answer.kind === 'respond' && answer.type === 5 && answer.message.flags !== 64,
      );
      expect(wasPublic ? edited : []).not.toContain('Secret.');
    },
  );

  it('when the bot is about to stop and its handler hangs, without “thinking…” before', async () => {
    const rig = await startRig(
      everywhere(() => later<Reply>().promise),
      { deferAfter: 1 },
    );
    rig.abort();
    expect(await rig.send(call())).toMatchObject([
      { kind: 'respond', message: { content: expect.stringContaining('Sorry, this took too long') } },
    ]);
  });

  it.each(['before', 'after'] as const)(
    'soon, when it is used just %s the bot is about to stop and its handler hangs',
    async (when) => {
      const rig = await startRig(
        everywhere(() => later<Reply>().promise),
        { ...PATIENT, stoppingWithin: 1 },
      );
      if (when === 'after') rig.abort();
      const answers = rig.send(call());
      if (when === 'before') rig.abort();
      expect(await answers).toMatchObject([
        { kind: 'respond', message: { content: expect.stringContaining('Sorry, this took too long') } },
      ]);
    },
  );

  it('that is no apology when the bot is about to stop and its handler takes a moment', async () => {
    const rig = await startRig(
      everywhere(() => new Promise((resolve) => setImmediate(resolve, said('Done.')))),
      { stoppingWithin: 60_000 },
    );
    rig.abort();
    expect(read(await rig.send(call()))).toBe('Done.');
  });

  it('when nothing can be said any more, the log tells', async () => {
    const rig = await startRig(everywhere(async () => said('Done.')));
    rig.discord.refuseNext('POST', /\/callback$/, 404, { code: 10062, message: 'Unknown interaction' });
    expect(await rig.send(call())).toEqual([]);
    expect(rig.lines.join('')).toContain('the interaction is gone');
    // Tried again, it would only count towards Discord's ban of those who ask in vain.
    expect(rig.discord.requests).toHaveLength(1);
  });
});

describe('the placeholder of a reply that turns out private', () => {
  async function late(status: number, body: unknown, times: number) {
    const gate = later<Reply>();
    const rig = await startRig({ execute: () => gate.promise }, { deferAfter: 1 });
    rig.discord.refuseNext('DELETE', /\/@original$/, status, body, times);
    const answers = rig.send(slashInteraction(inServer(), { name: 'probe' }));
    await expect.poll(() => rig.discord.requests.length).toBe(1);
    gate.give(said('Secret.', true));
    return answers;
  }

  it('that somebody took away already is not missed', async () => {
    expect(await late(404, { code: 10008, message: 'Unknown Message' }, 1)).toMatchObject([
      { kind: 'respond', type: 5 },
      { kind: 'follow-up', message: { content: 'Secret.', flags: 64 } },
    ]);
  });

  it('that can not be taken away is filled in with an apology, and what is private stays so', async () => {
    expect(await late(500, { code: 0, message: 'broken' }, 6)).toMatchObject([
      { kind: 'respond', type: 5 },
      { kind: 'edit', message: { content: expect.stringContaining('Sorry') } },
    ]);
  });
});

describe('somebody whose button should open a form', () => {
  const opens = {
    components: {
      press: { mayOpenModal: true, handle: (): Reply => ({ kind: 'modal', modal: form }) } as const,
    },
  };

  it.each(REFUSALS)('reads or sees something when Discord answers %s', async (_, status, body, times) => {
    const rig = await startRig(opens);
    rig.discord.refuseNext('POST', /\/callback$/, status, body, times);
    const [answer, ...more] = await rig.send(press());
    expect(more).toEqual([]);
    const sorry = { message: { content: expect.stringContaining('Sorry'), flags: 64 } };
    expect(answer).toMatchObject(status === 429 ? { modal: form } : sorry);
  });

  it('reads an apology soon when the bot is about to stop and its handler hangs', async () => {
    const hanging = { mayOpenModal: true, handle: () => later<Reply>().promise } as const;
    const rig = await startRig({ components: { press: hanging } }, { ...PATIENT, stoppingWithin: 1 });
    rig.abort();
    expect(read(await rig.send(press()))).toContain('Sorry, this took too long');
  });

  it('reads an apology when its handler fails', async () => {
    const broken = { mayOpenModal: true, handle: () => Promise.reject(new Error('broken')) } as const;
    const rig = await startRig({ components: { press: broken } });
    expect(read(await rig.send(press()))).toContain('Sorry');
  });
});

/** Does something on Discord in a channel of which the stand-in has bad news. */
function ask(trouble: 'remove' | 'forbid'): Handler {
  return async ({ discord }) => {
    const refused: unknown = await discord
      .createMessage(trouble === 'remove' ? '1' : '2', notice('x'))
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(DiscordRefusal);
    throw refused;
  };
}
