import { parseArgs } from 'node:util';
import { COMMANDS, didYouMean, UsageError, type CommandName } from './usage.ts';

/** Whether it is only asked what the command is for. */
export function asksForHelp(args: readonly string[]): boolean {
  // What stands behind `--` is no option.
  const end = args.indexOf('--');
  return args.slice(0, end === -1 ? args.length : end).some((arg) => arg === '--help' || arg === '-h');
}

/** Throws a `UsageError` for options that there aren't, or more words than the command takes. */
export function readArguments<C extends CommandName>(command: C, args: readonly string[]) {
  const { words } = COMMANDS[command];
  const options: (typeof COMMANDS)[C]['options'] = COMMANDS[command].options;
  try {
    const parsed = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
    const extra = parsed.positionals[words];
    if (extra !== undefined) {
      const advice = words === 0 ? `footnote ${command} takes only options` : 'put what has spaces in quotes';
      throw new UsageError(`"${extra}" is one word too many: ${advice}.`);
    }
    return parsed;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const message = error instanceof Error ? error.message : String(error);
    const [, unknown] = /^Unknown option '(-[^']*)'/.exec(message) ?? [];
    throw new UsageError(
      unknown === undefined
        ? message
        : `footnote ${command} has no option ${unknown}.${didYouMean(
            unknown,
            Object.keys(options).map((name) => `--${name}`),
          )}`,
      { cause: error },
    );
  }
}
