import { createCommands } from '../../commands/index.ts';
import type { Answers } from '../answers/answers.ts';
import { createAnswers, type AnswersOptions } from '../answers/create-answers.ts';
import type { Outcome } from '../answers/outcome.ts';
import type { ServerMemory } from '../answers/servers.ts';
import type { Library } from '../content/pack.ts';
import type { AppContext } from '../discord/dispatch.ts';
import { human } from '../discord/human/human.ts';
import { reader } from '../discord/reader.ts';
import { ownKeys, type HashingKeys } from '../discord/keyed-hash.ts';
import { votes } from '../discord/votes.ts';
import { NO_METRICS, type Metrics } from '../metrics/metrics.ts';
import type { Store } from '../store/store.ts';

/**
 * Everything that answers, for one state of the content.
 * @param options.keys the same for all contexts of a bot; by default, this context's own
 * @param options.metrics counts what becomes of questions
 */
export function createAppContext(
  library: Library,
  options: AnswersOptions & { readonly keys?: HashingKeys; readonly metrics?: Metrics } = {},
): AppContext {
  return {
    answers: measuredAnswers(createAnswers(library, options), options.metrics ?? NO_METRICS),
    commands: createCommands(library),
    componentOwners: [reader, votes, human],
    keys: options.keys ?? ownKeys(),
  };
}

/** What servers taught the bot, as the store keeps it. */
export function serverMemory({ knowledge, votes: cast }: Pick<Store, 'knowledge' | 'votes'>): ServerMemory {
  return {
    knowledgeOf: (serverId) => knowledge.read(serverId),
    votesOf: (serverId) => cast.tally(serverId),
  };
}

/** The same answers; what becomes of questions is counted. */
function measuredAnswers(answers: Answers, metrics: Metrics): Answers {
  return {
    ...answers,
    async ask(question, asked) {
      const outcome = await answers.ask(question, asked);
      if (asked.isTrial !== true) metrics.question(outcome.outcome, confidenceOf(outcome));
      return outcome;
    },
    async askEach(message, asked) {
      const each = await answers.askEach(message, asked);
      if (asked.isTrial === true) return each;
      for (const { outcome } of each.parts) metrics.question(outcome.outcome, confidenceOf(outcome));
      return each;
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
