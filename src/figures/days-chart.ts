import type { DayFigures } from '../store/store.ts';
import { questionsOf } from './period.ts';

/** All texts are plain. */
export interface ChartTexts {
  readonly title: string;
  /** Of which days, and whose days. */
  readonly subtitle: string;
  readonly answered: string;
  readonly suggested: string;
  readonly missed: string;
  /** A day at the foot of a bar, short. */
  readonly day: (day: string) => string;
}

// In points; on a phone about half as large, which leaves the smallest letters readable.
const WIDTH = 640;
const HEIGHT = 400;
const PLOT = { left: 68, right: WIDTH - 20, top: 118, bottom: HEIGHT - 44 };
const FONT = 17;
/** How wide a letter of the font is on average, in its size. */
const LETTER = 0.62;

// On a ground of its own, so that Discord's dark and light themes show the same. Okabe and Ito's colours, which people
// who see few colours can tell apart, too.
const GROUND = '#25272d';
const TEXT = '#f2f3f5';
const FAINT = '#b5bac1';
const GRID = '#4a4d55';
const SERIES = [
  { figure: 'answered', colour: '#56b4e9' },
  { figure: 'suggested', colour: '#f0e442' },
  { figure: 'missed', colour: '#e8743b' },
] as const;

/** A bar for each day, with its questions by what became of them; as SVG. */
export function daysChart(days: readonly DayFigures[], texts: ChartTexts): string {
  const most = Math.max(1, ...days.map(questionsOf));
  const step = stepOf(most);
  const top = Math.ceil(most / step) * step;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" font-family="DejaVu Sans" font-size="${FONT}">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" rx="14" fill="${GROUND}"/>`,
    text(texts.title, { x: 20, y: 36, fill: TEXT, extra: 'font-weight="bold" font-size="21"' }),
    text(texts.subtitle, { x: 20, y: 62, fill: FAINT }),
    ...legend(days, texts),
    ...Array.from({ length: top / step + 1 }, (_, line) => gridLine(line * step, top)),
    ...days.flatMap((day, position) => bar(day, position, days.length, top)),
    ...dayLabels(days, texts),
    '</svg>',
  ].join('\n');
}

function heightOf(count: number, top: number): number {
  return ((PLOT.bottom - PLOT.top) * count) / top;
}

/** At most five lines, at 1, 2 or 5 times a power of ten. */
function stepOf(most: number): number {
  for (let power = 1; ; power *= 10) {
    for (const times of [1, 2, 5]) {
      if (most / (times * power) <= 5) return times * power;
    }
  }
}

function gridLine(count: number, top: number): string {
  const y = round(PLOT.bottom - heightOf(count, top));
  const label = text(String(count), { x: PLOT.left - 10, y: y + 6, fill: FAINT, extra: 'text-anchor="end"' });
  return `<path d="M${PLOT.left} ${y}H${PLOT.right}" stroke="${GRID}"/>${label}`;
}

function bar(day: DayFigures, position: number, days: number, top: number): readonly string[] {
  const slot = (PLOT.right - PLOT.left) / days;
  const width = Math.min(56, slot * 0.76);
  const x = PLOT.left + slot * position + (slot - width) / 2;
  let y = PLOT.bottom;
  return SERIES.flatMap(({ figure, colour }) => {
    const height = heightOf(day[figure], top);
    if (height === 0) return [];
    y -= height;
    return [
      `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" fill="${colour}"/>`,
    ];
  });
}

function legend(days: readonly DayFigures[], texts: ChartTexts): readonly string[] {
  let x = 20;
  return SERIES.flatMap(({ figure, colour }) => {
    const total = days.reduce((sum, day) => sum + day[figure], 0);
    const label = `${texts[figure]} ${total}`;
    const drawn = [
      `<rect x="${x}" y="79" width="15" height="15" rx="3" fill="${colour}"/>`,
      text(label, { x: x + 23, y: 93, fill: TEXT }),
    ];
    x += Math.ceil(23 + label.length * FONT * LETTER + 20);
    return drawn;
  });
}

/** As many as have room: the last day always, and others at equal distances before it. */
function dayLabels(days: readonly DayFigures[], texts: ChartTexts): readonly string[] {
  const slot = (PLOT.right - PLOT.left) / days.length;
  const widest = Math.max(...days.map(({ day }) => texts.day(day).length)) * FONT * LETTER;
  const every = Math.ceil((widest + 12) / slot);
  return days.flatMap(({ day }, position) => {
    if ((days.length - 1 - position) % every !== 0) return [];
    const label = texts.day(day);
    const half = (label.length * FONT * LETTER) / 2;
    const middle = PLOT.left + slot * (position + 0.5);
    // A label stays within the picture.
    const x = round(Math.min(Math.max(middle, 8 + half), WIDTH - 8 - half));
    return [text(label, { x, y: PLOT.bottom + 26, fill: FAINT, extra: 'text-anchor="middle"' })];
  });
}

function text(
  words: string,
  place: { readonly x: number; readonly y: number; readonly fill: string; readonly extra?: string },
): string {
  const { x, y, fill, extra = '' } = place;
  return `<text x="${x}" y="${y}" fill="${fill}" ${extra}>${escapeXml(words)}</text>`;
}

function escapeXml(words: string): string {
  return words.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);
}

function round(length: number): number {
  return Math.round(length * 100) / 100;
}
