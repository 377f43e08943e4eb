import { DISCORD_ERRORS } from './limits.ts';

/** A request that Discord refused, without anything secret in it (no token, no URL, no body). */
export class DiscordRefusal extends Error {
  override readonly name = 'DiscordRefusal';
  /** Discord's JSON error code (0 where it gave none). */
  readonly code: number;
  /** The HTTP status; 0 where Discord could not be reached. */
  readonly status: number;
  /** What Discord says of single fields: `options.0.name: This field is required`. */
  readonly fieldErrors: readonly string[];
  /** In how many milliseconds Discord may be asked again; null where it is no limit that refused. */
  readonly wait: number | null;

  constructor(
    message: string,
    code: number,
    status: number,
    { fieldErrors = [], wait = null }: Partial<Pick<DiscordRefusal, 'fieldErrors' | 'wait'>> = {},
  ) {
    super(message);
    this.code = code;
    this.status = status;
    this.fieldErrors = fieldErrors;
    this.wait = wait;
  }
}

/** Whether Discord refused with that code. */
export function isRefusal(error: unknown, code: keyof typeof DISCORD_ERRORS): error is DiscordRefusal {
  return error instanceof DiscordRefusal && error.code === DISCORD_ERRORS[code];
}

/** Where the bot lacks a permission, or somebody takes no direct messages. Discord counts them (Topics, Rate Limits). */
export const FORBIDDEN = 403;
const CLOSED = ['unknownChannel', 'archivedThread', 'lockedThread', 'unreadableHistory'] as const;

/** Whether the bot may not write there. */
export function mayNotWrite(error: unknown): error is DiscordRefusal {
  return (
    error instanceof DiscordRefusal &&
    (error.status === FORBIDDEN || CLOSED.some((code) => isRefusal(error, code)))
  );
}

/** Discord's own troubles pass, and it may have done what was asked; whatever else it says stays so. */
export function isFinal(error: unknown): boolean {
  return error instanceof DiscordRefusal && error.status >= 400 && error.status < 500 && error.status !== 429;
}
