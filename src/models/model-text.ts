/**
 * What the model gets of a text: in one line, not empty (on empty text a tokenizer may fail), at most `limit` code
 * points. Compatibility forms are resolved first (Unicode NFKC): one character may become eighteen.
 */
export function modelText(text: string, limit: number): string {
  const line = text.normalize('NFKC').replace(/\s+/g, ' ').trim();
  return line === '' ? '.' : firstCodePoints(line, limit);
}

function firstCodePoints(text: string, limit: number): string {
  if (text.length <= limit) return text;
  let end = 0;
  for (let count = 0; count < limit && end < text.length; count += 1) {
    end += (text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1;
  }
  return text.slice(0, end);
}
