import type { Logger } from 'pino';
import type { Meaning, NoVector } from '../answers/meaning.ts';
import type { Config } from '../config.ts';
import { within } from '../discord/deadline.ts';
import { embedTexts } from '../embedding/embed-texts.ts';
import { openEmbedder, type Workers } from '../embedding/open-embedder.ts';
import { rememberingQuestions } from '../embedding/recent-vectors.ts';
import { openVectorCache } from '../embedding/vector-cache.ts';
import { createVectorMemory } from '../embedding/vector-memory.ts';
import { EmbedderError, type ModelState } from '../embedding/worker-embedder.ts';
import { onceAMinute } from '../log.ts';
import { NO_METRICS, type Metrics } from '../metrics/metrics.ts';
import type { Embedder } from '../search/embedder.ts';

export interface OpenedMeaning {
  readonly meaning: Meaning;
  /** Of the model. */
  readonly state: () => ModelState;
  /** Ends the model. */
  readonly close: () => Promise<void>;
}

/** How long questions may wait for the model: by words alone they take a millisecond. */
export interface QuestionLimits {
  /** In milliseconds. */
  readonly patience: number;
  /** About as many as the smallest machine computes within that time. */
  readonly mostWaiting: number;
}

/** For members who wait for their answer. */
export const MEMBERS_WAIT: QuestionLimits = { patience: 1_000, mostWaiting: 256 };

/** Null where the environment says to go by words alone. Rejects with a `ConfigError` for a folder that holds no model. */
export async function openMeaning(
  config: Pick<Config, 'embeddings' | 'embeddingModelDir' | 'dataDir'> &
    Partial<Pick<Config, 'embeddingThreads'>>,
  log: Pick<Logger, 'warn'>,
  options: {
    readonly metrics?: Metrics;
    /** None by default. */
    readonly limits?: QuestionLimits;
    readonly workers?: Workers;
    /** How many processes on this machine hold a model. */
    readonly processes?: number;
    /** A clock in milliseconds that never goes back. */
    readonly now?: () => number;
  } = {},
): Promise<OpenedMeaning | null> {
  const { metrics = NO_METRICS, limits = null, now = () => performance.now(), ...others } = options;
  let state: ModelState = 'loading';
  const opened = await openEmbedder(config, {
    ...others,
    log,
    onState(changed) {
      state = changed;
      metrics.modelLoaded(state === 'loaded');
    },
    ...(limits === null ? {} : { mostWaiting: limits.mostWaiting }),
  });
  if (opened === null) return null;
  metrics.modelLoaded(false);
  const embedder = rememberingQuestions(opened);
  const seldom = onceAMinute(now);
  const tellOverrun = (leftOut: number) =>
    log.warn(
      { leftOut },
      `The model ${opened.model} is asked more than it can compute, and questions are answered by words alone. Raise EMBEDDING_THREADS where there are cores for it, or choose a smaller model.`,
    );
  return {
    meaning: meaningOf(embedder, {
      dataDir: config.dataDir,
      log,
      limits,
      onMissing(why) {
        const reason = why === 'late' && state === 'loading' ? 'loading' : why;
        metrics.vectorMissing(reason);
        if (reason === 'late') seldom('overrun', tellOverrun);
      },
    }),
    state: () => state,
    close: () => embedder.close(),
  };
}

function meaningOf(
  embedder: Embedder,
  parts: {
    readonly dataDir: string;
    readonly log: Pick<Logger, 'warn'>;
    readonly limits: QuestionLimits | null;
    /** For each vector of a question. */
    readonly onMissing: (why: NoVector) => void;
  },
): Meaning {
  const { dataDir, log, limits, onMissing } = parts;
  const memory = createVectorMemory();
  const missing = (why: NoVector): NoVector => {
    onMissing(why);
    return why;
  };
  return {
    understands: (locale) =>
      embedder.languages === null || embedder.languages.includes(locale.toLowerCase().split('-', 1)[0] ?? ''),
    async vectorsOf(texts, kept) {
      try {
        const cache =
          kept === 'in memory'
            ? memory.open()
            : await openVectorCache({ dataDir, model: embedder.model, log });
        return await embedTexts(texts, { embedder, cache });
      } catch {
        // The embedder itself said in the log why it can't go on.
        return null;
      }
    },
    async vectorOf(question) {
      try {
        const computing = embedder.embed([question], { urgent: true });
        // What comes too late is there for whoever asks the same again.
        const vectors = limits === null ? await computing : await within(computing, limits.patience);
        return vectors?.[0] ?? missing('late');
      } catch (error) {
        const failure = error instanceof EmbedderError ? error.failure : 'final';
        switch (failure) {
          case 'overrun':
            return missing('late');
          case 'interrupted':
            // Of another thread it may be had, but the machine is not too slow.
            onMissing('failed');
            return 'late';
          case 'final':
            return missing('failed');
        }
      }
    },
  };
}
