import type { CountedQuestion } from '../store/question-store.ts';
import type { DayFigures } from '../store/store.ts';
import type { Steps } from '../time-slices.ts';
import { questionsOf } from './period.ts';

type Cell = string | number;

// The columns keep their English names in every language: sheets and scripts go by them.

export function daysCsv(days: readonly DayFigures[]): Steps<Uint8Array> {
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

export function questionsCsv(questions: readonly CountedQuestion[]): Steps<Uint8Array> {
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
export function* csv(rows: readonly (readonly Cell[])[]): Steps<Uint8Array> {
  let text = '\u{feff}';
  for (const row of rows) {
    text += `${row.map(cell).join(',')}\r\n`;
    yield;
  }
  return new TextEncoder().encode(text);
}

/** Spreadsheets run what begins like that, full-width forms too, as a formula: an apostrophe keeps it a text. */
const FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r]/;

function cell(value: Cell): string {
  if (typeof value === 'number') return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
