import { ApplicationCommandType, type RESTPostAPIApplicationCommandsJSONBody } from 'discord-api-types/v10';
import { LIMITS } from '../limits.ts';

interface Registrable {
  readonly definitions: readonly RESTPostAPIApplicationCommandsJSONBody[];
  /** The articles that have no command of their own, because Discord takes no more. */
  readonly leftOut: readonly string[];
}

/** What Discord takes: the bot's own commands, and those of as many articles, in their order, as have room beside them. */
export function registrable(
  definitions: readonly RESTPostAPIApplicationCommandsJSONBody[],
  articles: readonly string[],
): Registrable {
  const known = new Set(articles);
  const isTyped = ({ type }: RESTPostAPIApplicationCommandsJSONBody): boolean =>
    (type ?? ApplicationCommandType.ChatInput) === ApplicationCommandType.ChatInput;
  const isArticle = (one: RESTPostAPIApplicationCommandsJSONBody): boolean =>
    isTyped(one) && known.has(one.name);
  const own = definitions.filter((one) => isTyped(one) && !isArticle(one)).length;
  const room = Math.max(0, LIMITS.slashCommands - own);
  const leftOut = new Set(
    definitions
      .filter(isArticle)
      .slice(room)
      .map(({ name }) => name),
  );
  return {
    definitions: definitions.filter((one) => !isArticle(one) || !leftOut.has(one.name)),
    leftOut: [...leftOut],
  };
}
