import { load } from './load.ts';
import type { MakeInteraction, Requests } from './requests.ts';
import type { ServerProcess } from '../server-process.ts';
import { median, percentile } from '../speed/timing.ts';

/** One thing that is measured against others in turns. */
export interface Contestant {
  readonly label: string;
  /** The label of the contestant that it is compared with; nothing where it is absent. */
  readonly against?: string;
  readonly servers: readonly ServerProcess[];
  readonly make: MakeInteraction;
  /** A round. */
  readonly requests: number;
  readonly connections: number;
}

export interface Figures {
  readonly label: string;
  readonly requests: number;
  readonly connections: number;
  /** The median of the rounds. */
  readonly perSecond: number;
  /** Of requests a second to those of `against`, the median of the rounds: what else the machine does hits both. Null without one. */
  readonly ratio: number | null;
  /** In milliseconds, over all rounds. */
  readonly p50: number;
  /** In milliseconds: the median of the rounds. */
  readonly p99: number;
  /** Processor time of the servers for a request, in milliseconds. */
  readonly cpu: number;
}

interface Round {
  readonly perSecond: number;
  readonly latencies: readonly number[];
  readonly cpu: number;
}

const WARM_UP = 0.3;

/** In each round, all of them one after the other. */
export async function measure(
  contestants: readonly Contestant[],
  rounds: number,
  requests: Requests,
): Promise<readonly Figures[]> {
  const done = contestants.map((contestant) => ({ contestant, rounds: new Array<Round>() }));
  for (const { contestant } of done) await run(contestant, requests, WARM_UP);
  for (let round = 0; round < rounds; round += 1) {
    for (const one of done) one.rounds.push(await run(one.contestant, requests, 1));
  }
  return done.map(({ contestant: { label, connections, against }, rounds: own }) => ({
    label,
    connections,
    requests: own.reduce((sum, { latencies }) => sum + latencies.length, 0),
    perSecond: median(own.map(({ perSecond }) => perSecond)),
    ratio: against === undefined ? null : ratioOf(own, roundsOf(done, against)),
    p50: median(own.flatMap(({ latencies }) => latencies)),
    p99: median(own.map(({ latencies }) => percentile(latencies, 0.99))),
    cpu: median(own.map(({ cpu }) => cpu)),
  }));
}

function roundsOf(
  done: readonly { readonly contestant: Contestant; readonly rounds: readonly Round[] }[],
  label: string,
): readonly Round[] {
  const found = done.find(({ contestant }) => contestant.label === label);
  if (found === undefined) throw new Error(`There is no contestant called ${label}.`);
  return found.rounds;
}

function ratioOf(rounds: readonly Round[], others: readonly Round[]): number {
  return median(rounds.map(({ perSecond }, at) => perSecond / (others[at]?.perSecond ?? Number.NaN)));
}

async function run(
  { servers, make, requests: count, connections }: Contestant,
  requests: Requests,
  share: number,
): Promise<Round> {
  const signed = requests.sign(Math.ceil(count * share), make);
  const before = await cpuOf(servers);
  const { seconds, latencies } = await load(
    servers.map(({ port }) => port),
    signed,
    connections,
  );
  const cpu = (await cpuOf(servers)) - before;
  return {
    perSecond: signed.length / seconds,
    latencies,
    cpu: (cpu * 1000) / signed.length,
  };
}

async function cpuOf(servers: readonly ServerProcess[]): Promise<number> {
  const each = await Promise.all(servers.map((server) => server.cpuSeconds()));
  return each.reduce((sum, one) => sum + one, 0);
}
