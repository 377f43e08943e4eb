import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A process that is measured: it prints where it serves `/metrics`, as the program does. */
export interface ServerProcess {
  readonly port: number;
  /** Processor time so far, in seconds. */
  cpuSeconds(): Promise<number>;
  /** After a collection, in bytes: what its objects take, and what the system gave it. */
  memory(): Promise<{ readonly heap: number; readonly resident: number }>;
  /** When it logged that, in milliseconds since 1970; null where it hasn't. */
  loggedAt(message: string): number | null;
  stop(): Promise<void>;
}

/** The program as it is shipped. */
export const PROGRAM = fileURLToPath(new URL('../src/cli.js', import.meta.url));

/** SIGUSR2 makes a process collect its garbage: memory is compared after that. */
const COLLECTING = `data:text/javascript,${encodeURIComponent('process.on("SIGUSR2", () => { gc(); gc(); });')}`;
export const COLLECTS_WHEN_TOLD: readonly string[] = ['--expose-gc', '--import', COLLECTING];

/** Resolves when it serves. Rejects where it ends before, with what it printed. */
export async function startServerProcess(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<ServerProcess> {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => {
    child.on('close', () => resolve());
  });
  let log = '';
  const port = await new Promise<number>((resolve, reject) => {
    child.stderr.on('data', (chunk: Buffer) => {
      log = `${log}${chunk.toString()}`.slice(-10_000);
      const found = /"port":(\d+),"msg":"serving/.exec(log)?.[1];
      if (found !== undefined) resolve(Number(found));
    });
    child.on('close', (code) => reject(new Error(`A server ended with ${code}: ${log}`)));
  });
  const sample = async (name: string): Promise<number> => {
    const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1] ?? Number.NaN);
  };
  return {
    port,
    cpuSeconds: () => sample('process_cpu_seconds_total'),
    async memory() {
      child.kill('SIGUSR2');
      // It answers when it is done with that.
      await sample('process_cpu_seconds_total');
      return {
        heap: await sample('nodejs_heap_size_used_bytes'),
        resident: await sample('process_resident_memory_bytes'),
      };
    },
    loggedAt(message) {
      const line = log.split('\n').find((one) => one.includes(`"msg":"${message}"`));
      const time = /"time":(\d+)/.exec(line ?? '')?.[1];
      return time === undefined ? null : Number(time);
    },
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
