import {
  ApplicationCommandType,
  type APIApplicationCommandInteraction,
  type APIMessageComponentInteraction,
  type APIModalSubmitInteraction,
} from 'discord-api-types/v10';
import type { Texts } from '../texts/texts.ts';
import type { Access, Command, ComponentOwner, Reply, Request } from './command.ts';
import { areArguments, parseCustomId, type Argument, type CustomId } from './custom-id.ts';
import { readFields } from './fields.ts';
import { readOptions } from './options.ts';
import { missingPermissions, namePermissions } from './permissions.ts';
import { isPrivate, permissionsHere } from './request.ts';
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
  const options = readOptions(data.type === ApplicationCommandType.ChatInput ? data.options : undefined);
  const full = { ...request, options };
  const privately = command.repliesPrivately(full) ? 'privately' : 'publicly';
  return {
    defer: command.mayOpenModal?.(full) === true ? 'never' : privately,
    run: async () => {
      checkAccess(command.access, request);
      return command.execute(full);
    },
  };
}

export function componentTask(
  interaction: APIMessageComponentInteraction,
  request: Request,
  owners: readonly ComponentOwner[],
): Task {
  const { data, message } = interaction;
  const id = parseCustomId(data.custom_id);
  const found = findHandler(id, ownersWith(request.commands, owners), ({ components, customIds }) => ({
    handlers: components,
    carried: customIds?.components,
  }));
  if (id === null || found === null) {
    return { ...refuse('unknown-component', (texts) => texts.errors.unknownComponent), defer: 'silently' };
  }
  const { handler, access } = found;
  const [handle, defer] =
    typeof handler === 'function' ? ([handler, 'silently'] as const) : ([handler.handle, 'never'] as const);
  return {
    defer,
    run: async () => {
      checkAccess(access, request);
      return handle({
        ...request,
        args: id.args,
        values: 'values' in data ? data.values : [],
        onPrivateMessage: isPrivate(message),
        onOwnMessage: message.interaction_metadata?.user.id === request.member.id,
      });
    },
  };
}

export function modalTask(
  { data, message }: APIModalSubmitInteraction,
  request: Request,
  owners: readonly ComponentOwner[],
): Task {
  const defer = message === undefined ? 'privately' : 'silently';
  const id = parseCustomId(data.custom_id);
  const found = findHandler(id, ownersWith(request.commands, owners), ({ modals, customIds }) => ({
    handlers: modals,
    carried: customIds?.modals,
  }));
  if (id === null || found === null) {
    return { ...refuse('unknown-modal', (texts) => texts.errors.unknownComponent), defer };
  }
  return {
    defer,
    run: async () => {
      const { handler: handle, access } = found;
      checkAccess(access, request);
      const onMessage = message !== undefined;
      const fields = readFields(data);
      const onPrivateMessage = isPrivate(message);
      const reply = await handle({ ...request, args: id.args, fields, onMessage, onPrivateMessage });
      return reply.kind === 'update' && !onMessage
        ? { kind: 'message', body: reply.body, private: true }
        : reply;
    },
  };
}

type Owner = Partial<ComponentOwner> & Pick<ComponentOwner, 'name'> & Pick<Command, 'access'>;

function ownersWith(commands: readonly Command[], owners: readonly ComponentOwner[]): readonly Owner[] {
  return [...owners, ...commands.map(({ data, ...handlers }) => ({ ...handlers, name: data.name }))];
}

/**
 * Null where there is none, and where the custom id carries what its owner never puts there.
 * @param among which of an owner's handlers are meant, and what their custom ids carry
 */
function findHandler<H>(
  id: CustomId | null,
  owners: readonly Owner[],
  among: (owner: Owner) => {
    readonly handlers: Readonly<Record<string, H>> | undefined;
    readonly carried: Readonly<Record<string, readonly Argument[]>> | undefined;
  },
): { readonly handler: H; readonly access: Access | undefined } | null {
  if (id === null) return null;
  for (const owner of owners) {
    if (owner.name !== id.owner) continue;
    const { handlers, carried } = among(owner);
    if (handlers === undefined || !Object.hasOwn(handlers, id.handler)) continue;
    const handler = handlers[id.handler];
    if (handler === undefined || !areArguments(id.args, carried?.[id.handler])) return null;
    return { handler, access: owner.access };
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

/** Throws a `UserError` where it may not be used, which says why. */
export function checkAccess(access: Access | undefined, { place, member }: Request): void {
  if (access === undefined) return;
  if (access.serverOnly && !(place.kind === 'server' && place.botIsMember)) {
    throw new UserError('server-only', (texts) => texts.errors.serverOnly);
  }
  const memberLacks = missingPermissions(member.permissions, access.memberPermissions);
  if (memberLacks !== 0n) {
    throw new UserError('member-lacks', (texts) =>
      texts.errors.memberLacks(namePermissions(memberLacks, texts)),
    );
  }
  const botLacks = missingPermissions(place.botPermissions, permissionsHere(access.botPermissions, place));
  if (botLacks !== 0n) {
    throw new UserError('bot-lacks', (texts) => texts.errors.botLacks(namePermissions(botLacks, texts)));
  }
}
