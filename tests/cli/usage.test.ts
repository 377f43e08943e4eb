import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { runProgram } from '../../src/cli/program.ts';
import { COMMANDS, type Options } from '../../src/cli/usage.ts';

/** What the program prints and ends with when it is called so, on this machine's own content. */
async function call(args: readonly string[], variables: Readonly<Record<string, string>> = {}) {
  const printed = { out: '', err: '' };
  const into = (name: 'out' | 'err') => {
    const stream = new PassThrough();
    stream.on('data', (chunk: Buffer) => (printed[name] += chunk.toString()));
    return stream;
  };
  const code = await runProgram(args, {
    input: new PassThrough(),
    output: into('out'),
    errors: into('err'),
    variables: () => ({ EMBEDDINGS: 'off', ...variables }),
  });
  return { code, ...printed };
}

describe('a misspelt variable', () => {
  it('is told of where what it nearly says is read and not set', async () => {
    const { err } = await call(['eval', '/nowhere'], { DISCORD_TOEKN: 'x', MESAGES: 'off' });
    expect(err).toContain("Nothing reads DISCORD_TOEKN, and DISCORD_TOKEN isn't set");
    expect(err).toContain("Nothing reads MESAGES, and MESSAGES isn't set");
    const fine = {
      DISCORD_TOKEN: 'x',
      DISCORD_TOEKN: 'x',
      PATH: '/bin',
      POSTGRES_PASSWORD: 'x',
      LOG_LEVELS: '',
    };
    expect((await call(['eval', '/nowhere'], fine)).err).not.toContain('Nothing reads');
  });
});

describe('called wrongly', () => {
  it.each([
    ['an unknown command', ['sing'], 'There is no command "sing".\nSee footnote --help.'],
    ['a mistyped command', ['aks', 'x'], 'There is no command "aks". Did you mean "ask"?'],
    ['a command in capitals', ['ASK', 'x'], 'Did you mean "ask"?'],
    ['help on a mistyped command', ['help', 'regsiter'], 'Did you mean "register"?'],
    [
      'an unknown option',
      ['ask', '--loud', 'x'],
      'footnote ask has no option --loud.\nSee footnote ask --help.',
    ],
    ['a mistyped option', ['ask', '--jsnol'], 'footnote ask has no option --jsnol. Did you mean "--jsonl"?'],
    ['an option without its value', ['ask', 'x', '--content'], '--content'],
    [
      'a question without quotes',
      ['ask', 'two', 'words'],
      '"words" is one word too many: put what has spaces in quotes',
    ],
    ['no question', ['ask'], 'Give one question'],
    ['an empty question', ['ask', ''], 'The question is empty'],
    ['a question of which nothing shows', ['ask', ' \u200B\n'], 'The question is empty'],
    ['what is no language', ['ask', 'x', '--locale', 'english'], 'There is no language "english"'],
    ['what is no language for a stream', ['ask', '--jsonl', '--locale', 'q'], 'There is no language "q"'],
    ['an empty language', ['ask', 'x', '--locale', ''], 'There is no language ""'],
    ['a word where a command takes none', ['register', 'all'], 'footnote register takes only options'],
    [
      'what is no server',
      ['register', '--guild', 'my server', '--dry-run'],
      '"my server" is no server\'s ID',
    ],
    ['no token', ['register'], 'DISCORD_TOKEN is not set'],
    ['no token to compare with', ['register', '--dry-run', '--check'], 'DISCORD_TOKEN is not set'],
    ['a wrong environment', ['check'], 'EMBEDDINGS must be on or off', { EMBEDDINGS: 'yes' }],
  ] as const)(
    'with %s, it says in a sentence what to do and ends with 2',
    async (_, args, words, variables?: Readonly<Record<string, string>>) => {
      const { code, out, err } = await call(args, variables);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toContain(words);
    },
  );

  it('with nothing, it lists its commands on standard error', async () => {
    const { code, out, err } = await call([]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    for (const name of Object.keys(COMMANDS)) expect(err).toContain(`\n  footnote ${name} `);
  });
});

describe('help', () => {
  it.each(Object.entries(COMMANDS))(
    'on %s tells how it is called and what each option does',
    async (name, usage) => {
      const options = Object.entries<Options[string]>(usage.options).filter(([, { help }]) => help !== null);
      const asked = await call([name, '--help']);
      expect(asked).toMatchObject({ code: 0, err: '' });
      expect(asked.out).toMatch(new RegExp(`^footnote ${name}\\b`));
      expect(asked.out.match(/^ {2}--[a-z-]+/gm) ?? []).toEqual(options.map(([option]) => `  --${option}`));
      expect(asked.out).toContain('Exit codes: 0 done');
      expect(await call(['help', name])).toEqual(asked);
      expect(await call([name, '-h'])).toEqual(asked);
    },
  );

  it('fits a terminal of 120 columns', async () => {
    const { out } = await call(['--help']);
    expect(out.split('\n').filter((line) => line.length > 120)).toEqual([]);
  });

  it('is not what a question behind -- asks for', async () => {
    const { code, out } = await call(['ask', '--json', '--', '--help']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ outcome: expect.any(String) });
  });
});

describe('called rightly', () => {
  it('answers whoever asks in a language that no article has', async () => {
    const { code, out } = await call(['ask', 'how much did R1 cost to build', '--json', '--locale', 'pt-BR']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ outcome: 'answer', pack: 'deepseek' });
  });

  it('shows the commands that it would register where there is no token yet', async () => {
    const { code, out, err } = await call(['register', '--dry-run']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'ask', integration_types: [0, 1] }),
        expect.objectContaining({ name: 'deepseek' }),
      ]),
    );
    expect(err).toContain('DISCORD_TOKEN is not set');
    const forOne = await call(['register', '--dry-run', '--guild', '300000000000000003']);
    expect(JSON.parse(forOne.out)[0]).not.toHaveProperty('integration_types');
  });
});
