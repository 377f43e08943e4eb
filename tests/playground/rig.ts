import { ApplicationCommandType, MessageFlags } from 'discord-api-types/v10';
import { vi } from 'vitest';
import { readConfig } from '../../src/config.ts';
import type { Bot } from '../../src/cli/bot.ts';
import type { Problem } from '../../src/content/problem.ts';
import { createAppContext, serverMemory } from '../../src/cli/app-context.ts';
import { servePlayground } from '../../src/cli/serve-playground.ts';
import { createServedContent } from '../../src/cli/served-content.ts';
import { NOT_MEASURED } from '../../src/discord/posts/article-quality.ts';
import { createRateLimits } from '../../src/discord/rate-limits.ts';
import { NO_METRICS } from '../../src/metrics/metrics.ts';
import { CHANNELS } from '../../src/playground/personas.ts';
import type {
  UserAction,
  UserActionResult,
  CommandMenu,
  FieldValues,
  Forum,
  OptionValues,
  PageEvent,
  Persona,
  ShownMessage,
  State,
} from '../../src/playground/protocol.ts';
import { fair } from '../fixtures/fair.ts';
import { recordedLog } from '../fixtures/log.ts';
import { ownStore } from '../fixtures/store.ts';

const running: (() => Promise<void>)[] = [];

/** For `afterEach`. */
export async function closePlaygrounds(): Promise<void> {
  for (const close of running.splice(0)) await close();
}

const idOf = (name: string, owner: Persona['role'] | null = null): string =>
  CHANNELS.find((one) => one.name === name && one.owner === owner)?.id ?? '';

export const GENERAL = idOf('general');
export const LOUNGE = idOf('lounge');
export const DIRECT = idOf('Footnote', 'member');

export const mia: Persona = {
  role: 'member',
  channel: GENERAL,
  locale: 'en-US',
  serverLocale: 'en-US',
  allCommands: false,
};
export const omar: Persona = { ...mia, role: 'moderator' };
export const ada: Persona = { ...mia, role: 'administrator' };

/** For what a test can't go on without. */
export function missing(): never {
  throw new Error('There is nothing of that name.');
}

export function forumNamed(name: string): Forum {
  return CHANNELS.filter((one) => one.kind === 'forum').find((one) => one.name === name) ?? missing();
}

export function inForum(as: Persona): Persona {
  return { ...as, channel: forumNamed('help-forum').id };
}

const NO_FOLDER: Bot['content'] = {
  folder: () => [],
  problems: () => [],
  onProblems: () => undefined,
  serveBeside: () => Promise.resolve(),
  beginAnew: () => Promise.resolve(),
};

/** A bot as the program makes it, on a port that is free. */
export function playgroundBot(parts: Pick<Bot, 'log' | 'store' | 'context' | 'stop'> & Partial<Bot>): Bot {
  return {
    config: readConfig({ PORT: '0' }),
    metrics: NO_METRICS,
    limits: createRateLimits(),
    status: {
      readiness: async () => ({ ready: true }),
      metrics: async () => ({ contentType: '', text: '' }),
    },
    onContent: () => () => undefined,
    fail: () => undefined,
    content: NO_FOLDER,
    qualities: NOT_MEASURED,
    ...parts,
  };
}

/** The whole program in playground mode, with the fair's article, and what its page does. */
export async function openPlayground({ contentDir = 'nowhere' } = {}) {
  const stop = new AbortController();
  const store = ownStore();
  const { log, lines } = recordedLog('warn');
  const served = await createServedContent(fair, (library, { indexed, popularity }) =>
    createAppContext(library, { memory: serverMemory(store), indexed, popularity }),
  );
  let problems: readonly Problem[] = [];
  let tellProblems = (): void => undefined;
  let ended: Promise<void> | null = null;
  const url = await new Promise<string>((resolve, reject) => {
    const bot = playgroundBot({
      config: readConfig({ CONTENT_DIR: contentDir, PORT: '0' }),
      log,
      store,
      context: served.context,
      onContent: served.onContext,
      content: {
        folder: served.folder,
        problems: () => problems,
        onProblems: (tell) => {
          tellProblems = tell;
        },
        serveBeside: served.serveBeside,
        beginAnew: served.beginAnew,
      },
      stop: stop.signal,
    });
    ended = servePlayground({ ...bot, fail: reject }, (line) => {
      const found = /http:\S+/.exec(line);
      if (found !== null) resolve(found[0]);
    });
    ended.catch(reject);
  });
  running.push(async () => {
    stop.abort();
    await ended;
    await store.close();
  });
  return {
    lines,
    ...pageAt(url),
    /** What is found in the folder's files from now on. */
    find(found: readonly Problem[]) {
      problems = found;
      tellProblems();
    },
  };
}

/** What the page asks of the program. */
export function pageAt(url: string) {
  const post = (body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${url}/act`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const act = async (as: Persona, done: UserAction): Promise<UserActionResult> => {
    const response = await post({ as, act: done });
    if (!response.ok) throw new Error(await response.text());
    return response.json() as Promise<UserActionResult>;
  };
  const state = async () => (await (await fetch(`${url}/state`)).json()) as State;
  const commandMenu = async (as: Persona) =>
    (await (await fetch(`${url}/offer?as=${encodeURIComponent(JSON.stringify(as))}`)).json()) as CommandMenu;
  const commands = async (as: Persona) => (await commandMenu(as)).commands;
  const commandId = async (as: Persona, name: string): Promise<string> => {
    const found = (await commands(as)).find((one) => one.name === name);
    if (found === undefined) throw new Error(`/${name} is not offered.`);
    return found.id;
  };
  const last = async (): Promise<ShownMessage> => {
    const { messages } = await state();
    const found = messages.toSorted((a, b) => a.message.timestamp.localeCompare(b.message.timestamp)).at(-1);
    if (found === undefined) throw new Error('There is no message.');
    return found;
  };
  /** Where the bot takes long, it is said to be thinking first. */
  const said = (): Promise<ShownMessage> =>
    vi.waitFor(async () => {
      const found = await last();
      if (((found.message.flags ?? 0) & MessageFlags.Loading) !== 0) throw new Error('The bot still thinks.');
      return found;
    }, 15_000);
  return {
    url,
    post,
    act,
    state,
    commands,
    commandId,
    last,
    /** The names that a person is offered behind a slash. */
    async slashNames(as: Persona) {
      const all = await commands(as);
      return all
        .filter(({ type }) => (type ?? ApplicationCommandType.ChatInput) === ApplicationCommandType.ChatInput)
        .map(({ name }) => name);
    },
    /** Uses a command, and gives the newest message. */
    async use(as: Persona, command: string, values: OptionValues = {}): Promise<ShownMessage> {
      const [name = '', subcommand] = command.split(' ');
      const done = await act(as, { kind: 'command', command: await commandId(as, name), subcommand, values });
      if (done.failed) throw new Error(`/${command} failed.`);
      return said();
    },
    /** What the page is told from now on. */
    async listen() {
      const seen: PageEvent[] = [];
      const leave = new AbortController();
      const response = await fetch(`${url}/events`, { signal: leave.signal });
      const read = async (): Promise<void> => {
        const decoder = new TextDecoder();
        let text = '';
        for await (const chunk of response.body ?? []) {
          text += decoder.decode(chunk as Uint8Array, { stream: true });
          const parts = text.split('\n\n');
          text = parts.pop() ?? '';
          for (const part of parts) {
            if (part.startsWith('data: ')) seen.push(JSON.parse(part.slice(6)) as PageEvent);
          }
        }
      };
      read().catch(() => undefined);
      running.push(async () => leave.abort());
      return seen;
    },
  };
}

/** The ids of a message's buttons by their labels. */
export function buttonsOf({ message }: ShownMessage): Readonly<Record<string, string>> {
  return Object.fromEntries(
    (message.components ?? []).flatMap((row) =>
      'components' in row
        ? row.components.flatMap((one) =>
            'custom_id' in one && 'label' in one ? [[one.label ?? '', one.custom_id]] : [],
          )
        : [],
    ),
  );
}

type Page = ReturnType<typeof pageAt>;

/** Does what opens a form, and sends that off. */
export async function fillIn(
  page: Page,
  as: Persona,
  done: UserAction,
  values: FieldValues,
): Promise<UserActionResult> {
  const { form } = await page.act(as, done);
  if (form === null) throw new Error('No form opened.');
  return page.act(as, { kind: 'submit', form: form.id, values });
}

/** The administrator switches answers to mentions on. */
export async function answerMentions(page: Page): Promise<void> {
  const settings = await page.use(ada, 'settings');
  const customId = buttonsOf(settings)['Mentions'] ?? '';
  const values = { mentions: 'answered', 'mention-channels': [] };
  await fillIn(page, ada, { kind: 'component', message: settings.message.id, customId }, values);
}
