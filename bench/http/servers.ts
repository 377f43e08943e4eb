import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface RunningServer {
  readonly port: number;
  /** Processor time so far, in seconds. */
  cpuSeconds(): Promise<number>;
  /** After a collection, in bytes: what its objects take, and what the system gave it. */
  memory(): Promise<{ readonly heap: number; readonly resident: number }>;
  stop(): Promise<void>;
}

const PROGRAM = fileURLToPath(new URL('../../src/cli.js', import.meta.url));
const BARE = fileURLToPath(new URL('bare-server.js', import.meta.url));

/** SIGUSR2 makes it collect its garbage: memory is compared after that. */
const COLLECTING = `data:text/javascript,${encodeURIComponent('process.on("SIGUSR2", () => { gc(); gc(); });')}`;

/** The program as it is shipped, with HTTP in its environment. */
export function startFootnote(environment: Readonly<Record<string, string>>): Promise<RunningServer> {
  const args = ['--expose-gc', '--import', COLLECTING, PROGRAM, 'start', '--mode', 'http'];
  return start(args, { HOST: '127.0.0.1', PORT: '0', DISCORD_TOKEN: '', LOG_LEVEL: 'info', ...environment });
}

/** A server that only checks signatures. */
export function startBare(publicKey: string): Promise<RunningServer> {
  return start([BARE], { DISCORD_PUBLIC_KEY: publicKey });
}

async function start(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<RunningServer> {
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
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Resolves when it goes by what texts mean. Rejects where it never will. */
export async function untilVectors(server: RunningServer): Promise<void> {
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- until it is so
    const readiness: unknown = await (await fetch(`http://127.0.0.1:${server.port}/readyz`)).json();
    const vectors =
      typeof readiness === 'object' && readiness !== null && 'vectors' in readiness
        ? readiness.vectors
        : null;
    if (vectors === 'loaded') return;
    if (vectors !== 'loading') throw new Error(`The vectors are ${String(vectors)}.`);
    // oxlint-disable-next-line no-await-in-loop -- before it looks again
    await new Promise((resolve) => {
      setTimeout(resolve, 200);
    });
  }
}
