/** Where a sentence ends; a full stop behind the number of a rule or a step, or in `no. 2`, ends none. */
const ENDS = /(?<=[.!?。！？])(?<!^\d{1,3}\.)(?<!(?<![\p{L}\p{N}])(?:no|nr)\.(?=\s\d))\s+|\n+/imu;

/** A text's sentences; what has neither a letter nor a digit is none. */
export function sentencesOf(text: string): readonly string[] {
  return text.split(ENDS).filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
}
