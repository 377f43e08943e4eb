import type { IncomingMessage } from 'node:http';

/**
 * The raw body; `too-large` as soon as it is known to be more than `most` bytes, whether its length was told or not;
 * `cut-off` where the sender went away.
 */
export function readBody(incoming: IncomingMessage, most: number): Promise<Buffer | 'too-large' | 'cut-off'> {
  if (Number(incoming.headers['content-length'] ?? 0) > most) return Promise.resolve('too-large');
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const end = (result: Buffer | 'too-large' | 'cut-off') => {
      incoming.off('data', take);
      resolve(result);
    };
    const take = (chunk: Buffer) => {
      length += chunk.length;
      if (length > most) end('too-large');
      else chunks.push(chunk);
    };
    incoming.on('data', take);
    incoming.once('end', () => end(Buffer.concat(chunks)));
    incoming.once('close', () => end('cut-off'));
    incoming.on('error', () => end('cut-off'));
  });
}
