import type {
  APIApplicationCommandOptionChoice,
  APILabelComponent,
  APIMessage,
  RESTPostAPIApplicationCommandsJSONBody,
} from 'discord-api-types/v10';
import type { ContentProblem, OwnArticle } from './article-protocol.ts';

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

interface AnyChannel {
  readonly id: string;
  readonly name: string;
  readonly place: PlaceKind;
  /** Whose direct messages these are; null in servers. */
  readonly owner: Role | null;
}

export interface TextChannel extends AnyChannel {
  readonly kind: 'text';
}

/** A channel that holds posts alone. */
export interface Forum extends AnyChannel {
  readonly kind: 'forum';
  readonly tags: readonly ForumTag[];
}

interface ForumTag {
  readonly id: string;
  readonly name: string;
  readonly emoji: string | null;
  /** Only those who manage threads give or take it. */
  readonly moderated: boolean;
}

/** A thread in a forum, called by its title. */
export interface Post extends AnyChannel {
  readonly kind: 'post';
  /** Its forum's id. */
  readonly forum: string;
  /** Whoever made it: a person's id. */
  readonly by: string;
  /** Of its forum's, by their ids. */
  readonly tags: readonly string[];
  /** Put away until somebody writes there. */
  readonly isClosed: boolean;
  /** Only those who manage threads write there. */
  readonly isLocked: boolean;
}

export type Channel = TextChannel | Forum | Post;

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
  | {
      readonly kind: 'new-post';
      readonly title: string;
      readonly content: string;
      /** By their ids. */
      readonly tags: readonly string[];
    }
  | ({ readonly kind: 'change-post'; readonly post: string } & PostChanges)
  | { readonly kind: 'dismiss' | 'pin' | 'unpin' | 'delete'; readonly message: string };

/** What is to be otherwise with a post; what is absent stays. */
export interface PostChanges {
  /** By their ids. */
  readonly tags?: readonly string[] | undefined;
  readonly isClosed?: boolean | undefined;
  readonly isLocked?: boolean | undefined;
}

export interface UserActionRequest {
  readonly as: Persona;
  readonly act: UserAction;
}

/** What comes of it at once; messages come as events. */
export interface UserActionResult {
  readonly choices: readonly APIApplicationCommandOptionChoice[];
  readonly form: { readonly id: string; readonly body: FormBody } | null;
  /** The one that was made. */
  readonly post: Post | null;
  /** The bot said nothing that Discord would take. */
  readonly failed: boolean;
  /** By which its trace can be looked at; null where the bot wasn't asked. */
  readonly interaction: string | null;
}

/** What can be made up for whoever looks around: questions that were missed, or weeks of a server's figures. */
export type Demonstration = 'missed' | 'history';

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
    /** Give posts the tags that are for moderators, lock them, and change those of others. */
    readonly manageThreads: boolean;
  };
}

export interface ShownMessage {
  readonly message: APIMessage;
  /** The only person who sees it; null for all. */
  readonly seenBy: string | null;
}

export interface State {
  /** Another one after each start and each reset: what a page noted of another run is out of date. */
  readonly run: string;
  /** Whether some of what the bot keeps was made up for a demonstration. */
  readonly hasMadeUpData: boolean;
  readonly people: readonly Person[];
  readonly bot: { readonly id: string; readonly name: string };
  readonly roles: readonly ServerRole[];
  readonly channels: readonly (TextChannel | Forum)[];
  /** Oldest first. */
  readonly posts: readonly Post[];
  /** Questions that the bot can answer, by languages. */
  readonly examples: Readonly<Record<string, readonly string[]>>;
  readonly messages: readonly ShownMessage[];
  /** By channel, newest first. */
  readonly pins: Readonly<Record<string, readonly string[]>>;
  /** Of the last interactions, the newest first. */
  readonly traces: readonly Trace[];
  /** Those that somebody brought to the page, the newest last. */
  readonly articles: readonly OwnArticle[];
  /** Of the files that the bot serves. */
  readonly problems: readonly ContentProblem[];
}

export type PageEvent =
  | ({ readonly kind: 'message' } & ShownMessage)
  | { readonly kind: 'gone'; readonly id: string }
  | { readonly kind: 'pins'; readonly channel: string; readonly ids: readonly string[] }
  /** A new one, or one that is there already as it is now. */
  | { readonly kind: 'post'; readonly post: Post }
  /** A new one, or one that is there already with what came since. */
  | { readonly kind: 'trace'; readonly trace: Trace }
  /** From now on, some of what the bot keeps is made up. */
  | { readonly kind: 'made-up' }
  /** Everything is as it was at the start. */
  | { readonly kind: 'reset' }
  /** Other commands are registered now. */
  | { readonly kind: 'commands' }
  | { readonly kind: 'articles'; readonly articles: readonly OwnArticle[] }
  | { readonly kind: 'problems'; readonly problems: readonly ContentProblem[] };

/** Why the bot answered as it did. */
export interface Explanation {
  readonly question: string;
  /** The article that was asked; null for all. */
  readonly slug: string | null;
  readonly outcome: 'answer' | 'suggestions' | 'none';
  readonly confidence: number;
  /** By their titles; none with an answer. */
  readonly offered: readonly string[];
  /** What the article doesn't tell, where it said so by name. */
  readonly notCovered: string | null;
  /** The sentence that answers, word for word; null where none stands out. */
  readonly evidence: string | null;
  readonly hits: readonly {
    readonly id: string;
    readonly title: string;
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
  /** Whose interaction it was: a person's id. */
  readonly by: string;
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
