import { articlesOf, type Library } from '../content/pack.ts';
import { createDispatcher } from '../discord/dispatch.ts';
import { runPinUpdater, type RunningPinUpdater } from '../discord/pins/run-pin-updater.ts';
import { planSync } from '../discord/registry/plan.ts';
import { applyPlan, createCommandRegistry } from '../discord/registry/sync.ts';
import { createDiscordApi, createRest } from '../discord/rest.ts';
import { startPlayground, type Playground } from '../playground/playground.ts';
import { startHttp } from '../transports/http.ts';
import { createMessageReceiver } from '../transports/messages.ts';
import { stopped, type Bot } from './bot.ts';
import { explainInteraction } from './explain.ts';

/**
 * Runs the bot as it runs on Discord with signed requests, but with a Discord of its own on this machine, until it is to
 * stop.
 * @param out is told where the page is
 */
export async function servePlayground(bot: Bot, out: (line: string) => void): Promise<void> {
  const { config, context, store, log } = bot;
  const playground = await startPlayground({
    port: config.port ?? 0,
    examples: () => exampleQuestions(context().answers.library),
    explain: (interaction) => explainInteraction(interaction, { answers: context().answers, store, log }),
    log,
  });
  try {
    await serveBot(bot, playground, out);
  } finally {
    await playground.close();
  }
}

async function serveBot(bot: Bot, playground: Playground, out: (line: string) => void): Promise<void> {
  const { context, store, log, metrics } = bot;
  const { apiUrl, token, applicationId, publicKey } = playground;
  const rest = createRest({ apiUrl, token, limits: bot.limits });
  const discord = createDiscordApi(rest, { metrics, fetchFile: playground.fetchFile });
  const registry = createCommandRegistry(rest, applicationId, { kind: 'global' });
  const register = async (): Promise<void> => {
    const definitions = context().commands.map(({ data }) => data);
    const plan = planSync(await registry.list(), definitions, { scope: { kind: 'global' }, prune: true });
    const { failed } = await applyPlan(registry, plan);
    if (failed !== null) throw failed.refusal;
    playground.commandsChanged();
  };

  await register();
  const dispatcher = createDispatcher({ context, discord, store, log, metrics });
  const messages = createMessageReceiver({
    dispatcher,
    onUnreadable: () => log.error('the playground sent a message that can not be read'),
  });
  const transport = await startHttp({
    host: '127.0.0.1',
    port: 0,
    publicKey,
    dispatcher,
    rest,
    status: bot.status,
    metrics,
    log,
  });
  let pinUpdater: RunningPinUpdater | null = null;
  try {
    // Over HTTP, Discord tells of no messages: here, they come as over the gateway.
    playground.hear((message, locale) => {
      void messages.receive(message, { botId: applicationId, localeOf: () => locale, ageOf: () => 0 });
    });
    await playground.connect(`http://127.0.0.1:${transport.port}/interactions`);
    const running = runPinUpdater({ pins: store.pins, discord, log, answers: context().answers });
    pinUpdater = running;
    bot.onContent(({ answers }) => {
      running.follow(answers);
      register().catch((error: unknown) => log.error({ err: error }, 'the commands could not be registered'));
    });

    out(`Footnote is at ${playground.url}`);
    out(
      'Open it in a browser. Nothing there leaves this machine, and all of it is forgotten when you stop it (Ctrl+C).',
    );
    await stopped(bot.stop);
  } finally {
    await Promise.all([transport.close(), pinUpdater?.close()]);
  }
}

const MAX_EXAMPLES = 3;

/** A few questions that the first article answers, from different places in it, by its languages. */
function exampleQuestions(library: Library): Readonly<Record<string, readonly string[]>> {
  const [slug] = articlesOf(library);
  const languages = library.filter((pack) => pack.slug === slug);
  return Object.fromEntries(
    languages.map(({ locale, faq }) => {
      const step = Math.max(1, Math.floor(faq.length / MAX_EXAMPLES));
      const some = faq.filter((_, at) => at % step === 0).slice(0, MAX_EXAMPLES);
      return [locale, some.map(({ heading }) => heading)];
    }),
  );
}
