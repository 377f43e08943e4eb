import { createInterface } from 'node:readline/promises';
import {
  ApplicationCommandType,
  ChannelType,
  Locale,
  PermissionFlagsBits,
  type APIMessage,
} from 'discord-api-types/v10';
import type { Logger } from 'pino';
import { createDispatcher, type Desk } from '../discord/dispatch.ts';
import type { Store } from '../store/store.ts';
import { completeName, readCommand, readTyped } from './command-line.ts';
import { drawMessage, type Action, type Canvas } from './draw.ts';
import {
  autocompleteInteraction,
  componentInteraction,
  messageCommandInteraction,
  slashInteraction,
  userOf,
  type Scene,
} from './interactions.ts';
import { createLocalDiscord, type Seen } from './local-discord.ts';

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
  const discord = createLocalDiscord((api) => createDispatcher({ desk, discord: api, store, log }));

  let persona: Persona = {
    role: 'member',
    place: 'server',
    locale: Locale.EnglishUS,
    serverLocale: Locale.EnglishUS,
  };
  let actions: readonly Action[] = [];
  let posted: APIMessage | null = null;

  const definitions = () => desk().commands.map(({ data }) => data);

  const show = ({ messages }: Seen): void => {
    if (messages.length > 0) actions = [];
    for (const { message, change } of messages) {
      const note = change === 'changed' ? 'edited' : null;
      const drawn = drawMessage(message, canvasOf(output), note, actions.length);
      actions = [...actions, ...drawn.actions];
      write(`\n${drawn.text}`);
    }
    write('');
  };

  async function perform(line: string): Promise<void> {
    const scene = sceneOf(persona);
    if (/^\d+$/.test(line)) {
      const action = actions[Number(line) - 1];
      if (action === undefined) return void write(`There is no [${line}] in the last message.`);
      return show(await discord.send(componentInteraction(scene, action)));
    }
    if (line.toLowerCase() === 'this') {
      if (posted === null) return void write('Post a message first: type any words without a slash.');
      const name = definitions().find(({ type }) => type === ApplicationCommandType.Message)?.name ?? '';
      return show(await discord.send(messageCommandInteraction(scene, { name, target: posted })));
    }
    if (!line.startsWith('/')) {
      posted = discord.post(scene.channelId, userOf(scene.userId, scene.username), line);
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
    const line = typed.trim();
    // Without a terminal nothing shows what was typed.
    if (!interactive) write(line);
    if (line === ':quit' || line === ':q') break;
    if (line.startsWith(':')) command(line);
    else if (line !== '') await perform(line);
    lines.prompt();
  }
  lines.close();
}

const CHANNEL = '300000000000000001';
const DIRECT = '300000000000000002';
const ELSEWHERE = '300000000000000003';

const { ViewChannel, SendMessages, EmbedLinks, ReadMessageHistory, PinMessages, ManageMessages } =
  PermissionFlagsBits;
const EVERYONE = ViewChannel | SendMessages | EmbedLinks | ReadMessageHistory;

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
      memberPermissions: role === 'moderator' ? EVERYONE | ManageMessages | PinMessages : EVERYONE,
      botPermissions: EVERYONE | PinMessages,
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
