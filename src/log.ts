import { LRUCache } from 'lru-cache';
import { pino, type DestinationStream, type Logger } from 'pino';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/**
 * Structured logs, one JSON object a line on standard error: standard output is for what a command prints.
 * Of an error only what names it is written: requests and bodies may hold tokens and members' words.
 */
export function createLog(level: LogLevel, destination: DestinationStream = process.stderr): Logger {
  return pino({ level, base: null, serializers: { err: describeError } }, destination);
}

/** Interaction and webhook tokens stand in paths. */
const TOKENS = /((?:interactions|webhooks)\/\d+\/)[^/\s"']+/g;

function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: String(error) };
  return {
    type: error.name,
    message: error.message.replace(TOKENS, '$1…'),
    ...('code' in error ? { code: error.code } : {}),
    ...('status' in error ? { status: error.status } : {}),
    stack: error.stack?.replace(TOKENS, '$1…'),
  };
}

/** Of which kind an error is. */
export function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}

const MINUTE = 60_000;
/** Far more kinds than there are. */
const MAX_KINDS = 1_000;

/**
 * For what may happen thousands of times: tells at most once a minute of each kind, and then how many of that kind were left
 * out before.
 */
export type Seldom = (kind: string, tell: (leftOut: number) => void) => void;

/** @param now a clock in milliseconds that never goes back */
export function onceAMinute(now: () => number): Seldom {
  const told = new LRUCache<string, { readonly at: number; leftOut: number }>({ max: MAX_KINDS });
  return (kind, tell) => {
    const last = told.get(kind);
    const time = now();
    if (last !== undefined && time - last.at < MINUTE) {
      last.leftOut += 1;
      return;
    }
    told.set(kind, { at: time, leftOut: 0 });
    tell(last?.leftOut ?? 0);
  };
}
