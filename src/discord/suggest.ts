import {
  InteractionResponseType,
  type APIApplicationCommandAutocompleteInteraction,
  type APIApplicationCommandOptionChoice,
} from 'discord-api-types/v10';
import type { Logger } from 'pino';
import { nameOf, type Seldom } from '../log.ts';
import type { InteractionOutcome } from '../metrics/metrics.ts';
import type { Admission } from './admission.ts';
import type { Responder } from './api.ts';
import type { Request } from './command.ts';
import { TYPING_RATE, type RateLimiter } from './cooldown.ts';
import type { Clock } from './deadline.ts';
import { LIMITS } from './limits.ts';
import { readOptions } from './options.ts';
import { readMember } from './request.ts';
import { findCommand } from './route.ts';
import { UserError } from './user-error.ts';

interface Suggestions {
  readonly choices: readonly APIApplicationCommandOptionChoice[];
  readonly outcome: InteractionOutcome;
}

/** Answers each key stroke with what its command suggests. What comes too late is none: whoever types goes on typing. */
export function createSuggest(parts: {
  readonly requestFor: (interaction: APIApplicationCommandAutocompleteInteraction) => Promise<Request>;
  readonly typing: RateLimiter;
  readonly admission: Admission;
  /** Null where it takes longer than Discord waits. */
  readonly inTime: (wanted: Promise<Suggestions | null>, left: Clock) => Promise<Suggestions | null>;
  readonly log: Logger;
  readonly seldom: Seldom;
}): (
  interaction: APIApplicationCommandAutocompleteInteraction,
  tenant: string,
  responder: Responder,
  left: Clock,
) => Promise<InteractionOutcome> {
  const { requestFor, typing, admission, inTime, log, seldom } = parts;

  async function choicesInTime(
    interaction: APIApplicationCommandAutocompleteInteraction,
    tenant: string,
    left: Clock,
  ): Promise<Suggestions> {
    if (typing.take(readMember(interaction).id, TYPING_RATE) > 0) return none('replied');
    const ticket = admission.enter(tenant, 'suggestions');
    if (ticket === null) return none('busy');
    try {
      const wanted = ticket.run(() => choicesFor(interaction));
      if (ticket.isFarBack) return none('busy');
      const suggestions = await inTime(wanted, left);
      if (suggestions !== null) return suggestions;
      const command = interaction.data.name;
      seldom(`slow suggestions ${command}`, (leftOut) =>
        log.warn({ command, leftOut }, 'autocomplete took too long'),
      );
      return none('too-slow');
    } finally {
      ticket.leave();
    }
  }

  async function choicesFor(interaction: APIApplicationCommandAutocompleteInteraction): Promise<Suggestions> {
    const { data } = interaction;
    try {
      const request = await requestFor(interaction);
      const options = readOptions(data);
      const command = findCommand(request.commands, data.name, data.type);
      if (command?.autocomplete === undefined || options.focused === null) return none('replied');
      const choices = await command.autocomplete({ ...request, options, focused: options.focused });
      return { choices, outcome: 'replied' };
    } catch (error) {
      if (error instanceof UserError) return none('refused');
      // No suggestions are better than an error while somebody types; the command itself will say more.
      seldom(`suggestions ${data.name} ${nameOf(error)}`, (leftOut) =>
        log.error({ err: error, command: data.name, leftOut }, 'autocomplete failed'),
      );
      return none('failed');
    }
  }

  return async (interaction, tenant, responder, left) => {
    const { choices, outcome } = await choicesInTime(interaction, tenant, left);
    await responder.respond({
      type: InteractionResponseType.ApplicationCommandAutocompleteResult,
      data: { choices: choices.slice(0, LIMITS.choices) },
    });
    return outcome;
  };
}

function none(outcome: InteractionOutcome): Suggestions {
  return { choices: [], outcome };
}
