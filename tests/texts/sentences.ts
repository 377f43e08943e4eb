/** What isn’t said. */
const HELPERS: ReadonlySet<string> = new Set(['naming', 'command', 'own']);

/** All that stands in a catalogue; what its functions say of `word`, of numbers and of a list. */
export function sentences(texts: unknown, word = 'mot'): readonly string[] {
  if (typeof texts === 'string') return [texts];
  if (typeof texts === 'function') return sentences(texts(word, word, word), word);
  return typeof texts === 'object' && texts !== null
    ? Object.entries(texts)
        .filter(([key]) => !HELPERS.has(key))
        .flatMap(([, value]) => sentences(value, word))
    : [];
}
