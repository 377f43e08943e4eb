import { describe, expect, it } from 'vitest';
import { daysChart, type ChartTexts } from '../../src/figures/days-chart.ts';
import { everyDay, startOf } from '../../src/figures/period.ts';
import { pngOf } from '../../src/figures/png.ts';
import { dayOf } from '../../src/store/days.ts';
import type { DayFigures } from '../../src/store/store.ts';

const NOON = Date.UTC(2026, 7, 12, 12);
const texts: ChartTexts = {
  title: 'Questions per day',
  subtitle: 'to 12 August, in UTC',
  answered: 'Answered',
  suggested: 'Did you mean',
  missed: 'Not answered',
  day: (day) => day.slice(5),
};
const quiet = { answered: 0, suggested: 0, missed: 0, helpful: 0, unhelpful: 0 };
const chart = (known: readonly DayFigures[], days = 7, words = texts) =>
  daysChart(everyDay(known, NOON, days), words);

interface Bar {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly fill: string;
}

/** The bars' parts: no ground, and no corners. */
function barsOf(svg: string): readonly Bar[] {
  const rects = /<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)" fill="([^"]+)"\/>/g;
  return [...svg.matchAll(rects)].map(([, x, y, width, height, fill]) => ({
    x: Number(x),
    y: Number(y),
    width: Number(width),
    height: Number(height),
    fill: fill ?? '',
  }));
}

describe('the days of a period', () => {
  it('begin and end at midnight in UTC, and are all there', () => {
    expect(dayOf(startOf(NOON, 7))).toBe('2026-08-06');
    const days = everyDay([{ ...quiet, day: '2026-08-08', answered: 2 }], NOON, 7);
    expect(days.map(({ day }) => day)).toEqual([
      '2026-08-06',
      '2026-08-07',
      '2026-08-08',
      '2026-08-09',
      '2026-08-10',
      '2026-08-11',
      '2026-08-12',
    ]);
    expect(days.map(({ answered }) => answered)).toEqual([0, 0, 2, 0, 0, 0, 0]);
  });
});

describe('the chart', () => {
  it('stacks what became of a day’s questions, and leaves a gap for a day without any', () => {
    const bars = barsOf(
      chart([
        { ...quiet, day: '2026-08-10', answered: 4, suggested: 2, missed: 2 },
        { ...quiet, day: '2026-08-12', answered: 8 },
      ]),
    );
    expect(bars).toHaveLength(4);
    const [answered, suggested, missed, last] = bars;
    expect(answered?.height).toBe((suggested?.height ?? 0) * 2);
    expect(suggested?.height).toBe(missed?.height);
    expect((missed?.y ?? 0) + (missed?.height ?? 0)).toBeCloseTo(suggested?.y ?? 0, 1);
    expect(last?.y).toBeCloseTo(missed?.y ?? 0, 1);
    expect(last?.x).toBeGreaterThan((answered?.x ?? 0) + 1.5 * (answered?.width ?? 0));
  });

  it.each([1, 3, 7, 99, 1_234, 99_999])('has whole numbers at its side for %i questions a day', (most) => {
    const svg = chart([{ ...quiet, day: '2026-08-12', missed: most }]);
    const marks = [...svg.matchAll(/text-anchor="end">([^<]+)</g)].map(([, mark]) => Number(mark));
    expect(marks.length).toBeLessThanOrEqual(7);
    expect(marks.every((mark) => Number.isInteger(mark))).toBe(true);
    expect(Math.max(...marks)).toBeGreaterThanOrEqual(most);
  });

  it.each([7, 30, 90])('of %i days has labels that stay apart and within the picture', (days) => {
    const labels = [...chart([], days).matchAll(/<text x="([\d.]+)"[^>]*text-anchor="middle">/g)];
    const middles = labels.map(([, x]) => Number(x));
    expect(middles.length).toBeGreaterThanOrEqual(5);
    expect(middles.every((x) => x > 20 && x < 620)).toBe(true);
    const gaps = middles.slice(1).map((x, at) => x - (middles[at] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThan(50);
  });

  it('can be read on Discord’s dark and light themes: it has a ground of its own that all stands out from', () => {
    const svg = chart([{ ...quiet, day: '2026-08-12', answered: 1, suggested: 1, missed: 1 }]);
    const [, ground = ''] = /<rect width="640" height="400" rx="14" fill="([^"]+)"\/>/.exec(svg) ?? [];
    for (const { fill } of barsOf(svg)) expect(contrast(fill, ground)).toBeGreaterThan(4.5);
    for (const [, fill = ''] of svg.matchAll(/<text [^>]*fill="([^"]+)"/g)) {
      expect(contrast(fill, ground)).toBeGreaterThan(7);
    }
  });

  it('takes whatever a catalogue says', () => {
    const words = { ...texts, title: 'Q&A <per> "day"' };
    expect(chart([], 7, words)).toContain('Q&#38;A &#60;per&#62; "day"');
  });
});

describe('the picture', () => {
  it('is a PNG of twice the size, with its letters in it', async () => {
    const known = [{ ...quiet, day: '2026-08-12', answered: 3 }];
    const png = Buffer.from(await pngOf(chart(known)));
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1280, 800]);
    // Without its fonts, all letters would be missing and it would still be a picture.
    const noLetters = Buffer.from(await pngOf(chart(known).replaceAll(/<text.*?<\/text>/g, '')));
    expect(png.length).toBeGreaterThan(noLetters.length * 1.5);
  });
});

/** As WCAG 2.2 has it: 1 for the same colour, 21 for black on white. */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
