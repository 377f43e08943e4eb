import { InteractionType, type APIInteraction } from 'discord-api-types/v10';
import type { InteractionDone } from '../metrics/metrics.ts';
import type { Responder } from './api.ts';
import type { Command, ComponentOwner } from './command.ts';
import { parseCustomId } from './custom-id.ts';

export interface WatchedResponder {
  readonly responder: Responder;
  /** Milliseconds until the first response was out; null where none is. */
  readonly firstResponse: () => number | null;
}

/** @param now a clock in milliseconds that never goes back */
export function watchResponder(responder: Responder, now: () => number): WatchedResponder {
  const start = now();
  let firstResponse: number | null = null;
  const note = () => {
    firstResponse ??= now() - start;
  };
  return {
    responder: {
      ...responder,
      async respond(response, files) {
        await responder.respond(response, files, note);
        note();
      },
    },
    firstResponse: () => firstResponse,
  };
}

/** What was called, by one of few names: people may send any. Null for a ping. */
export function calledBy(
  interaction: APIInteraction,
  context: { readonly commands: readonly Command[]; readonly componentOwners: readonly ComponentOwner[] },
): Pick<InteractionDone, 'kind' | 'command'> | null {
  const known = (name: string | undefined) =>
    name !== undefined &&
    (context.commands.some(({ data }) => data.name === name) ||
      context.componentOwners.some((owner) => owner.name === name))
      ? name
      : 'unknown';
  switch (interaction.type) {
    case InteractionType.Ping:
      return null;
    case InteractionType.ApplicationCommand:
      return { kind: 'command', command: known(interaction.data.name) };
    case InteractionType.ApplicationCommandAutocomplete:
      return { kind: 'autocomplete', command: known(interaction.data.name) };
    case InteractionType.MessageComponent:
      return { kind: 'component', command: known(parseCustomId(interaction.data.custom_id)?.owner) };
    case InteractionType.ModalSubmit:
      return { kind: 'modal', command: known(parseCustomId(interaction.data.custom_id)?.owner) };
  }
}
