import { generateKeyPairSync, randomBytes } from 'node:crypto';
import {
  ChannelType,
  ComponentType,
  type APIInteraction,
  type APIModalInteractionResponseCallbackData,
} from 'discord-api-types/v10';
import type { Logger } from 'pino';
import { interactionOf, type BotAction, type OpenForm } from './user-actions.ts';
import { createNativeActions, permissionsOf } from './native-actions.ts';
import { createChannelStore, type ChannelEvent } from './discord/channels.ts';
import { createCommandStore } from './discord/commands.ts';
import { createExchanges } from './discord/exchanges.ts';
import { createFileStore, type FileStore } from './discord/files.ts';
import { invalidBody, Refused } from './discord/refused.ts';
import { createRestApi } from './discord/rest.ts';
import type { SentBody } from './discord/sent-body.ts';
import { createServerStore } from './discord/servers.ts';
import { createThreadStore } from './discord/threads.ts';
import { checkEndpoint, createEndpoint, type Endpoint } from './endpoint.ts';
import { canWrite, forumsOf, postOf } from './forum-posts.ts';
import type { GatewayEvent } from './gateway-event.ts';
import { APPLICATION_ID, snowflake, type Scene } from './interactions.ts';
import { NotThere } from './not-there.ts';
import { localesOf, offeredCommands, readCommands } from './offered-commands.ts';
import type { OwnArticles } from './own-articles.ts';
import { ownServer } from './own-server.ts';
import { startPageServer } from './page-server.ts';
import {
  BOT,
  CHANNELS,
  directChannelOf,
  FOREIGN_CHANNELS,
  serverOfChannel,
  PEOPLE,
  sceneOf,
  SERVER_ROLES,
} from './personas.ts';
import type { ContentProblem } from './article-protocol.ts';
import type {
  Demonstration,
  UserActionRequest,
  UserActionResult,
  Explanation,
  FormBody,
  PageEvent,
  Persona,
  State,
} from './protocol.ts';
import { createReplies } from './replies.ts';
import { createResets } from './resets.ts';
import { createTraces } from './traces.ts';
import type { Trials } from './trial-protocol.ts';

/** A Discord of its own on loopback: the page, and what the bot needs to be told to work with it. */
export interface Playground {
  /** Where people open it. */
  readonly url: string;
  /** As `DISCORD_API_URL`, `DISCORD_TOKEN`, `DISCORD_APPLICATION_ID` and `DISCORD_PUBLIC_KEY`: good for this run alone. */
  readonly apiUrl: string;
  readonly token: string;
  readonly applicationId: string;
  readonly publicKey: string;
  /** Sends interactions to the bot from now on. Rejects where it isn't there, or takes what is not signed. */
  connect(interactionsUrl: string): Promise<void>;
  /** Tells of messages and posts from now on, as the gateway does. */
  hear(listener: GatewayListener): void;
  /** Has the bot forget all that it keeps, at each reset from now on. */
  onReset(forget: () => Promise<void>): void;
  /** As `fetch`, for files that somebody attached. */
  readonly fetchFile: FileStore['fetch'];
  /** Other commands were registered. */
  commandsChanged(): void;
  /** Other articles were brought to the page, or these have changed. */
  articlesChanged(): void;
  /** The served files have other problems, or none. */
  problemsChanged(): void;
  close(): Promise<void>;
}

type GatewayListener = (event: GatewayEvent) => void;

export async function startPlayground(options: {
  /** 0: one that is free. */
  readonly port: number;
  /** Questions to begin with, by languages. */
  readonly examples: () => State['examples'];
  /** Why the bot answers so; null for what is no question. */
  readonly explain: (interaction: APIInteraction) => Promise<Explanation | null>;
  readonly articles: OwnArticles;
  /** Of the files that the bot serves, as they are now. */
  readonly problems: () => readonly ContentProblem[];
  readonly trials: Trials;
  /** Puts made-up data among what the bot keeps of a server. @param locale one of Discord's */
  readonly demonstrate: (what: Demonstration, server: { id: string; locale: string }) => Promise<void>;
  readonly log: Pick<Logger, 'error'>;
}): Promise<Playground> {
  const { examples, explain, articles, problems, trials, demonstrate } = options;
  const token = randomBytes(24).toString('base64url');
  const keys = generateKeyPairSync('ed25519');
  const now = risingClock();
  const files = createFileStore();
  const forms = new Map<string, OpenForm>();
  let endpoint: Endpoint | null = null;
  let listener: GatewayListener = () => undefined;
  let forget: () => Promise<void> = () => Promise.resolve();
  let run = newRun();
  let hasMadeUpData = false;

  // Events come only once the server is there.
  let tell: (event: PageEvent) => void = () => undefined;
  const traces = createTraces({ explain, now: Date.now, onTrace: (trace) => tell({ kind: 'trace', trace }) });
  const objectTo = (found: readonly string[]): void => {
    if (found.length === 0) return;
    traces.violations(found);
    throw invalidBody(found);
  };
  const servers = createServerStore([ownServer()]);
  const threads = createThreadStore({
    objectTo,
    now,
    servers,
    onChange: (thread) => tell({ kind: 'post', post: postOf(thread) }),
  });
  for (const forum of forumsOf()) threads.addForum(forum);
  const channels = createChannelStore({
    objectTo,
    now,
    threads,
    known: CHANNELS.map(({ id }) => id),
    serverOf: serverOfChannel,
    announcePins: true,
    keepFile: (file) => files.keep(file),
    onEvent: (event) => tell(pageEvent(event)),
  });
  for (const channel of FOREIGN_CHANNELS) channels.forbid(channel, 'everything');
  const commands = createCommandStore();
  const exchanges = createExchanges({ objectTo, now: () => performance.now() });
  const rest = createRestApi({
    token,
    channels,
    servers,
    commands,
    exchanges,
    objectTo,
    directMessages: directChannelOf,
  });
  const replies = createReplies({
    channels,
    now,
    keepFile: (file) => files.keep(file),
    objectTo,
    onMessage: (shown) => tell({ kind: 'message', ...shown }),
    onGone: (id) => tell({ kind: 'gone', id }),
  });

  const performNatively = createNativeActions({
    channels,
    threads,
    replies,
    now,
    tell: (event) => listener(event),
  });

  const pageEvent = (event: ChannelEvent): PageEvent => {
    switch (event.kind) {
      case 'message':
        return { kind: 'message', message: event.message, seenBy: null };
      case 'gone':
        return { kind: 'gone', id: event.id };
      case 'pins':
        return { kind: 'pins', channel: event.channel, ids: channels.pins(event.channel) };
    }
  };

  const placeOf = (as: Persona): Scene => {
    const scene = sceneOf(as, (id) => threads.find(id));
    if (scene === null) throw new NotThere('There is no such person, channel or language.');
    return scene;
  };
  const offered = (as: Persona) => {
    const scene = placeOf(as);
    // Where nobody writes, nobody uses a command.
    if (scene.channelType === ChannelType.GuildForum || !canWrite(scene)) return [];
    return offeredCommands(readCommands(commands.all()), scene, as.allCommands);
  };

  async function interact(as: Persona, act: BotAction): Promise<UserActionResult> {
    const scene = placeOf(as);
    const interaction = interactionOf(act, {
      scene,
      commands: offered(as),
      message: (id) => replies.find(id, scene.userId),
      form: (id) => forms.get(id) ?? null,
      keepFile: (file) => files.keep(file),
    });
    if (endpoint === null) throw new NotThere('The bot is not connected yet.');
    const exchange = replies.listen(interaction, scene.userId);
    exchanges.open(interaction, exchange);
    const tracing = traces.begin(interaction);
    const delivered = await endpoint.deliver(interaction);
    const { sent, status } = delivered;
    const taken =
      sent !== null &&
      status === 200 &&
      tracing.looking(() => acknowledged(() => acknowledge(interaction, sent)));
    tracing.done(delivered);
    const { choices, modal } = exchange.outcome();
    if (act.kind === 'submit' && taken) forms.delete(act.form);
    return {
      choices,
      form: modal === null ? null : openForm(modal, interaction),
      post: null,
      failed: !taken,
      interaction: interaction.id,
    };
  }

  const acknowledge = ({ id, token: its }: APIInteraction, sent: SentBody): void =>
    exchanges.acknowledge(id, its, sent);

  function openForm(modal: APIModalInteractionResponseCallbackData, interaction: APIInteraction) {
    const id = snowflake();
    const body = formBody(modal);
    forms.set(id, { body, message: interaction.message ?? null });
    return { id, body };
  }

  async function performNow({ as, act: done }: UserActionRequest): Promise<UserActionResult> {
    const isOfPosts = done.kind === 'new-post' || done.kind === 'change-post';
    if (placeOf(as).channelType === ChannelType.GuildForum && !isOfPosts) {
      throw new NotThere('In a forum, people make posts and nothing else.');
    }
    switch (done.kind) {
      case 'post':
      case 'new-post':
      case 'change-post':
      case 'dismiss':
      case 'pin':
      case 'unpin':
      case 'delete':
        return { ...NOTHING_CAME, post: performNatively(placeOf(as), done) };
      default:
        return interact(as, done);
    }
  }

  const { beforeReset, reset } = createResets(emptyAll);

  /** A reset takes them all away: one that is still being read would come back after it. */
  const articlesBeforeReset: OwnArticles = {
    ...articles,
    bring: (brought) => beforeReset(() => articles.bring(brought)),
    act: (action) => beforeReset(() => articles.act(action)),
  };

  async function emptyAll(): Promise<void> {
    await forget();
    for (const part of [channels, threads, replies, exchanges, traces, files, forms]) part.clear();
    run = newRun();
    hasMadeUpData = false;
    tell({ kind: 'reset' });
  }

  async function demonstrateTo(as: Persona, what: Demonstration): Promise<void> {
    const { server: place, locale } = placeOf(as);
    if (place === null) throw new NotThere('This is shown in a server.');
    await demonstrate(what, { id: place.id, locale });
    hasMadeUpData = true;
    tell({ kind: 'made-up' });
  }

  const server = await startPageServer(
    {
      state: (): State => ({
        run,
        hasMadeUpData,
        people: PEOPLE,
        bot: { id: BOT.id, name: BOT.username },
        roles: SERVER_ROLES,
        channels: CHANNELS,
        posts: threads.all.map(postOf),
        examples: examples(),
        messages: [...channels.all.map((message) => ({ message, seenBy: null })), ...replies.own],
        pins: Object.fromEntries([...CHANNELS, ...threads.all].map(({ id }) => [id, channels.pins(id)])),
        traces: traces.all,
        articles: articles.all(),
        problems: problems(),
      }),
      commandMenuFor: (as) => ({
        commands: offered(as),
        locales: localesOf(readCommands(commands.all())),
        may: permissionsOf(placeOf(as)),
      }),
      act: (request) => beforeReset(() => performNow(request)),
      demonstrate: (as, what) => beforeReset(() => demonstrateTo(as, what)),
      reset,
      file: (path) => files.read(path),
      articles: articlesBeforeReset,
      trials,
      rest: (call) => traces.call(call, () => rest(call)),
    },
    options,
  );
  tell = server.tell;
  const url = `http://127.0.0.1:${server.port}`;

  return {
    url,
    apiUrl: `${url}/api`,
    token,
    applicationId: APPLICATION_ID,
    publicKey: Buffer.from(keys.publicKey.export({ format: 'jwk' }).x ?? '', 'base64url').toString('hex'),
    async connect(interactionsUrl) {
      await checkEndpoint(interactionsUrl, keys.privateKey);
      endpoint = createEndpoint(interactionsUrl, keys.privateKey);
    },
    hear(told) {
      listener = told;
    },
    onReset(told) {
      forget = told;
    },
    fetchFile: (address) => files.fetch(address),
    commandsChanged: () => server.tell({ kind: 'commands' }),
    articlesChanged: () => server.tell({ kind: 'articles', articles: articles.all() }),
    problemsChanged: () => server.tell({ kind: 'problems', problems: problems() }),
    close: () => server.close(),
  };
}

const NOTHING_CAME: UserActionResult = {
  choices: [],
  form: null,
  post: null,
  failed: false,
  interaction: null,
};

function newRun(): string {
  return randomBytes(8).toString('hex');
}

/** False where Discord would not have taken the response. */
function acknowledged(acknowledge: () => void): boolean {
  try {
    acknowledge();
    return true;
  } catch (error) {
    if (error instanceof Refused) return false;
    throw error;
  }
}

/** The contract's check has refused a field without a label. */
function formBody({ custom_id, title, components }: APIModalInteractionResponseCallbackData): FormBody {
  return {
    custom_id,
    title,
    components: components.flatMap((one) => (one.type === ComponentType.Label ? [one] : [])),
  };
}

/** Of two times, the later one is always greater: pins are told apart by when they were made. */
function risingClock(): () => number {
  let last = 0;
  return () => {
    last = Math.max(Date.now(), last + 1);
    return last;
  };
}
