/** A text's sentences; what has neither a letter nor a digit is none. */
export function sentencesOf(text: string): readonly string[] {
  return text.split(/(?<=[.!?。！？])\s+|\n+/u).filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
}
