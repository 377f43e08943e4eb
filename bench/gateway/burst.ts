import type { APIInteraction } from 'discord-api-types/v10';
import { table } from '../../src/cli/table.ts';
import type { Pack } from '../../src/content/pack.ts';
import {
  autocompleteInteraction,
  componentInteraction,
  messageOf,
  slashInteraction,
  userOf,
} from '../../src/playground/interactions.ts';
import { createRandom } from '../../src/search/random.ts';
import { integer } from '../random.ts';
import { CHANNEL, somebodyIn } from '../somebody.ts';
import { percentile } from '../speed/timing.ts';
import { isDeferral, type Gateway } from './gateway.ts';
import { typing, type StartBot } from './runs.ts';

/** What became of so many interactions that came at once; times in milliseconds from when they were sent. */
export interface Burst {
  readonly count: number;
  readonly servers: number;
  readonly first: Percentiles;
  /** Until there was something to read: a deferral is not. */
  readonly answered: Percentiles;
  readonly deferred: number;
  /** Of all, how many had a first response within Discord's three seconds, and something to read within ten. */
  readonly firstWithin3: number;
  readonly answeredWithin10: number;
  /** Were told to try again, by the bot's own count; null where it counts none. */
  readonly busy: number | null;
  /** Without any response. */
  readonly silent: number;
  /** Processor time that all of it took, in seconds. */
  readonly cpu: number;
  /** Since the process started, in bytes. */
  readonly peakResident: number;
}

interface Percentiles {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** In milliseconds: what has no answer by then has none. */
const MAX_TIME_MS = 60_000;

/** @param servers among how many the members are spread */
export async function measureBurst(
  start: StartBot,
  gateway: Gateway,
  pack: Pack,
  { count, servers }: { readonly count: number; readonly servers: number },
): Promise<Burst> {
  const takenIn = gateway.expectBot(0, typing());
  const bot = await start(gateway);
  try {
    await takenIn;
    // Code that is run for the first time is slow, and a bot runs for weeks.
    await gateway.sendAtOnce(mixture(pack, 100, servers, 1), MAX_TIME_MS);
    const before = await bot.cpuSeconds();
    const told = await gateway.sendAtOnce(mixture(pack, count, servers, 2), MAX_TIME_MS);
    const firsts = told.flatMap(({ firstAt }) => (firstAt === null ? [] : [firstAt]));
    const answers = told.flatMap(({ answeredAt }) => (answeredAt === null ? [] : [answeredAt]));
    return {
      count,
      servers,
      first: percentilesOf(firsts),
      answered: percentilesOf(answers),
      deferred: told.filter(({ firstType }) => isDeferral(firstType)).length,
      firstWithin3: firsts.filter((time) => time <= 3_000).length,
      answeredWithin10: answers.filter((time) => time <= 10_000).length,
      busy: await bot.sum('footnote_interactions_total', 'outcome="busy"'),
      silent: count - firsts.length,
      cpu: (await bot.cpuSeconds()) - before,
      peakResident: await bot.peakResident(),
    };
  } finally {
    await bot.stop();
  }
}

/** Six in ten ask, each in other words; the others read help, press buttons or type. Each is another member. */
function mixture(pack: Pack, count: number, servers: number, seed: number): readonly APIInteraction[] {
  const random = createRandom(seed);
  const wordings = pack.faq.flatMap(({ heading, wordings: others }) => [heading, ...others]);
  const slug = pack.slug;
  return Array.from({ length: count }, (_, at) => {
    const scene = somebodyIn(String(900_000_000_000_000_001n + BigInt(at % servers)));
    const wording = wordings[integer(random, 0, wordings.length - 1)] ?? '';
    switch (at % 10) {
      case 6:
        return slashInteraction(scene, { name: 'help' });
      case 7:
      case 8:
        return componentInteraction(scene, {
          message: shown,
          customId: `read:go:${slug}:${pack.locale}:section/${pack.sections[0]?.slug ?? ''}:1`,
        });
      case 9:
        return autocompleteInteraction(scene, {
          name: 'ask',
          focused: 'question',
          typed: wording.slice(0, integer(random, 3, 30)),
        });
      default:
        return slashInteraction(scene, { name: 'ask', values: { question: `${wording} ${at}` } });
    }
  });
}

const shown = messageOf({
  channelId: CHANNEL,
  author: userOf('100000000000000001', 'Footnote'),
  body: {},
});

function percentilesOf(times: readonly number[]): Percentiles {
  return {
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
    max: percentile(times, 1),
  };
}

export function burstTable(bursts: readonly Burst[]): string {
  const seconds = ({ p50, p99, max }: Percentiles) =>
    [p50, p99, max].map((time) => (time / 1000).toFixed(1)).join(' / ');
  return table([
    [
      'at once',
      'servers',
      'first response s',
      'answered s',
      'first in 3 s',
      'answered in 10 s',
      'deferred',
      'busy',
      'silent',
      'CPU s',
      'peak MB',
    ],
    ...bursts.map((burst) => [
      burst.count.toLocaleString('en'),
      String(burst.servers),
      seconds(burst.first),
      seconds(burst.answered),
      burst.firstWithin3.toLocaleString('en'),
      burst.answeredWithin10.toLocaleString('en'),
      burst.deferred.toLocaleString('en'),
      burst.busy?.toLocaleString('en') ?? '',
      burst.silent.toLocaleString('en'),
      burst.cpu.toFixed(1),
      (burst.peakResident / 1e6).toFixed(0),
    ]),
  ]);
}
