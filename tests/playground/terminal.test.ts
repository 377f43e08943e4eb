import { ContextMenuCommandBuilder, SlashCommandBuilder } from 'discord.js';
import { PassThrough, Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createDesk } from '../../src/cli/desk.ts';
import type { Command } from '../../src/discord/command.ts';
import type { Desk } from '../../src/discord/dispatch.ts';
import { notice } from '../../src/discord/render/message.ts';
import { checkboxField, modal, selectField, textField } from '../../src/discord/render/modal.ts';
import { targetMessage } from '../../src/discord/target-message.ts';
import { completeName, readCommand, readTyped } from '../../src/playground/command-line.ts';
import { runTerminal } from '../../src/playground/terminal.ts';
import { ApplicationCommandType, Locale } from 'discord-api-types/v10';
import { fair } from '../fixtures/fair.ts';
import { recordedLog } from '../fixtures/log.ts';
import { ownStore } from '../fixtures/store.ts';

const desk = createDesk(fair);
const definitions = desk.commands.map(({ data }) => data);

/** What stands on the screen after these lines were typed. */
const type = (...lines: string[]) => typeAt(desk, ...lines);

async function typeAt(at: Desk, ...lines: string[]): Promise<string> {
  const output = new PassThrough();
  const screen: string[] = [];
  output.on('data', (chunk: Buffer) => screen.push(chunk.toString()));
  const { log } = recordedLog();
  await runTerminal({
    input: Readable.from(lines.map((line) => `${line}\n`)),
    output,
    desk: () => at,
    store: ownStore(),
    log,
  });
  return screen.join('');
}

describe('the terminal', () => {
  it('answers a question with its section and source, and takes a number as a press', async () => {
    const screen = await type('/ask what does the car park cost', '2');
    expect(screen).toContain('│ The car park behind the town hall costs four crowns an hour.');
    expect(screen).toContain('Source: Section “Getting there” of Winter Fair: Rules and Timetable');
    expect(screen).toContain('│ (https://example.org/winter-fair)');
    expect(screen).toMatch(/\[1\] Which trams go there\?/);
    expect(screen).toContain('Only you can see this');
  });

  it('lets a moderator pin, refuses a member, and says in a direct message why not', async () => {
    const screen = await type(
      '/pin highlights',
      ':as moderator',
      '/pin highlights',
      ':pins',
      ':in dm',
      '/pin summary',
    );
    expect(screen).toContain('You need this permission in this channel: Pin Messages.');
    expect(screen).toContain('Pinned: Highlights');
    expect(screen).toContain('1 pinned:');
    expect(screen).toContain('This works only in a server that has added me');
  });

  it('answers a posted message with "this"', async () => {
    expect(await type('which trams go there?', 'this')).toContain('│ Trams 3 and 7 stop at the square.');
  });

  it('speaks French, also in the commands’ names', async () => {
    const screen = await type(':locale fr', ':server-locale fr', '/demander prix du parking', '/aide');
    expect(screen).toContain('quatre couronnes');
    expect(screen).toContain('Ce que je peux faire');
  });

  it('explains a line that makes no sense', async () => {
    const screen = await type('/nothing', '/fair', '/ask', '/fair summary now', '77', 'this', ':wrong');
    expect(screen).toContain('There is no command /nothing. There are /ask, /fair');
    expect(screen).toContain('Say which: /fair highlights, summary');
    expect(screen).toContain('Say what question is');
    expect(screen).toContain('I don\'t know what to do with "now"');
    expect(screen).toContain('There is no [77]');
    expect(screen).toContain('Post a message first');
    expect(screen).toContain(':as member | moderator');
  });

  it('takes lines from a file as typed by somebody, not as a flood', async () => {
    const screen = await type(...Array.from({ length: 40 }, () => '/help'));
    expect(screen.match(/What I can do/g)).toHaveLength(40);
  });

  it('ends with the input, and at :quit before that', async () => {
    expect(await type(':quit', '/help')).not.toContain('What I can do');
  });
});

describe('a form in the terminal', () => {
  const form = modal('form:save', 'A new entry', [
    textField({ id: 'question', label: 'Question', lines: 'one', maxLength: 20 }),
    textField({ id: 'answer', label: 'Answer', lines: 'many', value: 'It stands.' }),
    selectField({
      id: 'section',
      label: 'Section',
      description: 'What it cites',
      required: false,
      choices: [
        { value: 'a', label: 'Getting there' },
        { value: 'b', label: 'Running a stall', selected: true },
      ],
    }),
    checkboxField({ id: 'sure', label: 'Sure?', checked: false }),
  ]);
  const command: Command = {
    data: new SlashCommandBuilder().setName('form').setDescription('Opens a form').toJSON(),
    repliesPrivately: () => true,
    mayOpenModal: () => true,
    execute: () => ({ kind: 'modal', modal: form }),
    modals: {
      save: ({ fields }) => ({
        kind: 'message',
        private: true,
        body: notice(
          JSON.stringify([
            fields.text('question'),
            fields.text('answer'),
            fields.value('section'),
            fields.checked('sure'),
          ]),
        ),
      }),
    },
  };
  const fill = (...lines: string[]) =>
    typeAt({ ...desk, commands: [...desk.commands, command] }, '/form', ...lines);

  it('asks for each field, and keeps what stands there where nothing is typed', async () => {
    const screen = await fill('Why so?', '', '', '');
    expect(screen).toContain('[ A new entry ]');
    expect(screen).toContain('now: It stands.');
    expect(screen).toContain('Section (optional)\n  What it cites\n  1  Getting there\n  2* Running a stall');
    expect(screen).toContain('["Why so?","It stands.","b",false]');
  });

  it('takes several lines up to an empty one, numbers of choices, and yes', async () => {
    const screen = await fill('Why?', 'One.', '  - two', '', '1', 'yes');
    expect(screen).toContain('["Why?","One.\\n  - two","a",true]');
  });

  it('empties what may be empty, and asks again for what makes no sense', async () => {
    const screen = await fill(
      '',
      '-',
      'A question that is much too long',
      'Why?',
      '',
      '7',
      '-',
      'what',
      'no',
    );
    expect(screen.match(/This has to be filled in/g)).toHaveLength(2);
    expect(screen).toContain('I can\'t read "7".');
    expect(screen).toContain('I can\'t read "what".');
    expect(screen).toContain('["Why?","It stands.",null,false]');
  });

  it('can be left', async () => {
    const screen = await fill('Why?', ':cancel', '/help');
    expect(screen).toContain('Left without sending it.');
    expect(screen).toContain('What I can do');
    expect(screen).not.toContain('It stands."');
  });
});

describe('the menu of a message', () => {
  const author: Command = {
    data: new ContextMenuCommandBuilder()
      .setName('Who wrote this')
      .setType(ApplicationCommandType.Message)
      .toJSON(),
    repliesPrivately: () => true,
    execute: ({ interaction }) => ({
      kind: 'message',
      private: true,
      body: notice(targetMessage(interaction)?.isOwn === true ? 'I did.' : 'Somebody did.'),
    }),
  };
  const at = { ...desk, commands: [...desk.commands, author] };

  it('has its commands by name, for the last message that all can see', async () => {
    const screen = await typeAt(
      at,
      '/ask what does the car park cost',
      'this who',
      'this who',
      'hello',
      'this who',
    );
    expect(screen.match(/I did\./g)).toHaveLength(2);
    expect(screen).toContain('Somebody did.');
    expect(await typeAt(at, 'hello', 'this what')).toContain('There is no "what" in a message\'s menu.');
  });
});

describe('a typed command', () => {
  const read = (line: string) => readCommand(line, definitions, Locale.EnglishUS);

  it('takes its options by name or in a row', () => {
    expect(read('/ask how much: is it')).toEqual({ name: 'ask', values: { question: 'how much: is it' } });
    expect(read('/ask question:how much private:true')).toEqual({
      name: 'ask',
      values: { question: 'how much', private: true },
    });
    expect(read('/fair section the stall')).toEqual({
      name: 'fair',
      subcommand: 'section',
      values: { name: 'the stall' },
    });
  });

  it('is completed: its name, its subcommands, then what the bot suggests', () => {
    expect(completeName('/f', definitions, Locale.EnglishUS)).toEqual(['/fair ', '/faq ']);
    expect(completeName('/fair s', definitions, Locale.EnglishUS)).toEqual([
      '/fair summary ',
      '/fair section ',
      '/fair source ',
    ]);
    expect(readTyped('/fair section st', definitions, Locale.EnglishUS)).toMatchObject({
      focused: 'name',
      typed: 'st',
      before: '/fair section ',
    });
    expect(readTyped('/fair summary ', definitions, Locale.EnglishUS)).toBeNull();
  });
});
