import { tryPort } from '../transports/http/listen.ts';

/** The playground is for this machine alone. */
export const PLAYGROUND_HOST = '127.0.0.1';

/** Where its page is unless `PORT` says otherwise: an address that can be kept. */
const PLAYGROUND_PORT = 3040;

/** How many ports are tried from there on before any other will do. */
const TRIED = 10;

/**
 * The usual port, or the next one that is free: whoever opens a second playground wants to see it.
 * @param out is told when it isn't the usual one
 * @param usual for tests
 */
export async function choosePlaygroundPort(
  out: (line: string) => void,
  usual: number = PLAYGROUND_PORT,
): Promise<number> {
  if (await isFree(usual)) return usual;
  out(
    `Port ${usual} is taken, maybe by another playground: this one takes the next that is free. PORT chooses another.`,
  );
  for (let port = usual + 1; port < usual + TRIED; port += 1) {
    // oxlint-disable-next-line no-await-in-loop -- the first that is free
    if (await isFree(port)) return port;
  }
  return 0;
}

async function isFree(port: number): Promise<boolean> {
  try {
    await tryPort({ host: PLAYGROUND_HOST, port });
    return true;
  } catch {
    return false;
  }
}
