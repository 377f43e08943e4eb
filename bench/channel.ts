import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { RESERVED_NAMES } from '../commands/index.ts';
import { openEmbeddings } from '../src/cli/open-embeddings.ts';
import { readConfig } from '../src/config.ts';
import { loadLibrary } from '../src/content/load.ts';
import { createLog } from '../src/log.ts';
import { openStore } from '../src/store/open-store.ts';
import { print, readOptions, runBench, tell, writeJson } from './arguments.ts';
import { startBot } from './channel/bot.ts';
import { measureCost, messagesOfOthers } from './channel/cost.ts';
import { createChannels } from './channel/discord.ts';
import { groupsOf, groupsOfPosts, groupsTable, missesOf } from './channel/figures.ts';
import { readHour, type Line } from './channel/hour.ts';
import { playHour } from './channel/play.ts';
import { serverOfHour } from './channel/server.ts';
import { startGateway } from './gateway/gateway.ts';

const HELP = `Plays an hour of a lively server (bench/channel/hour.jsonl) to the bot, with its models, and judges what it says.

  npm run bench:channel -- [--words] [--json FILE]

  --words  by words alone
  --json   writes the figures to FILE too; to standard output, instead of the tables, where it is -

Then tells how long the bot looks at a message that is none of its business, beside what discord.js does with it.
`;

/** From the folder of the repository. */
const CONTENT = 'content';

async function measure(withModels: boolean) {
  const hour = readHour();
  const server = serverOfHour();
  const folder = await mkdtemp(join(tmpdir(), 'footnote-bench-'));
  const { library } = await loadLibrary(CONTENT, { reservedNames: RESERVED_NAMES });
  const opened = withModels ? await openEmbeddings(readConfig({}), { warn: tell }) : null;
  const store = await openStore({
    databaseUrl: join(folder, 'bench.db'),
    dataDir: '',
    log: createLog('error'),
  });
  const gateway = await startGateway(1);
  try {
    await store.reach();
    await store.servers.writeSettings(server.id, {
      answersMentions: true,
      postForums: [server.channels.help],
    });
    const play = async (lines: readonly Line[], posts: 'as measured' | 'always') => {
      const discord = createChannels({ id: server.channels.help, serverId: server.id });
      let clock = 0;
      const bot = await startBot({
        gateway,
        library,
        contentDir: CONTENT,
        posts,
        embeddings: opened?.embeddings ?? null,
        store,
        discord: discord.api,
        now: () => clock,
      });
      const setClock = (time: number) => void (clock = time);
      const played = await playHour(lines, { bot, discord, library, server, setClock });
      await bot.close();
      return played;
    };
    tell('the hour is played …');
    const played = await play(hour, 'as measured');
    tell('its posts are played again …');
    const posts = await play(
      hour.filter(({ kind }) => kind === 'post'),
      'always',
    );
    tell('what others’ messages take …');
    return { played, posts, cost: await measureCost(messagesOfOthers(hour, server), gateway) };
  } finally {
    await gateway.close();
    await opened?.close();
    await store.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function main(): Promise<void> {
  const options = readOptions({
    words: { type: 'boolean' },
    json: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  });
  if (options.help === true) {
    print(HELP);
    return;
  }
  const { played, posts, cost } = await measure(options.words !== true);
  const { questions, others } = groupsOf(played);
  if (options.json !== '-') {
    print(groupsTable('real questions', questions));
    print(`\n${groupsTable('all else', others)}`);
    print(`\n${groupsTable('posts, were the article good enough', groupsOfPosts(posts))}`);
    print(`\nOtherwise than wanted:\n${missesOf(played).join('\n')}`);
    const { footnote, discordJs, ratio } = cost;
    print(
      `\nA message that doesn't concern the bot (${cost.messages}): ${footnote.toFixed(2)} µs, discord.js ${discordJs.toFixed(1)} µs: ×${ratio.toFixed(3)}`,
    );
  }
  if (options.json !== undefined) {
    const machine = { node: process.version, cores: availableParallelism() };
    await writeJson(options.json, {
      ...machine,
      questions,
      others,
      posts: groupsOfPosts(posts),
      misses: missesOf(played),
      cost,
    });
  }
}

await runBench(main);
