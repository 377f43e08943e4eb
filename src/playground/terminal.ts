import { createInterface } from 'node:readline/promises';
import {
  ApplicationCommandType,
  ChannelType,
  Locale,
  MessageFlags,
  PermissionFlagsBits,
  type APIMessage,
  type RESTPostAPIApplicationCommandsJSONBody,
} from 'discord-api-types/v10';
import type { Logger } from 'pino';
import { createDispatcher, type Desk } from '../discord/dispatch.ts';
import type { Store } from '../store/store.ts';
import { completeName, readCommand, readTyped } from './command-line.ts';
import { drawMessage, type Action, type Canvas } from './draw.ts';
import { FORM_HELP, startForm, type Form } from './form.ts';
import {
  autocompleteInteraction,
  componentInteraction,
  messageCommandInteraction,
  slashInteraction,
  userOf,
  type Scene,
} from './interactions.ts';
import { createLocalDiscord, type Seen } from './local-discord.ts';
import { modalInteraction } from './modal-submit.ts';

export interface Terminal {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };
  /** Called for each line: the content may have changed. */
  readonly desk: () => Desk;
  readonly store: Store;
  readonly log: Logger;
  /** Ends it from outside. */
  readonly stop?: AbortSignal;
}

const ROLES = ['member', 'moderator'] as const;
const PLACES = ['server', 'dm', 'elsewhere'] as const;

interface Persona {
  readonly role: (typeof ROLES)[number];
  readonly place: (typeof PLACES)[number];
  readonly locale: Locale;
  readonly serverLocale: Locale;
}

const HELP = `Type as on Discord:
  /ask how much did it cost        a command; Tab completes
  /ask question:… private:true     options by name
  3                                presses the button, or chooses the line, with that number
  any other words                  post a message; then  this  asks "Answer this" of it
  this pin                         the command called so in the menu of the last message that all can see
And for this terminal:
  :as member | moderator           who you are
  :in server | dm | elsewhere      where you are (elsewhere: a server that hasn't added the bot)
  :locale fr    :server-locale fr  your language, the server's language
  :pins    :help    :quit`;

const WELCOME = `Footnote, in your terminal: nothing here leaves this machine. Ask something, for example
  /ask question
or type /help for what the bot can do, :help for this terminal, :quit to leave.
`;

/** Plays Discord in a terminal until the input ends. The bot knows nothing of it. */
export async function runTerminal(terminal: Terminal): Promise<void> {
  const { input, output, desk, store, log } = terminal;
  const interactive = input.isTTY === true && output.isTTY === true;
  const write = (text: string) => output.write(`${text}\n`);
  let typedLines = 0;
  // Lines from a file come all at once: they count as if somebody had typed them, a second each.
  const now = () => performance.now() + (interactive ? 0 : typedLines * 1000);
  const discord = createLocalDiscord((api) => createDispatcher({ desk, discord: api, store, log, now }));

  let persona: Persona = {
    role: 'member',
    place: 'server',
    locale: Locale.EnglishUS,
    serverLocale: Locale.EnglishUS,
  };
  let actions: readonly Action[] = [];
  let posted: APIMessage | null = null;
  /** By everybody in the channel: what only the person sees has no menu. */
  let lastSeen: APIMessage | null = null;
  /** A modal that is being filled in. */
  let open: { readonly form: Form; readonly modal: NonNullable<Seen['modal']> } | null = null;

  const definitions = () => desk().commands.map(({ data }) => data);

  const show = ({ messages, modal }: Seen): void => {
    if (messages.length > 0) actions = [];
    for (const { message, change } of messages) {
      const note = change === 'changed' ? 'edited' : null;
      const drawn = drawMessage(message, canvasOf(output), note, actions.length);
      actions = [...actions, ...drawn.actions];
      if (((message.flags ?? 0) & MessageFlags.Ephemeral) === 0) lastSeen = message;
      write(`\n${drawn.text}`);
    }
    write('');
    if (modal === null) return;
    open = { modal, form: startForm(modal.body) };
    write(`[ ${modal.body.title} ]\n${FORM_HELP}\n\n${open.form.prompt}`);
  };

  async function fillIn({ form, modal }: NonNullable<typeof open>, line: string): Promise<void> {
    open = null;
    if (line === ':cancel') return void write('Left without sending it.');
    const next = form.type(line);
    if ('values' in next) {
      const { body, message } = modal;
      const submitted = { modal: body, values: next.values, ...(message === null ? {} : { message }) };
      return show(await discord.send(modalInteraction(sceneOf(persona), submitted)));
    }
    open = { form: next, modal };
    if (next.prompt !== '') write(`\n${next.prompt}`);
  }

  async function perform(line: string): Promise<void> {
    const scene = sceneOf(persona);
    if (/^\d+$/.test(line)) {
      const action = actions[Number(line) - 1];
      if (action === undefined) return void write(`There is no [${line}] in the last message.`);
      return show(await discord.send(componentInteraction(scene, action)));
    }
    const [inMenu, wanted] = /^this(?:\s+(.+))?$/i.exec(line) ?? [];
    if (inMenu !== undefined) {
      const target = wanted === undefined ? posted : lastSeen;
      if (target === null) return void write('Post a message first: type any words without a slash.');
      const name = menuCommand(definitions(), wanted ?? '', persona.locale);
      if (name === null) return void write(`There is no "${wanted}" in a message's menu.`);
      return show(await discord.send(messageCommandInteraction(scene, { name, target })));
    }
    if (!line.startsWith('/')) {
      posted = discord.post(scene.channelId, userOf(scene.userId, scene.username), line);
      lastSeen = posted;
      return void write('Posted. The bot only reads commands; type  this  to ask it to answer your message.');
    }
    const called = readCommand(line, definitions(), persona.locale);
    if ('error' in called) return void write(called.error);
    return show(await discord.send(slashInteraction(scene, called)));
  }

  function command(line: string): void {
    const [, word = '', value = ''] = /^:(\S*)\s*(.*)$/.exec(line) ?? [];
    const changed = changePersona(persona, word, value);
    if (changed !== null) {
      persona = changed;
      write(`You are a ${persona.role} (${persona.locale}) ${whereIs(persona)}.`);
    } else if (word === 'pins') {
      const pins = discord.pins(sceneOf(persona).channelId);
      write(pins.length === 0 ? 'Nothing is pinned here.' : `${pins.length} pinned:`);
      for (const pin of pins) write(drawMessage(pin, canvasOf(output), null, 0).text);
    } else {
      write(word === 'help' ? HELP : `I don't know "${line}".\n${HELP}`);
    }
  }

  async function complete(line: string): Promise<[string[], string]> {
    if (!line.startsWith('/')) return [[], line];
    const typed = readTyped(line, definitions(), persona.locale);
    if (typed === null) return [[...completeName(line, definitions(), persona.locale)], line];
    const { choices } = await discord.send(autocompleteInteraction(sceneOf(persona), typed));
    return [choices.map(({ value }) => `${typed.before}${value}`), line];
  }

  const lines = createInterface({
    input,
    output,
    terminal: interactive,
    completer: complete,
  });
  lines.on('SIGINT', () => lines.close());
  terminal.stop?.addEventListener('abort', () => lines.close(), { once: true });

  write(WELCOME);
  lines.setPrompt('› ');
  lines.prompt();
  for await (const typed of lines) {
    typedLines += 1;
    // In a form, spaces before a word may be part of a text.
    const line = open === null ? typed.trim() : typed.trimEnd();
    // Without a terminal nothing shows what was typed.
    if (!interactive) write(line);
    if (line === ':quit' || line === ':q') break;
    if (open !== null) await fillIn(open, line);
    else if (line.startsWith(':')) command(line);
    else if (line !== '') await perform(line);
    lines.prompt();
  }
  lines.close();
}

const CHANNEL = '300000000000000001';
const DIRECT = '300000000000000002';
const ELSEWHERE = '300000000000000003';

const { ViewChannel, SendMessages, EmbedLinks, ReadMessageHistory } = PermissionFlagsBits;
const { AttachFiles, ManageGuild, ManageMessages, PinMessages } = PermissionFlagsBits;
const EVERYONE = ViewChannel | SendMessages | EmbedLinks | ReadMessageHistory;
/** Who may do all that the bot offers: also what takes the server's own settings. */
const MODERATORS = EVERYONE | ManageGuild | ManageMessages | PinMessages;

function sceneOf({ role, place, locale, serverLocale }: Persona): Scene {
  const person = { userId: '400000000000000001', username: 'you', locale };
  if (place === 'dm') return { ...person, channelId: DIRECT, channelType: ChannelType.DM, server: null };
  const here = place === 'server';
  return {
    ...person,
    channelId: here ? CHANNEL : ELSEWHERE,
    channelType: ChannelType.GuildText,
    server: {
      id: here ? '500000000000000001' : '500000000000000002',
      locale: serverLocale,
      memberPermissions: role === 'moderator' ? MODERATORS : EVERYONE,
      botPermissions: EVERYONE | AttachFiles | PinMessages,
      botIsMember: here,
    },
  };
}

function whereIs({ place, serverLocale }: Persona): string {
  switch (place) {
    case 'server':
      return `in a server (${serverLocale})`;
    case 'dm':
      return 'in a direct message to the bot';
    case 'elsewhere':
      return `in a server (${serverLocale}) that has not added the bot: you have, for yourself`;
  }
}

/** The first command of a message's menu that is called so, or in part. */
function menuCommand(
  definitions: readonly RESTPostAPIApplicationCommandsJSONBody[],
  wanted: string,
  locale: Locale,
): string | null {
  const found = definitions.find(
    ({ type, name, name_localizations: names }) =>
      type === ApplicationCommandType.Message &&
      [name, names?.[locale] ?? ''].some((one) => one.toLowerCase().includes(wanted.toLowerCase())),
  );
  return found?.name ?? null;
}

/** Null where the word is none that changes it, or the value none that there is. */
function changePersona(persona: Persona, word: string, value: string): Persona | null {
  const role = ROLES.find((one) => one === value);
  const place = PLACES.find((one) => one === value);
  const locale = localeOf(value);
  if (word === 'as' && role !== undefined) return { ...persona, role };
  if (word === 'in' && place !== undefined) return { ...persona, place };
  if (word === 'locale' && locale !== null) return { ...persona, locale };
  if (word === 'server-locale' && locale !== null) return { ...persona, serverLocale: locale };
  return null;
}

/** `en` is meant as `en-US`. */
function localeOf(value: string): Locale | null {
  const known = Object.values(Locale);
  return (
    known.find((locale) => locale === value) ?? known.find((locale) => locale.startsWith(`${value}-`)) ?? null
  );
}

function canvasOf(output: Terminal['output']): Canvas {
  const colours = output.isTTY === true && (process.env['NO_COLOR'] ?? '') === '';
  return { width: Math.min(output.columns ?? 100, 110), colours };
}
