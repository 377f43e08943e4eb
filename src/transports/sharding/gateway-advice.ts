import type { REST } from '@discordjs/rest';
import { Routes } from 'discord-api-types/v10';
import { z } from 'zod';
import { DiscordRefusal } from '../../discord/api.ts';
import { refusing } from '../../discord/rest.ts';
import { CHECK_NETWORK, tokenRefused, unreachable } from '../gateway-refusal.ts';

export interface GatewayAdvice {
  /** How many shards Discord recommends. */
  readonly shards: number;
  /** How many of them may identify within five seconds. */
  readonly maxConcurrency: number;
}

const answer = z.object({
  shards: z.int().min(1),
  session_start_limit: z.object({ max_concurrency: z.int().min(1) }),
});

/**
 * What Discord says about a bot's connections (Events, Gateway, Get Gateway Bot). Rejects with a `GatewayRefusal` where
 * it refuses the token, and with a sentence where it can't be reached.
 */
export async function askGateway(rest: REST): Promise<GatewayAdvice> {
  try {
    const { shards, session_start_limit: limit } = answer.parse(
      await refusing(rest.get(Routes.gatewayBot())),
    );
    return { shards, maxConcurrency: limit.max_concurrency };
  } catch (error) {
    if (error instanceof DiscordRefusal && error.status === 401) throw tokenRefused();
    if (error instanceof DiscordRefusal) {
      throw new Error(`${error.message.replace(/\.?$/, '.')} ${CHECK_NETWORK}`, { cause: error });
    }
    throw new Error(unreachable('its answer was none about the gateway'), { cause: error });
  }
}
