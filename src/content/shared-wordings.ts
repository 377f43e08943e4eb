import type { Steps } from '../time-slices.ts';
import type { EntryAt } from './faq.ts';
import type { NotCoveredAt, Wording } from './passages.ts';
import type { ProblemLog } from './problem.ts';
import { foldQuestion } from './wordings.ts';

/** A way to ask, and what it leads to. */
interface Claim extends Wording {
  readonly role: 'question' | 'wording' | 'not covered';
  /** The entry's question, or the topic that isn't covered. */
  readonly owner: string;
}

/** Reports ways to ask that lead to two places: no search could tell them apart. */
export function* reportSharedWordings(
  faq: readonly EntryAt[],
  notCovered: readonly NotCoveredAt[],
  log: ProblemLog,
): Steps<void> {
  const claims = new Map<string, Claim>();
  for (const claim of claimsOf(faq, notCovered)) {
    yield;
    const key = foldQuestion(claim.text);
    const earlier = claims.get(key);
    if (earlier === undefined) claims.set(key, claim);
    else if (key !== '') report(claim, earlier, log);
  }
}

/** All questions come first: a wording that repeats one of them is the line to mend. */
function claimsOf(faq: readonly EntryAt[], notCovered: readonly NotCoveredAt[]): readonly Claim[] {
  return [
    ...faq.map(({ passage, line }): Claim => ({
      role: 'question',
      owner: passage.heading,
      text: passage.heading,
      line,
    })),
    ...faq.flatMap(({ passage, wordings }) =>
      wordings.map((wording): Claim => ({ role: 'wording', owner: passage.heading, ...wording })),
    ),
    ...notCovered.flatMap(({ entry, line, wordings }) =>
      [{ text: entry.topic, line }, ...wordings].map((wording): Claim => ({
        role: 'not covered',
        owner: entry.topic,
        ...wording,
      })),
    ),
  ];
}

function report({ role, owner, text, line }: Claim, earlier: Claim, log: ProblemLog): void {
  if (role === 'question') {
    log.error(line, `Put this entry and the one on line ${earlier.line} together: they ask the same.`);
  } else if ((role === 'not covered') !== (earlier.role === 'not covered')) {
    log.error(
      line,
      `Remove "${text}" here or on line ${earlier.line}: that line says that the article answers it, this one that it doesn't.`,
    );
  } else {
    const where = owner === earlier.owner ? 'stands in the same entry' : `leads to "${earlier.owner}"`;
    log.warn(line, `Remove "${text}" here or on line ${earlier.line}, where it ${where}.`);
  }
}
