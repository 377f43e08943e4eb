import type { Answers } from '../answers/answers.ts';
import type { Outcome } from '../answers/outcome.ts';
import type { Metrics } from '../metrics/metrics.ts';

/** The same answers; what becomes of questions is counted. */
export function measuredAnswers(answers: Answers, metrics: Metrics): Answers {
  return {
    ...answers,
    async ask(question, asked) {
      const outcome = await answers.ask(question, asked);
      metrics.question(outcome.outcome, confidenceOf(outcome));
      return outcome;
    },
  };
}

/** In the best that was found. */
function confidenceOf(outcome: Outcome): number {
  switch (outcome.outcome) {
    case 'answer':
      return outcome.best.confidence;
    case 'suggestions':
      return outcome.suggestions[0]?.confidence ?? 0;
    case 'none':
      return outcome.confidence;
  }
}
