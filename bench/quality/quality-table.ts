import { table } from '../../src/cli/table.ts';
import type { DataSet } from '../data-set.ts';
import type { Figures } from './figures.ts';

export interface SetResult {
  readonly set: DataSet;
  /** By the label of the system. */
  readonly figures: ReadonlyMap<string, Figures>;
}

interface Row {
  readonly name: string;
  readonly cell: (figures: Figures) => string;
}

const ANSWER_ROWS: readonly Row[] = [
  { name: 'best passage right', cell: ({ top }) => percent(top) },
  { name: 'right', cell: ({ right }) => percent(right) },
  { name: 'offered', cell: ({ offered }) => percent(offered) },
  { name: 'precision', cell: ({ precision }) => percent(precision) },
  { name: 'near the topic, answered', cell: ({ nearAnswered }) => percent(nearAnswered) },
  { name: 'far off, answered', cell: ({ farAnswered }) => percent(farAnswered) },
  { name: 'typos and slang, right', cell: ({ typosRight }) => percent(typosRight) },
  { name: 'from 0.8 on, right', cell: ({ careful }) => percent(careful?.right ?? null) },
  { name: 'from 0.8 on, precision', cell: ({ careful }) => percent(careful?.precision ?? null) },
  { name: 'from 0.8 on, near answered', cell: ({ careful }) => percent(careful?.nearAnswered ?? null) },
  { name: 'AUROC', cell: ({ auroc }) => decimal(auroc) },
  { name: 'calibration error', cell: ({ calibrationError }) => decimal(calibrationError) },
];

const TOP_ENTRY_ROWS: readonly Row[] = [
  { name: 'top entry right', cell: (figures) => percent(figures.top) + sampleMark(figures) },
  { name: 'AUROC', cell: (figures) => decimal(figures.auroc) + sampleMark(figures) },
];

/** Systems side by side, a group of rows for each data set. */
export function qualityTable(labels: readonly string[], results: readonly SetResult[]): string {
  const rows = results.flatMap(({ set, figures }) => [
    [heading(set), ...labels.map(() => '')],
    ...rowsOf(set).map(({ name, cell }) => [
      `  ${name}`,
      ...labels.map((label) => {
        const measured = figures.get(label);
        return measured === undefined ? '' : cell(measured);
      }),
    ]),
  ]);
  const samples = results.flatMap(({ figures }) => [...figures.values()]).some(isSample);
  return [
    table([['', ...labels], ...rows]),
    ...(samples ? ['', '* of a sample of the questions: 200 in scope, 100 out of scope'] : []),
  ].join('\n');
}

/** AUROC needs questions out of scope. */
function rowsOf(set: DataSet): readonly Row[] {
  switch (set.judged) {
    case 'answers':
      return ANSWER_ROWS;
    case 'top entry':
      return countOf(set, false) === 0 ? TOP_ENTRY_ROWS.slice(0, 1) : TOP_ENTRY_ROWS;
  }
}

function heading(set: DataSet): string {
  const outOfScope = countOf(set, false);
  const counts = `${countOf(set, true)} questions${outOfScope === 0 ? '' : ` + ${outOfScope} out of scope`}`;
  return `${set.title} (${counts})`;
}

function countOf({ parts }: DataSet, inScope: boolean): number {
  return parts.reduce(
    (sum, { questions }) => sum + questions.filter(({ expect }) => expect.length > 0 === inScope).length,
    0,
  );
}

function isSample({ asked, of }: Figures): boolean {
  return asked < of;
}

function sampleMark(figures: Figures): string {
  return isSample(figures) ? '*' : '';
}

function percent(share: number | null): string {
  return share === null ? '–' : `${Math.round(share * 100)} %`;
}

function decimal(value: number | null): string {
  return value === null ? '–' : value.toFixed(2);
}
