/** A date that a page shows. */
export type ShownDate =
  /** ISO 8601. */
  | { readonly kind: 'day'; readonly date: string }
  /** `3 days ago`, or one whose day and month can't be told apart. */
  | { readonly kind: 'unclear'; readonly why: string };

const MONTHS: readonly (readonly string[])[] = [
  ['january', 'jan', 'janvier', 'janv', 'januar', 'enero', 'janeiro', 'gennaio', 'januari'],
  ['february', 'feb', 'février', 'févr', 'februar', 'febrero', 'fevereiro', 'febbraio', 'februari'],
  ['march', 'mar', 'mars', 'märz', 'marzo', 'março', 'maart'],
  ['april', 'apr', 'avril', 'avr', 'abril', 'aprile'],
  ['may', 'mai', 'mayo', 'maio', 'maggio', 'mei'],
  ['june', 'jun', 'juin', 'juni', 'junio', 'junho', 'giugno'],
  ['july', 'jul', 'juillet', 'juil', 'juli', 'julio', 'julho', 'luglio'],
  ['august', 'aug', 'août', 'agosto', 'augustus'],
  ['september', 'sep', 'sept', 'septembre', 'septiembre', 'setembro', 'settembre'],
  ['october', 'oct', 'octobre', 'oktober', 'octubre', 'outubro', 'ottobre'],
  ['november', 'nov', 'novembre', 'noviembre', 'novembro'],
  ['december', 'dec', 'décembre', 'déc', 'dezember', 'diciembre', 'dezembro', 'dicembre'],
];

const BEFORE =
  /^(?:(?:first |originally )?(?:published|posted|written|updated|last updated|last modified|created|date|publié|mis à jour|veröffentlicht|aktualisiert|stand|publicado|actualizado|发布(?:时间|于|日期)?|更新(?:时间|于|日期)?|日期)(?:\s(?:on|at|le|am|el|en))?\s?[:：]?\s?|le\s|on\s|am\s|el\s)/iu;

const RELATIVE =
  /(?:\d+|an?|one|un|une|einem|einer)\s?(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?)\sago|il y a\s.{1,20}|vor\s(?:\d+|einem|einer)\s\p{L}+|hace\s.{1,20}|há\s\d+\s\p{L}+|\d+\s?(?:天|小时|分钟|周|个月|年)前|yesterday|today|hier|aujourd'hui|gestern|heute|昨天|今天/iu;

/** Only where a line is a date and nothing else. */
export function dateIn(line: string): ShownDate | null {
  const text = line
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(BEFORE, '')
    .replace(
      /^(?:\p{L}{2,10}day|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|\p{L}{3,10}tag|mittwoch),?\s/iu,
      '',
    );
  if (text.length === 0 || text.length > 40) return null;
  if (new RegExp(`^(?:${RELATIVE.source})$`, 'iu').test(text)) {
    return { kind: 'unclear', why: 'it only says how long ago: write the day behind "published:"' };
  }
  return isoDate(text) ?? namedDate(text) ?? numericDate(text);
}

function isoDate(text: string): ShownDate | null {
  const [, year, month, day] =
    /^(\d{4})(?:[-/.]|\s?年\s?)(\d{1,2})(?:[-/.]|\s?月\s?)(\d{1,2})\s?日?(?:[T\s].{0,30})?$/u.exec(text) ??
    [];
  return dayOf(year, month, day);
}

function namedDate(text: string): ShownDate | null {
  const [, dayFirst, nameAfter, yearAfter] =
    /^(\d{1,2})(?:st|nd|rd|th|er|\.)?\s(?:de\s)?(\p{L}{3,12})\.?,?\s(?:de\s)?(\d{4})\b/iu.exec(text) ?? [];
  const [, nameFirst, dayAfter, yearLast] =
    /^(\p{L}{3,12})\.?\s(\d{1,2})(?:st|nd|rd|th)?,?\s(\d{4})\b/iu.exec(text) ?? [];
  const name = (nameAfter ?? nameFirst ?? '').toLowerCase();
  const month = MONTHS.findIndex((names) => names.includes(name)) + 1;
  return month === 0 ? null : dayOf(yearAfter ?? yearLast, String(month), dayFirst ?? dayAfter);
}

function numericDate(text: string): ShownDate | null {
  const [, one, sign, two, year] = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})$/.exec(text) ?? [];
  if (one === undefined || two === undefined) return null;
  if (sign === '.' || Number(one) > 12) return dayOf(year, two, one);
  if (Number(two) > 12) return dayOf(year, one, two);
  return { kind: 'unclear', why: 'its day and its month can\'t be told apart: write it behind "published:"' };
}

function dayOf(year?: string, month?: string, day?: string): ShownDate | null {
  if (year === undefined || month === undefined || day === undefined) return null;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const time = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date) ? { kind: 'day', date } : null;
}
