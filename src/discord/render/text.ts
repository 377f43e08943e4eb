const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** How far back from the limit a cut may look for a space, as a share of the limit. */
const WORD_REACH = 0.2;

/**
 * The start of a text that has at most `max` UTF-16 units (Discord counts at most as many), cut between
 * words where there is a space near, never within a grapheme, and marked with an ellipsis.
 */
export function clamp(text: string, max: number): string {
  if (text.length <= max) return text;
  return `${cutBefore(text, max - 1).trimEnd()}…`;
}

/** As French has it before its signs: a line breaks at none. */
const NO_BREAK: readonly string[] = ['\u00a0', '\u202f'];

/** One line for a label, a title or a choice: white space folded but for no-break spaces, never empty. */
export function oneLine(text: string, max: number): string {
  const folded = text
    .replace(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, (space) => (NO_BREAK.includes(space) ? space : ' '))
    .trim();
  return isVisible(folded) ? clamp(folded, max) : '…';
}

/** What an article's title may take of a label. */
const TITLE_LENGTH = 30;

/** One line for a label that says which article it is of. */
export function labelWithTitle(label: string, title: string, max: number): string {
  const of = ` · ${oneLine(title, TITLE_LENGTH)}`;
  return `${oneLine(label, max - of.length)}${of}`;
}

/** Discord trims what can't be seen, and then refuses the empty rest. */
export function isVisible(text: string): boolean {
  return /[^\p{Cc}\p{Cf}\p{Mn}\s\u2800\u3164\u115f\u1160\uffa0]/u.test(text);
}

/** The longest start of at most `max` units that ends between words, or else between graphemes. */
export function cutBefore(text: string, max: number): string {
  const space = text.lastIndexOf(' ', max);
  if (space > max * (1 - WORD_REACH)) return text.slice(0, space);
  let end = 0;
  // Only the stretch around the limit is segmented: texts may be long, and no grapheme is.
  const start = Math.max(0, max - 256);
  for (const { index, segment } of graphemes.segment(text.slice(start, max + 256))) {
    if (start + index + segment.length > max) break;
    end = start + index + segment.length;
  }
  return text.slice(0, end > 0 ? end : safeEnd(text, max));
}

/** A single grapheme may be longer than any limit: then at least no surrogate pair is torn. */
function safeEnd(text: string, max: number): number {
  const before = text.charCodeAt(max - 1);
  return before >= 0xd8_00 && before <= 0xdb_ff ? max - 1 : max;
}
