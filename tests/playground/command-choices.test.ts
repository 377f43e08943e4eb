import { describe, expect, it } from 'vitest';
import { createAppContext } from '../../src/cli/app-context.ts';
import { choicesOf, commandLine, matching, typedChoice } from '../../src/playground/page/command-choices.ts';
import type { RegisteredCommand } from '../../src/playground/protocol.ts';
import { fair } from '../fixtures/fair.ts';

const commands: readonly RegisteredCommand[] = createAppContext(fair).commands.map(({ data }, at) => ({
  ...data,
  id: String(at),
}));
const english = choicesOf(commands, 'en-US');
const french = choicesOf(commands, 'fr');
const titles = (found: ReturnType<typeof matching>) => found.map(({ title }) => title);

describe('the picker', () => {
  it('lists each subcommand with its options, the required ones first, and no command of a menu', () => {
    expect(titles(english)).toEqual(
      expect.arrayContaining(['ask', 'fair highlights', 'fair section', 'help']),
    );
    expect(titles(english)).not.toContain('Answer this');
    const ask = english.find(({ title }) => title === 'ask');
    expect(ask?.options.map(({ name, required }) => [name, required ?? false])).toEqual([
      ['question', true],
      ['private', false],
    ]);
  });

  it('finds a command by its start, then by a word in it', () => {
    expect(titles(matching(english, 'fair s'))).toEqual(['fair summary', 'fair section', 'fair source']);
    expect(titles(matching(english, 'h'))[0]).toBe('help');
    expect(titles(matching(english, 'summ'))).toEqual(['fair summary', 'pin summary']);
    expect(matching(english, 'nothing like it')).toEqual([]);
  });

  it('goes by the person’s language, and takes the English names too', () => {
    expect(titles(matching(french, 'demand'))).toEqual(['demander']);
    expect(titles(matching(french, 'ask'))).toEqual(['demander']);
  });

  it('writes a line as the person would, which it takes apart again', () => {
    const line = commandLine('ask', 'combien', { commands, persona: { locale: 'fr' } });
    expect(line).toBe('/demander combien');
    expect(typedChoice(french, line)).toMatchObject({ choice: { english: 'ask' }, rest: 'combien' });
    const here = { commands, persona: { locale: 'en-US' } };
    expect(commandLine('fair highlights', '', here)).toBe('/fair highlights');
    expect(commandLine('gone', '', here)).toBe('/gone');
  });

  it('takes a whole line apart', () => {
    expect(typedChoice(english, '/fair section the stall')).toMatchObject({
      choice: { title: 'fair section' },
      rest: 'the stall',
    });
    expect(typedChoice(english, '/ASK how much')).toMatchObject({
      choice: { title: 'ask' },
      rest: 'how much',
    });
    expect(typedChoice(english, '/fair')).toBeNull();
    expect(typedChoice(english, 'ask how much')).toBeNull();
  });
});
