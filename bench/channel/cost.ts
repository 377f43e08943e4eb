import { Client, Events, GatewayIntentBits } from 'discord.js';
import type { APIMessage } from 'discord-api-types/v10';
import { APPLICATION_ID, snowflake } from '../../src/playground/interactions.ts';
import { createMessageReceiver } from '../../src/transports/messages.ts';
import { TOKEN, type Gateway } from '../gateway/gateway.ts';
import { typing } from '../gateway/runs.ts';
import { median } from '../speed/timing.ts';
import { messageTold } from './events.ts';
import type { Line } from './hour.ts';
import { peopleOf } from './people.ts';
import type { Server } from './server.ts';

/** What a message that doesn't concern the bot takes, in microseconds: the mean of a round, and of the rounds the median. */
export interface Cost {
  readonly messages: number;
  /** Until the bot passes it over. */
  readonly footnote: number;
  /** What discord.js does with the same one until it tells its listeners. */
  readonly discordJs: number;
  /** Of the one to the other, in the same round; of the rounds the median. */
  readonly ratio: number;
}

/** What Discord tells the bot of those messages of the hour that are none of its business. */
export function messagesOfOthers(hour: readonly Line[], server: Server): readonly object[] {
  const where = { people: peopleOf(hour), server };
  const written = new Map<number, APIMessage>();
  return hour
    .filter(
      ({ kind, mentionsBot, repliesTo }) =>
        kind === 'message' && !mentionsBot && typeof repliesTo !== 'string',
    )
    .flatMap((line) => {
      const repliesTo = typeof line.repliesTo === 'number' ? written.get(line.repliesTo) : undefined;
      const { message, events } = messageTold(line, repliesTo ?? null, where);
      written.set(line.id, message);
      return events.map(({ payload }) => payload);
    });
}

/** The first of them only warm both up. */
const ROUNDS = 50;
const WARM_UP = 10;

/**
 * A client of discord.js with its defaults is told of them. Of each, first our receiver has a look, and then discord.js makes
 * its objects, both in this process and of the same packet, so what else the machine does hits both alike.
 */
export async function measureCost(messages: readonly object[], gateway: Gateway): Promise<Cost> {
  const receiver = createMessageReceiver({
    dispatcher: { dispatchMessage: () => Promise.reject(new Error('It took a message for its own.')) },
    onUnreadable: () => {
      throw new Error('It read a message that is none of its own.');
    },
  });
  const origin = { botId: APPLICATION_ID, localeOf: () => 'en-US', ageOf: () => 0 };
  const client = new Client({
    intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages],
    rest: { api: gateway.apiUrl },
  });
  let sums = { footnote: 0, discordJs: 0 };
  const rounds: (typeof sums)[] = [];
  let seen = 0;
  let lookedAt = 0;
  let onAll: () => void = () => {};
  client.on(Events.Raw, ({ t, d }: { t: string | null; d: unknown }) => {
    if (t !== 'MESSAGE_CREATE') return;
    const began = performance.now();
    if (receiver.receive(d, origin) !== null) throw new Error('It took a message for its own.');
    lookedAt = performance.now();
    sums.footnote += lookedAt - began;
  });
  client.on(Events.MessageCreate, () => {
    sums.discordJs += performance.now() - lookedAt;
    seen += 1;
    if (seen % messages.length === 0) onAll();
  });
  client.on(Events.InteractionCreate, (interaction) => {
    if (interaction.isAutocomplete()) void interaction.respond([]);
  });
  const takenIn = gateway.expectBot(1, typing());
  await client.login(TOKEN);
  await takenIn;
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      sums = { footnote: 0, discordJs: 0 };
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await new Promise<void>((resolve) => {
        onAll = resolve;
        for (const message of messages) gateway.send('MESSAGE_CREATE', { ...message, id: snowflake() });
      });
      if (round >= WARM_UP) rounds.push(sums);
    }
  } finally {
    await client.destroy();
  }
  const microseconds = (sum: number) => (sum * 1_000) / messages.length;
  return {
    messages: messages.length * rounds.length,
    footnote: median(rounds.map(({ footnote }) => microseconds(footnote))),
    discordJs: median(rounds.map(({ discordJs }) => microseconds(discordJs))),
    ratio: median(rounds.map(({ footnote, discordJs }) => footnote / discordJs)),
  };
}
