import { table } from '../../src/cli/table.ts';
import { median } from '../speed/timing.ts';
import type { Run } from './runs.ts';

/** A start with no servers, and one with all of them, in the same round. */
export interface Pair {
  readonly none: Run;
  readonly all: Run;
}

/** One thing that is measured of both. */
export interface Figure {
  readonly name: string;
  readonly unit: 'ms' | 's' | 'kB' | 'MB';
  /** The medians of the rounds. */
  readonly footnote: number;
  readonly plain: number;
  /** Footnote's to the other's, the median of the rounds: what else the machine does hits both. */
  readonly ratio: number;
}

interface Measure {
  readonly name: string;
  readonly unit: Figure['unit'];
  readonly of: (pair: Pair) => number;
}

/** Per server: what all servers make more than none. */
function measuresOf(servers: number): readonly Measure[] {
  return [
    { name: 'from connected to ready', unit: 'ms', of: ({ all }) => all.ready },
    { name: 'until all servers are taken in', unit: 'ms', of: ({ all }) => all.takenIn },
    { name: 'processor time for the servers', unit: 's', of: ({ all, none }) => all.cpu - none.cpu },
    { name: 'heap a server', unit: 'kB', of: ({ all, none }) => (all.heap - none.heap) / servers / 1e3 },
    {
      name: 'resident memory a server',
      unit: 'kB',
      of: ({ all, none }) => (all.resident - none.resident) / servers / 1e3,
    },
    { name: 'heap with all servers', unit: 'MB', of: ({ all }) => all.heap / 1e6 },
    { name: 'resident memory with all servers', unit: 'MB', of: ({ all }) => all.resident / 1e6 },
  ];
}

export function figuresOf(
  rounds: readonly { readonly footnote: Pair; readonly plain: Pair }[],
  servers: number,
): readonly Figure[] {
  return measuresOf(servers).map(({ name, unit, of }) => ({
    name,
    unit,
    footnote: median(rounds.map(({ footnote }) => of(footnote))),
    plain: median(rounds.map(({ plain }) => of(plain))),
    ratio: median(rounds.map(({ footnote, plain }) => of(footnote) / of(plain))),
  }));
}

export function figuresTable(figures: readonly Figure[]): string {
  const shown = (value: number, unit: Figure['unit']) =>
    `${value.toLocaleString('en', { maximumFractionDigits: unit === 'ms' ? 0 : 2 })} ${unit}`;
  return table([
    ['', '× discord.js', 'Footnote', 'discord.js'],
    ...figures.map(({ name, unit, footnote, plain, ratio }) => [
      name,
      ratio.toFixed(3),
      shown(footnote, unit),
      shown(plain, unit),
    ]),
  ]);
}
