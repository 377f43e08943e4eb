import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ComponentType,
  type APIApplicationCommandOption,
  type APIApplicationCommandSubcommandGroupOption,
  type APIApplicationCommandSubcommandOption,
  type APIInteraction,
  type APIMessage,
} from 'discord-api-types/v10';
import { z } from 'zod';
import type { KeepFile } from './discord/message-body.ts';
import {
  autocompleteInteraction,
  componentInteraction,
  messageCommandInteraction,
  slashInteraction,
  userCommandInteraction,
  type Scene,
} from './interactions.ts';
import { modalInteraction } from './modal-submit.ts';
import { formValues } from './form-values.ts';
import { NotThere } from './not-there.ts';
import { optionValues } from './option-values.ts';
import type { UserAction, UserActionRequest, NativeAction, FormBody, RegisteredCommand } from './protocol.ts';
import { resolveChosen, usableComponents } from './shown-components.ts';
import { resolveTargets } from './targets.ts';

const id = z.string().regex(/^\d{1,20}$/);
const attachedFile = z.object({ name: z.string().min(1).max(260), data: z.base64() });
const givenOptions = z.record(
  z.string(),
  z.union([z.string().max(6000), z.number(), z.boolean(), attachedFile]),
);
const use = {
  command: id,
  group: z.string().optional(),
  subcommand: z.string().optional(),
  values: givenOptions,
};
const fieldValues = z.record(
  z.string(),
  z.union([z.string(), z.boolean(), z.array(z.string()), z.array(attachedFile)]),
);

const userAction = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('command'), ...use }),
  z.object({ kind: z.literal('typing'), ...use, focused: z.string(), typed: z.string().max(6000) }),
  z.object({ kind: z.literal('menu'), command: id, target: id }),
  z.object({
    kind: z.literal('component'),
    message: id,
    customId: z.string().max(100),
    values: z.array(z.string()).optional(),
  }),
  z.object({ kind: z.literal('submit'), form: id, values: fieldValues }),
  z.object({
    kind: z.literal('post'),
    content: z.string().trim().min(1).max(2000),
    replyTo: id.optional(),
  }),
  z.object({
    kind: z.literal('new-post'),
    title: z.string().trim().min(1).max(100),
    content: z.string().trim().min(1).max(2000),
    tags: z.array(id).max(5),
  }),
  z.object({
    kind: z.literal('change-post'),
    post: id,
    tags: z.array(id).max(5).optional(),
    isClosed: z.boolean().optional(),
    isLocked: z.boolean().optional(),
  }),
  z.object({ kind: z.enum(['dismiss', 'pin', 'unpin', 'delete']), message: id }),
]) satisfies z.ZodType<UserAction>;

export const persona = z.object({
  role: z.enum(['member', 'moderator', 'administrator']),
  channel: id,
  locale: z.string(),
  serverLocale: z.string(),
  allCommands: z.boolean(),
});

export const userActionRequest = z.object({
  as: persona,
  act: userAction,
}) satisfies z.ZodType<UserActionRequest>;

/** A form that is open on the page. */
export interface OpenForm {
  readonly body: FormBody;
  /** The message whose button opened it. */
  readonly message: APIMessage | null;
}

/** What an action can refer to, as its person sees it. */
export interface Surroundings {
  readonly scene: Scene;
  readonly commands: readonly RegisteredCommand[];
  readonly message: (id: string) => APIMessage | null;
  readonly form: (id: string) => OpenForm | null;
  readonly keepFile: KeepFile;
}

export type BotAction = Exclude<UserAction, NativeAction>;

/** The interaction that Discord would send for it. Throws `NotThere`. */
export function interactionOf(done: BotAction, around: Surroundings): APIInteraction {
  const { scene } = around;
  switch (done.kind) {
    case 'command':
      return slashInteraction(scene, called(done, around, true));
    case 'typing': {
      const { options, ...command } = called(done, around, false);
      const option = options.find(({ name }) => name === done.focused);
      if (option === undefined || !('autocomplete' in option) || !option.autocomplete) {
        throw new NotThere(`Nothing is suggested for ${done.focused}.`);
      }
      const { focused, typed } = done;
      return autocompleteInteraction(scene, { ...command, focused, typed, type: option.type });
    }
    case 'menu':
      return menuInteraction(done, around);
    case 'component': {
      const message = messageOf(done.message, around);
      const { customId, values } = done;
      const used = usableComponents(message).find((one) => one.custom_id === customId);
      if (used === undefined) throw new NotThere('The message has no such component.');
      if (used.type === ComponentType.Button) return componentInteraction(scene, { message, customId });
      const resolved = resolveChosen(used, values ?? [], scene);
      return componentInteraction(scene, {
        message,
        customId,
        type: used.type,
        values: values ?? [],
        resolved,
      });
    }
    case 'submit': {
      const form = around.form(done.form);
      if (form === null) throw new NotThere('There is no such form.');
      const { body, message } = form;
      return modalInteraction(scene, {
        modal: body,
        ...formValues(body, done.values, around),
        ...(message === null ? {} : { message }),
      });
    }
  }
}

function menuInteraction(
  { command, target }: Extract<UserAction, { kind: 'menu' }>,
  around: Surroundings,
): APIInteraction {
  const { id: commandId, name, type } = commandOf(command, around);
  switch (type) {
    case ApplicationCommandType.Message:
      return messageCommandInteraction(around.scene, {
        id: commandId,
        name,
        target: messageOf(target, around),
      });
    case ApplicationCommandType.User: {
      const { users = {}, members } = resolveTargets([target], 'user', around.scene);
      const resolved = { users, ...(members === undefined ? {} : { members }) };
      return userCommandInteraction(around.scene, { id: commandId, name, target, resolved });
    }
    default:
      throw new NotThere(`"${name}" is in no menu.`);
  }
}

function called(
  { command, group, subcommand, values: given }: Extract<UserAction, { kind: 'command' | 'typing' }>,
  around: Surroundings,
  complete: boolean,
) {
  const { id: commandId, name, options: all = [] } = slashCommand(command, around);
  const path = [group, subcommand].flatMap((part) => part ?? []);
  const options = path.reduce<readonly APIApplicationCommandOption[]>((level, part) => {
    const found = level.find((one) => one.name === part);
    if (found === undefined || !isBranch(found))
      throw new NotThere(`/${name} has no subcommand ${path.join(' ')}.`);
    return found.options ?? [];
  }, all);
  const basic = options.flatMap((one) => (isBranch(one) ? [] : [one]));
  if (basic.length < options.length) throw new NotThere(`/${name} is used with one of its subcommands.`);
  return {
    id: commandId,
    name,
    group,
    subcommand,
    options: basic,
    ...optionValues(basic, given, around, complete),
  };
}

type Branch = APIApplicationCommandSubcommandOption | APIApplicationCommandSubcommandGroupOption;

function isBranch(option: APIApplicationCommandOption): option is Branch {
  return (
    option.type === ApplicationCommandOptionType.Subcommand ||
    option.type === ApplicationCommandOptionType.SubcommandGroup
  );
}

function slashCommand(wanted: string, around: Surroundings) {
  const command = commandOf(wanted, around);
  if (command.type !== undefined && command.type !== ApplicationCommandType.ChatInput) {
    throw new NotThere(`"${command.name}" is not typed.`);
  }
  return command;
}

function commandOf(wanted: string, { commands }: Surroundings): RegisteredCommand {
  const found = commands.find((command) => command.id === wanted);
  if (found === undefined) throw new NotThere('Discord offers no such command here.');
  return found;
}

function messageOf(wanted: string, { message }: Surroundings): APIMessage {
  const found = message(wanted);
  if (found === null) throw new NotThere('There is no such message.');
  return found;
}
