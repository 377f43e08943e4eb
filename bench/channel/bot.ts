import { randomUUID } from 'node:crypto';
import {
  InteractionResponseType,
  type APIMessage,
  type APIMessageTopLevelComponent,
} from 'discord-api-types/v10';
import type { SentenceEmbeddings } from '../../src/answers/sentence-embeddings.ts';
import { createAppContext, serverMemory } from '../../src/cli/app-context.ts';
import { createArticleQualities } from '../../src/cli/article-qualities.ts';
import type { Library } from '../../src/content/pack.ts';
import type { DiscordApi, Responder } from '../../src/discord/api.ts';
import type { ArticleQualities, ArticleQuality } from '../../src/discord/posts/article-quality.ts';
import { createDispatcher } from '../../src/discord/dispatch.ts';
import { createRest } from '../../src/discord/rest.ts';
import { createLog } from '../../src/log.ts';
import { NO_METRICS, type InteractionOutcome, type Metrics } from '../../src/metrics/metrics.ts';
import { componentInteraction, type Scene } from '../../src/playground/interactions.ts';
import type { Store } from '../../src/store/store.ts';
import { startGateway } from '../../src/transports/gateway.ts';
import { TOKEN, type Gateway } from '../gateway/gateway.ts';
import { typing } from '../gateway/runs.ts';
import type { Counted } from './said.ts';

/** The bot on the gateway, with the articles, the models and the database that it is given. */
export interface Bot {
  /** Sends these to it. Resolves when it is done with all of them, with what it counted. */
  tell(events: readonly { readonly type: string; readonly payload: unknown }[]): Promise<Counted>;
  /** What somebody sees who presses a button. */
  press(scene: Scene, message: APIMessage, customId: string): Promise<readonly APIMessageTopLevelComponent[]>;
  close(): Promise<void>;
}

const BEST: ArticleQuality = { kind: 'measured', precision: 1, wronglyAnswered: 0 };
const GOOD_ENOUGH: ArticleQualities = { now: () => BEST, measured: () => Promise.resolve(BEST) };

/** @param parts.now the bot's clock in milliseconds, by which it slows people down */
export async function startBot(parts: {
  readonly gateway: Gateway;
  readonly library: Library;
  /** Whether posts are answered as the article's own test questions allow, or as if those had allowed it. */
  readonly posts: 'as measured' | 'always';
  /** The folder that the library came from. */
  readonly contentDir: string;
  readonly embeddings: SentenceEmbeddings | null;
  readonly store: Store;
  readonly discord: DiscordApi;
  readonly now: () => number;
}): Promise<Bot> {
  const { gateway, library, contentDir, embeddings, store, discord, now } = parts;
  const log = createLog('error');
  let questions = 0;
  let outcomes: InteractionOutcome[] = [];
  const metrics: Metrics = {
    ...NO_METRICS,
    question: () => void (questions += 1),
    interaction: ({ kind, outcome }) => void (kind === 'message' && outcomes.push(outcome)),
  };
  const context = createAppContext(library, {
    memory: serverMemory(store),
    metrics,
    ...(embeddings === null ? {} : { embeddings }),
  });
  await context.answers.ready;
  const qualities =
    parts.posts === 'as measured'
      ? createArticleQualities({ answers: () => context.answers, contentDir, log })
      : GOOD_ENOUGH;
  const dispatcher = createDispatcher({
    context: () => context,
    discord,
    store,
    log,
    metrics,
    now,
    qualities,
  });
  const underWay = new Set<Promise<void>>();
  const track = (answering: Promise<void>): Promise<void> => {
    underWay.add(answering);
    return answering;
  };
  const joined = new Map<string, () => void>();
  const takenIn = gateway.expectBot(1, typing());
  const connection = await startGateway({
    token: TOKEN,
    rest: createRest({ apiUrl: gateway.apiUrl, token: TOKEN }),
    log,
    onFatal: (error) => {
      throw error;
    },
    dispatcher: {
      ...dispatcher,
      dispatchMessage: (message, age) => track(dispatcher.dispatchMessage(message, age)),
      dispatchPost: (post, age) => track(dispatcher.dispatchPost(post, age)),
    },
    membership: {
      connected: () => {},
      left: () => {},
      joined: (id) => joined.get(id)?.(),
    },
  });
  await takenIn;

  return {
    async tell(events) {
      [questions, outcomes] = [0, []];
      for (const { type, payload } of events) gateway.send(type, payload);
      // What comes over one connection is taken in in order: when this server is there, so is all before it.
      await new Promise<void>((resolve) => {
        const id = String(BigInt(`0x${randomUUID().replaceAll('-', '').slice(0, 15)}`));
        joined.set(id, resolve);
        gateway.send('GUILD_CREATE', { id });
      });
      await Promise.all(underWay);
      underWay.clear();
      return { questions, outcomes };
    },
    async press(scene, message, customId) {
      let shown: readonly APIMessageTopLevelComponent[] = [];
      const responder: Responder = {
        respond(response, _, onSent) {
          if (response.type === InteractionResponseType.ChannelMessageWithSource)
            shown = response.data.components ?? [];
          onSent?.();
          return Promise.resolve();
        },
        editOriginal({ components = [] }) {
          shown = components;
          return Promise.resolve();
        },
        deleteOriginal: () => Promise.resolve(),
        followUp: () => Promise.resolve(),
      };
      await dispatcher.dispatch(componentInteraction(scene, { message, customId }), responder);
      return shown;
    },
    close: () => connection.close(),
  };
}
