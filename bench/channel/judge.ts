import type { Expected } from './hour.ts';
import type { Said } from './said.ts';

/** What came of one message. */
export type Verdict = (typeof VERDICTS)[number];

export const VERDICTS = [
  'right',
  'wrong',
  'offered, right among them',
  'offered, right not among them',
  'says it does not say',
  'small talk',
  'refusal',
  'silence',
] as const;

/**
 * An answer is right where all of its passages are among those that would be; any other is wrong, to whatever it is given. All
 * else is only named: whether it was wanted, the message's kind tells.
 */
export function judge(expected: Expected, said: Said): Verdict {
  const isRight = (id: string) => expected.kind === 'answer' && expected.ids.includes(id);
  switch (said.kind) {
    case 'answer':
      return said.passages.every(isRight) ? 'right' : 'wrong';
    case 'offer':
      return said.passages.some(isRight) ? 'offered, right among them' : 'offered, right not among them';
    case 'does not say':
      return 'says it does not say';
    case 'small talk':
    case 'refusal':
    case 'silence':
      return said.kind;
  }
}
