import { ApplicationCommandType } from 'discord-api-types/v10';
import { LIMITS } from '../discord/limits.ts';
import type { Scope } from '../discord/registry/normal-form.ts';
import { showingTwice, type CommandIdentity, type PlanEntry } from '../discord/registry/plan.ts';

export interface Warning {
  readonly kind: 'twice' | 'maybe twice' | 'none left' | 'no room';
  readonly message: string;
  readonly commands: readonly CommandIdentity[];
}

/** What a person would notice in their server, and how to mend it. */
export function warningsFor(
  plan: readonly PlanEntry[],
  everywhere: readonly CommandIdentity[],
  { scope, clear }: { readonly scope: Scope; readonly clear: boolean },
): readonly Warning[] {
  if (scope.kind === 'global') {
    const commands = plan.filter(({ action }) => action === 'create');
    const message =
      'A server that has these commands of its own, by --guild, shows them twice: footnote register --guild ID --clear takes its own off.';
    return commands.length === 0 ? [] : [{ kind: 'maybe twice', message, commands }];
  }
  if (clear) {
    const gone = plan.filter((entry) => entry.action === 'delete' && entry.why === 'ours');
    const twins = showingTwice(gone, everywhere);
    const commands = gone.filter((entry) => !twins.includes(entry));
    const message = `The server then has no ${commands.map(called).join(', ')}: footnote register registers them for all servers.`;
    return commands.length === 0 ? [] : [{ kind: 'none left', message, commands }];
  }
  const commands = showingTwice(
    // Others' are none that `--clear` takes off.
    plan.filter(
      (entry) => entry.action !== 'delete' && !(entry.action === 'leave' && entry.why === 'not ours'),
    ),
    everywhere,
  );
  const message = `Registered for all servers, too, these show twice in this one: ${commands.map(called).join(', ')}. footnote register --guild ${scope.guildId} --clear takes its own off.`;
  return commands.length === 0 ? [] : [{ kind: 'twice', message, commands }];
}

/** So many are named; the others are counted. */
const MAX_NAMED = 10;

/** Where there are more articles than commands. */
export function warningsOfRoom(leftOut: readonly string[]): readonly Warning[] {
  if (leftOut.length === 0) return [];
  const named = leftOut.slice(0, MAX_NAMED).map((slug) => `/${slug}`);
  const more = leftOut.length - named.length;
  const names = more === 0 ? named.join(', ') : `${named.join(', ')} and ${more} more`;
  const message = `Discord takes ${LIMITS.slashCommands} commands, so these articles have none of their own: ${names}. /ask finds them all the same.`;
  const type = ApplicationCommandType.ChatInput;
  return [{ kind: 'no room', message, commands: leftOut.map((name) => ({ type, name })) }];
}

export function typeName(type: number): string {
  switch (type) {
    case ApplicationCommandType.ChatInput:
      return 'slash';
    case ApplicationCommandType.User:
      return 'user';
    case ApplicationCommandType.Message:
      return 'message';
    case ApplicationCommandType.PrimaryEntryPoint:
      return 'entry point';
    default:
      return String(type);
  }
}

/** `/ask`, or `"Answer this" (message)`. */
export function called(entry: CommandIdentity): string {
  return entry.type === ApplicationCommandType.ChatInput
    ? `/${entry.name}`
    : `"${entry.name}" (${typeName(entry.type)})`;
}
