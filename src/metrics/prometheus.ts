import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Metrics } from './metrics.ts';

/** Metrics in memory, to be fetched as Prometheus reads them. */
export interface PrometheusMetrics extends Metrics {
  /** The whole page, and its content type. */
  page(): Promise<{ readonly contentType: string; readonly text: string }>;
}

/** In seconds. Discord waits for three; the bot defers after two. */
const RESPONSE_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3];
const STORE_BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2];
const CONFIDENCE_BUCKETS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1];

/** Also watches the process: its memory, its processor time, and how long its event loop lags. */
export function createPrometheusMetrics(): PrometheusMetrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const interactions = new Counter({
    name: 'footnote_interactions_total',
    help: 'Interactions, by how they ended',
    labelNames: ['kind', 'command', 'outcome'] as const,
    registers,
  });
  const firstResponses = new Histogram({
    name: 'footnote_first_response_seconds',
    help: 'Time from an interaction to its first response',
    labelNames: ['kind', 'command'] as const,
    buckets: RESPONSE_BUCKETS,
    registers,
  });
  const confidences = new Histogram({
    name: 'footnote_confidence',
    help: 'Confidence in the best answer to a question',
    labelNames: ['outcome'] as const,
    buckets: CONFIDENCE_BUCKETS,
    registers,
  });
  const discordRefusals = new Counter({
    name: 'footnote_discord_refusals_total',
    help: 'Requests that Discord refused, by HTTP status (0: not reached) and JSON error code',
    labelNames: ['status', 'code'] as const,
    registers,
  });
  const rateLimits = new Counter({
    name: 'footnote_discord_rate_limits_total',
    help: 'How often Discord asked the bot to wait, by scope (invalid-requests: the bot stopped by itself)',
    labelNames: ['scope'] as const,
    registers,
  });
  const storeCalls = new Histogram({
    name: 'footnote_store_seconds',
    help: 'Time of a call of the database',
    labelNames: ['kind', 'outcome'] as const,
    buckets: STORE_BUCKETS,
    registers,
  });
  let modelLoaded: Gauge | null = null;
  const missingVectors = new Counter({
    name: 'footnote_missing_vectors_total',
    help: 'Vectors of questions that answers went without, by why',
    labelNames: ['reason'] as const,
    registers,
  });
  const missingReadings = new Counter({
    name: 'footnote_missing_readings_total',
    help: 'Questions whose passages went unread, by why',
    labelNames: ['reason'] as const,
    registers,
  });
  const deferrals = new Counter({
    name: 'footnote_deferrals_total',
    help: 'Replies that were deferred, by why',
    labelNames: ['reason'] as const,
    registers,
  });
  const shardsConnected = new Gauge({
    name: 'footnote_shard_connected',
    help: 'Whether a shard of the gateway is connected: 1, or 0',
    labelNames: ['shard'] as const,
    registers,
  });
  const unreadable = new Counter({
    name: 'footnote_unreadable_interactions_total',
    help: 'Interactions over the gateway that could not be read',
    registers,
  });
  const refusedRequests = new Counter({
    name: 'footnote_refused_requests_total',
    help: 'Requests to /interactions that were refused',
    labelNames: ['reason'] as const,
    registers,
  });
  return {
    interaction({ kind, command, outcome, firstResponse }) {
      interactions.inc({ kind, command, outcome });
      if (firstResponse !== null) firstResponses.observe({ kind, command }, firstResponse / 1000);
    },
    question: (outcome, confidence) => confidences.observe({ outcome }, confidence),
    discordRefused: (status, code) => discordRefusals.inc({ status, code }),
    rateLimited: (scope) => rateLimits.inc({ scope }),
    storeCall: (kind, milliseconds, succeeded) =>
      storeCalls.observe({ kind, outcome: succeeded ? 'done' : 'failed' }, milliseconds / 1000),
    modelLoaded(isLoaded) {
      modelLoaded ??= createModelLoaded(registers);
      modelLoaded.set(isLoaded ? 1 : 0);
    },
    vectorMissing: (reason) => missingVectors.inc({ reason }),
    readingMissing: (reason) => missingReadings.inc({ reason }),
    deferred: (reason) => deferrals.inc({ reason }),
    shardConnected: (shard, isConnected) => shardsConnected.set({ shard }, isConnected ? 1 : 0),
    interactionUnreadable: () => unreadable.inc(),
    requestRefused: (reason) => refusedRequests.inc({ reason }),
    page: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  };
}

/** It has a sample from the start, so there is none where there is no model. */
function createModelLoaded(registers: Registry[]): Gauge {
  return new Gauge({
    name: 'footnote_model_loaded',
    help: 'Whether the models can be asked: 1, or 0 while it loads and after it failed',
    registers,
  });
}
