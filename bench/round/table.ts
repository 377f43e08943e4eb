import { VERDICTS } from '../../src/playground/page/trial-judgement.ts';
import type { Round } from './measure.ts';

/** A round's rows in docs/evaluation.md. */
export function roundRows(by: string, { marked, unmarked }: Round): readonly string[] {
  return [
    { asked: 'the 20 that were marked', ...marked },
    { asked: '20 others', ...unmarked },
  ].map(({ asked, before, after }) => {
    const cells = VERDICTS.map((verdict) => `${before[verdict]} → ${after[verdict]}`);
    return `| ${[by, asked, ...cells].join(' | ')} |`;
  });
}
