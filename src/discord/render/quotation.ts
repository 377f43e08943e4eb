import { oneLine } from './text.ts';

/** What turns round all that follows on the line, our own words too. Letters know their direction by themselves. */
const DIRECTIONS = /[\u202A-\u202E\u2066-\u2069]/g;

/**
 * What a member wrote, as one line of Discord Markdown of at most `max` characters before they are escaped: nothing in
 * it is formatted, leads anywhere or names anybody.
 */
export function quotation(text: string, max: number): string {
  return oneLine(text.replace(DIRECTIONS, ''), max).replace(
    /[\\*_`~|[\]()<>@#:]/g,
    (character) => `\\${character}`,
  );
}
