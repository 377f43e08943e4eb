import { fileURLToPath } from 'node:url';
import { COLLECTS_WHEN_TOLD, PROGRAM, startServerProcess, type ServerProcess } from '../server-process.ts';

const BARE = fileURLToPath(new URL('bare-server.js', import.meta.url));

/** The program as it is shipped, with HTTP in its environment. */
export function startFootnote(environment: Readonly<Record<string, string>>): Promise<ServerProcess> {
  const args = [...COLLECTS_WHEN_TOLD, PROGRAM, 'start', '--mode', 'http'];
  return startServerProcess(args, {
    HOST: '127.0.0.1',
    PORT: '0',
    DISCORD_TOKEN: '',
    LOG_LEVEL: 'info',
    ...environment,
  });
}

/** A server that only checks signatures. */
export function startBare(publicKey: string): Promise<ServerProcess> {
  return startServerProcess([BARE], { DISCORD_PUBLIC_KEY: publicKey });
}

/** Resolves when it goes by what texts mean. Rejects where it never will. */
export async function untilVectors(server: ServerProcess): Promise<void> {
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
