import { afterEach, describe, expect, it } from 'vitest';
import type { CommandRequest } from '../../src/discord/command.ts';
import { recordOutcome } from '../../src/discord/record-outcome.ts';
import { slashInteraction } from '../../src/playground/interactions.ts';
import { DEFAULT_SETTINGS, type Store } from '../../src/store/store.ts';
import { recordedLog } from '../fixtures/log.ts';
import { inDirectMessage, inServer } from '../fixtures/scenes.ts';
import { ownStore, unsteadyStore } from '../fixtures/store.ts';
import { closeRigs, later, said, startRig } from './rig.ts';

afterEach(closeRigs);

const SERVER = inServer().server?.id ?? '';
const NOON = Date.UTC(2026, 7, 12, 12);
const asked = { text: 'Where is the fair?', locale: 'en', outcome: 'none', typed: true } as const;

/** Says the question's id, or that it was not recorded. */
async function recording(store: Store, question: Parameters<typeof recordOutcome>[1] = asked) {
  const execute = async (request: CommandRequest) => {
    const recorded = await recordOutcome(request, question, { now: () => NOON });
    return said(recorded === null ? 'not recorded' : String(recorded.id));
  };
  const rig = await startRig({ execute }, { store });
  return async (scene = inServer()) => {
    const [answer] = await rig.send(slashInteraction(scene, { name: 'probe' }));
    return answer?.kind === 'respond' ? answer.message.content : undefined;
  };
}

describe('a question that was asked', () => {
  it('is counted on its day, and kept with what became of it', async () => {
    const store = ownStore();
    const ask = await recording(store);
    const id = await ask();
    expect(await ask()).toBe(id);
    expect(await store.questions.waiting(SERVER, 10)).toMatchObject([
      { id, text: 'Where is the fair?', outcome: 'none', times: 2, lastAskedAt: NOON },
    ]);
    expect(await store.figures.days(SERVER, '2026-01-01')).toMatchObject([
      { day: '2026-08-12', missed: 2, answered: 0 },
    ]);
  });

  it('is only counted where the server keeps no questions', async () => {
    const store = ownStore();
    await store.servers.writeSettings(SERVER, { ...DEFAULT_SETTINGS, keepingDays: 0 });
    const ask = await recording(store);
    expect(await ask()).toBe('null');
    await expect
      .poll(() => store.figures.days(SERVER, '2026-01-01'))
      .toMatchObject([{ day: '2026-08-12', missed: 1 }]);
    expect(await store.questions.mostAsked(SERVER, 0, 10)).toEqual([]);
  });

  it('is only counted where the asker did not type it: nobody wrote to the bot', async () => {
    const store = ownStore();
    const ask = await recording(store, { ...asked, typed: false });
    expect(await ask()).toBe('null');
    await expect
      .poll(() => store.figures.days(SERVER, '2026-01-01'))
      .toMatchObject([{ day: '2026-08-12', missed: 1 }]);
    expect(await store.questions.mostAsked(SERVER, 0, 10)).toEqual([]);
  });

  it.each([
    ['en', 'Does @someone or @someone of @role know #channel? 5 < 6'],
    ['fr', 'Does @quelqu’un or @quelqu’un of @rôle know #salon? 5 < 6'],
  ])('is kept without who or what it mentions, in %s', async (locale, kept) => {
    const store = ownStore();
    const id = '700000000000000099';
    const text = `Does <@${id}> or <@!${id}> of <@&${id}> know <#${id}>? 5 < 6`;
    const ask = await recording(store, { ...asked, text, locale });
    await ask();
    expect((await store.questions.waiting(SERVER, 10)).map((question) => question.text)).toEqual([kept]);
  });

  it('leaves nothing in direct messages, nor in a server that has not added the bot', async () => {
    const store = ownStore();
    const ask = await recording(store);
    const elsewhere = inServer({ botIsMember: false });
    expect([await ask(inDirectMessage()), await ask(elsewhere)]).toEqual(['not recorded', 'not recorded']);
    expect(await store.figures.days(SERVER, '2026-01-01')).toEqual([]);
  });

  it('is answered all the same when the database is away, and the log has none of its words', async () => {
    const store = unsteadyStore();
    store.away = true;
    const { log, lines } = recordedLog();
    const place = { serverId: SERVER, botIsMember: true } as CommandRequest['place'];
    const request = { place, settings: DEFAULT_SETTINGS, store, log };
    expect(await recordOutcome(request, asked)).toBeNull();
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('not recorded');
    expect(lines[0]).not.toContain('fair');
  });

  it('does not hold up its answer where the database takes its time, and is kept in the end', async () => {
    const inner = ownStore();
    const slow = later<undefined>();
    const record: Store['questions']['record'] = async (...question) => {
      await slow.promise;
      return inner.questions.record(...question);
    };
    const store = { ...inner, questions: { ...inner.questions, record } };
    const place = { serverId: SERVER, botIsMember: true } as CommandRequest['place'];
    const { log } = recordedLog();
    const request = { place, settings: DEFAULT_SETTINGS, store, log };
    // Votes can be cast on what is counted, also where its id comes too late.
    expect(await recordOutcome(request, asked, { patience: 1 })).toEqual({ id: null });
    slow.give(undefined);
    await expect.poll(() => inner.questions.countWaiting(SERVER)).toBe(1);
  });
});
