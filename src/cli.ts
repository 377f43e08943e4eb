#!/usr/bin/env node
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { config as readDotenv } from 'dotenv';
import { RESERVED_NAMES } from '../commands/index.ts';
import type { Answers } from './answers/answers.ts';
import { runAsk } from './cli/ask.ts';
import { runCheck } from './cli/check.ts';
import { openContent, openLibrary } from './cli/content.ts';
import { createDesk } from './cli/desk.ts';
import { runEval } from './cli/eval.ts';
import { openMeaning } from './cli/open-meaning.ts';
import { runPurge } from './cli/purge.ts';
import { runRegister } from './cli/register.ts';
import { runUntilStopped } from './cli/run-until-stopped.ts';
import { USAGE, UsageError } from './cli/usage.ts';
import { version } from './cli/version.ts';
import { ConfigError, readConfig, required, requiredToken, type Config } from './config.ts';
import { hasErrors } from './content/problem.ts';
import { createRest } from './discord/rest.ts';
import { createLog } from './log.ts';
import { openStore } from './store/open-store.ts';

const out = (line: string) => process.stdout.write(`${line}\n`);
const err = (line: string) => process.stderr.write(`${line}\n`);

async function main([command, ...args]: readonly string[]): Promise<number> {
  switch (command) {
    case undefined:
    case 'help':
    case '--help':
    case '-h':
      process.stdout.write(USAGE);
      return command === undefined ? 2 : 0;
    case '--version':
    case '-v':
      out(version());
      return 0;
    case 'start':
      return start(args);
    case 'ask':
      return ask(args);
    case 'check': {
      const { positionals } = read(args, {}, 1);
      return runCheck(positionals[0] ?? environment().contentDir, { out, reservedNames: RESERVED_NAMES });
    }
    case 'eval':
      return evaluate(args);
    case 'register':
      return register(args);
    case 'purge':
      return purge(args);
    default:
      throw new UsageError(`There is no command "${command}".`);
  }
}

async function start(args: readonly string[]): Promise<number> {
  const { values } = read(args, { mode: { type: 'string' } }, 0);
  return runUntilStopped({ config: environment(), mode: values.mode });
}

async function ask(args: readonly string[]): Promise<number> {
  const { values, positionals } = read(
    args,
    {
      json: { type: 'boolean', default: false },
      jsonl: { type: 'boolean', default: false },
      explain: { type: 'boolean', default: false },
      locale: { type: 'string' },
      content: { type: 'string' },
    },
    1,
  );
  const [question] = positionals;
  if (values.jsonl === (question !== undefined)) {
    throw new UsageError('Give one question in quotes, or --jsonl and the questions on standard input.');
  }
  return withAnswers(values.content, (answers) =>
    runAsk({
      answers,
      questions: question === undefined ? process.stdin : question,
      locale: values.locale ?? 'en',
      json: values.json,
      explain: values.explain,
      out,
      err,
    }),
  );
}

async function evaluate(args: readonly string[]): Promise<number> {
  const { values, positionals } = read(
    args,
    { json: { type: 'boolean', default: false }, content: { type: 'string' } },
    1,
  );
  const [file] = positionals;
  if (file === undefined) throw new UsageError('Name the file with the questions: footnote eval FILE.jsonl');
  return withAnswers(values.content, (answers) => runEval({ answers, file, json: values.json, out, err }));
}

const PATIENCE_MS = 2_000;

/** Unlike the bot, which answers by words alone meanwhile, a command waits until the articles' meaning is known. */
async function withAnswers(
  content: string | undefined,
  run: (answers: Answers) => Promise<number>,
): Promise<number> {
  const config = environment();
  const library = await openLibrary(content ?? config.contentDir, err);
  const opened = await openMeaning(config, createLog(config.logLevel));
  try {
    const { answers } = createDesk(library, opened === null ? {} : { meaning: opened.meaning });
    const slow = setTimeout(
      () => err(`Reading the articles for the first time. What is learned is kept in "${config.dataDir}".`),
      PATIENCE_MS,
    );
    await answers.ready;
    clearTimeout(slow);
    return await run(answers);
  } finally {
    await opened?.close();
  }
}

async function register(args: readonly string[]): Promise<number> {
  const { values } = read(
    args,
    {
      guild: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      check: { type: 'boolean', default: false },
      prune: { type: 'boolean', default: false },
      clear: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
    0,
  );
  const config = environment();
  const { library, problems } = await openContent(config.contentDir, err);
  const rest = createRest({
    apiUrl: config.apiUrl,
    token: requiredToken(config),
  });
  return runRegister({
    rest,
    applicationId: required(
      config.applicationId,
      'DISCORD_APPLICATION_ID',
      'Copy it from the General Information page of your application at https://discord.com/developers/applications',
    ),
    definitions: createDesk(library).commands.map(({ data }) => data),
    ...(values.guild === undefined ? {} : { guildId: values.guild }),
    dryRun: values['dry-run'],
    check: values.check,
    prune: values.prune,
    clear: values.clear,
    contentHasErrors: hasErrors(problems),
    json: values.json,
    out,
    err,
  });
}

async function purge(args: readonly string[]): Promise<number> {
  const { values } = read(args, { guild: { type: 'string' }, yes: { type: 'boolean', default: false } }, 0);
  const { databaseUrl, dataDir, logLevel } = environment();
  return runPurge({
    open: () => openStore({ databaseUrl, dataDir, log: createLog(logLevel) }),
    guildId: values.guild,
    yes: values.yes,
    input: process.stdin,
    output: process.stdout,
  });
}

/** Throws a `UsageError` for options that there aren't, or more words than a command takes. */
function read<O extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: O,
  positionals: number,
) {
  try {
    const parsed = parseArgs({ args: [...args], options, allowPositionals: positionals > 0, strict: true });
    const extra = parsed.positionals[positionals];
    if (extra !== undefined) {
      throw new UsageError(`"${extra}" is one word too many: put a question with spaces in quotes.`);
    }
    return parsed;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function environment(): Config {
  readDotenv({ quiet: true });
  return readConfig(process.env);
}

// A reader that has seen enough, such as `head`, is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const wrongCall = error instanceof UsageError || error instanceof ConfigError;
  err(error instanceof Error ? error.message : String(error));
  if (error instanceof UsageError) err('See footnote --help.');
  process.exitCode = wrongCall ? 2 : 1;
}
