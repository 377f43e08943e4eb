import type {
  APIApplicationCommandOptionChoice,
  APIInteraction,
  RESTPostAPIApplicationCommandsJSONBody,
} from 'discord-api-types/v10';
import type { Logger } from 'pino';
import type { Seldom } from '../log.ts';
import type { Locale } from '../content/pack.ts';
import type { Answers, ArticlesHere } from '../answers/answers.ts';
import type { ArticleChoices } from '../store/article-choice-store.ts';
import type { ServerSettings, Store } from '../store/store.ts';
import type { Localised, Texts } from '../texts/texts.ts';
import type { DiscordApi, MessageBody, ModalBody } from './api.ts';
import type { Argument } from './custom-id.ts';
import type { Fields } from './fields.ts';
import type { HashingKeys } from './keyed-hash.ts';
import type { Options } from './options.ts';
import type { ArticleQualities } from './posts/article-quality.ts';

/** A new message; `private` shows it to the asker only. */
export interface MessageReply {
  readonly kind: 'message';
  readonly body: MessageBody;
  readonly private: boolean;
}

/** What a handler says. It doesn't send: the dispatcher does. */
export type Reply =
  | MessageReply
  /**
   * Changes the message that carries the component, or the one from which the modal was opened. Where there
   * is none (a command opened the modal), it is a private message.
   */
  | { readonly kind: 'update'; readonly body: MessageBody }
  /** Deletes the message that carries the button; `body` is for whoever pressed it, alone. */
  | { readonly kind: 'remove'; readonly body: MessageBody }
  /** Opens a form. Only from a handler that declares it (`mayOpenModal`), and never from a modal's own. */
  | { readonly kind: 'modal'; readonly modal: ModalBody };

export interface Place {
  readonly kind: 'server' | 'bot-dm' | 'private-channel';
  readonly serverId: string | null;
  readonly channelId: string | null;
  /** The channel that this thread is in; null where it is none. */
  readonly parentId: string | null;
  /** False where the app was only installed by a member: it can answer there, but do nothing else. */
  readonly botIsMember: boolean;
  /** The bot's permissions in this channel. */
  readonly botPermissions: bigint;
  readonly inThread: boolean;
}

export interface Member {
  readonly id: string;
  readonly username: string;
  /** In this channel; all of them in a direct message. */
  readonly permissions: bigint;
}

/** What is known of whoever asks, by whatever way, and of where. */
export interface Asking {
  readonly place: Place;
  readonly member: Member;
  /** For what only the member sees: in the member's language. */
  readonly texts: Texts;
  readonly locale: Locale;
  /** For what everybody sees: in the language that the server chose, or its own; without a server, the member's. */
  readonly publicTexts: Texts;
  readonly publicLocale: Locale;
  readonly answers: Answers;
  /** Every call may throw `StoreUnavailable`: where a handler lets it through, the member is told. */
  readonly store: Store;
  /** Of this server; the defaults where there is none, or where they can't be read. */
  readonly settings: ServerSettings;
  /** What this server chose of the articles, for itself and its channels. */
  readonly articleChoices: ArticleChoices;
  /** What that comes to where the request is made. */
  readonly articles: ArticlesHere;
  /** Of what this server taught the bot; 0 where it taught nothing. */
  readonly knowledgeRevision: number;
  /**
   * How many seconds this member still has to wait here before doing this again; 0 where they may go on, and from then
   * on the next `seconds` count. So it is asked once for each thing that is done.
   * @param what is done: each kind counts by itself
   */
  readonly cooldown: (what: string, seconds: number) => number;
  readonly discord: DiscordApi;
  /** What articles' own test questions show. */
  readonly qualities: ArticleQualities;
  readonly commands: readonly Command[];
  readonly keys: HashingKeys;
  readonly log: Logger;
  /** For what may fail for thousands at once. */
  readonly seldom: Seldom;
}

export interface Request extends Asking {
  readonly interaction: APIInteraction;
}

export interface CommandRequest extends Request {
  readonly options: Options;
}

interface AutocompleteRequest extends CommandRequest {
  /** The option that is being typed, and what stands there so far. */
  readonly focused: { readonly name: string; readonly typed: string };
}

export type Choices = readonly APIApplicationCommandOptionChoice<string>[];

export interface ComponentRequest extends Request {
  /** What the custom id carries behind its command and handler. */
  readonly args: readonly string[];
  /** What was chosen in a select menu. */
  readonly values: readonly string[];
  /** Whether the message that carries the component is seen by this member only. */
  readonly onPrivateMessage: boolean;
  /** Whether it was this member who asked for that message. */
  readonly onOwnMessage: boolean;
}

type Handle<R> = (request: R) => Reply | Promise<Reply>;

/** A function alone where the custom id carries nothing, or letters, digits and hyphens of any kind. */
export type Handler<R> =
  | Handle<R>
  | {
      /** What its custom ids carry behind the handler's name: the router lets nothing else through. */
      readonly carries?: readonly Argument[];
      /**
       * It may answer with a modal. That can only be the first response: so this one is never deferred, and what isn't
       * ready in time is dropped for an apology.
       */
      readonly mayOpenModal?: true;
      readonly handle: Handle<R>;
    };

export interface ModalRequest extends Request {
  /** What the modal's custom id carries behind its command and handler. */
  readonly args: readonly string[];
  readonly fields: Fields;
  /** Whether it was opened from a message, which may be updated then. */
  readonly onMessage: boolean;
  /** Whether that message is seen by this member only. */
  readonly onPrivateMessage: boolean;
}

/** A slash or context-menu command: its definition and its handlers, made by `kit.ts`. */
export interface Command {
  readonly data: RESTPostAPIApplicationCommandsJSONBody;
  /** What the help says of one in a menu. */
  readonly help?: Localised<string>;
  /** Whether the reply is going to be private, for the case that it has to be deferred. */
  readonly repliesPrivately: (request: CommandRequest) => boolean;
  /** Whether it may answer with a modal: then it is not deferred, and has to be quick. */
  readonly mayOpenModal?: (request: CommandRequest) => boolean;
  readonly execute: (request: CommandRequest) => Reply | Promise<Reply>;
  /** What comes too late is dropped: whoever types goes on typing. */
  readonly autocomplete?: (request: AutocompleteRequest) => Choices | Promise<Choices>;
  /** Buttons and select menus by the handler's name in their custom ids. */
  readonly components?: Readonly<Record<string, Handler<ComponentRequest>>>;
  /** What becomes of a modal that was sent off, by the handler's name in its custom id. */
  readonly modals?: Readonly<Record<string, Handler<ModalRequest>>>;
}

/** Owns buttons, menus and modals that several commands show. */
export interface ComponentOwner {
  /** The first part of their custom ids. */
  readonly name: string;
  readonly components: Readonly<Record<string, Handler<ComponentRequest>>>;
  readonly modals?: Readonly<Record<string, Handler<ModalRequest>>>;
}
