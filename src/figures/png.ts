import { Worker } from 'node:worker_threads';

/** Compiled code: Node 20 runs no TypeScript, in threads neither. Run from the source, as tests do, it takes what was built. */
const WORKER = import.meta.url.endsWith('.ts')
  ? new URL('../../dist/src/figures/png-worker.js', import.meta.url)
  : new URL('./png-worker.js', import.meta.url);

let last: Promise<unknown> = Promise.resolve();

/**
 * A picture as PNG. Texts come out in "DejaVu Sans" alone. It is drawn in a thread of its own, since it is
 * a twentieth of a second of work that nobody else should wait for; one picture after the other, so that there is one
 * such thread at most.
 */
export function pngOf(svg: string): Promise<Uint8Array> {
  const drawn = last.then(() => draw(svg));
  last = drawn.catch(() => {});
  return drawn;
}

function draw(svg: string): Promise<Uint8Array> {
  const worker = new Worker(WORKER, { workerData: svg });
  return new Promise((resolve, reject) => {
    let png: Uint8Array | null = null;
    worker.on('message', (drawn: Uint8Array) => {
      png = drawn;
    });
    worker.on('error', reject);
    worker.on('exit', (code) => {
      if (png === null)
        reject(new Error(`The thread that draws has ended with code ${code} and no picture.`));
      else resolve(png);
    });
  });
}
