import type { Outcome } from '../answers/outcome.ts';
import type { Passage } from '../content/pack.ts';
import type { EvalQuestion } from './eval-question.ts';

export interface Judgement {
  readonly kind: string;
  readonly inScope: boolean;
  readonly outcome: Outcome['outcome'];
  /** It answered, and rightly. */
  readonly right: boolean;
  /** Right, or an accepted passage stands among the suggestions. */
  readonly offered: boolean;
  /** That of the answer, or of what would have been the answer. */
  readonly confidence: number;
  /** Whether the passage that the confidence is about answers the question, given or not. */
  readonly bestIsRight: boolean;
}

export function judgeOutcome(question: EvalQuestion, outcome: Outcome): Judgement {
  const best = outcome.ranking[0];
  const bestIsRight = best !== undefined && answersIt(question, best.passage);
  const right = outcome.outcome === 'answer' && bestIsRight;
  const offered =
    right ||
    (outcome.outcome === 'suggestions' &&
      outcome.suggestions.some(({ passage }) => accepts(question, passage)));
  return {
    kind: question.kind,
    inScope: question.expect.length > 0,
    outcome: outcome.outcome,
    right,
    offered,
    confidence: outcome.outcome === 'none' ? outcome.confidence : (best?.confidence ?? 0),
    bestIsRight,
  };
}

/** Whether a passage is a right answer. */
export function answersIt(question: EvalQuestion, passage: Passage): boolean {
  return accepts(question, passage) && mentions(question, passage);
}

/** What a set written for the article alone can name: packs add more entries behind the article's own. */
const ARTICLES_OWN_FAQ = 5;

function accepts({ expect }: EvalQuestion, passage: Passage): boolean {
  return expect.some((one) => {
    if ('id' in one) return isNamed(passage, one.id);
    const { kind, index } = one;
    return (
      (passage.kind === kind && passage.index === index) ||
      (kind === 'section' &&
        passage.kind === 'faq' &&
        passage.index > ARTICLES_OWN_FAQ &&
        passage.section === index)
    );
  });
}

/** By its own id, or by that of its section without a paragraph's number. */
export function isNamed({ id }: Pick<Passage, 'id'>, name: string): boolean {
  return id === name || id.replace(/^(section\/[^/]+)\/\d+$/, '$1') === name;
}

function mentions({ mention }: EvalQuestion, { text }: Passage): boolean {
  return mention.length === 0 || mention.some((one) => text.includes(one));
}
