import { once } from 'node:events';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { COLLECTS_WHEN_TOLD, PROGRAM, startServerProcess, type ServerProcess } from '../server-process.ts';

const PLAIN = fileURLToPath(new URL('plain-bot.js', import.meta.url));

/** The program as it is shipped, with HTTP in its environment, before a Discord that takes whatever it is sent. */
export async function startFootnote(environment: Readonly<Record<string, string>>): Promise<ServerProcess> {
  const args = [...COLLECTS_WHEN_TOLD, PROGRAM, 'start', '--mode', 'http'];
  const discord = createServer((request, response) => {
    request.resume();
    response.writeHead(204).end();
  });
  discord.listen(0, '127.0.0.1');
  await once(discord, 'listening');
  const address = discord.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  try {
    const server = await startServerProcess(args, {
      HOST: '127.0.0.1',
      PORT: '0',
      DISCORD_TOKEN: '',
      DISCORD_API_URL: `http://127.0.0.1:${port}/api`,
      LOG_LEVEL: 'info',
      ...environment,
    });
    return {
      ...server,
      async stop() {
        await server.stop();
        discord.close();
      },
    };
  } catch (error) {
    discord.close();
    throw error;
  }
}

/** What somebody would write in an afternoon, with this search library. */
export function startPlainBot(library: 'minisearch' | 'fuse', publicKey: string): Promise<ServerProcess> {
  return startServerProcess([PLAIN, library], { DISCORD_PUBLIC_KEY: publicKey });
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
