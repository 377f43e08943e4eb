import {
  InteractionResponseType,
  InteractionType,
  type APIApplicationCommandAutocompleteInteraction,
  type APIApplicationCommandInteraction,
  type APIApplicationCommandOptionChoice,
  type APIInteraction,
  type APIMessageComponentInteraction,
  type APIModalSubmitInteraction,
} from 'discord-api-types/v10';
import type { Logger } from 'pino';
import type { Answers } from '../answers/answers.ts';
import { NO_METRICS, type InteractionOutcome, type Metrics } from '../metrics/metrics.ts';
import type { ServerState, Store } from '../store/store.ts';
import { textsFor } from '../texts/texts.ts';
import { DiscordRefusal, type DiscordApi, type Responder } from './api.ts';
import type { Command, ComponentOwner, Request } from './command.ts';
import { createRateLimiter, MEMBER_RATE, secondsOf, slowDown, TYPING_RATE } from './cooldown.ts';
import { startClock } from './deadline.ts';
import { DEADLINES, LIMITS } from './limits.ts';
import { readOptions } from './options.ts';
import { createReplier, type Deadlines } from './reply.ts';
import { readMember, readPlace, readRequest } from './request.ts';
import { isGone } from './response.ts';
import { commandTask, componentTask, findCommand, modalTask, refusalTask, type Task } from './route.ts';
import { createServerStates, DEFAULT_STATE } from './server-states.ts';
import { calledBy, watchResponder } from './watched.ts';

/** What answers: replaced as a whole when the content changes. */
export interface Desk {
  readonly answers: Answers;
  readonly commands: readonly Command[];
  readonly componentOwners: readonly ComponentOwner[];
}

export interface Dispatcher {
  /** Never rejects; resolves when everything about this interaction is done. */
  dispatch(interaction: APIInteraction, responder: Responder): Promise<void>;
  /**
   * The bot is about to stop: whoever waits for what is slow gets an apology now, and whoever waits for their first
   * response, or comes later, within half a second.
   */
  giveUp(): void;
}

/**
 * Owns the protocol, so that a handler only returns what to say. In this order: slow down whoever floods; read
 * what the server chose; find the handler; check who may use it, and where; run it; defer when it is slow; send
 * the reply, or an apology with a reference that stands in the log. Nobody is left without a reply.
 */
export function createDispatcher(
  parts: {
    /** Called for each interaction. */
    readonly desk: () => Desk;
    readonly discord: DiscordApi;
    readonly store: Store;
    readonly log: Logger;
    readonly metrics?: Metrics;
    /** A clock in milliseconds that never goes back. */
    readonly now?: () => number;
  } & Partial<Deadlines>,
): Dispatcher {
  const { desk, discord, store, log, metrics = NO_METRICS, now = () => performance.now() } = parts;
  const deadlines = { ...DEADLINES, ...parts };
  /** What became of interactions that were not just replied to. */
  const outcomes = new WeakMap<APIInteraction, InteractionOutcome>();
  const note = (interaction: APIInteraction, outcome: InteractionOutcome) =>
    void outcomes.set(interaction, outcome);
  const { reply, apologise, giveUp, inTime } = createReplier(log, deadlines, note);
  const states = createServerStates(store.servers, log, now);
  const members = createRateLimiter(now);
  const typing = createRateLimiter(now);
  const cooldowns = createRateLimiter(now);

  async function dispatch(interaction: APIInteraction, responder: Responder): Promise<void> {
    if (interaction.type === InteractionType.Ping) {
      return responder.respond({ type: InteractionResponseType.Pong });
    }
    const left = startClock();
    const { id } = readMember(interaction);
    if (interaction.type === InteractionType.ApplicationCommandAutocomplete) {
      const wanted = typing.take(id, TYPING_RATE) === 0 ? choicesFor(interaction) : Promise.resolve([]);
      const choices = await inTime(wanted, left(deadlines.answerWithin));
      if (choices === null) {
        log.warn({ command: interaction.data.name }, 'autocomplete took too long');
        note(interaction, 'too-slow');
      }
      return responder.respond({
        type: InteractionResponseType.ApplicationCommandAutocompleteResult,
        data: { choices: (choices ?? []).slice(0, LIMITS.choices) },
      });
    }
    // Whoever sends a form off opened it before, which counted: what they typed must not be lost.
    const wait = interaction.type === InteractionType.ModalSubmit ? 0 : members.take(id, MEMBER_RATE);
    if (wait > 0) {
      const asked = { interaction, texts: textsFor(interaction.locale) };
      return reply(refusalTask(slowDown(secondsOf(wait))), asked, responder, left);
    }
    const { componentOwners, ...visible } = desk();
    const request = await requestFor(interaction, visible, (serverId) => states.current(serverId));
    return reply(taskFor(interaction, request, componentOwners), request, responder, left);
  }

  async function choicesFor(
    interaction: APIApplicationCommandAutocompleteInteraction,
  ): Promise<readonly APIApplicationCommandOptionChoice<string>[]> {
    const { data } = interaction;
    try {
      const { answers, commands } = desk();
      const request = await requestFor(interaction, { answers, commands }, (serverId) =>
        states.recent(serverId),
      );
      const options = readOptions(data.options);
      const command = findCommand(request.commands, data.name, data.type);
      if (options.focused === null) return [];
      return (await command?.autocomplete?.({ ...request, options, focused: options.focused })) ?? [];
    } catch (error) {
      // No suggestions are better than an error while somebody types; the command itself will say more.
      log.error({ err: error, command: data.name }, 'autocomplete failed');
      note(interaction, 'failed');
      return [];
    }
  }

  async function requestFor(
    interaction: APIInteraction,
    visible: Pick<Desk, 'answers' | 'commands'>,
    stateOf: (serverId: string) => Promise<ServerState>,
  ): Promise<Request> {
    const place = readPlace(interaction);
    const member = readMember(interaction);
    // What a server chose is its own only while the bot is in it.
    const state =
      place.serverId === null || !place.botIsMember ? DEFAULT_STATE : await stateOf(place.serverId);
    const here = `${place.serverId ?? place.channelId ?? ''} ${member.id}`;
    return readRequest(interaction, {
      ...visible,
      ...state,
      place,
      member,
      store,
      discord,
      log,
      cooldown: (seconds) =>
        seconds <= 0 ? 0 : secondsOf(cooldowns.take(here, { times: 1, within: seconds * 1000 })),
    });
  }

  async function settle(interaction: APIInteraction, responder: Responder): Promise<void> {
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
      note(interaction, isGone(error) ? 'gone' : 'unsent');
    }
  }

  return {
    async dispatch(interaction, responder) {
      const watched = watchResponder(responder, now);
      await settle(interaction, watched.responder);
      const called = calledBy(interaction, desk());
      if (called === null) return;
      const outcome = outcomes.get(interaction) ?? 'replied';
      metrics.interaction({ ...called, outcome, firstResponse: watched.firstResponse() });
    },
    giveUp,
  };
}

function taskFor(
  interaction: APIApplicationCommandInteraction | APIMessageComponentInteraction | APIModalSubmitInteraction,
  request: Request,
  owners: readonly ComponentOwner[],
): Task {
  switch (interaction.type) {
    case InteractionType.ApplicationCommand:
      return commandTask(interaction, request);
    case InteractionType.MessageComponent:
      return componentTask(interaction, request, owners);
    case InteractionType.ModalSubmit:
      return modalTask(interaction, request, owners);
  }
}
