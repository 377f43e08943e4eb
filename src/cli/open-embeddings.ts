import type { Logger } from 'pino';
import type { SentenceEmbeddings, NoVector } from '../answers/sentence-embeddings.ts';
import type { Config } from '../config.ts';
import { languageIn } from '../content/locale-match.ts';
import type { Locale } from '../content/pack.ts';
import { withTimeout } from '../timeout.ts';
import { onceAMinute } from '../log.ts';
import { NO_METRICS, type Metrics } from '../metrics/metrics.ts';
import { contentOnce } from '../models/computed-once.ts';
import { embedTexts } from '../models/embed-texts.ts';
import { ModelError, type ModelState } from '../models/model-queue.ts';
import { openModels, type Models, type ModelsOptions } from '../models/open-models.ts';
import { memoizedQuestions, memoizedReadings } from '../models/memoized.ts';
import { openVectorCache } from '../models/vector-cache.ts';
import { createVectorMemory } from '../models/vector-memory.ts';

export interface OpenedEmbeddings {
  readonly embeddings: SentenceEmbeddings;
  /** Of the models. */
  readonly state: () => ModelState;
  /** Ends the models. */
  readonly close: () => Promise<void>;
}

/** How long questions may wait for the models: by words alone they take a millisecond. */
export interface QuestionLimits {
  /** In milliseconds, for a vector and again for a reading. */
  readonly timeoutMs: number;
  /** For a vector, and to be read: about as many as the smallest machine computes within that time. */
  readonly maxWaiting: { readonly questions: number; readonly readings: number };
}

/** For members who wait for their answer. */
export const MEMBER_LIMITS: QuestionLimits = {
  timeoutMs: 1_000,
  maxWaiting: { questions: 256, readings: 8 },
};

/** Null where the environment says to go by words alone. Rejects with a `ConfigError` for a folder that holds no model. */
export async function openEmbeddings(
  config: Pick<Config, 'embeddings' | 'embeddingModelDir' | 'dataDir'> &
    Partial<Pick<Config, 'embeddingThreads'>>,
  log: Pick<Logger, 'warn'>,
  options: Pick<ModelsOptions, 'worker'> & {
    readonly metrics?: Metrics;
    /** None by default. */
    readonly limits?: QuestionLimits;
    /** A clock in milliseconds that never goes back. */
    readonly now?: () => number;
  } = {},
): Promise<OpenedEmbeddings | null> {
  const { metrics = NO_METRICS, limits = null, now = () => performance.now(), ...others } = options;
  let state: ModelState = 'loading';
  const opened = await openModels(config, {
    ...others,
    log,
    onState(changed) {
      state = changed;
      metrics.modelLoaded(state === 'loaded');
    },
    ...(limits === null ? {} : { maxWaiting: limits.maxWaiting }),
  });
  if (opened === null) return null;
  metrics.modelLoaded(false);
  const models: Models = {
    embedder: memoizedQuestions(contentOnce(opened.embedder)),
    reader: memoizedReadings(opened.reader),
  };
  const reasonFor = (why: NoVector) => (why === 'late' && state === 'loading' ? 'loading' : why);
  const seldom = onceAMinute(now);
  const tellOverrun = (instead: string) => (leftOut: number) =>
    log.warn(
      { leftOut },
      `The model ${opened.embedder.model} is asked more than it can compute, and questions are answered ${instead}. Raise EMBEDDING_THREADS where there are cores for it.`,
    );
  return {
    embeddings: embeddingsOf(models, {
      dataDir: config.dataDir,
      log,
      limits,
      onMissingVector(why) {
        const reason = reasonFor(why);
        metrics.vectorMissing(reason);
        if (reason === 'late') seldom('vectors', tellOverrun('by words alone'));
      },
      onMissingReading(why) {
        const reason = reasonFor(why);
        metrics.readingMissing(reason);
        if (reason === 'late')
          seldom('readings', tellOverrun('without reading whether passages answer them'));
      },
    }),
    state: () => state,
    close: () => models.embedder.close(),
  };
}

function embeddingsOf(
  { embedder, reader }: Models,
  parts: {
    readonly dataDir: string;
    readonly log: Pick<Logger, 'warn'>;
    readonly limits: QuestionLimits | null;
    /** For each vector of a question. */
    readonly onMissingVector: (why: NoVector) => void;
    /** For each question whose passages aren't read. */
    readonly onMissingReading: (why: NoVector) => void;
  },
): SentenceEmbeddings {
  const { dataDir, log, limits, onMissingVector, onMissingReading } = parts;
  const memory = createVectorMemory();

  /** What comes too late is there for whoever asks the same again. */
  async function inTime<T>(computing: Promise<T>, onMissing: (why: NoVector) => void): Promise<T | NoVector> {
    const missing = (why: NoVector): NoVector => {
      onMissing(why);
      return why;
    };
    try {
      return (
        (limits === null ? await computing : await withTimeout(computing, limits.timeoutMs)) ??
        missing('late')
      );
    } catch (error) {
      const failure = error instanceof ModelError ? error.failure : 'final';
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
  }

  async function vectorOf(question: string): Promise<Float32Array> {
    const [vector] = await embedder.embed([question], { urgent: true });
    if (vector === undefined) throw new Error(`The model ${embedder.model} gave no vector.`);
    return vector;
  }

  return {
    understands: (locale) => knows(embedder, locale),
    async vectorsOf(texts, kept) {
      try {
        const cache =
          kept === 'in memory'
            ? memory.open()
            : await openVectorCache({ dataDir, model: embedder.model, log });
        return await embedTexts(texts, { embedder, cache });
      } catch {
        // The models themselves said in the log why they can't go on.
        return null;
      }
    },
    vectorOf: (question) => inTime(vectorOf(question), onMissingVector),
    reads: (locale) => knows(reader, locale),
    read: (question, passages) => inTime(reader.read(question, passages), onMissingReading),
  };
}

function knows(model: { readonly languages: readonly string[] | null }, locale: Locale): boolean {
  return model.languages === null || model.languages.includes(languageIn(locale.toLowerCase()));
}
