import {
  ApplicationIntegrationType,
  InteractionResponseType,
  InteractionType,
  type APIInteraction,
  type APIInteractionResponse,
} from 'discord-api-types/v10';
import { z } from 'zod';
import { checkEdit, checkFollowUp } from './contract/messages.ts';
import { checkResponse } from './contract/responses.ts';
import { Refused } from './refused.ts';
import type { SentBody } from './sent-body.ts';

/** Is told what the bot does about one interaction. What it returns is what the bot gets back. */
export interface ExchangeListener {
  respond(response: APIInteractionResponse, sent: SentBody): void;
  edit(sent: SentBody): unknown;
  followUp(sent: SentBody): unknown;
  /** The original response is deleted. */
  remove(): void;
}

/** The interactions that wait for an answer, or that may still be answered more (Receiving and Responding). */
export interface Exchanges {
  open(interaction: APIInteraction, listener: ExchangeListener): void;
  /** The first response, however it came. Throws `Refused`. */
  acknowledge(id: string, token: string, sent: SentBody): void;
  /** Null where it is no route of an interaction. Throws `Refused`. */
  handle(method: string, path: string, sent: SentBody): { body: unknown } | null;
  /** Whatever still comes about one of them is refused. */
  clear(): void;
}

interface Exchange {
  readonly interaction: APIInteraction;
  readonly listener: ExchangeListener;
  /** In milliseconds. */
  readonly openedAt: number;
  acknowledged: boolean;
  followUps: number;
}

/** In milliseconds: for the first response, and for all others. */
const FIRST_WITHIN = 3_000;
const TOKEN_LIVES = 15 * 60_000;

export function createExchanges(parts: {
  /** Throws where there are violations. */
  readonly objectTo: (violations: readonly string[]) => void;
  /** A clock in milliseconds that never goes back. */
  readonly now: () => number;
}): Exchanges {
  const { objectTo, now } = parts;
  const byToken = new Map<string, Exchange>();

  const forgetOld = (): void => {
    for (const [token, { openedAt }] of byToken) {
      if (now() - openedAt <= TOKEN_LIVES) break;
      byToken.delete(token);
    }
  };

  const answered = (token: string): Exchange => {
    const found = byToken.get(token);
    if (found === undefined || !found.acknowledged) throw new Refused(404, 10015, 'Unknown Webhook');
    if (now() - found.openedAt > TOKEN_LIVES) throw new Refused(401, 50027, 'Invalid Webhook Token');
    return found;
  };

  function acknowledge(id: string, token: string, sent: SentBody): void {
    const exchange = byToken.get(token);
    const isLate =
      exchange !== undefined && !exchange.acknowledged && now() - exchange.openedAt > FIRST_WITHIN;
    if (exchange === undefined || exchange.interaction.id !== id || isLate) {
      throw new Refused(404, 10062, 'Unknown interaction');
    }
    if (exchange.acknowledged) throw new Refused(400, 40060, 'Interaction has already been acknowledged.');
    objectTo(checkResponse(sent.json));
    const response = checkedResponse.parse(sent.json);
    objectTo(checkResponseType(response.type, exchange.interaction));
    exchange.listener.respond(response, sent);
    exchange.acknowledged = true;
  }

  return {
    open(interaction, listener) {
      forgetOld();
      byToken.set(interaction.token, {
        interaction,
        listener,
        openedAt: now(),
        acknowledged: false,
        followUps: 0,
      });
    },
    acknowledge,
    handle(method, path, sent) {
      const route = `${method} ${path}`;
      const [, id, token] = /^POST \/interactions\/(\d+)\/([^/]+)\/callback$/.exec(route) ?? [];
      if (id !== undefined && token !== undefined) {
        acknowledge(id, token, sent);
        return { body: undefined };
      }
      const [, change, ofOriginal] =
        /^(PATCH|DELETE) \/webhooks\/\d+\/([^/]+)\/messages\/@original$/.exec(route) ?? [];
      if (ofOriginal !== undefined) {
        const { listener } = answered(ofOriginal);
        if (change === 'DELETE') {
          listener.remove();
          return { body: undefined };
        }
        objectTo(checkEdit(sent.json));
        return { body: listener.edit(sent) };
      }
      const [, following] = /^POST \/webhooks\/\d+\/([^/]+)$/.exec(route) ?? [];
      if (following === undefined) return null;
      const exchange = answered(following);
      objectTo(checkFollowUp(sent.json));
      if (exchange.followUps >= maxFollowUps(exchange.interaction)) {
        throw new Refused(
          400,
          40094,
          'This interaction has reached the maximum number of follow-up messages',
        );
      }
      exchange.followUps += 1;
      return { body: exchange.listener.followUp(sent) };
    },
    clear: () => byToken.clear(),
  };
}

/** Where nobody but the member has installed the app (Receiving and Responding, Followup Messages). */
const FOLLOW_UPS_OF_MEMBERS_APP = 5;

function maxFollowUps({ authorizing_integration_owners: owners }: APIInteraction): number {
  return ApplicationIntegrationType.GuildInstall in owners ? Infinity : FOLLOW_UPS_OF_MEMBERS_APP;
}

/** It passed its check: the rest is handed on as it came. */
const checkedResponse = z.custom<APIInteractionResponse>(
  (value) => typeof value === 'object' && value !== null,
);

const UPDATES: readonly InteractionResponseType[] = [
  InteractionResponseType.DeferredMessageUpdate,
  InteractionResponseType.UpdateMessage,
];

/** What may answer what. */
function checkResponseType(type: InteractionResponseType, interaction: APIInteraction): string[] {
  const hasMessage = 'message' in interaction && interaction.message !== undefined;
  const isChoices = type === InteractionResponseType.ApplicationCommandAutocompleteResult;
  const isTyping = interaction.type === InteractionType.ApplicationCommandAutocomplete;
  const isPong = type === InteractionResponseType.Pong;
  return [
    ...(isPong === (interaction.type === InteractionType.Ping)
      ? []
      : ['a pong is for a ping, and a ping for a pong']),
    ...(UPDATES.includes(type) && !hasMessage ? ['an update where there is no message'] : []),
    ...(type === InteractionResponseType.Modal && interaction.type === InteractionType.ModalSubmit
      ? ['a modal in reply to a modal']
      : []),
    ...(isChoices === isTyping ? [] : ['choices are for autocomplete, and autocomplete for choices']),
  ];
}
