import { oneLine } from './text.ts';

/**
 * What a member wrote, as one line of Discord Markdown of at most `max` characters before they are escaped: nothing in
 * it is formatted, leads anywhere or names anybody.
 */
export function quotation(text: string, max: number): string {
  return oneLine(text, max).replace(/[\\*_`~|[\]()<>@#:]/g, (character) => `\\${character}`);
}
