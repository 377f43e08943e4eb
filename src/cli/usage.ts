import { editDistance } from '../search/edit-distance.ts';

/** Called wrongly: exit code 2. The message says how to call it right. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** An option as `parseArgs` of Node reads it. */
interface Option {
  readonly type: 'boolean' | 'string';
  readonly default?: boolean;
  /** What stands for its value in the help: `DIR`. */
  readonly value?: string;
  readonly help: string;
}

export type Options = Readonly<Record<string, Option>>;

interface CommandUsage {
  /** How it is called, less the program's name. */
  readonly calls: readonly string[];
  /** What it does, in lines of at most 114 characters. */
  readonly about: readonly string[];
  readonly options: Options;
  /** How many words it takes that are no options. */
  readonly words: number;
}

const content = {
  type: 'string',
  value: 'DIR',
  help: 'the folder with the articles, instead of CONTENT_DIR',
} as const;

/** Every command, with all that its help tells and its options are read by. */
export const COMMANDS = {
  start: {
    calls: ['start [--mode gateway|http|playground] [--content DIR]'],
    about: [
      "Runs the bot: over Discord's gateway if DISCORD_TOKEN is set, else over HTTP if DISCORD_PUBLIC_KEY is set, else",
      'in the playground.',
    ],
    options: {
      mode: { type: 'string', value: 'MODE', help: 'gateway, http or playground' },
      content,
    },
    words: 0,
  },
  ask: {
    calls: [
      'ask "question" [--json] [--explain] [--locale L] [--content DIR]',
      'ask --jsonl [--explain] [--locale L] [--content DIR]',
    ],
    about: ['Answers a question, or one JSON object {"id","query","locale"?} a line of standard input.'],
    options: {
      json: { type: 'boolean', default: false, help: 'the answer as JSON' },
      jsonl: {
        type: 'boolean',
        default: false,
        help: 'questions from standard input, answers as JSON, a line each',
      },
      explain: { type: 'boolean', default: false, help: 'what spoke for and against the first three hits' },
      locale: {
        type: 'string',
        value: 'L',
        help: "the asker's language, such as en, fr or pt-BR (default: en)",
      },
      content,
    },
    words: 1,
  },
  import: {
    calls: [
      'import FILE|FOLDER|URL|- [--slug S] [--locale L] [--out DIR] [--dry-run] [--force] [--models] [--json]',
    ],
    about: ['Makes an article of a page, and tells what became of every part of it.'],
    options: {
      slug: {
        type: 'string',
        value: 'S',
        help: "the command's name (default: from the file's name or its title)",
      },
      locale: {
        type: 'string',
        value: 'L',
        help: "the article's language (default: what the page says, or its words)",
      },
      out: { type: 'string', value: 'DIR', help: 'the folder with the articles, instead of CONTENT_DIR' },
      'dry-run': { type: 'boolean', default: false, help: 'writes nothing' },
      force: { type: 'boolean', default: false, help: 'writes over an article that is there already' },
      models: {
        type: 'boolean',
        default: false,
        help: "also proposes what readers will ask and the page doesn't tell (English pages)",
      },
      json: { type: 'boolean', default: false, help: 'what became of it, and the article, as JSON' },
    },
    words: 1,
  },
  check: {
    calls: ['check [DIR] [--json] [--models]'],
    about: [
      'Checks the articles in DIR (default: CONTENT_DIR), asks them their own questions, and says what would make them',
      'better.',
    ],
    options: {
      json: { type: 'boolean', default: false, help: 'all of it as JSON' },
      models: {
        type: 'boolean',
        default: false,
        help: 'asks with the models, as the bot does, not by words alone: takes minutes the first time',
      },
    },
    words: 1,
  },
  new: {
    calls: ['new SLUG [--content DIR]'],
    about: ['Writes a pack with comments to begin with, DIR/SLUG/en.md. Overwrites nothing.'],
    options: { content },
    words: 1,
  },
  eval: {
    calls: ['eval [FILE.jsonl] [--json] [--content DIR]'],
    about: [
      'Measures the answers to a file of questions with known answers; without one, those of each',
      'article to its own, DIR/SLUG/eval.jsonl, and whether it may answer posts.',
    ],
    options: { json: { type: 'boolean', default: false, help: 'the figures as JSON' }, content },
    words: 1,
  },
  register: {
    calls: ['register [--guild ID [--clear]] [--dry-run] [--check] [--prune] [--json] [--content DIR]'],
    about: ['Brings the commands on Discord in line with these: for all servers, or for one.'],
    options: {
      guild: { type: 'string', value: 'ID', help: 'for this server alone' },
      clear: { type: 'boolean', default: false, help: "takes that server's own commands off" },
      'dry-run': {
        type: 'boolean',
        default: false,
        help: 'sends nothing; without DISCORD_TOKEN it prints the definitions',
      },
      check: {
        type: 'boolean',
        default: false,
        help: 'sends nothing, and exits with 1 where something differs',
      },
      prune: { type: 'boolean', default: false, help: "deletes others' commands, too" },
      json: { type: 'boolean', default: false, help: 'what is done, as JSON' },
      content,
    },
    words: 0,
  },
  purge: {
    calls: ['purge --guild ID [--yes]'],
    about: ['Deletes at once all that is kept of a server. Asks first.'],
    options: {
      guild: { type: 'string', value: 'ID', help: 'the server' },
      yes: { type: 'boolean', default: false, help: 'goes on without asking' },
    },
    words: 0,
  },
} as const satisfies Readonly<Record<string, CommandUsage>>;

export type CommandName = keyof typeof COMMANDS;

/** Throws a `UsageError` with the name that was most likely meant. */
export function commandNamed(name: string): CommandName {
  if (isCommand(name)) return name;
  throw new UsageError(
    `There is no command "${name}".${didYouMean(name, [...Object.keys(COMMANDS), 'help'])}`,
  );
}

export function isCommand(name: string | undefined): name is CommandName {
  return name !== undefined && Object.hasOwn(COMMANDS, name);
}

/** ` Did you mean "ask"?`, or nothing where no name comes near. */
export function didYouMean(name: string, candidates: readonly string[]): string {
  const typed = name.toLowerCase();
  const atMost = Math.max(1, Math.floor(typed.length / 3));
  const [best] = candidates
    .map((candidate) => ({ candidate, distance: editDistance(typed, candidate, atMost) }))
    .filter(({ distance }) => distance <= atMost)
    .toSorted((one, other) => one.distance - other.distance);
  return best === undefined ? '' : ` Did you mean "${best.candidate}"?`;
}

export function overview(): string {
  const commands = Object.values<CommandUsage>(COMMANDS).flatMap(({ calls, about }) => [
    ...calls.map((call) => `  footnote ${call}`),
    ...about.map((line) => `      ${line}`),
  ]);
  return `Footnote answers a community's questions from an article.

${commands.join('\n')}
  footnote help COMMAND | COMMAND --help
      Tells what a command's options do.
  footnote --version

${ENDING}`;
}

export function helpOn(name: CommandName): string {
  const { calls, about, options }: CommandUsage = COMMANDS[name];
  const rows = Object.entries(options).map(
    ([option, { value, help }]) => [`--${option}${value === undefined ? '' : ` ${value}`}`, help] as const,
  );
  const width = Math.max(0, ...rows.map(([option]) => option.length));
  return [
    ...calls.map((call) => `footnote ${call}`),
    '',
    ...about,
    ...(rows.length === 0 ? [] : ['', ...rows.map(([option, help]) => `  ${option.padEnd(width)}  ${help}`)]),
    '',
    ENDING,
  ].join('\n');
}

const ENDING = `Exit codes: 0 done, 1 it found something wrong or could not go on, 2 called wrongly.
The environment is read from .env too; .env.example lists and explains its variables.
`;
