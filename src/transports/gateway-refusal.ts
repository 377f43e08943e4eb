import { DiscordjsErrorCodes } from 'discord.js';
import { GatewayCloseCodes } from 'discord-api-types/v10';
import { NotDiscord, TooLong } from '../discord/rest-client.ts';

/** Discord refuses the bot as it is set up: every connection fares alike, and trying again changes nothing. */
export class GatewayRefusal extends Error {
  override readonly name = 'GatewayRefusal';
}

const NEW_TOKEN =
  'The token is wrong or was reset: copy a new one from the Bot page of your application at https://discord.com/developers/applications into DISCORD_TOKEN.';
const MANY_SERVERS =
  'The bot is in more servers than its connections may serve (2,500 each): set SHARDS=auto in .env, unless it is set already, and start again: the bot then opens as many as Discord recommends.';

/**
 * @param code with which Discord closed the connection; null where it didn't
 * @param isAuto whether it opens as many connections as Discord recommends
 */
export function loginFailure(error: unknown, code: number | null, isAuto: boolean): Error {
  if (code !== null) return closed('Discord refused the login.', { code, isAuto, cause: error });
  if (isTokenInvalid(error))
    return new GatewayRefusal(`Discord refused the login. ${NEW_TOKEN}`, { cause: error });
  if (error instanceof TooLong) return new Error(error.message, { cause: error });
  if (error instanceof NotDiscord) return new Error(`${error.message} ${CHECK_NETWORK}`, { cause: error });
  const message = error instanceof Error ? error.message : String(error);
  const [, resetAt] = /^not enough sessions remaining.* resets at (\S+)/i.exec(message) ?? [];
  const why =
    resetAt === undefined
      ? unreachable(message)
      : `Discord lets the bot connect no more often today: start again after ${resetAt}.`;
  return new Error(why, { cause: error });
}

const CHECK_NETWORK = 'Check the network and DISCORD_API_URL, and start again.';

function unreachable(why: string): string {
  return `Discord could not be reached (${why}). ${CHECK_NETWORK}`;
}

/** @param isAuto whether it opens as many connections as Discord recommends */
export function closedForGood(code: number, isAuto: boolean): Error {
  return closed('Discord closed the connection for good.', { code, isAuto });
}

function closed(
  what: string,
  { code, isAuto, cause }: { readonly code: number; readonly isAuto: boolean; readonly cause?: unknown },
): Error {
  const message = `${what} ${whyClosed(code)}`;
  // Discord recommends more by now: started again as it is set up, the bot opens those.
  if (isAuto && code === GatewayCloseCodes.ShardingRequired) return new Error(message, { cause });
  return new GatewayRefusal(message, { cause });
}

function isTokenInvalid(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === DiscordjsErrorCodes.TokenInvalid;
}

function whyClosed(code: number): string {
  switch (code) {
    case GatewayCloseCodes.AuthenticationFailed:
      return NEW_TOKEN;
    case GatewayCloseCodes.ShardingRequired:
      return MANY_SERVERS;
    default:
      return `Its code was ${code}; https://discord.com/developers/docs/topics/opcodes-and-status-codes explains it.`;
  }
}
