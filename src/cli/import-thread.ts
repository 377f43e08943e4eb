import { Worker } from 'node:worker_threads';
import type { ImportedArticle } from '../import/import-source.ts';
import type { ImportFile } from '../import/read-file.ts';

export interface ImportOrder {
  /** Of the file or of the folder. */
  readonly name: string;
  /** One, or all that are in the folder. */
  readonly files: readonly ImportFile[];
  readonly isFolder: boolean;
  /** Null where nobody said it. */
  readonly locale: string | null;
}

/** What was made of it, or one sentence on what to do. */
export type ImportAnswer = { readonly imported: ImportedArticle } | { readonly refused: string };

/** Compiled code: Node 20 runs no TypeScript, in threads neither. Run from the source, as tests do, it takes what was built. */
const WORKER = import.meta.url.endsWith('.ts')
  ? new URL('../../dist/src/cli/import-worker.js', import.meta.url)
  : new URL('./import-worker.js', import.meta.url);

/** In milliseconds. Ten megabytes of HTML take some seconds. */
const LONGEST = 60_000;

/** In megabytes: a page made to hurt must not take the program with it. */
const MEMORY = { maxOldGenerationSizeMb: 1_024 };

/** Imports in a thread of its own, for up to a minute. Rejects where the thread itself fails. */
export function importInThread(
  order: ImportOrder,
  { longestMs = LONGEST }: { readonly longestMs?: number } = {},
): Promise<ImportAnswer> {
  const worker = new Worker(WORKER, { workerData: order, resourceLimits: MEMORY });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      resolve({ refused: tooMuch(order.name, 'time') });
      void worker.terminate();
    }, longestMs);
    worker.on('message', (answer: ImportAnswer) => resolve(answer));
    worker.on('error', (error) => {
      if ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY')
        resolve({ refused: tooMuch(order.name, 'memory') });
      else reject(error);
    });
    worker.on('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`The thread that imports has ended with code ${code} and no answer.`));
    });
  });
}

function tooMuch(name: string, what: 'time' | 'memory'): string {
  return `Reading ${name} takes too much ${what}: split it, or save its text alone as a file that ends in .txt.`;
}
