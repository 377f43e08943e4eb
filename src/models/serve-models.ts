import { parentPort } from 'node:worker_threads';
import type { Readable, Reading } from '../search/reader.ts';

/** The models of one thread, in memory. */
export interface ServedModels {
  embed(texts: readonly string[]): Promise<Vectors>;
  read(question: string, passage: Readable): Promise<Reading>;
}

/** The vectors of some texts, one after the other. */
export interface Vectors {
  readonly dimensions: number;
  readonly values: Float32Array<ArrayBuffer>;
}

/** What a worker is told to do, one order after the other. */
export type Order =
  | { readonly kind: 'embed'; readonly texts: readonly string[] }
  | { readonly kind: 'read'; readonly question: string; readonly passage: Readable };

export type WorkerOrder = Order | 'end';

/** Of the kind that its order was. */
export type Answer =
  ({ readonly kind: 'embed' } & Vectors) | { readonly kind: 'read'; readonly reading: Reading };

/** What a worker tells: first that its models are loaded, then an answer to each order. */
export type WorkerMessage = 'loaded' | Answer | { readonly kind: 'failure'; readonly why: string };

/**
 * Serves models from a worker thread, vectors of unit length. What `load` throws ends the worker and reaches its owner as the event `error`;
 * an order to `end` is followed when all before it are.
 */
export async function serveModels(load: () => Promise<ServedModels>): Promise<void> {
  const port = parentPort;
  if (port === null) throw new Error('Run this in a worker thread.');
  const tell = (message: WorkerMessage, transferred: readonly ArrayBuffer[] = []) => {
    port.postMessage(message, transferred);
  };
  const models = await load();
  tell('loaded');
  const follow = async (order: WorkerOrder) => {
    if (order === 'end') process.exit(0);
    try {
      const answer = await answerTo(models, order);
      tell(answer, answer.kind === 'embed' ? [answer.values.buffer] : []);
    } catch (error) {
      tell({ kind: 'failure', why: error instanceof Error ? error.message : String(error) });
    }
  };
  let working = Promise.resolve();
  port.on('message', (order: WorkerOrder) => {
    working = working.then(() => follow(order));
  });
}

async function answerTo(models: ServedModels, order: Order): Promise<Answer> {
  switch (order.kind) {
    case 'embed': {
      const { dimensions, values } = await models.embed(order.texts);
      if (dimensions === 0 || values.length !== order.texts.length * dimensions) {
        throw new Error('it gave another number of vectors');
      }
      for (let start = 0; start < values.length; start += dimensions) {
        scaleToUnit(values.subarray(start, start + dimensions));
      }
      return { kind: 'embed', dimensions, values };
    }
    case 'read':
      return { kind: 'read', reading: await models.read(order.question, order.passage) };
  }
}

function scaleToUnit(vector: Float32Array): void {
  const length = Math.hypot(...vector);
  if (!(length > 0 && length < Infinity)) throw new Error('it gave a vector without a direction');
  for (const [at, value] of vector.entries()) vector[at] = value / length;
}
