import { parentPort } from 'node:worker_threads';

/** A sentence model in memory. */
export interface SentenceModel {
  embed(texts: readonly string[]): Promise<BatchOfVectors>;
}

/** The vectors of some texts, one after the other. */
interface BatchOfVectors {
  readonly dimensions: number;
  readonly values: Float32Array<ArrayBuffer>;
}

/** What a worker tells: first that the model is loaded, then an answer to each batch of texts. */
export type WorkerMessage = 'loaded' | BatchAnswer;

type BatchAnswer = (BatchOfVectors & { readonly failure: null }) | { readonly failure: string };

/** What a worker is told: a batch of texts, or to end when it is done. */
export type WorkerOrder = readonly string[] | 'end';

/**
 * Serves a model from a worker thread, one batch after the other, with unit vectors. What `load` throws ends the
 * worker and reaches its owner as the event `error`.
 */
export async function serveModel(load: () => Promise<SentenceModel>): Promise<void> {
  const port = parentPort;
  if (port === null) throw new Error('Run this in a worker thread.');
  const tell = (message: WorkerMessage, transferred: readonly ArrayBuffer[] = []) => {
    port.postMessage(message, transferred);
  };
  const model = await load();
  tell('loaded');
  const follow = async (order: WorkerOrder) => {
    if (order === 'end') process.exit(0);
    const answer = await answerTo(model, order);
    tell(answer, answer.failure === null ? [answer.values.buffer] : []);
  };
  let working = Promise.resolve();
  port.on('message', (order: WorkerOrder) => {
    working = working.then(() => follow(order));
  });
}

async function answerTo(model: SentenceModel, texts: readonly string[]): Promise<BatchAnswer> {
  try {
    const { dimensions, values } = await model.embed(texts);
    if (dimensions === 0 || values.length !== texts.length * dimensions) {
      throw new Error('it gave another number of vectors');
    }
    for (let start = 0; start < values.length; start += dimensions) {
      scaleToUnit(values.subarray(start, start + dimensions));
    }
    return { failure: null, dimensions, values };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}

function scaleToUnit(vector: Float32Array): void {
  const length = Math.hypot(...vector);
  if (!(length > 0 && length < Infinity)) throw new Error('it gave a vector without a direction');
  for (const [at, value] of vector.entries()) vector[at] = value / length;
}
