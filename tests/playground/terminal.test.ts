import { PassThrough, Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createDesk } from '../../src/cli/desk.ts';
import { completeName, readCommand, readTyped } from '../../src/playground/command-line.ts';
import { runTerminal } from '../../src/playground/terminal.ts';
import { Locale } from 'discord-api-types/v10';
import { fair } from '../fixtures/fair.ts';
import { recordedLog } from '../fixtures/log.ts';
import { memoryStore } from '../fixtures/store.ts';

const desk = createDesk(fair);
const definitions = desk.commands.map(({ data }) => data);

/** What stands on the screen after these lines were typed. */
async function type(...lines: string[]): Promise<string> {
  const output = new PassThrough();
  const screen: string[] = [];
  output.on('data', (chunk: Buffer) => screen.push(chunk.toString()));
  const { log } = recordedLog();
  await runTerminal({
    input: Readable.from(lines.map((line) => `${line}\n`)),
    output,
    desk: () => desk,
    store: memoryStore(),
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

  it('ends with the input, and at :quit before that', async () => {
    expect(await type(':quit', '/help')).not.toContain('What I can do');
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
    expect(completeName('/f', definitions, Locale.EnglishUS)).toEqual(['/fair ']);
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
