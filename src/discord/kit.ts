import {
  ContextMenuCommandBuilder,
  SlashCommandBuilder,
  type SlashCommandSubcommandBuilder,
} from 'discord.js';
import { ApplicationCommandType } from 'discord-api-types/v10';
import type { Localised } from '../texts/texts.ts';
import { ANYONE, serverAccess, type Access } from './access.ts';
import type {
  Choices,
  Command,
  CommandRequest,
  ComponentOwner,
  ComponentRequest,
  Handler,
  ModalRequest,
  Reply,
  Request,
} from './command.ts';
import {
  described,
  EVERYWHERE,
  named,
  SERVERS,
  type Labels,
  type Names,
  type Option,
  type TakesOptions,
} from './definition.ts';
import type { Options } from './options.ts';
import { targetMessage, type TargetMessage } from './target-message.ts';
import { UserError } from './user-error.ts';

export { hasSeveral, isOnHere, mustBeOn } from './articles-here.ts';
export { customId, shortened } from './custom-id.ts';
export { attachmentOption, booleanOption, stringOption } from './definition.ts';
export { choice } from './options.ts';
export { partMessage } from './render/part.ts';
export { oneLine } from './render/text.ts';
export { reply } from './reply.ts';
export { UserError } from './user-error.ts';
export type { InServer, ServerRequest } from './access.ts';
export type { Choices, ComponentRequest, ModalRequest, Reply, Request } from './command.ts';

type Awaitable<T> = T | Promise<T>;

/** A request with the options of its command: each by its name, with the type that it was declared with. */
export interface OptionsRequest<Values> extends Request {
  readonly option: <Name extends keyof Values & string>(name: Name) => Values[Name];
}

/** What a command does, or one of its subcommands. */
interface Action<Values, Known> {
  /** In the order in which Discord shows them: those that are required come first. */
  readonly options?: { readonly [Name in keyof Values]: Option<Values[Name]> };
  /** What is offered while somebody types in an option; what comes too late is dropped. */
  readonly suggest?: Suggest<NoInfer<Values>, Known>;
  /** For the case that the reply has to be deferred; true where nothing is said. */
  readonly repliesPrivately?: (request: OptionsRequest<Values>) => boolean;
  /** It may answer with a form: then it is never deferred, and has to be quick. */
  readonly mayOpenModal?: true;
  readonly execute: (request: OptionsRequest<Values> & Known) => Awaitable<Reply>;
}

type Suggest<Values, Known> = {
  readonly [Name in keyof Values]?: (
    request: OptionsRequest<Values> & Known,
    typed: string,
  ) => Awaitable<Choices>;
};

/** Buttons, select menus and forms, by the handlers' names in their custom ids. */
interface Controls<Known> {
  readonly components?: Readonly<Record<string, Handler<ComponentRequest & Known>>>;
  readonly modals?: Readonly<Record<string, Handler<ModalRequest & Known>>>;
}

interface Head {
  readonly name: string;
  /** Discord also shows it where it can't be used: there it says why. */
  readonly shownEverywhere?: true;
}

/** A subcommand as it is defined and run. */
interface Subcommand {
  readonly define: (builder: SlashCommandSubcommandBuilder, name: string) => SlashCommandSubcommandBuilder;
  readonly action: Runnable;
}

/** An action that reads its own options and checks who uses it. */
interface Runnable extends Required<
  Pick<Command, 'repliesPrivately' | 'mayOpenModal' | 'execute' | 'autocomplete'>
> {
  readonly addOptions: (command: TakesOptions) => void;
}

/** Commands and what belongs to them, all of which only those with this access can use. */
function kitFor<Known>(access: Access<Known>) {
  function runnable<Values extends object>(action: Action<Values, Known>): Runnable {
    const { options } = action;
    const suggest: Suggest<Values, Known> = action.suggest ?? {};
    const withOptions = <R extends Request>(request: R & { readonly options: Options }) => ({
      ...request,
      option: <Name extends keyof Values & string>(name: Name): Values[Name] => {
        const option = options?.[name];
        if (option === undefined) throw new Error(`There is no option "${name}".`);
        return option.read(request.options, name);
      },
    });
    return {
      addOptions(command) {
        for (const name in options) options[name].addTo(command, name, name in suggest);
      },
      repliesPrivately: (request) => action.repliesPrivately?.(withOptions(request)) ?? true,
      mayOpenModal: () => action.mayOpenModal === true,
      execute: (request) => action.execute(access.admit(withOptions(request))),
      autocomplete(request) {
        const { focused } = request;
        const admitted = access.admit(withOptions(request));
        for (const name in suggest) {
          if (name === focused.name) return suggest[name]?.(admitted, focused.typed) ?? [];
        }
        return [];
      },
    };
  }

  function controls({ components = {}, modals = {} }: Controls<Known>) {
    return {
      components: admitting(components, (request: ComponentRequest) => access.admit(request)),
      modals: admitting(modals, (request: ModalRequest) => access.admit(request)),
    };
  }

  /** Servers alone where it can be used in those alone. */
  function shown({ shownEverywhere }: Pick<Head, 'shownEverywhere'>) {
    return access.serverOnly && shownEverywhere !== true ? SERVERS : EVERYWHERE;
  }

  function slashBuilder(head: Head & Labels): SlashCommandBuilder {
    const builder = described(new SlashCommandBuilder(), head.name, head);
    if (access.memberPermissions !== 0n) builder.setDefaultMemberPermissions(access.memberPermissions);
    return builder.setContexts(...shown(head).contexts).setIntegrationTypes(...shown(head).installations);
  }

  return {
    /** A slash command without subcommands. */
    command<Values extends object>(spec: Head & Labels & Controls<Known> & Action<Values, Known>): Command {
      const { addOptions, ...action } = runnable(spec);
      const builder = slashBuilder(spec);
      addOptions(builder);
      return { data: builder.toJSON(), ...action, ...controls(spec) };
    },

    subcommand<Values extends object>(spec: Labels & Action<Values, Known>): Subcommand {
      const action = runnable(spec);
      return {
        action,
        define: (builder, name) => {
          action.addOptions(described(builder, name, spec));
          return builder;
        },
      };
    },

    /** A slash command that is nothing without one of its subcommands. */
    commandWithSubcommands(
      spec: Head & Labels & Controls<Known> & { readonly subcommands: Readonly<Record<string, Subcommand>> },
    ): Command {
      const subcommands = new Map(Object.entries(spec.subcommands));
      const builder = slashBuilder(spec);
      for (const [name, { define }] of subcommands) builder.addSubcommand((sub) => define(sub, name));
      const unknown = runnable({
        execute: () => {
          throw new UserError('unknown-command', (texts) => texts.errors.unknownCommand);
        },
      });
      const chosen = ({ options }: CommandRequest) => subcommands.get(options.subcommand)?.action ?? unknown;
      return {
        data: builder.toJSON(),
        repliesPrivately: (request) => chosen(request).repliesPrivately(request),
        mayOpenModal: (request) => chosen(request).mayOpenModal(request),
        execute: (request) => chosen(request).execute(request),
        autocomplete: (request) => chosen(request).autocomplete(request),
        ...controls(spec),
      };
    },

    /** A command in the menu of a message. */
    menuCommand(
      spec: Head &
        Controls<Known> & {
          readonly names?: Names;
          /** What the help says of it: Discord has no description for it. */
          readonly help: Localised<string>;
          readonly repliesPrivately?: (request: Request) => boolean;
          /** It may answer with a form: then it is never deferred, and has to be quick. */
          readonly mayOpenModal?: true;
          readonly execute: (
            request: Request & { readonly target: TargetMessage } & Known,
          ) => Awaitable<Reply>;
        },
    ): Command {
      const builder = named(new ContextMenuCommandBuilder(), spec.name, spec.names).setType(
        ApplicationCommandType.Message,
      );
      if (access.memberPermissions !== 0n) builder.setDefaultMemberPermissions(access.memberPermissions);
      return {
        data: builder
          .setContexts(...shown(spec).contexts)
          .setIntegrationTypes(...shown(spec).installations)
          .toJSON(),
        help: spec.help,
        repliesPrivately: (request) => spec.repliesPrivately?.(request) ?? true,
        mayOpenModal: () => spec.mayOpenModal === true,
        execute: (request) => {
          const admitted = access.admit(request);
          const target = targetMessage(request.interaction);
          if (target === null) {
            throw new UserError('unreadable-message', (texts) => texts.errors.unreadableMessage);
          }
          return spec.execute({ ...admitted, target });
        },
        ...controls(spec),
      };
    },

    /** Owns buttons, menus and forms that several commands show. */
    owner: (spec: { readonly name: string } & Controls<Known>): ComponentOwner => ({
      name: spec.name,
      ...controls(spec),
    }),
  };
}

/** The same handlers, for requests that have yet to be admitted. */
function admitting<Admitted, R>(
  handlers: Readonly<Record<string, Handler<Admitted>>>,
  admit: (request: R) => Admitted,
): Readonly<Record<string, Handler<R>>> {
  return Object.fromEntries(
    Object.entries(handlers).map(([name, handler]) => [
      name,
      typeof handler === 'function'
        ? (request: R) => handler(admit(request))
        : { ...handler, handle: (request: R) => handler.handle(admit(request)) },
    ]),
  );
}

/** For everybody, everywhere. */
export const anyone = kitFor(ANYONE);

/** In servers that have added the bot: the handlers' requests have the server's id. */
export function inServers(needs: Parameters<typeof serverAccess>[0] = {}) {
  return kitFor(serverAccess(needs));
}
