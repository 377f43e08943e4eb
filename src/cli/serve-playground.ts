import { RESERVED_NAMES } from '../../commands/index.ts';
import { findPackFile, readPackText } from '../content/pack-file.ts';
import { articlesOf, type Library } from '../content/pack.ts';
import { createCommandIds } from '../discord/command-ids.ts';
import { planSync } from '../discord/registry/plan.ts';
import { registrable } from '../discord/registry/registrable.ts';
import { applyPlan, createCommandRegistry, listCommands } from '../discord/registry/sync.ts';
import { createDiscordApi, createRest } from '../discord/rest.ts';
import type { OwnArticles } from '../playground/own-articles.ts';
import { startPlayground, type Playground } from '../playground/playground.ts';
import type { ArticleName } from '../playground/trial-protocol.ts';
import { startHttp, type HttpTransport } from '../transports/http.ts';
import { stopped, type Bot } from './bot.ts';
import { contentDirOf } from './content.ts';
import { createDemonstrations } from './demonstration.ts';
import { explainInteraction } from './explain.ts';
import { createOwnArticles } from './own-articles.ts';
import { choosePlaygroundPort, PLAYGROUND_HOST } from './playground-port.ts';
import { startPlaygroundRun } from './playground-run.ts';
import { createTrials, type PackSource } from './trials.ts';

/**
 * Runs the bot as it runs on Discord with signed requests, but with a Discord of its own on this machine, until it is to
 * stop.
 * @param out is told where the page is
 */
export async function servePlayground(bot: Bot, out: (line: string) => void): Promise<void> {
  const { config, context, content, store, log } = bot;
  const contentDir = contentDirOf(config);
  let articlesChanged = (): void => {};
  const articles = createOwnArticles({
    folder: content.folder,
    serveBeside: content.serveBeside,
    reservedNames: RESERVED_NAMES,
    saveTo: contentDir,
    onChange: () => articlesChanged(),
  });
  const demonstrations = createDemonstrations(store, () => context().answers);
  const playground = await startPlayground({
    port: config.port ?? (await choosePlaygroundPort(out)),
    examples: () => exampleQuestions(context().answers.library),
    explain: (interaction) => explainInteraction(interaction, { answers: context().answers, store, log }),
    articles,
    problems: content.problems,
    trials: createTrials({
      answers: () => context().answers,
      sourceOf: async (name) =>
        (await broughtSource(articles, name)) ?? (await savedSource(contentDir, name)),
    }),
    demonstrate: (what, server) => demonstrations.add(what, server),
    log,
  });
  articlesChanged = () => playground.articlesChanged();
  content.onProblems(() => playground.problemsChanged());
  try {
    await serveBot(bot, playground, {
      out,
      async forget() {
        await demonstrations.forget();
        for (const { id } of articles.all()) await articles.act({ kind: 'remove', article: id });
        await content.beginAnew();
        // Else the first answers after it would go by words alone.
        await context().answers.ready;
      },
    });
  } finally {
    await playground.close();
  }
}

/** Once it is saved, the file answers. */
async function broughtSource(
  articles: OwnArticles,
  { slug, locale }: ArticleName,
): Promise<PackSource | null> {
  const brought = articles
    .all()
    .find((one) => one.slug === slug && one.locale === locale && one.isServed && !one.isSaved);
  const pack = brought === undefined ? null : await articles.pack(brought.id);
  return pack === null ? null : { text: pack.markdown, file: null };
}

async function savedSource(contentDir: string, name: ArticleName): Promise<PackSource | null> {
  const file = await findPackFile(contentDir, name);
  const text = file === null ? null : await readPackText(file);
  return text === null ? null : { text, file };
}

async function serveBot(
  bot: Bot,
  playground: Playground,
  parts: {
    readonly out: (line: string) => void;
    /** Deletes what is kept while the bot is at rest. */
    readonly forget: () => Promise<void>;
  },
): Promise<void> {
  const { context, log, metrics } = bot;
  const { apiUrl, token, applicationId, publicKey } = playground;
  const rest = createRest({ apiUrl, token, limits: bot.limits });
  const discord = createDiscordApi(rest, { metrics, fetchFile: playground.fetchFile });
  const commandIds = createCommandIds({ list: listCommands(rest), log });
  const registry = createCommandRegistry(rest, applicationId, { kind: 'global' });
  const register = async (): Promise<void> => {
    const { commands, answers } = context();
    const { definitions } = registrable(
      commands.map(({ data }) => data),
      articlesOf(answers.library),
    );
    const plan = planSync(await registry.list(), definitions, { scope: { kind: 'global' }, prune: true });
    const { failed } = await applyPlan(registry, plan);
    if (failed !== null) throw failed.refusal;
    await commandIds.refresh(applicationId);
    playground.commandsChanged();
  };

  await register();
  const startRun = () => startPlaygroundRun(bot, { discord, commandIds, botId: applicationId });
  let run = startRun();
  let transport: HttpTransport | null = null;
  try {
    transport = await startHttp({
      host: PLAYGROUND_HOST,
      port: 0,
      publicKey,
      dispatcher: {
        dispatch: (...given) => run.dispatcher.dispatch(...given),
        dispatchMessage: (...given) => run.dispatcher.dispatchMessage(...given),
        dispatchPost: (...given) => run.dispatcher.dispatchPost(...given),
        abort: () => run.dispatcher.abort(),
      },
      rest,
      status: bot.status,
      metrics,
      log,
    });
    // Over HTTP, Discord tells of no messages and no posts: here, they come as over the gateway.
    playground.hear((event) => run.hear(event));
    playground.onReset(async () => {
      await run.stop();
      try {
        await parts.forget();
      } finally {
        run = startRun();
      }
    });
    await playground.connect(`http://127.0.0.1:${transport.port}/interactions`);
    bot.onContent(() =>
      register().catch((error: unknown) => log.error({ err: error }, 'the commands could not be registered')),
    );

    parts.out(`Footnote is at ${playground.url}`);
    parts.out(
      'Open it in a browser. Nothing there leaves this machine, and all of it is forgotten when you stop it (Ctrl+C).',
    );
    await stopped(bot.stop);
  } finally {
    await transport?.close();
    await run.stop();
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
