import { createCommands } from '../../commands/index.ts';
import { createAnswers, type AnswersOptions } from '../answers/create-answers.ts';
import type { Library } from '../content/pack.ts';
import type { Desk } from '../discord/dispatch.ts';
import { reader } from '../discord/reader.ts';

/** Everything that answers, for one state of the content. */
export function createDesk(library: Library, options: AnswersOptions = {}): Desk {
  return {
    answers: createAnswers(library, options),
    commands: createCommands(library),
    componentOwners: [reader],
  };
}
