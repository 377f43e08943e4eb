import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** A process that is measured: it prints where it serves `/metrics`, as the program does. */
export interface ServerProcess {
  readonly port: number;
  /** Processor time so far, in seconds. */
  cpuSeconds(): Promise<number>;
  /** After a collection, in bytes: what its objects take, and what the system gave it. */
  memory(): Promise<{ readonly heap: number; readonly resident: number }>;
  /** The most that the system ever gave it, in bytes; not a number where the system doesn't tell. */
  peakResident(): Promise<number>;
  /** Of a metric's samples whose labels hold that text; null where there is none. */
  sum(name: string, label: string): Promise<number | null>;
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
  const page = async () => (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const sample = async (name: string): Promise<number> =>
    Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(await page())?.[1] ?? Number.NaN);
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
    async peakResident() {
      try {
        // Linux alone keeps it where others can read it.
        const status = await readFile(`/proc/${child.pid}/status`, 'utf8');
        return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? Number.NaN) * 1024;
      } catch {
        return Number.NaN;
      }
    },
    async sum(name, label) {
      const samples = [...(await page()).matchAll(new RegExp(`^${name}\\{(.*)\\} (\\S+)$`, 'gm'))];
      const values = samples.flatMap(([, labels, value]) =>
        labels?.includes(label) === true ? [Number(value)] : [],
      );
      return values.length === 0 ? null : values.reduce((total, value) => total + value, 0);
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
