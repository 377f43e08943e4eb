import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Config, Shards } from '../config.ts';
import { createRateLimits } from '../discord/rate-limits.ts';
import { keysFrom, keysWithoutToken, ownKeys, type HashingKeys } from '../discord/keyed-hash.ts';
import { nameOf, onceAMinute } from '../log.ts';
import { createPrometheusMetrics } from '../metrics/prometheus.ts';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import { tryPort } from '../transports/http/listen.ts';
import { createArticleQualities } from './article-qualities.ts';
import type { Bot } from './bot.ts';
import { contentDirOf, openContent } from './content.ts';
import { createAppContext, serverMemory } from './app-context.ts';
import { MEMBER_LIMITS, openEmbeddings } from './open-embeddings.ts';
import { openCommandFollower } from './follow-commands.ts';
import { followContent } from './follow-content.ts';
import { PLAYGROUND_HOST } from './playground-port.ts';
import { createReadiness } from './readiness.ts';
import { serveGateway } from './serve-gateway.ts';
import { DEFAULT_PORT, publicKeyOf, serveHttp } from './serve-http.ts';
import { createServedContent, withTextsInMemory } from './served-content.ts';
import { didYouMean, UsageError } from './usage.ts';
import { version } from './version.ts';

const MODES = ['gateway', 'http', 'playground'] as const;
type Mode = (typeof MODES)[number];

/** Runs the bot until it is told to stop. Resolves with the exit code. */
export async function runStart(parts: {
  readonly config: Config;
  readonly mode: string | undefined;
  readonly log: Logger;
  readonly stop: AbortSignal;
  readonly fail: (error: unknown) => void;
}): Promise<number> {
  const { config, log } = parts;
  const mode = chooseMode(parts.mode, config);
  // Before anything takes time.
  if (mode === 'http') publicKeyOf(config);
  await refuseTakenPort(mode, config);
  // First: it counts processor time from here on.
  const metrics = createPrometheusMetrics();
  const contentDir = contentDirOf(config);
  const loaded = await openContent(contentDir, (line) => log.error(line));
  const limits = createRateLimits({
    log,
    metrics,
    processes: mode === 'gateway' ? processesOf(config.shards) : 1,
  });
  const opened = await openEmbeddings(config, log, { metrics, limits: MEMBER_LIMITS });
  // What is tried in the playground stays out of what real servers keep, and goes with the playground's messages.
  const scratch = mode === 'playground' ? await mkdtemp(join(tmpdir(), 'footnote-')) : null;
  const store = await openStore({
    databaseUrl: scratch === null ? config.databaseUrl : join(scratch, 'playground.db'),
    dataDir: config.dataDir,
    log,
    metrics,
    stop: parts.stop,
  });
  // The page's Discord knows the bot by a token of its own, and nothing outlasts the run.
  const keys = mode === 'playground' ? ownKeys() : await openKeys(config, store, log);
  const content = await createServedContent(loaded.library, (library, { indexed, own, popularity }) => {
    const created = createAppContext(library, {
      indexed,
      popularity,
      memory: serverMemory(store),
      report: (error) => log.warn({ err: error }, 'answering by what a server taught before'),
      keys,
      metrics,
      ...(opened === null
        ? {}
        : {
            embeddings: withTextsInMemory(opened.embeddings, new Set(indexed.textsOf(own))),
          }),
    });
    if (opened !== null) void logEmbeddingsReady(created.answers.ready, log, parts.stop);
    return created;
  });
  const commands =
    mode === 'playground' ? null : openCommandFollower({ config, jobs: store.jobs, limits, log });
  const folder = followContent(contentDir, { loaded, content, commands, log });
  const bot: Bot = {
    ...parts,
    store,
    metrics,
    limits,
    status: {
      readiness: createReadiness({
        context: content.context,
        contentErrors: folder.errors,
        store,
        model: opened?.state ?? null,
        limits,
        // Over HTTP the first reply goes without it, and most need no other.
        needsRest: mode === 'gateway',
        version: version(),
      }),
      metrics: () => metrics.page(),
    },
    context: content.context,
    onContent: content.onContext,
    content: {
      folder: content.folder,
      problems: folder.problems,
      onProblems: folder.onProblems,
      serveBeside: content.serveBeside,
      beginAnew: content.beginAnew,
    },
    qualities: createArticleQualities({ answers: () => content.context().answers, contentDir, log }),
  };
  try {
    switch (mode) {
      case 'gateway':
        await serveGateway(bot);
        break;
      case 'http':
        await serveHttp(bot);
        break;
      case 'playground':
        // What people look at is the page; here, only what went wrong is of interest.
        if (log.level === 'info') log.level = 'warn';
        await playground(bot, (line) => process.stdout.write(`${line}\n`));
        break;
    }
    return 0;
  } finally {
    folder.close();
    await commands?.close();
    await opened?.close();
    await store.close();
    if (scratch !== null) await rm(scratch, { recursive: true, force: true });
  }
}

/** Loaded only here: Discord's schemas take time and memory that a bot on Discord can do without. */
async function playground(bot: Bot, out: (line: string) => void): Promise<void> {
  const { servePlayground } = await import('./serve-playground.ts');
  await servePlayground(bot, out);
}

async function openKeys(
  { token }: Config,
  { secrets }: Pick<Store, 'secrets'>,
  log: Logger,
): Promise<HashingKeys> {
  if (token !== null) return keysFrom(token);
  const seldom = onceAMinute(() => performance.now());
  return keysWithoutToken(
    () => secrets.shared('question handles'),
    (error) =>
      seldom(nameOf(error), (leftOut) =>
        log.warn(
          { err: error, leftOut },
          'the key of questions can’t be read now: until then, votes are counted without their questions',
        ),
      ),
  );
}

async function logEmbeddingsReady(ready: Promise<boolean>, log: Logger, stop: AbortSignal): Promise<void> {
  const understands = await ready;
  if (stop.aborted) return;
  if (understands) log.info('answers go by what the articles mean, too');
  else log.warn('answers go by words alone: there are no sentence vectors');
}

function chooseMode(mode: string | undefined, config: Config): Mode {
  if (mode === undefined) {
    if (config.token !== null) return 'gateway';
    return config.publicKey === null ? 'playground' : 'http';
  }
  const known = MODES.find((candidate) => candidate === mode);
  if (known === undefined)
    throw new UsageError(
      `There is no mode "${mode}": choose one of ${MODES.join(', ')}.${didYouMean(mode, MODES)}`,
    );
  return known;
}

/** How many processes like this one run all of the bot's shards. */
function processesOf(shards: Shards): number {
  return shards === 'auto' ? 1 : Math.ceil(shards.count / (shards.last - shards.first + 1));
}

/** The bot listens there once it has read its articles and opened its models: seconds later. */
async function refuseTakenPort(mode: Mode, { host, port }: Config): Promise<void> {
  switch (mode) {
    case 'gateway':
      if (port !== null) await tryPort({ host, port });
      return;
    case 'http':
      return tryPort({ host, port: port ?? DEFAULT_PORT });
    case 'playground':
      return tryPort({ host: PLAYGROUND_HOST, port: port ?? 0 });
  }
}
