/** Discord's limit for an autocomplete choice. */
const MAX_CHARACTERS = 100;
const ELLIPSIS = '…';

/** 1 to 100 characters on one line, cut behind a word where it is longer; null where nothing would be left. */
export function choiceQuestion(wording: string): string | null {
  const line = wording
    .replaceAll(/\p{Surrogate}/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim();
  if (line === '') return null;
  if (line.length <= MAX_CHARACTERS) return line;
  const room = wholeCharacters(line, MAX_CHARACTERS - ELLIPSIS.length);
  const lastSpace = room.lastIndexOf(' ');
  // One very long word is cut anywhere.
  const cut = lastSpace > MAX_CHARACTERS / 2 ? room.slice(0, lastSpace) : room;
  return `${cut.replace(/[\s,;:.–-]+$/u, '')}${ELLIPSIS}`;
}

/** The first UTF-16 units, without half a character at the end. */
function wholeCharacters(text: string, units: number): string {
  let result = '';
  for (const character of text) {
    if (result.length + character.length > units) break;
    result += character;
  }
  return result;
}
