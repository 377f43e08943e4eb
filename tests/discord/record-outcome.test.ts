import { afterEach, describe, expect, it } from 'vitest';
import { createAnswers } from '../../src/answers/create-answers.ts';
import { chosenOf } from '../../src/discord/articles-here.ts';
import type { CommandRequest } from '../../src/discord/command.ts';
import { keysFrom, ownKeys, questionHandle } from '../../src/discord/keyed-hash.ts';
import { recordOutcome } from '../../src/discord/record-outcome.ts';
import { DEFAULT_STATE } from '../../src/discord/server-states.ts';
import { onceAMinute } from '../../src/log.ts';
import { slashInteraction } from '../../src/playground/interactions.ts';
import { DEFAULT_SETTINGS, type Store } from '../../src/store/store.ts';
import { fair } from '../fixtures/fair.ts';
import { recordedLog } from '../fixtures/log.ts';
import { inDirectMessage, inServer } from '../fixtures/scenes.ts';
import { ownStore, unsteadyStore } from '../fixtures/store.ts';
import { closeRigs, later, said, startRig } from './rig.ts';

afterEach(closeRigs);

const SERVER = inServer().server?.id ?? '';
const NOON = Date.UTC(2026, 7, 12, 12);
const asked = { text: 'Where is the fair?', locale: 'en', outcome: 'none', typed: true } as const;

/** Says what buttons call the question, or that it isn't counted. */
async function recording(store: Store, question: Parameters<typeof recordOutcome>[1] = asked) {
  const execute = (request: CommandRequest) => {
    const recorded = recordOutcome(request, question, () => NOON);
    return Promise.resolve(said(recorded === null ? 'not counted' : String(recorded.handle)));
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
    const handle = await ask();
    expect(handle).toMatch(/^[a-f\d]{16}$/);
    expect(await ask()).toBe(handle);
    await expect
      .poll(() => store.questions.waiting(SERVER, 10))
      .toMatchObject([{ text: 'Where is the fair?', outcome: 'none', times: 2, lastAskedAt: NOON }]);
    await expect
      .poll(() => store.figures.days(SERVER, '2026-01-01'))
      .toMatchObject([{ day: '2026-08-12', missed: 2, answered: 0 }]);
  });

  it('is called by buttons what its text and its server give, which nobody without the key can work out', () => {
    const called = (token: string, serverId: string, text: string) =>
      questionHandle(keysFrom(token).voters, serverId, text);
    const handle = called('a', SERVER, asked.text);
    expect(called('a', SERVER, '  where is\tTHE fair? ')).toBe(handle);
    expect([called('b', SERVER, asked.text), called('a', '1', asked.text)]).not.toContain(handle);
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
    await expect
      .poll(async () => (await store.questions.waiting(SERVER, 10)).map((question) => question.text))
      .toEqual([kept]);
  });

  it('leaves nothing in direct messages, nor in a server that has not added the bot', async () => {
    const store = ownStore();
    const ask = await recording(store);
    const elsewhere = inServer({ botIsMember: false });
    expect([await ask(inDirectMessage()), await ask(elsewhere)]).toEqual(['not counted', 'not counted']);
    expect(await store.figures.days(SERVER, '2026-01-01')).toEqual([]);
  });

  it('is answered all the same when the database is away, and the log has none of its words', async () => {
    const store = unsteadyStore();
    store.away = true;
    const { log, lines } = recordedLog();
    let time = 0;
    const seldom = onceAMinute(() => time);
    const place = { serverId: SERVER, botIsMember: true } as CommandRequest['place'];
    const { articleChoices, knowledgeRevision } = DEFAULT_STATE;
    const request = {
      place,
      settings: DEFAULT_SETTINGS,
      store,
      log,
      seldom,
      keys: ownKeys(),
      answers: createAnswers(fair),
      articles: chosenOf(fair),
      articleChoices,
      knowledgeRevision,
    };
    expect(recordOutcome(request, asked)?.handle).toMatch(/^[a-f\d]{16}$/);
    await expect.poll(() => lines.length).toBe(2);
    expect(lines[0]).toContain('not recorded');
    expect(lines.join('\n')).not.toContain('fair');
    // Once a minute, with how many.
    for (let more = 0; more < 500; more += 1) recordOutcome(request, asked);
    await new Promise(setImmediate);
    expect(lines).toHaveLength(2);
    time = 60_000;
    recordOutcome(request, asked);
    await expect.poll(() => lines.length).toBe(4);
    expect(lines[3]).toContain('"leftOut":500');
  });

  it('does not hold up its answer where the database takes its time, and is kept in the end', async () => {
    const inner = ownStore();
    const slow = later<undefined>();
    const record: Store['questions']['record'] = async (...question) => {
      await slow.promise;
      return inner.questions.record(...question);
    };
    const store = { ...inner, questions: { ...inner.questions, record } };
    const ask = await recording(store);
    expect(await ask()).toMatch(/^[a-f\d]{16}$/);
    expect(await inner.questions.countWaiting(SERVER)).toBe(0);
    slow.give(undefined);
    await expect.poll(() => inner.questions.countWaiting(SERVER)).toBe(1);
  });
});
