import { createCommands, RESERVED_NAMES } from '../../commands/index.ts';
import type { Answers } from '../answers/answers.ts';
import { asksForHelp, readArguments } from './arguments.ts';
import { runAsk } from './ask.ts';
import { runCheck } from './check.ts';
import { contentDirOf, openContent, openLibrary } from './content.ts';
import { createAppContext } from './app-context.ts';
import { runEval } from './eval.ts';
import { runOwnEvals } from './own-evals.ts';
import { exitCodeOf } from './exit-code.ts';
import { misspeltVariables } from './misspelt-variables.ts';
import { runNew } from './new.ts';
import { runImport } from './import.ts';
import { openEmbeddings } from './open-embeddings.ts';
import { runPurge } from './purge.ts';
import { runRegister, scopeOf, showDefinitions } from './register.ts';
import { runUntilStopped } from './run-until-stopped.ts';
import { commandNamed, helpOn, isCommand, overview, UsageError, type CommandName } from './usage.ts';
import { version } from './version.ts';
import { readConfig, required, requiredToken, type Config } from '../config.ts';
import { isLocale } from '../content/names.ts';
import { hasErrors } from '../content/problem.ts';
import { articlesOf } from '../content/pack.ts';
import { registrable } from '../discord/registry/registrable.ts';
import { createRest } from '../discord/rest.ts';
import { createLog } from '../log.ts';
import { openStore } from '../store/open-store.ts';

/** What the program has to do with the world. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: NodeJS.WritableStream;
  readonly errors: NodeJS.WritableStream;
  readonly variables: () => Readonly<Record<string, string | undefined>>;
}

/** Resolves with the exit code: 0 done, 1 it found something wrong or could not go on, 2 called wrongly. */
export async function runProgram(args: readonly string[], terminal: Terminal): Promise<number> {
  const err = linesTo(terminal.errors);
  const variables = () => {
    const all = terminal.variables();
    for (const line of misspeltVariables(all)) err(line);
    return all;
  };
  try {
    return await run(args, { ...terminal, variables, out: linesTo(terminal.output), err });
  } catch (error) {
    err(error instanceof Error ? error.message : String(error));
    if (error instanceof UsageError) err(`See footnote ${isCommand(args[0]) ? `${args[0]} ` : ''}--help.`);
    return exitCodeOf(error);
  }
}

function linesTo(stream: NodeJS.WritableStream): (line: string) => void {
  return (line) => stream.write(`${line}\n`);
}

interface Run extends Terminal {
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
}

const RUN: Readonly<Record<CommandName, (args: readonly string[], run: Run) => Promise<number>>> = {
  start,
  ask,
  import: importArticle,
  check,
  new: writeNew,
  eval: evaluate,
  register,
  purge,
};

async function run([first, ...args]: readonly string[], terminal: Run): Promise<number> {
  switch (first) {
    case undefined:
      terminal.errors.write(overview());
      return 2;
    case 'help':
    case '--help':
    case '-h':
      terminal.output.write(args[0] === undefined ? overview() : helpOn(commandNamed(args[0])));
      return 0;
    case '--version':
    case '-v':
      terminal.out(version());
      return 0;
    default: {
      const command = commandNamed(first);
      if (!asksForHelp(args)) return RUN[command](args, terminal);
      terminal.output.write(helpOn(command));
      return 0;
    }
  }
}

async function start(args: readonly string[], { variables }: Run): Promise<number> {
  const { mode, content } = readArguments('start', args).values;
  const config = readConfig({
    ...variables(),
    ...(content === undefined ? {} : { CONTENT_DIR: content }),
  });
  return runUntilStopped({ config, mode });
}

async function ask(args: readonly string[], terminal: Run): Promise<number> {
  const { values, positionals } = readArguments('ask', args);
  const [question] = positionals;
  if (values.jsonl === (question !== undefined)) {
    throw new UsageError('Give one question in quotes, or --jsonl and the questions on standard input.');
  }
  if (question !== undefined && isBlank(question)) {
    throw new UsageError('The question is empty: write it in quotes, as in footnote ask "what is it about".');
  }
  const { locale = 'en' } = values;
  if (!isLocale(locale)) {
    throw new UsageError(
      `There is no language "${locale}": give --locale a code such as en, fr or pt-BR, or leave it out.`,
    );
  }
  return withAnswers(values.content, terminal, (answers) =>
    runAsk({
      answers,
      questions: question ?? terminal.input,
      locale,
      json: values.json,
      explain: values.explain,
      out: terminal.out,
      err: terminal.err,
    }),
  );
}

/** Whether nobody sees anything of it. */
function isBlank(text: string): boolean {
  return /^[\s\p{C}]*$/u.test(text);
}

async function check(args: readonly string[], { variables, out }: Run): Promise<number> {
  const { values, positionals } = readArguments('check', args);
  const config = readConfig(variables());
  const opened = values.models ? await openEmbeddings(config, createLog(config.logLevel)) : null;
  try {
    return await runCheck(positionals[0] ?? contentDirOf(config), {
      out,
      reservedNames: RESERVED_NAMES,
      json: values.json,
      options: opened === null ? {} : { embeddings: opened.embeddings },
    });
  } finally {
    await opened?.close();
  }
}

async function writeNew(args: readonly string[], { variables, out }: Run): Promise<number> {
  const { values, positionals } = readArguments('new', args);
  const [slug] = positionals;
  if (slug === undefined) {
    throw new UsageError('Name the article as its command is to be called: footnote new my-article');
  }
  // Not among what comes along: that is overwritten with the next version.
  const directory = values.content ?? readConfig(variables()).contentDir ?? 'content';
  return runNew({ slug, directory, out, reservedNames: RESERVED_NAMES });
}

async function importArticle(args: readonly string[], { input, variables, out, err }: Run): Promise<number> {
  const { values, positionals } = readArguments('import', args);
  const [what] = positionals;
  if (what === undefined || isBlank(what)) {
    throw new UsageError(
      'Name the page to make an article of: footnote import FILE, or - for standard input.',
    );
  }
  const config = readConfig(variables());
  const opened = values.models ? await openEmbeddings(config, createLog(config.logLevel)) : null;
  try {
    return await runImport({
      what,
      input,
      slug: values.slug,
      locale: values.locale,
      // Never the folder that comes along with the program.
      directory: values.out ?? config.contentDir ?? 'content',
      dryRun: values['dry-run'],
      force: values.force,
      json: values.json,
      reservedNames: RESERVED_NAMES,
      embeddings: opened?.embeddings ?? null,
      out,
      err,
    });
  } finally {
    await opened?.close();
  }
}

async function evaluate(args: readonly string[], terminal: Run): Promise<number> {
  const { values, positionals } = readArguments('eval', args);
  const [file] = positionals;
  const { out, err } = terminal;
  return withAnswers(values.content, terminal, (answers, contentDir) =>
    file === undefined
      ? runOwnEvals({ answers, contentDir, json: values.json, out, err })
      : runEval({ answers, file, json: values.json, out, err }),
  );
}

const TIMEOUT_MS = 2_000;

/** Unlike the bot, which answers by words alone meanwhile, a command waits until the articles' meaning is known. */
async function withAnswers(
  content: string | undefined,
  { variables, err }: Run,
  use: (answers: Answers, contentDir: string) => Promise<number>,
): Promise<number> {
  const config = readConfig(variables());
  const contentDir = content ?? contentDirOf(config);
  const library = await openLibrary(contentDir, err);
  const opened = await openEmbeddings(config, createLog(config.logLevel));
  try {
    const { answers } = createAppContext(library, opened === null ? {} : { embeddings: opened.embeddings });
    const slow = setTimeout(
      () => err(`Reading the articles for the first time. What is learned is kept in "${config.dataDir}".`),
      TIMEOUT_MS,
    );
    await answers.ready;
    clearTimeout(slow);
    return await use(answers, contentDir);
  } finally {
    await opened?.close();
  }
}

async function register(args: readonly string[], { variables, out, err }: Run): Promise<number> {
  const { values } = readArguments('register', args);
  const config = readConfig(variables());
  const scope = scopeOf(values.guild);
  const showsOnly = values['dry-run'] && !values.check && !values.clear && config.token === null;
  const discord = showsOnly ? null : applicationOf(config);
  const { library, problems } = await openContent(values.content ?? contentDirOf(config), err);
  const { definitions, leftOut } = registrable(
    createCommands(library).map(({ data }) => data),
    articlesOf(library),
  );
  if (discord === null) {
    showDefinitions(definitions, scope, { out, err });
    return 0;
  }
  return runRegister({
    ...discord,
    definitions,
    leftOut,
    scope,
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

/** Throws a `ConfigError` where the environment doesn't name it, or the token. */
function applicationOf(config: Config) {
  return {
    rest: createRest({ apiUrl: config.apiUrl, token: requiredToken(config) }),
    applicationId: required(
      config.applicationId,
      'DISCORD_APPLICATION_ID',
      'Copy it from the General Information page of your application at https://discord.com/developers/applications',
    ),
  };
}

async function purge(args: readonly string[], { variables, input, output }: Run): Promise<number> {
  const { values } = readArguments('purge', args);
  const { databaseUrl, dataDir, logLevel } = readConfig(variables());
  return runPurge({
    open: () => openStore({ databaseUrl, dataDir, log: createLog(logLevel) }),
    guildId: values.guild,
    yes: values.yes,
    input,
    output,
  });
}
