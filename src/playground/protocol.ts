import type {
  APIApplicationCommandOptionChoice,
  APILabelComponent,
  APIMessage,
  RESTPostAPIApplicationCommandsJSONBody,
} from 'discord-api-types/v10';

/**
 * What the page and the program say to each other. Types alone, and of Discord's alone: the page takes nothing else from
 * outside its folder, and knows nothing of Node.
 */

export type Role = 'member' | 'moderator' | 'administrator';

/** `elsewhere` is a server that hasn't added the bot: people brought it along for themselves. */
export type PlaceKind = 'server' | 'dm' | 'elsewhere';

export interface Person {
  readonly role: Role;
  readonly id: string;
  readonly name: string;
}

/** A role of a server, as Discord has them. */
export interface ServerRole {
  readonly id: string;
  readonly name: string;
  readonly place: Exclude<PlaceKind, 'dm'>;
  /** Who has it; null for everybody. */
  readonly holder: Role | null;
}

export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly place: PlaceKind;
  /** Whose direct messages these are; null in servers. */
  readonly owner: Role | null;
}

/** Who does something, and where. */
export interface Persona {
  readonly role: Role;
  readonly channel: string;
  /** Discord's locales. */
  readonly locale: string;
  readonly serverLocale: string;
  /** Also those commands that Discord hides from this person until an administrator opens them to everyone. */
  readonly allCommands: boolean;
}

/** What was filled in, by the options' English names; people, roles and channels by their ids. */
export type OptionValues = Readonly<Record<string, string | number | boolean | AttachedFile>>;

export interface AttachedFile {
  readonly name: string;
  /** In base64. */
  readonly data: string;
}

/** What was filled in of a form, by the fields' custom ids: a text, ticked or not, or what was chosen. */
export type FieldValue = string | boolean | readonly string[] | readonly AttachedFile[];
export type FieldValues = Readonly<Record<string, FieldValue>>;

/** A form as the bot sent it. */
export interface FormBody {
  readonly custom_id: string;
  readonly title: string;
  readonly components: APILabelComponent[];
}

interface CommandUse {
  /** Its id. */
  readonly command: string;
  readonly group?: string | undefined;
  readonly subcommand?: string | undefined;
  readonly values: OptionValues;
}

/** What somebody does on the page. */
export type UserAction =
  | ({ readonly kind: 'command' } & CommandUse)
  | ({ readonly kind: 'typing'; readonly focused: string; readonly typed: string } & CommandUse)
  /** Of a message or of somebody. */
  | { readonly kind: 'menu'; readonly command: string; readonly target: string }
  | {
      readonly kind: 'component';
      readonly message: string;
      readonly customId: string;
      /** What was chosen in a menu; absent for a button. */
      readonly values?: readonly string[] | undefined;
    }
  | { readonly kind: 'submit'; readonly form: string; readonly values: FieldValues }
  | NativeAction;

/** What people do without the bot. Of messages it is told; of the rest it isn't. */
export type NativeAction =
  | {
      readonly kind: 'post';
      readonly content: string;
      /** The message that it replies to. */
      readonly replyTo?: string | undefined;
    }
  | { readonly kind: 'dismiss' | 'pin' | 'unpin' | 'delete'; readonly message: string };

export interface UserActionRequest {
  readonly as: Persona;
  readonly act: UserAction;
}

/** What comes of it at once; messages come as events. */
export interface UserActionResult {
  readonly choices: readonly APIApplicationCommandOptionChoice[];
  readonly form: { readonly id: string; readonly body: FormBody } | null;
  /** The bot said nothing that Discord would take. */
  readonly failed: boolean;
  /** By which its trace can be looked at; null where the bot wasn't asked. */
  readonly interaction: string | null;
}

/** A command as Discord has it. */
export type RegisteredCommand = RESTPostAPIApplicationCommandsJSONBody & { readonly id: string };

/** What Discord offers somebody there. */
export interface CommandMenu {
  readonly commands: readonly RegisteredCommand[];
  /** Discord's locales in which all that are registered have names. */
  readonly locales: readonly string[];
  readonly may: {
    /** Pin and unpin any message. */
    readonly pin: boolean;
    /** Delete what others have written. */
    readonly deleteAny: boolean;
  };
}

export interface ShownMessage {
  readonly message: APIMessage;
  /** The only person who sees it; null for all. */
  readonly seenBy: string | null;
}

export interface State {
  readonly people: readonly Person[];
  readonly bot: { readonly id: string; readonly name: string };
  readonly roles: readonly ServerRole[];
  readonly channels: readonly Channel[];
  /** Questions that the bot can answer, by languages. */
  readonly examples: Readonly<Record<string, readonly string[]>>;
  readonly messages: readonly ShownMessage[];
  /** By channel, newest first. */
  readonly pins: Readonly<Record<string, readonly string[]>>;
  /** Of the last interactions, the newest first. */
  readonly traces: readonly Trace[];
}

export type PageEvent =
  | ({ readonly kind: 'message' } & ShownMessage)
  | { readonly kind: 'gone'; readonly id: string }
  | { readonly kind: 'pins'; readonly channel: string; readonly ids: readonly string[] }
  /** A new one, or one that is there already with what came since. */
  | { readonly kind: 'trace'; readonly trace: Trace }
  /** Other commands are registered now. */
  | { readonly kind: 'commands' };

/** Why the bot answered as it did. */
export interface Explanation {
  readonly question: string;
  readonly outcome: string;
  readonly confidence: number;
  readonly hits: readonly {
    readonly id: string;
    readonly confidence: number;
    readonly features: readonly { readonly name: string; readonly value: number; readonly share: number }[];
  }[];
}

/** One interaction, from what Discord sent to all that the bot did about it. */
export interface Trace {
  /** The interaction's. */
  readonly id: string;
  /** In milliseconds since 1970. */
  readonly at: number;
  readonly title: string;
  /** Whether it asked for suggestions while somebody was typing. */
  readonly typing: boolean;
  readonly request: unknown;
  readonly reply: {
    /** HTTP; 0 where none came in time. */
    readonly status: number;
    readonly body: unknown;
    readonly milliseconds: number;
  } | null;
  /** The bot's calls of Discord's REST API, in order. */
  readonly calls: readonly {
    readonly method: string;
    readonly path: string;
    readonly sent: unknown;
    readonly status: number;
    readonly received: unknown;
  }[];
  /** What Discord would have objected to. */
  readonly violations: readonly string[];
  readonly explanation: Explanation | null;
}
