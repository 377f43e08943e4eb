import { writeFile } from 'node:fs/promises';
import { parseArgs, type ParseArgsConfig } from 'node:util';

/** Called wrongly: exit code 2. The message says how to call it right. */
class BenchUsageError extends Error {
  override readonly name = 'BenchUsageError';
}

/** Reads options only; throws where one isn't known. */
export function readOptions<Options extends NonNullable<ParseArgsConfig['options']>>(options: Options) {
  try {
    return parseArgs({ args: process.argv.slice(2), options, strict: true }).values;
  } catch (error) {
    throw new BenchUsageError(error instanceof Error ? error.message : String(error));
  }
}

/** The names in a list with commas; all of them where there is none. */
export function readNames<Name extends string>(
  option: string,
  given: string | undefined,
  known: readonly Name[],
): readonly Name[] {
  if (given === undefined) return known;
  return given.split(',').map((name) => {
    const found = known.find((one) => one === name.trim());
    if (found === undefined) {
      throw new BenchUsageError(`--${option}: there is no "${name}"; choose from ${known.join(', ')}.`);
    }
    return found;
  });
}

/** A whole number from 1 on; `otherwise` where there is none. */
export function readCount(option: string, given: string | undefined, otherwise: number): number {
  if (given === undefined) return otherwise;
  if (!/^[1-9]\d{0,6}$/.test(given))
    throw new BenchUsageError(`--${option}: "${given}" is no number from 1 on.`);
  return Number(given);
}

export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** What is being done now, for who waits. */
export function tell(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** To a file, or to standard output where it is `-`. */
export async function writeJson(file: string, value: unknown): Promise<void> {
  const json = JSON.stringify(value, null, 2);
  if (file === '-') print(json);
  else await writeFile(file, `${json}\n`);
}

/** Exit codes: 0 done, 1 failed, 2 called wrongly. */
export async function runBench(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    if (!(error instanceof BenchUsageError)) throw error;
    tell(`${error.message}\nSee --help.`);
    process.exitCode = 2;
  }
}
