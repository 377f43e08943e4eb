import {
  ApplicationCommandType,
  type APIApplicationCommandInteraction,
  type APIMessageComponentInteraction,
} from 'discord-api-types/v10';
import type { Texts } from '../texts/texts.ts';
import type { Access, Command, ComponentHandler, ComponentOwner, Reply, Request } from './command.ts';
import { parseCustomId, type CustomId } from './custom-id.ts';
import { readOptions } from './options.ts';
import { missingPermissions, namePermissions } from './permissions.ts';
import { isPrivate, permissionsHere } from './request.ts';
import { UserError } from './user-error.ts';

/** The handler that an interaction is for, with all that it needs, ready to run. */
export interface Task {
  readonly run: () => Promise<Reply>;
  /** How to defer: as a new message, or in silence, as a component may. */
  readonly defer: 'publicly' | 'privately' | 'silently';
}

export function refuse(identifier: string, text: (texts: Texts) => string): Task {
  return { defer: 'privately', run: () => Promise.reject(new UserError(identifier, text)) };
}

export function commandTask(interaction: APIApplicationCommandInteraction, request: Request): Task {
  const { data } = interaction;
  const command = findCommand(request.commands, data.name, data.type);
  if (command === undefined) return refuse('unknown-command', (texts) => texts.errors.unknownCommand);
  const options = readOptions(data.type === ApplicationCommandType.ChatInput ? data.options : undefined);
  const full = { ...request, options };
  return {
    defer: command.repliesPrivately(full) ? 'privately' : 'publicly',
    run: async () => {
      if (command.access !== undefined) checkAccess(command.access, request);
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
  const handler = id === null ? undefined : findHandler(id, [...owners, ...ownersAmong(request.commands)]);
  if (id === null || handler === undefined) {
    return { ...refuse('unknown-component', (texts) => texts.errors.unknownComponent), defer: 'silently' };
  }
  return {
    defer: 'silently',
    run: async () =>
      handler({
        ...request,
        args: id.args,
        values: 'values' in data ? data.values : [],
        onPrivateMessage: isPrivate(message),
        onOwnMessage: message.interaction_metadata?.user.id === request.member.id,
      }),
  };
}

function ownersAmong(commands: readonly Command[]): readonly ComponentOwner[] {
  return commands.flatMap(({ data, components }) =>
    components === undefined ? [] : [{ name: data.name, components }],
  );
}

function findHandler(id: CustomId, owners: readonly ComponentOwner[]): ComponentHandler | undefined {
  const components = owners.find((owner) => owner.name === id.owner)?.components;
  return components !== undefined && Object.hasOwn(components, id.handler)
    ? components[id.handler]
    : undefined;
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

function checkAccess(access: Access, { place, member }: Request): void {
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
