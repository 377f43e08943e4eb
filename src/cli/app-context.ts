import { createCommands } from '../../commands/index.ts';
import { createAnswers, type AnswersOptions } from '../answers/create-answers.ts';
import type { ServerMemory } from '../answers/servers.ts';
import type { Library } from '../content/pack.ts';
import type { AppContext } from '../discord/dispatch.ts';
import { reader } from '../discord/reader.ts';
import { ownKeys, type HashingKeys } from '../discord/keyed-hash.ts';
import { votes } from '../discord/votes.ts';
import { NO_METRICS, type Metrics } from '../metrics/metrics.ts';
import type { Store } from '../store/store.ts';
import { measuredAnswers } from './measured-answers.ts';

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
    componentOwners: [reader, votes],
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
