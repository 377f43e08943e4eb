import {
  InteractionResponseType,
  InteractionType,
  type APIApplicationCommandAutocompleteInteraction,
  type APIApplicationCommandOptionChoice,
  type APIInteraction,
} from 'discord-api-types/v10';
import type { Logger } from 'pino';
import type { Answers } from '../answers/answers.ts';
import { textsFor } from '../texts/texts.ts';
import { DiscordRefusal, type DiscordApi, type Responder } from './api.ts';
import type { Command, ComponentOwner, Request } from './command.ts';
import { startClock, within } from './deadline.ts';
import { DEADLINES, LIMITS } from './limits.ts';
import { readOptions } from './options.ts';
import { createReplier, type Deadlines } from './reply.ts';
import { readRequest } from './request.ts';
import { isGone } from './response.ts';
import { commandTask, componentTask, findCommand, modalTask } from './route.ts';

/** What answers: replaced as a whole when the content changes. */
export interface Desk {
  readonly answers: Answers;
  readonly commands: readonly Command[];
  readonly componentOwners: readonly ComponentOwner[];
}

export interface Dispatcher {
  /** Never rejects; resolves when everything about this interaction is done. */
  dispatch(interaction: APIInteraction, responder: Responder): Promise<void>;
}

/**
 * Owns the protocol, so that a handler only returns what to say. In this order: find the handler; check
 * who may use it, and where; run it; defer when it is slow; send the reply, or an apology with a reference
 * that stands in the log. Nobody is left without a reply.
 */
export function createDispatcher(
  parts: {
    /** Called for each interaction. */
    readonly desk: () => Desk;
    readonly discord: DiscordApi;
    readonly log: Logger;
  } & Partial<Deadlines>,
): Dispatcher {
  const { desk, discord, log } = parts;
  const deadlines = { ...DEADLINES, ...parts };
  const { reply, apologise } = createReplier(log, deadlines);

  async function dispatch(interaction: APIInteraction, responder: Responder): Promise<void> {
    if (interaction.type === InteractionType.Ping) {
      return responder.respond({ type: InteractionResponseType.Pong });
    }
    const left = startClock();
    const { answers, commands, componentOwners } = desk();
    const request = readRequest(interaction, { answers, discord, commands, log });
    switch (interaction.type) {
      case InteractionType.ApplicationCommandAutocomplete:
        return suggest(interaction, request, responder, left);
      case InteractionType.ApplicationCommand:
        return reply(commandTask(interaction, request), request, responder, left);
      case InteractionType.MessageComponent:
        return reply(componentTask(interaction, request, componentOwners), request, responder, left);
      case InteractionType.ModalSubmit:
        return reply(modalTask(interaction, request, componentOwners), request, responder, left);
    }
  }

  async function suggest(
    interaction: APIApplicationCommandAutocompleteInteraction,
    request: Request,
    responder: Responder,
    left: ReturnType<typeof startClock>,
  ): Promise<void> {
    const choices = await within(choicesFor(interaction, request), left(deadlines.answerWithin));
    if (choices === null) log.warn({ command: interaction.data.name }, 'autocomplete took too long');
    await responder.respond({
      type: InteractionResponseType.ApplicationCommandAutocompleteResult,
      data: { choices: (choices ?? []).slice(0, LIMITS.choices) },
    });
  }

  async function choicesFor(
    { data }: APIApplicationCommandAutocompleteInteraction,
    request: Request,
  ): Promise<readonly APIApplicationCommandOptionChoice<string>[]> {
    try {
      const options = readOptions(data.options);
      const command = findCommand(request.commands, data.name, data.type);
      if (options.focused === null) return [];
      return (await command?.autocomplete?.({ ...request, options, focused: options.focused })) ?? [];
    } catch (error) {
      // No suggestions are better than an error while somebody types; the command itself will say more.
      log.error({ err: error, command: data.name }, 'autocomplete failed');
      return [];
    }
  }

  return {
    async dispatch(interaction, responder) {
      try {
        await dispatch(interaction, responder).catch((error: unknown) => {
          if (error instanceof DiscordRefusal) throw error;
          // Nothing was sent: it failed before a handler could run.
          const texts = textsFor('locale' in interaction ? interaction.locale : 'en-US');
          return apologise(error, { interaction, texts }, responder);
        });
      } catch (error) {
        if (isGone(error)) log.warn({ err: error, interaction: interaction.id }, 'the interaction is gone');
        else log.error({ err: error, interaction: interaction.id }, 'could not reply');
      }
    },
  };
}
