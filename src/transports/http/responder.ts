import { setTimeout } from 'node:timers/promises';
import { RequestMethod } from '@discordjs/rest';
import {
  InteractionResponseType,
  MessageFlags,
  Routes,
  type APIInteraction,
  type APIInteractionResponse,
} from 'discord-api-types/v10';
import type { Responder, Attachment } from '../../discord/api.ts';
import { isRefusal } from '../../discord/refusal.ts';
import { startClock } from '../../discord/deadline.ts';
import { TOKEN_LIVES } from '../../discord/limits.ts';
import { deferral } from '../../discord/response.ts';
import { NO_METRICS, type Metrics } from '../../metrics/metrics.ts';
import type { DiscordRest } from '../../discord/rest-client.ts';
import { createResponder, rawFiles } from '../../discord/rest.ts';
import { counting, refusing } from '../../discord/rest-answers.ts';

/** Milliseconds between tries of a request that came before Discord had read the response that it builds on. */
const PAUSES = [100, 300, 900] as const;

/**
 * Answers in the HTTP response, and goes on by REST with the interaction's token.
 *
 * Files go by REST behind a deferral: in the response itself Discord takes them only sometimes (issues 5250, 5925 and
 * 5933 of discord-api-docs).
 *
 * @param send resolves when the response has left; rejects with a `DiscordRefusal` where nobody waits for it any more
 */
export function createHttpResponder(
  rest: DiscordRest,
  interaction: APIInteraction,
  send: (response: APIInteractionResponse) => Promise<void>,
  metrics: Metrics = NO_METRICS,
): Responder {
  const left = startClock();
  const { application_id: application, token } = interaction;
  const byRest = createResponder(rest, interaction);
  const soon = async (request: () => Promise<unknown>): Promise<void> => {
    await counting(untilRead(request), metrics);
  };
  let deferred: APIInteractionResponse | null = null;

  /** Says behind the deferral what was to be the first response. */
  async function sayLate(
    response: APIInteractionResponse,
    files: readonly Attachment[],
    behind: APIInteractionResponse,
  ): Promise<void> {
    if (!('data' in response)) throw new Error('Only a message can follow a deferral.');
    const { flags, ...edited } = { flags: undefined, ...response.data };
    const isNewMessage =
      response.type === InteractionResponseType.ChannelMessageWithSource &&
      behind.type === InteractionResponseType.DeferredMessageUpdate;
    const request = { files: rawFiles(files), auth: false, timeoutMs: left(TOKEN_LIVES) } as const;
    await soon(() =>
      refusing(
        rest.request(
          isNewMessage
            ? {
                ...request,
                method: RequestMethod.Post,
                fullRoute: Routes.webhook(application, token),
                body: { ...edited, flags },
              }
            : {
                ...request,
                method: RequestMethod.Patch,
                fullRoute: Routes.webhookMessage(application, token),
                body: edited,
              },
        ),
      ),
    );
  }

  return {
    async respond(response, files = [], onSent = () => {}) {
      if (deferred === null && files.length === 0) return send(response);
      // Else Discord has refused the files, and an apology takes their place.
      if (deferred === null) {
        const behind = deferralFor(response);
        await send(behind);
        onSent();
        deferred = behind;
      }
      return sayLate(response, files, deferred);
    },
    editOriginal: (body) => soon(() => byRest.editOriginal(body)),
    deleteOriginal: () => soon(() => byRest.deleteOriginal()),
    followUp: (body, options) => soon(() => byRest.followUp(body, options)),
  };
}

function deferralFor(response: APIInteractionResponse): APIInteractionResponse {
  if (response.type === InteractionResponseType.UpdateMessage) return deferral('silently');
  const flags = response.type === InteractionResponseType.ChannelMessageWithSource ? response.data.flags : 0;
  return deferral(((flags ?? 0) & MessageFlags.Ephemeral) === 0 ? 'publicly' : 'privately');
}

/** Tries again what came too soon. */
async function untilRead(request: () => Promise<unknown>): Promise<unknown> {
  for (const pause of PAUSES) {
    try {
      // oxlint-disable-next-line no-await-in-loop -- each try waits for the one before it
      return await request();
    } catch (error) {
      if (!isRefusal(error, 'unknownWebhook')) throw error;
    }
    // oxlint-disable-next-line no-await-in-loop
    await setTimeout(pause);
  }
  return request();
}
