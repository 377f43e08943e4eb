import type { Logger } from 'pino';
import type { Embedder } from '../search/embedder.ts';
import { batchesOf, fitsTogether } from './batches.ts';
import { modelText } from './model-text.ts';
import { startModelThread, type ModelThread, type WorkerModel } from './model-thread.ts';

/**
 * `overrun`: asked more than it can compute; `interrupted`: its thread ended, and others go on; `final`: these texts will
 * never have vectors.
 */
type Failure = 'overrun' | 'interrupted' | 'final';

/** The model can't go on, or not with these texts. The message says what to do. */
export class EmbedderError extends Error {
  override readonly name = 'EmbedderError';
  readonly failure: Failure;

  constructor(failure: Failure, message: string) {
    super(message);
    this.failure = failure;
  }
}

/** Texts of one caller. */
interface Wish {
  readonly texts: readonly string[];
  readonly resolve: (vectors: readonly Float32Array<ArrayBuffer>[]) => void;
  readonly reject: (error: Error) => void;
  /** Not to be computed together with others: one of them could not be read. */
  readonly isAlone: boolean;
}

/** `failed`: every thread has ended by itself, and none comes back. */
export type ModelState = 'loading' | 'loaded' | 'failed';

export interface EmbedderOptions {
  readonly threads: number;
  readonly log?: Pick<Logger, 'warn'>;
  /** Is told what it is from now on; at first it is `loading`. */
  readonly onState?: (state: ModelState) => void;
  /** Questions that wait, at most: the oldest are rejected. Any number by default. */
  readonly mostWaiting?: number;
}

/** What a thread computes at once. */
interface Batch {
  readonly texts: readonly string[];
  readonly wishes: readonly Wish[];
}

/**
 * Computes vectors in threads of their own, each with a copy of the model and one batch at a time. The first loads at
 * once, in the background; another, up to `threads`, when all are busy and somebody waits. Questions that wait are
 * computed together, which takes half the time, and the newest first: who has waited for long may have gone on without.
 *
 * Threads keep the process alive only while they load or somebody waits for them, and take none down: where the last one
 * dies, whoever waits and whoever calls later gets an `EmbedderError`.
 */
export function createWorkerEmbedder(model: WorkerModel, options: EmbedderOptions): Embedder {
  const { log, onState = () => {}, mostWaiting = Infinity } = options;
  let most = options.threads;
  /** The newest last. */
  const urgentWishes: Wish[] = [];
  const wishes: Wish[] = [];
  const threads = new Set<ModelThread<Batch>>();
  let ended: EmbedderError | null = null;
  const overrun = new EmbedderError(
    'overrun',
    `The model ${model.name} is asked more than it can compute. Raise EMBEDDING_THREADS where there are cores for it.`,
  );

  /** @param share of the questions that wait, at most */
  const takeBatch = (share: number): Batch | null => {
    const first = urgentWishes.pop();
    if (first === undefined) {
      const wish = wishes.shift();
      return wish === undefined ? null : { texts: wish.texts, wishes: [wish] };
    }
    const taken = [first];
    let { texts } = first;
    for (let other = urgentWishes.at(-1); other !== undefined; other = urgentWishes.at(-1)) {
      const together = [...other.texts, ...texts];
      if (first.isAlone || other.isAlone || taken.length >= share || !fitsTogether(together)) break;
      urgentWishes.pop();
      taken.unshift(other);
      texts = together;
    }
    return { texts, wishes: taken };
  };

  const next = () => {
    // One that loads is not to keep waiting what another may have done by then.
    const free = [...threads].filter(({ isBusy, isLoading }) => !isBusy && !(isLoading && threads.size > 1));
    for (const [at, thread] of free.entries()) {
      const batch = takeBatch(Math.ceil(urgentWishes.length / (free.length - at)));
      if (batch === null) return;
      thread.compute(batch);
    }
    const isWaiting = urgentWishes.length > 0 || wishes.length > 0;
    if (isWaiting && threads.size < most && ![...threads].some(({ isLoading }) => isLoading)) addThread();
  };

  const addThread = () => {
    const thread = startModelThread<Batch>(model, {
      loaded() {
        onState('loaded');
        next();
      },
      computed(batch, vectors) {
        let from = 0;
        for (const wish of batch.wishes) {
          wish.resolve(vectors.slice(from, from + wish.texts.length));
          from += wish.texts.length;
        }
        next();
      },
      unreadable(batch, why) {
        const [first, ...others] = batch.wishes;
        if (others.length === 0) {
          first?.reject(new EmbedderError('final', `The model ${model.name} can't read a text: ${why}.`));
        } else {
          urgentWishes.push(...batch.wishes.map((wish) => ({ ...wish, isAlone: true })));
        }
        next();
      },
      gone(problem, unfinished) {
        threads.delete(thread);
        const message = `The model ${model.name} ${problem}. Mend that and start Footnote again, or set EMBEDDINGS=off.`;
        const error = ended ?? new EmbedderError(threads.size > 0 ? 'interrupted' : 'final', message);
        for (const wish of unfinished?.wishes ?? []) wish.reject(error);
        if (ended !== null) return;
        log?.warn(message);
        // What one of them could not bear, another is not to try.
        most = threads.size;
        if (most > 0) return next();
        end(error);
        onState('failed');
      },
    });
    threads.add(thread);
  };

  const end = (error: EmbedderError) => {
    ended = error;
    for (const wish of [...urgentWishes.splice(0), ...wishes.splice(0)]) wish.reject(error);
  };

  addThread();

  return {
    model: model.name,
    languages: model.languages,

    async embed(texts, { urgent = false } = {}) {
      if (ended !== null) throw ended;
      const readable = texts.map((text) => modelText(text, model.longestText));
      const vectors = Array.from(texts, () => new Float32Array());
      const computing = batchesOf(readable).map(async (positions) => {
        const computed = await new Promise<readonly Float32Array<ArrayBuffer>[]>((resolve, reject) => {
          const wish = { texts: positions.map((at) => readable[at] ?? ''), resolve, reject, isAlone: false };
          (urgent ? urgentWishes : wishes).push(wish);
        });
        for (const [index, vector] of computed.entries()) vectors[positions[index] ?? -1] = vector;
      });
      next();
      for (const oldest of urgentWishes.splice(0, urgentWishes.length - mostWaiting)) oldest.reject(overrun);
      await Promise.all(computing);
      return vectors;
    },

    async close() {
      const closing = [...threads];
      if (ended === null) end(new EmbedderError('final', `The model ${model.name} has been closed.`));
      await Promise.all(closing.map((thread) => thread.close()));
    },
  };
}
