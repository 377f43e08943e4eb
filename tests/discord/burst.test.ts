import { InteractionResponseType, MessageFlags, type APIInteraction } from 'discord-api-types/v10';
import { afterEach, describe, expect, it } from 'vitest';
import { createAdmission, type Admission } from '../../src/discord/admission.ts';
import type { Command, Reply } from '../../src/discord/command.ts';
import { modal, textField } from '../../src/discord/render/modal.ts';
import { NO_METRICS, type InteractionDone } from '../../src/metrics/metrics.ts';
import { autocompleteInteraction, slashInteraction, snowflake } from '../../src/playground/interactions.ts';
import { modalInteraction } from '../../src/playground/modal-submit.ts';
import { inServer } from '../fixtures/scenes.ts';
import type { Answer } from '../stand-in/discord.ts';
import { closeRigs, later, press, said, startRig } from './rig.ts';

afterEach(closeRigs);

/** Longer than any test runs. */
const PATIENT = {
  deferAfter: 3_600_000,
  answerWithin: 3_600_000,
  respondWithin: 3_600_000,
  tooOldAfter: 3_600_000,
};

const form = modal('probe:save', 'A form', [textField({ id: 'x', label: 'X', lines: 'one' })]);
const choice = { name: 'An entry', value: 'entry' };

/** A member of that server who did nothing before. */
function member(server = 'a') {
  const scene = inServer({ userId: snowflake() });
  const id = `90000000000000000${server === 'a' ? 1 : 2}`;
  return scene.server === null ? scene : { ...scene, server: { ...scene.server, id } };
}

const command = (server?: string) => slashInteraction(member(server), { name: 'probe' });
const typing = () => autocompleteInteraction(member(), { name: 'probe', focused: 'x', typed: 'e' });
const many = (count: number, make: () => APIInteraction) => Array.from({ length: count }, make);

/** Notes whose work begins, in what order. */
function watchBegin(admission: Admission): { readonly admission: Admission; readonly begun: string[] } {
  const begun: string[] = [];
  return {
    begun,
    admission: {
      enter(server, wanted) {
        const ticket = admission.enter(server, wanted);
        if (ticket === null) return null;
        return {
          get isFarBack() {
            return ticket.isFarBack;
          },
          get isWaiting() {
            return ticket.isWaiting;
          },
          run(work, options) {
            const noted = () => {
              begun.push(server);
              return work();
            };
            return ticket.run(noted, options);
          },
          leave: () => ticket.leave(),
        };
      },
    },
  };
}

/** A bot that is asked many things at once, and what it counts. */
async function startBot(
  probe: Partial<Command>,
  options: { readonly unfinished?: number; readonly farBack?: number; readonly stoppingWithin?: number } = {},
) {
  const { unfinished = 1_000, farBack = 1_000, ...deadlines } = options;
  const { admission, begun } = watchBegin(createAdmission({ unfinished, farBack }));
  const done: InteractionDone[] = [];
  const deferrals: string[] = [];
  const rig = await startRig(probe, {
    ...PATIENT,
    ...deadlines,
    admission,
    metrics: {
      ...NO_METRICS,
      interaction: (one) => void done.push(one),
      deferred: (why) => void deferrals.push(why),
    },
  });
  const sendAll = (interactions: readonly APIInteraction[]) =>
    Promise.all(interactions.map((one) => rig.send(one)));
  const ended = (as: string) => done.filter(({ outcome }) => outcome === as).length;
  return { ...rig, sendAll, begun, done, deferrals, ended };
}

const typesOf = (answers: readonly Answer[]) =>
  answers.map((answer) => (answer.kind === 'respond' ? answer.type : answer.kind));

function textOf(answers: readonly Answer[]): string {
  const last = answers.at(-1);
  return last !== undefined && 'message' in last ? (last.message.content ?? '') : '';
}

describe('of many who ask at once', () => {
  it('the first has the reply before the last one’s is computed', async () => {
    let computed = 0;
    const bot = await startBot({
      execute: () => {
        computed += 1;
        return said('Done.');
      },
    });
    let computedAtFirst: number | null = null;
    const first = bot.send(command()).then(() => (computedAtFirst = computed));
    await bot.sendAll(many(300, () => command()));
    await first;
    expect(computed).toBe(301);
    expect(computedAtFirst).toBeLessThan(150);
  });

  it('whoever is far back reads at once that the bot is thinking, and then the reply', async () => {
    const gate = later<Reply>();
    const bot = await startBot({ execute: () => gate.promise }, { farBack: 10 });
    const all = bot.sendAll(many(80, () => command()));
    // The first ten or so may still be answered in time: nobody's time is over here.
    await expect.poll(() => bot.deferrals.length).toBeGreaterThan(20);
    expect(new Set(bot.deferrals)).toEqual(new Set(['load']));
    gate.give(said('Done.'));
    const answers = await all;
    const { ChannelMessageWithSource, DeferredChannelMessageWithSource } = InteractionResponseType;
    for (const one of answers) {
      expect([[ChannelMessageWithSource], [DeferredChannelMessageWithSource, 'edit']]).toContainEqual(
        typesOf(one),
      );
      expect(textOf(one)).toBe('Done.');
    }
  });

  it('whoever presses a button far back is put off in silence', async () => {
    const gate = later<Reply>();
    const bot = await startBot({ components: { press: () => gate.promise } }, { farBack: 1 });
    const all = bot.sendAll(many(60, () => press('probe:press', member())));
    await expect.poll(() => bot.deferrals.length).toBeGreaterThan(0);
    gate.give(said('Done.', true));
    const deferred = (await all).filter((answers) => answers.length > 1);
    expect(new Set(deferred.map((answers) => typesOf(answers)[0]))).toEqual(
      new Set([InteractionResponseType.DeferredMessageUpdate]),
    );
  });

  it('those for whom there is no room are told so in private, and none is left in silence', async () => {
    const gate = later<Reply>();
    const bot = await startBot({ execute: () => gate.promise }, { unfinished: 100 });
    const all = bot.sendAll(many(500, () => command()));
    await expect.poll(() => bot.done.length).toBe(450);
    gate.give(said('Done.'));
    const answers = await all;
    const busy = answers.filter((one) => textOf(one).includes('Too many people are asking me'));
    // One server leaves as much room to all others as it takes.
    expect(busy).toHaveLength(450);
    expect(busy[0]).toMatchObject([{ kind: 'respond', message: { flags: MessageFlags.Ephemeral } }]);
    expect(answers.filter((one) => one.length > 0)).toHaveLength(500);
    expect(bot.ended('busy')).toBe(450);
  });

  it('a flood in one server neither fills the room of another nor goes before it', async () => {
    const bot = await startBot({ execute: () => said('Done.') }, { unfinished: 200 });
    // What they chose is known then: nobody waits for the database before they wait for their turn.
    await bot.sendAll([command('a'), command('b')]);
    bot.begun.length = 0;
    const flood = bot.sendAll(many(400, () => command('a')));
    const answers = await bot.send(command('b'));
    expect(textOf(answers)).toBe('Done.');
    await flood;
    expect(bot.begun.length).toBeGreaterThan(50);
    expect(bot.begun.indexOf('900000000000000002')).toBeLessThan(5);
  });

  it('a form that was filled in is not refused', async () => {
    const gate = later<Reply>();
    const bot = await startBot(
      { execute: () => gate.promise, modals: { save: () => said('Saved.', true) } },
      { unfinished: 10 },
    );
    const flood = bot.sendAll(many(50, () => command()));
    await expect.poll(() => bot.done.length).toBeGreaterThan(0);
    expect(textOf(await bot.send(modalInteraction(member(), { modal: form, values: { x: 'y' } })))).toBe(
      'Saved.',
    );
    gate.give(said('Done.'));
    await flood;
  });

  it('whoever opens a form goes first: that can not be put off', async () => {
    const order: string[] = [];
    const bot = await startBot({
      execute: () => {
        order.push('reply');
        return said('Done.');
      },
      components: {
        press: {
          mayOpenModal: true,
          handle: () => {
            order.push('form');
            return { kind: 'modal', modal: form };
          },
        },
      },
    });
    const flood = bot.sendAll(many(100, () => command()));
    const opened = bot.send(press('probe:press', member()));
    expect(await opened).toMatchObject([{ type: InteractionResponseType.Modal }]);
    await flood;
    // Some begin before it is read; a hundred would in their order.
    expect(order.indexOf('form')).toBeLessThan(20);
  });

  it('whoever only types gets suggestions when no reply waits, or at once none', async () => {
    const order: string[] = [];
    const probe: Partial<Command> = {
      execute: () => {
        order.push('reply');
        return said('Done.');
      },
      autocomplete: () => {
        order.push('suggestions');
        return [choice];
      },
    };
    const bot = await startBot(probe);
    const replies = bot.sendAll(many(200, () => command()));
    // Once they wait.
    await expect.poll(() => order.length).toBeGreaterThan(0);
    expect(await bot.send(typing())).toMatchObject([{ choices: [choice] }]);
    await replies;
    expect(order.indexOf('suggestions')).toBeGreaterThan(150);

    order.length = 0;
    const crowded = await startBot(probe, { farBack: 20 });
    const flood = crowded.sendAll(many(100, () => command()));
    // Once they wait.
    await expect.poll(() => order.length).toBeGreaterThan(0);
    expect(await crowded.send(typing())).toMatchObject([{ choices: [] }]);
    await flood;
    expect(order).not.toContain('suggestions');
  });

  it('each has an apology, once, when the bot stops, and nothing more is computed for them', async () => {
    let begun = 0;
    const bot = await startBot(
      {
        execute: () => {
          begun += 1;
          return later<Reply>().promise;
        },
      },
      { farBack: 20, stoppingWithin: 1 },
    );
    const all = bot.sendAll(many(200, () => command()));
    await expect.poll(() => bot.deferrals.length).toBeGreaterThan(20);
    bot.abort();
    const answers = await all;
    expect(begun).toBeLessThan(200);
    for (const one of answers) expect(textOf(one)).toContain('Sorry, this took too long');
  });
});

describe('what Discord no longer waits for', () => {
  it('costs nothing, and is counted', async () => {
    let begun = 0;
    const bot = await startBot({
      execute: () => {
        begun += 1;
        return said('Done.');
      },
    });
    expect(await bot.send(command(), 3_600_000)).toEqual([]);
    expect(await bot.send(typing(), 3_600_000)).toEqual([]);
    expect(begun).toBe(0);
    expect(bot.discord.requests).toEqual([]);
    expect(bot.done.map(({ outcome }) => outcome)).toEqual(['too-old', 'too-old']);
    // Thousands of them are one line a minute.
    expect(bot.lines.filter((line) => line.includes('too old'))).toHaveLength(1);
    expect(textOf(await bot.send(command(), 3_599_000))).toBe('Done.');
  });
});
