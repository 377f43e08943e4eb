import {
  ApplicationCommandType,
  type APIApplicationCommandInteraction,
  type APIMessageComponentInteraction,
  type APIModalSubmitInteraction,
} from 'discord-api-types/v10';
import type { Texts } from '../texts/texts.ts';
import type { Command, ComponentOwner, Handler, Reply, Request } from './command.ts';
import { areArguments, parseCustomId, type CustomId } from './custom-id.ts';
import { readFields } from './fields.ts';
import { readOptions } from './options.ts';
import { isPrivate } from './request.ts';
import { UserError } from './user-error.ts';

/** The handler that an interaction is for, with all that it needs, ready to run. */
export interface Task {
  readonly run: () => Promise<Reply>;
  /** How to defer: as a new message; in silence, as a component may; not at all, where a modal may come. */
  readonly defer: 'publicly' | 'privately' | 'silently' | 'never';
}

function refuse(identifier: string, text: (texts: Texts) => string): Task {
  return refusalTask(new UserError(identifier, text));
}

export function refusalTask(refusal: UserError): Task {
  return { defer: 'privately', run: () => Promise.reject(refusal) };
}

export function commandTask(interaction: APIApplicationCommandInteraction, request: Request): Task {
  const { data } = interaction;
  const command = findCommand(request.commands, data.name, data.type);
  if (command === undefined) return refuse('unknown-command', (texts) => texts.errors.unknownCommand);
  const options = readOptions(data.type === ApplicationCommandType.ChatInput ? data : {});
  const full = { ...request, options };
  const privately = command.repliesPrivately(full) ? 'privately' : 'publicly';
  return {
    defer: command.mayOpenModal?.(full) === true ? 'never' : privately,
    run: async () => command.execute(full),
  };
}

export function componentTask(
  interaction: APIMessageComponentInteraction,
  request: Request,
  owners: readonly ComponentOwner[],
): Task {
  const { data, message } = interaction;
  const id = parseCustomId(data.custom_id);
  const found = findHandler(id, ownersWith(request.commands, owners), ({ components }) => components);
  if (id === null || found === null) {
    return { ...refuse('unknown-component', (texts) => texts.errors.unknownComponent), defer: 'silently' };
  }
  return {
    defer: found.mayOpenModal === true ? 'never' : 'silently',
    run: async () =>
      found.handle({
        ...request,
        args: id.args,
        values: 'values' in data ? data.values : [],
        onPrivateMessage: isPrivate(message),
        onOwnMessage: message.interaction_metadata?.user.id === request.member.id,
      }),
  };
}

export function modalTask(
  { data, message }: APIModalSubmitInteraction,
  request: Request,
  owners: readonly ComponentOwner[],
): Task {
  const defer = message === undefined ? 'privately' : 'silently';
  const id = parseCustomId(data.custom_id);
  const found = findHandler(id, ownersWith(request.commands, owners), ({ modals }) => modals);
  if (id === null || found === null) {
    return { ...refuse('unknown-modal', (texts) => texts.errors.unknownComponent), defer };
  }
  return {
    defer,
    run: async () => {
      const onMessage = message !== undefined;
      const fields = readFields(data);
      const onPrivateMessage = isPrivate(message);
      const reply = await found.handle({ ...request, args: id.args, fields, onMessage, onPrivateMessage });
      return reply.kind === 'update' && !onMessage
        ? { kind: 'message', body: reply.body, private: true }
        : reply;
    },
  };
}

type Owner = Partial<ComponentOwner> & Pick<ComponentOwner, 'name'>;

function ownersWith(commands: readonly Command[], owners: readonly ComponentOwner[]): readonly Owner[] {
  return [...owners, ...commands.map(({ data, ...handlers }) => ({ ...handlers, name: data.name }))];
}

/**
 * Null where there is none, and where the custom id carries what its owner never puts there.
 * @param among which of an owner's handlers are meant
 */
function findHandler<R>(
  id: CustomId | null,
  owners: readonly Owner[],
  among: (owner: Owner) => Readonly<Record<string, Handler<R>>> | undefined,
): Exclude<Handler<R>, (request: R) => unknown> | null {
  if (id === null) return null;
  for (const owner of owners) {
    if (owner.name !== id.owner) continue;
    const handlers = among(owner);
    if (handlers === undefined || !Object.hasOwn(handlers, id.handler)) continue;
    const handler = handlers[id.handler];
    if (handler === undefined) return null;
    const found = typeof handler === 'function' ? { handle: handler } : handler;
    return areArguments(id.args, found.carries) ? found : null;
  }
  return null;
}

export function findCommand(
  commands: readonly Command[],
  name: string,
  type: ApplicationCommandType,
): Command | undefined {
  return commands.find(
    ({ data }) => data.name === name && (data.type ?? ApplicationCommandType.ChatInput) === type,
  );
}
