import { ChannelType } from 'discord-api-types/v10';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { Command, Handler, ModalRequest, Reply } from '../../src/discord/command.ts';
import { notice } from '../../src/discord/render/message.ts';
import {
  channelsField,
  checkboxesField,
  checkboxField,
  modal,
  radioField,
  selectField,
  textField,
} from '../../src/discord/render/modal.ts';
import { slashInteraction } from '../../src/playground/interactions.ts';
import { modalInteraction } from '../../src/playground/modal-submit.ts';
import { checkModal } from '../../src/playground/discord/contract/modals.ts';
import { inServer } from '../fixtures/scenes.ts';
import { carrier, closeRigs, later, press, said, startRig } from './rig.ts';

afterEach(closeRigs);

const slash = () => slashInteraction(inServer(), { name: 'probe' });

const form = modal('probe:save:7', 'A form', [
  textField({ id: 'question', label: 'Question', lines: 'one' }),
  textField({ id: 'answer', label: 'Answer', lines: 'many', value: 'as it stands', required: false }),
  radioField({
    id: 'level',
    label: 'Level',
    choices: [
      { value: 'low', label: 'Low' },
      { value: 'high', label: 'High', selected: true },
    ],
  }),
  checkboxesField({ id: 'what', label: 'What', required: false, choices: [{ value: 'a', label: 'A' }] }),
  checkboxField({ id: 'sure', label: 'Sure?', checked: false }),
]);
const opens: Reply = { kind: 'modal', modal: form };
const opener = { mayOpenModal: () => true, execute: () => opens } satisfies Partial<Command>;

/** What the handler was given. */
function seen(reply: (request: ModalRequest) => Reply = () => said('Saved.', true)) {
  const requests: ModalRequest[] = [];
  const save: Handler<ModalRequest> = (request) => {
    requests.push(request);
    return reply(request);
  };
  return { requests, save };
}

describe('a modal', () => {
  it('opens for a command, and hands over what was filled in and what its id carries', async () => {
    const { requests, save } = seen();
    const rig = await startRig({ ...opener, modals: { save } });
    const opened = await rig.open(slash());
    expect(opened).toEqual(form);
    const values = { question: 'Why?', answer: 'One\r\n\r\nTwo', what: ['a'], sure: true };
    const [answer] = await rig.send(modalInteraction(inServer(), { modal: opened, values }));
    expect(answer).toMatchObject({ kind: 'respond', type: 4, message: { content: 'Saved.', flags: 64 } });
    const [request] = requests;
    expect(request?.args).toEqual(['7']);
    expect(request?.onMessage).toBe(false);
    expect(request?.fields.text('question')).toBe('Why?');
    expect(request?.fields.text('answer')).toBe('One\n\nTwo');
    expect(request?.fields.value('level')).toBe('high');
    expect(request?.fields.values('what')).toEqual(['a']);
    expect(request?.fields.checked('sure')).toBe(true);
    expect(() => request?.fields.text('nothing')).toThrow('no text "nothing": it has question, answer');
    expect(() => request?.fields.values('sure')).toThrow('no choice "sure"');
  });

  it('that a button opened may change the message of that button', async () => {
    const { save } = seen(() => ({ kind: 'update', body: notice('Changed.') }));
    const components = { press: { mayOpenModal: true, handle: () => opens } } as const;
    const rig = await startRig({ components, modals: { save } });
    const opened = await rig.open(press());
    const submitted = modalInteraction(inServer(), { modal: opened, values: {}, message: carrier });
    expect(await rig.send(submitted)).toMatchObject([{ type: 7, message: { content: 'Changed.' } }]);
    // A card that stood there goes: what Discord isn't told stays.
    expect((await rig.send(submitted))[0]).toMatchObject({ message: { embeds: [], components: [] } });
  });

  it('that a command opened has no message to change: its author still reads the reply', async () => {
    const { save } = seen(() => ({ kind: 'update', body: notice('Changed.') }));
    const rig = await startRig({ ...opener, modals: { save } });
    const submitted = modalInteraction(inServer(), { modal: form, values: {} });
    expect(await rig.send(submitted)).toMatchObject([
      { type: 4, message: { content: 'Changed.', flags: 64 } },
    ]);
  });

  it.each([
    ['on a message in silence', carrier, [{ type: 6 }, { kind: 'edit', message: { content: 'Late.' } }]],
    ['elsewhere in private', null, [{ type: 5, message: { flags: 64 } }, { kind: 'edit' }]],
  ])('that takes long to save is deferred, %s', async (_, message, expected) => {
    const late = later<Reply>();
    const save = () => late.promise;
    const rig = await startRig({ modals: { save } }, { deferAfter: 5 });
    const submitted = modalInteraction(inServer(), {
      modal: form,
      values: {},
      ...(message === null ? {} : { message }),
    });
    const answers = rig.send(submitted);
    await expect.poll(() => rig.discord.requests.length).toBe(1);
    late.give({ kind: 'update', body: notice('Late.') });
    expect(await answers).toMatchObject(expected);
  });

  it('that is not ready in time gets an apology, and then does not open', async () => {
    const late = later<Reply>();
    const rig = await startRig(
      { ...opener, execute: () => late.promise },
      { answerWithin: 5, deferAfter: 1 },
    );
    const answers = rig.send(slash());
    await expect.poll(() => rig.discord.requests.length).toBe(1);
    late.give(opens);
    expect(await answers).toMatchObject([
      { type: 4, message: { flags: 64, content: expect.stringContaining('took too long') } },
    ]);
    expect(rig.lines.at(-1)).toContain('a reply came too late and was dropped');
  });

  it('may be declared and not come: a message goes as well', async () => {
    const rig = await startRig({ ...opener, execute: () => said('Not today.') });
    expect(await rig.send(slash())).toMatchObject([{ type: 4, message: { content: 'Not today.' } }]);
  });

  it.each([
    ['not declared by its command', slash(), { execute: () => opens }],
    ['not declared by its button', press(), { components: { press: () => opens } }],
    ['given in reply to a modal', modalInteraction(inServer(), { modal: form, values: {} }), {}],
  ])('%s is a mistake that shows at once', async (_, interaction, probe) => {
    const rig = await startRig({ modals: { save: () => opens }, ...probe });
    expect(await rig.send(interaction)).toMatchObject([
      { type: 4, message: { content: expect.stringContaining('Sorry') } },
    ]);
    expect(rig.lines.join('')).toContain('without having declared it');
  });

  it('of an older version gets a reply', async () => {
    const rig = await startRig({});
    expect(await rig.send(modalInteraction(inServer(), { modal: form, values: {} }))).toMatchObject([
      { message: { content: expect.stringContaining('older version') } },
    ]);
  });

  it('keeps to Discord’s limits, whatever its texts', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc.constantFrom('', '\u200b', 'word '.repeat(2000), '👩🏽‍🚀'.repeat(1500), '\ud800'),
    );
    fc.assert(
      fc.property(text, text, fc.boolean(), (one, other, required) => {
        const choices = Array.from({ length: 40 }, (_, at) => ({
          value: String(at),
          label: at % 2 === 0 ? one : other,
          description: other,
          selected: at === 3,
        }));
        const field = { label: one, description: other, placeholder: one, required };
        const made = modal('probe:save', one, [
          textField({ id: 'a', ...field, lines: 'many', value: other, maxLength: 9000 }),
          selectField({ id: 'b', ...field, choices, atMost: 50 }),
          channelsField({ id: 'c', ...field, types: [ChannelType.GuildText], selected: ['1', '2'] }),
          checkboxesField({ id: 'd', ...field, choices }),
          radioField({ id: 'e', ...field, choices }),
        ]);
        expect(checkModal(made)).toEqual([]);
      }),
    );
  });

  it('is cut between words, and refuses a sixth field', () => {
    const long = 'A question that is much too long for the title of a modal on Discord';
    expect(modal('a:b', long, form.components).title).toBe('A question that is much too long for the…');
    expect(() => modal('a:b', 'T', [...form.components, ...form.components])).toThrow(
      '1 to 5 fields, not 10',
    );
  });
});
