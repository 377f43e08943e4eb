import { createServer } from 'node:http';
import { Client, Events, GatewayIntentBits } from 'discord.js';

/*
 * A client of discord.js with its defaults and the intent that Footnote has, which answers nothing but autocompletion.
 * Started by runs.ts; prints its port and that it is ready as the program does.
 */

// discord.js reads it.
delete process.env['SHARDS'];

const say = (line: object) => process.stderr.write(`${JSON.stringify(line)}\n`);

const server = createServer((_, response) => {
  const { user, system } = process.cpuUsage();
  const { heapUsed, rss } = process.memoryUsage();
  response.end(
    `process_cpu_seconds_total ${(user + system) / 1e6}\n` +
      `nodejs_heap_size_used_bytes ${heapUsed}\nprocess_resident_memory_bytes ${rss}\n`,
  );
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  say({ port: typeof address === 'object' && address !== null ? address.port : 0, msg: 'serving' });
});

const client = new Client({
  intents: [GatewayIntentBits.Guilds],
  rest: { api: process.env['DISCORD_API_URL'] ?? '' },
});
client.once(Events.ClientReady, () => say({ time: Date.now(), msg: 'connected to Discord' }));
client.on(Events.InteractionCreate, (interaction) => {
  if (interaction.isAutocomplete()) void interaction.respond([]);
});
await client.login(process.env['DISCORD_TOKEN']);
