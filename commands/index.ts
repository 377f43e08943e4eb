import { ApplicationCommandType } from 'discord-api-types/v10';
import { packsByArticle, type Library, type Pack } from '../src/content/pack.ts';
import type { Command } from '../src/discord/command.ts';
import { answerThis } from './answer-this.ts';
import { article } from './article.ts';
import { ask } from './ask.ts';
import { faq } from './faq/faq.ts';
import { help } from './help.ts';
import { pinThis } from './pin-this.ts';
import { pin } from './pin.ts';
import { settings } from './settings.ts';
import { stats } from './stats.ts';
import { teachFromThis } from './teach-from-this.ts';

/**
 * Every command, for the dispatcher, the registry sync, the help and the tests. Throws where two have the
 * same name: Discord would keep only one of them.
 */
export function createCommands(library: Library): readonly Command[] {
  const commands: readonly Command[] = [
    ask(library),
    ...[...packsByArticle(library)].map(([slug, packs]) => articleOf(slug, packs)),
    answerThis,
    pin(library),
    pinThis,
    faq,
    teachFromThis,
    settings,
    stats,
    help,
  ];
  const names = commands.flatMap(({ data }) => namesOf(data).map((name) => `${data.type ?? 1} ${name}`));
  const double = names.find((name, position) => names.indexOf(name) !== position);
  if (double !== undefined) {
    throw new Error(`Two commands are called "${double.slice(2)}": rename the article's folder.`);
  }
  return commands;
}

/** By the first of its packs: making one takes a millisecond, and hardly any of many articles change at once. */
const made = new WeakMap<Pack, { readonly packs: readonly Pack[]; readonly command: Command }>();

function articleOf(slug: string, packs: readonly Pack[]): Command {
  const [first] = packs;
  const known = first === undefined ? undefined : made.get(first);
  if (known?.packs.length === packs.length && known.packs.every((pack, at) => pack === packs[at])) {
    return known.command;
  }
  const command = article(slug, packs);
  if (first !== undefined) made.set(first, { packs, command });
  return command;
}

/** The names that no article may take: those of all other slash commands, in every language. */
export const RESERVED_NAMES: readonly string[] = createCommands([])
  .filter(({ data }) => data.type === ApplicationCommandType.ChatInput)
  .flatMap(({ data }) => namesOf(data));

/** In all languages, each once. */
function namesOf({ name, name_localizations: localised }: Command['data']): readonly string[] {
  return [...new Set([name, ...Object.values(localised ?? {}).filter((one) => typeof one === 'string')])];
}
