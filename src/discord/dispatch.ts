import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import {
  InteractionResponseType,
  InteractionType,
  MessageFlags,
  type APIApplicationCommandAutocompleteInteraction,
  type APIInteraction,
  type APIInteractionResponse,
} from 'discord-api-types/v10';
import type { Logger } from 'pino';
import type { Answers } from '../answers/answers.ts';
import { textsFor, type Texts } from '../texts/texts.ts';
import { DiscordRefusal, type DiscordApi, type Responder } from './api.ts';
import type { Command, ComponentOwner, Reply, Request } from './command.ts';
import { DEADLINES, DISCORD_ERRORS, LIMITS } from './limits.ts';
import { readOptions } from './options.ts';
import { notice } from './render/message.ts';
import { readRequest } from './request.ts';
import { commandTask, componentTask, findCommand, refuse, type Task } from './route.ts';
import { UserError } from './user-error.ts';

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
export function createDispatcher(parts: {
  /** Called for each interaction. */
  readonly desk: () => Desk;
  readonly discord: DiscordApi;
  readonly log: Logger;
  /** In milliseconds. */
  readonly deferAfter?: number;
  readonly giveUpAfter?: number;
}): Dispatcher {
  const {
    desk,
    discord,
    log,
    deferAfter = DEADLINES.deferAfter,
    giveUpAfter = DEADLINES.giveUpAfter,
  } = parts;

  async function dispatch(interaction: APIInteraction, responder: Responder): Promise<void> {
    if (interaction.type === InteractionType.Ping) {
      return responder.respond({ type: InteractionResponseType.Pong });
    }
    const { answers, commands, componentOwners } = desk();
    const request = readRequest(interaction, { answers, discord, commands, log });
    switch (interaction.type) {
      case InteractionType.ApplicationCommandAutocomplete:
        return suggest(interaction, request, responder);
      case InteractionType.ApplicationCommand:
        return reply(request, responder, commandTask(interaction, request));
      case InteractionType.MessageComponent:
        return reply(request, responder, componentTask(interaction, request, componentOwners));
      case InteractionType.ModalSubmit:
        return reply(
          request,
          responder,
          refuse('unknown-modal', (texts) => texts.errors.unknownComponent),
        );
    }
  }

  async function suggest(
    interaction: APIApplicationCommandAutocompleteInteraction,
    request: Request,
    responder: Responder,
  ): Promise<void> {
    const choices = (() => {
      try {
        const options = readOptions(interaction.data.options);
        const command = findCommand(request.commands, interaction.data.name, interaction.data.type);
        if (options.focused === null) return [];
        return command?.autocomplete?.({ ...request, options, focused: options.focused }) ?? [];
      } catch (error) {
        // No suggestions are better than an error while somebody types; the command itself will say more.
        log.error({ err: error, command: interaction.data.name }, 'autocomplete failed');
        return [];
      }
    })();
    await responder.respond({
      type: InteractionResponseType.ApplicationCommandAutocompleteResult,
      data: { choices: choices.slice(0, LIMITS.choices) },
    });
  }

  async function reply(request: Request, responder: Responder, task: Task): Promise<void> {
    const outcome = guarded(task.run, request);
    const first = await within(outcome, deferAfter);
    if (first !== null) return sendFirst(first, request, responder);

    await responder.respond(deferral(task));
    const finished =
      (await within(outcome, giveUpAfter - deferAfter)) ??
      apology(new Error(`The handler took longer than ${giveUpAfter} ms.`), request, 'tooSlow');
    try {
      await sendDeferred(finished, responder, task);
    } catch (error) {
      if (isGone(error)) throw error;
      // The reply itself was refused: say at least that something went wrong.
      await sendDeferred(apology(error, request, 'unexpected'), responder, task);
    }
  }

  async function sendFirst(first: Reply, request: Request, responder: Responder): Promise<void> {
    try {
      await responder.respond(responseOf(first));
    } catch (error) {
      if (isGone(error)) throw error;
      await responder.respond(responseOf(apology(error, request, 'unexpected')));
    }
  }

  /** Turns whatever a handler throws into something to say. */
  async function guarded(run: Task['run'], request: Request): Promise<Reply> {
    try {
      return await run();
    } catch (error) {
      if (error instanceof UserError) {
        log.info({ refusal: error.identifier, interaction: request.interaction.id }, 'refused');
        return { kind: 'message', body: notice(error.text(request.texts)), private: true };
      }
      return apology(error, request, 'unexpected');
    }
  }

  function apology(
    error: unknown,
    { interaction, texts }: Pick<Request, 'interaction' | 'texts'>,
    text: keyof Pick<Texts['errors'], 'unexpected' | 'tooSlow'>,
  ): Reply {
    const reference = randomUUID().slice(0, 8);
    log.error(
      { err: error, reference, interaction: interaction.id, ...nameOf(interaction) },
      'a handler failed',
    );
    return { kind: 'message', body: notice(texts.errors[text](reference)), private: true };
  }

  return {
    async dispatch(interaction, responder) {
      try {
        await dispatch(interaction, responder);
      } catch (error) {
        if (isGone(error)) {
          log.warn({ err: error, interaction: interaction.id }, 'the interaction is gone');
        } else if (error instanceof DiscordRefusal) {
          log.error({ err: error, interaction: interaction.id }, 'could not reply');
        } else {
          // Nothing was sent: it failed before a handler could run.
          const texts = textsFor('locale' in interaction ? interaction.locale : 'en-US');
          await responder
            .respond(responseOf(apology(error, { interaction, texts }, 'unexpected')))
            .catch((refusal: unknown) =>
              log.error({ err: refusal, interaction: interaction.id }, 'could not reply'),
            );
        }
      }
    },
  };
}

function responseOf(reply: Reply): APIInteractionResponse {
  switch (reply.kind) {
    case 'message':
      return {
        type: InteractionResponseType.ChannelMessageWithSource,
        data: { ...reply.body, ...(reply.private ? { flags: MessageFlags.Ephemeral } : {}) },
      };
    case 'update':
      return { type: InteractionResponseType.UpdateMessage, data: reply.body };
  }
}

function deferral(task: Task): APIInteractionResponse {
  switch (task.defer) {
    case 'silently':
      return { type: InteractionResponseType.DeferredMessageUpdate };
    case 'publicly':
      return { type: InteractionResponseType.DeferredChannelMessageWithSource };
    case 'privately':
      return {
        type: InteractionResponseType.DeferredChannelMessageWithSource,
        data: { flags: MessageFlags.Ephemeral },
      };
  }
}

async function sendDeferred(reply: Reply, responder: Responder, task: Task): Promise<void> {
  if (reply.kind === 'update') return responder.editOriginal(reply.body);
  const { body, private: privately } = reply;
  if (task.defer === (privately ? 'privately' : 'publicly')) return responder.editOriginal(body);
  // A deferral can't change who sees it, and the first follow-up would take its place: it has to go first.
  if (task.defer !== 'silently') await responder.deleteOriginal();
  return responder.followUp(body, { private: privately });
}

/** Too late, or answered already: nothing more can be said, so nothing is tried again. */
function isGone(error: unknown): boolean {
  return (
    error instanceof DiscordRefusal &&
    (error.code === DISCORD_ERRORS.unknownInteraction || error.code === DISCORD_ERRORS.alreadyAcknowledged)
  );
}

/** What was called, without what was typed. */
function nameOf(interaction: APIInteraction): Record<string, string> {
  switch (interaction.type) {
    case InteractionType.ApplicationCommand:
    case InteractionType.ApplicationCommandAutocomplete:
      return { command: interaction.data.name };
    case InteractionType.MessageComponent:
    case InteractionType.ModalSubmit:
      return { component: interaction.data.custom_id };
    case InteractionType.Ping:
      return {};
  }
}

/** Null where it takes longer than that many milliseconds. */
async function within<T>(promise: Promise<T>, milliseconds: number): Promise<T | null> {
  const finished = new AbortController();
  const deadline = setTimeout(milliseconds, null, { signal: finished.signal }).catch(() => null);
  try {
    return await Promise.race([promise, deadline]);
  } finally {
    finished.abort();
  }
}
