import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import type { Metrics } from '../metrics/metrics.ts';
import { createAlertStore } from './alerts.ts';
import { createArticleChoiceStore } from './article-choices.ts';
import { createDatabase } from './database.ts';
import type { Engine } from './engine.ts';
import { createDigestStore } from './digests.ts';
import { createFigureStore } from './figures.ts';
import { createHistoryStore } from './history.ts';
import { createHandoverStore } from './handovers.ts';
import { createJobStore } from './jobs.ts';
import { createKnowledgeStore } from './knowledge.ts';
import { NewerSchema } from './migrate.ts';
import { createPinStore } from './pins.ts';
import { postgresEngine } from './postgres.ts';
import { createQuestionStore } from './questions.ts';
import { createRefusalStore } from './refusals.ts';
import { createReleaseStore } from './releases.ts';
import { createReviewStore } from './review.ts';
import { createSecretStore } from './secrets.ts';
import { createServerStore } from './servers.ts';
import { createServedLibraryStore } from './served-library.ts';
import { sqliteEngine } from './sqlite.ts';
import { StoreUnavailable, type Store } from './store.ts';
import { createVoteStore } from './votes.ts';

/**
 * Opens the database and brings its schema up to date. It waits for another process that does so, or has it locked
 * otherwise, and the log tells. Where the database can't be reached now, the log tells, the calls throw
 * `StoreUnavailable`, and each tries anew: the bot answers from its articles meanwhile.
 * Throws a `NewerSchema` where a newer program made the database.
 */
export async function openStore(parts: {
  /** `postgres://…`, `postgresql://…`, a SQLite file as `file:…` or a path; null for `footnote.db` in `dataDir`. */
  readonly databaseUrl: string | null;
  readonly dataDir: string;
  readonly log: Logger;
  readonly metrics?: Metrics;
  /** Aborted when the program is to stop: then what nobody waits for is given up sooner, and done at the next start. */
  readonly stop?: AbortSignal;
}): Promise<Store> {
  const database = createDatabase(
    engineOf(parts),
    parts.log,
    parts.metrics,
    parts.stop === undefined ? {} : { stop: parts.stop },
  );
  const questions = createQuestionStore(database);
  const figures = createFigureStore(database);
  const settled = async (): Promise<void> => {
    await Promise.all([questions.settled(), figures.settled()]);
  };
  const store: Store = {
    servers: createServerStore(database),
    knowledge: createKnowledgeStore(database),
    history: createHistoryStore(database),
    questions: questions.store,
    review: createReviewStore(database, questions.recorded),
    votes: createVoteStore(database, questions.recorded),
    figures: figures.store,
    digests: createDigestStore(database),
    releases: createReleaseStore(database),
    servedLibrary: createServedLibraryStore(database),
    pins: createPinStore(database),
    articleChoices: createArticleChoiceStore(database),
    handovers: createHandoverStore(database),
    refusals: createRefusalStore(database),
    alerts: createAlertStore(database),
    jobs: createJobStore(database),
    secrets: createSecretStore(database),
    reach: () => database.reach(),
    settled,
    close: async () => {
      await settled();
      await database.close();
    },
  };
  try {
    await database.start();
  } catch (error) {
    if (error instanceof StoreUnavailable && error.cause instanceof NewerSchema) {
      await store.close();
      throw error.cause;
    }
    if (!(error instanceof StoreUnavailable)) {
      await store.close();
      throw error;
    }
  }
  return store;
}

function engineOf(parts: Parameters<typeof openStore>[0]): Engine {
  const { databaseUrl, dataDir, log } = parts;
  if (databaseUrl === null) return sqliteEngine(join(dataDir, 'footnote.db'));
  if (/^postgres(?:ql)?:/.test(databaseUrl)) return postgresEngine(databaseUrl, log);
  if (databaseUrl.startsWith('file://')) return sqliteEngine(fileURLToPath(databaseUrl));
  return sqliteEngine(databaseUrl.replace(/^file:/, ''));
}
