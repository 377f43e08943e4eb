import { table } from '../../src/cli/table.ts';
import { EMBEDDING, OURS, REFERENCE } from './contestants.ts';
import type { ReadQuestions } from './reading.ts';
import type { SizeResult } from './size.ts';
import { median, percentile, timesAsLong } from './timing.ts';
import type { Times } from './timing.ts';

type Row = readonly string[];

/** All tables, each with its title; what wasn't measured is left out. */
export function speedTables(results: readonly SizeResult[], reading: ReadQuestions | null): string {
  return [
    titled(
      'Suggestions while typing',
      timesTable(results, 'keystrokes', REFERENCE, ({ suggestions }) => suggestions),
    ),
    growthLine(results),
    titled(
      'Questions, without vectors',
      timesTable(results, 'questions', REFERENCE, ({ questions }) => questions),
    ),
    titled(
      'Questions, with vectors',
      timesTable(results, 'questions', EMBEDDING, ({ vectors }) => vectors),
    ),
    reading === null
      ? null
      : titled('Questions on an article, with vectors and the reader', readingTable(reading)),
    titled('Index', buildsTable(results)),
    titled('Longest time that one input blocks everything else', blockedTable(results)),
  ]
    .filter((part) => part !== null)
    .join('\n\n');
}

function titled(title: string, rows: readonly Row[]): string | null {
  return rows.length <= 1 ? null : `${title}\n${table(rows)}`;
}

function timesTable(
  results: readonly SizeResult[],
  inputs: string,
  reference: string,
  timesOf: (result: SizeResult) => Times,
): readonly Row[] {
  return [
    ['', 'wordings', inputs, 'median ms', 'p99 ms', `× ${reference}`],
    ...results.flatMap((result) =>
      [...timesOf(result)].map(([label, times]): Row => {
        const others = timesOf(result).get(reference);
        return [
          label,
          count(result.wordings),
          count(times.length),
          milliseconds(median(times)),
          milliseconds(percentile(times, 0.99)),
          others === undefined ? '–' : ratio(timesAsLong(times, others)),
        ];
      }),
    ),
  ];
}

function readingTable({
  title,
  preparing,
  times,
  processorTimes,
  residentMemory,
}: ReadQuestions): readonly Row[] {
  return [
    ['', 'questions', 'median ms', 'p99 ms', 'processor ms', 'until ready s', 'resident MB'],
    [
      title,
      count(times.length),
      milliseconds(median(times)),
      milliseconds(percentile(times, 0.99)),
      milliseconds(median(processorTimes)),
      preparing.toFixed(1),
      count(Math.round(residentMemory / 1e6)),
    ],
  ];
}

/** How the median grows from the smallest size to the largest. */
function growthLine(results: readonly SizeResult[]): string | null {
  const measured = results.filter(({ suggestions }) => suggestions.size > 0);
  const small = measured[0];
  const large = measured.at(-1);
  if (small === undefined || large === undefined || small === large) return null;
  const growth = [OURS, REFERENCE].map(
    (label) =>
      `${label} ${ratio(timesAsLong(large.suggestions.get(label) ?? [], small.suggestions.get(label) ?? []))} times`,
  );
  return `From ${count(small.wordings)} to ${count(large.wordings)} wordings, the median grows: ${growth.join(', ')}.`;
}

function buildsTable(results: readonly SizeResult[]): readonly Row[] {
  return [
    ['', 'wordings', 'build ms', `× ${REFERENCE}`, 'memory MB', `× ${REFERENCE}`],
    ...results.flatMap(({ wordings, builds }) => {
      const reference = builds.find(({ label }) => label === REFERENCE);
      return builds.map((build): Row => [
        build.label,
        count(wordings),
        milliseconds(build.milliseconds),
        reference === undefined ? '–' : ratio(build.milliseconds / reference.milliseconds),
        (build.bytes / 1e6).toFixed(2),
        reference === undefined ? '–' : ratio(build.bytes / reference.bytes),
      ]);
    }),
  ];
}

function blockedTable(results: readonly SizeResult[]): readonly Row[] {
  return [
    ['', 'wordings', 'ms'],
    ...results.flatMap(({ wordings, blocked }) =>
      blocked.map((one): Row => [one.by, count(wordings), milliseconds(one.milliseconds)]),
    ),
  ];
}

function count(value: number): string {
  return value.toLocaleString('en');
}

/** Three digits tell enough. */
function milliseconds(value: number): string {
  if (value >= 100) return count(Math.round(value));
  return value >= 10 ? value.toFixed(1) : value.toFixed(3);
}

function ratio(value: number): string {
  if (!Number.isFinite(value)) return '–';
  return value >= 10 ? count(Math.round(value)) : value.toFixed(2);
}
