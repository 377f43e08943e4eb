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
