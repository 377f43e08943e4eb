import type { AskedQuestion, DayFigures } from '../store/store.ts';
import { questionsOf } from './period.ts';

type Cell = string | number;

// The columns keep their English names in every language: sheets and scripts go by them.

export function daysCsv(days: readonly DayFigures[]): Uint8Array {
  return csv([
    ['day', 'questions', 'answered', 'suggested', 'missed', 'helpful', 'unhelpful'],
    ...days.map((day) => [
      day.day,
      questionsOf(day),
      day.answered,
      day.suggested,
      day.missed,
      day.helpful,
      day.unhelpful,
    ]),
  ]);
}

export function questionsCsv(questions: readonly AskedQuestion[]): Uint8Array {
  return csv([
    ['question', 'language', 'times', 'last_outcome', 'unhelpful', 'last_asked_utc'],
    ...questions.map((one) => [
      one.text,
      one.locale,
      one.times,
      one.outcome,
      one.unhelpful ? 'yes' : 'no',
      new Date(one.lastAskedAt).toISOString(),
    ]),
  ]);
}

/** As RFC 4180 has it. It begins with a byte order mark: without one, Excel takes UTF-8 for the system's old encoding. */
export function csv(rows: readonly (readonly Cell[])[]): Uint8Array {
  const text = rows.map((row) => row.map(cell).join(',')).join('\r\n');
  return new TextEncoder().encode(`\u{feff}${text}\r\n`);
}

/** Spreadsheets run what begins like that, full-width forms too, as a formula: an apostrophe keeps it a text. */
const FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r]/;

function cell(value: Cell): string {
  if (typeof value === 'number') return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
