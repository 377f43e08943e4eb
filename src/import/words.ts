/** A word, or a sign of a script that writes without spaces. */
const WORD =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]|(?:(?![\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}])[\p{L}\p{M}\p{N}])+/gu;

/** The words of a text as they are counted: in lower case, apostrophes and hyphens between them. */
export function wordsOf(text: string): readonly string[] {
  return text.normalize('NFC').toLowerCase().match(WORD) ?? [];
}

/** Those words, as often as they occur, that the other texts don't have. */
export function missingWords(texts: readonly string[], others: readonly string[]): readonly string[] {
  const left = new Map<string, number>();
  for (const other of others) {
    for (const word of wordsOf(other)) left.set(word, (left.get(word) ?? 0) + 1);
  }
  return texts.flatMap((text) =>
    wordsOf(text).filter((word) => {
      const count = left.get(word) ?? 0;
      left.set(word, count - 1);
      return count <= 0;
    }),
  );
}
