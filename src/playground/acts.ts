import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
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
  type Scene,
} from './interactions.ts';
import { modalInteraction } from './modal-submit.ts';
import { NotThere } from './not-there.ts';
import type { Act, ActRequest, ByHand, FormBody, RegisteredCommand } from './protocol.ts';

const id = z.string().regex(/^\d{1,20}$/);
const attachedFile = z.object({ name: z.string().min(1).max(260), data: z.base64() });
const optionValues = z.record(z.string(), z.union([z.string().max(6000), z.boolean(), attachedFile]));
const use = { command: id, subcommand: z.string().optional(), values: optionValues };
const fieldValues = z.record(z.string(), z.union([z.string(), z.boolean(), z.array(z.string())]));

const act = z.discriminatedUnion('kind', [
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
  z.object({ kind: z.literal('post'), content: z.string().trim().min(1).max(2000) }),
  z.object({ kind: z.enum(['dismiss', 'pin', 'unpin', 'delete']), message: id }),
]) satisfies z.ZodType<Act>;

export const persona = z.object({
  role: z.enum(['member', 'moderator', 'administrator']),
  channel: id,
  locale: z.string(),
  serverLocale: z.string(),
  allCommands: z.boolean(),
});

export const actRequest = z.object({ as: persona, act }) satisfies z.ZodType<ActRequest>;

/** A form that is open on the page. */
export interface OpenForm {
  readonly body: FormBody;
  /** The message whose button opened it. */
  readonly message: APIMessage | null;
}

/** What an act can refer to, as its person sees it. */
export interface Surroundings {
  readonly scene: Scene;
  readonly commands: readonly RegisteredCommand[];
  readonly message: (id: string) => APIMessage | null;
  readonly form: (id: string) => OpenForm | null;
  readonly keepFile: KeepFile;
}

export type Interaction = Exclude<Act, ByHand>;

/** The interaction that Discord would send for it. Throws `NotThere`. */
export function interactionOf(done: Interaction, around: Surroundings): APIInteraction {
  const { scene } = around;
  switch (done.kind) {
    case 'command':
      return slashInteraction(scene, called(done, around));
    case 'typing':
      return autocompleteInteraction(scene, {
        ...called(done, around),
        focused: done.focused,
        typed: done.typed,
      });
    case 'menu': {
      const { id: commandId, name, type } = commandOf(done.command, around);
      if (type !== ApplicationCommandType.Message) throw new NotThere(`"${name}" is in no message's menu.`);
      return messageCommandInteraction(scene, {
        id: commandId,
        name,
        target: messageOf(done.target, around),
      });
    }
    case 'component': {
      const message = messageOf(done.message, around);
      if (!hasComponent(message, done.customId)) throw new NotThere('The message has no such component.');
      return componentInteraction(scene, {
        message,
        customId: done.customId,
        ...(done.values === undefined ? {} : { values: done.values }),
      });
    }
    case 'submit': {
      const form = around.form(done.form);
      if (form === null) throw new NotThere('There is no such form.');
      const { body, message } = form;
      return modalInteraction(scene, {
        modal: body,
        values: done.values,
        ...(message === null ? {} : { message }),
      });
    }
  }
}

function called(
  { command, subcommand, values }: Extract<Act, { kind: 'command' | 'typing' }>,
  around: Surroundings,
) {
  const { id: commandId, name, options = [] } = slashCommand(command, around);
  const known = options.some(
    (one) => one.type === ApplicationCommandOptionType.Subcommand && one.name === subcommand,
  );
  if (subcommand !== undefined && !known) throw new NotThere(`/${name} has no subcommand ${subcommand}.`);
  const filledIn = Object.fromEntries(
    Object.entries(values).map(([option, value]) => [
      option,
      typeof value === 'object'
        ? around.keepFile({ name: value.name, data: Buffer.from(value.data, 'base64') })
        : value,
    ]),
  );
  return { id: commandId, name, values: filledIn, ...(subcommand === undefined ? {} : { subcommand }) };
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

function hasComponent(message: APIMessage, customId: string): boolean {
  return (message.components ?? []).some(
    (row) =>
      'components' in row &&
      row.components.some((component) => 'custom_id' in component && component.custom_id === customId),
  );
}
