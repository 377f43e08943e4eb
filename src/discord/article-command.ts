import { articlesOf } from '../content/pack.ts';
import type { Asking } from './command.ts';
import { registrable } from './registry/registrable.ts';

/** Whether an article has a command of its own: Discord has no room for one for each of many. */
export function hasOwnCommand(asking: Pick<Asking, 'commands' | 'answers'>, slug: string): boolean {
  return !leftOutOf(asking).has(slug);
}

function leftOutOf({ commands, answers }: Pick<Asking, 'commands' | 'answers'>): ReadonlySet<string> {
  const known = leftOut.get(commands);
  if (known !== undefined) return known;
  const definitions = commands.map(({ data }) => data);
  const found = new Set(registrable(definitions, articlesOf(answers.library)).leftOut);
  leftOut.set(commands, found);
  return found;
}

/** By the commands, which change with the articles. */
const leftOut = new WeakMap<Asking['commands'], ReadonlySet<string>>();
