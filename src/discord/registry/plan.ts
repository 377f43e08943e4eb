import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  type RESTPostAPIApplicationCommandsJSONBody,
} from 'discord-api-types/v10';
import { LIMITS } from '../limits.ts';
import { commandDifferences, type Difference } from './differences.ts';
import { normalForm, type JsonObject, type NormalCommand, type Scope } from './normal-form.ts';

/** A command as Discord has it. */
export interface RegisteredCommand {
  readonly id: string;
  readonly [field: string]: unknown;
}

export interface CommandIdentity {
  readonly type: number;
  readonly name: string;
}

export type PlanEntry =
  | (CommandIdentity & {
      readonly action: 'create';
      readonly definition: RESTPostAPIApplicationCommandsJSONBody;
    })
  | (CommandIdentity & {
      readonly action: 'change';
      readonly id: string;
      readonly definition: RESTPostAPIApplicationCommandsJSONBody;
      readonly changes: readonly Difference[];
    })
  | (CommandIdentity & {
      readonly action: 'leave';
      readonly why: 'same' | 'left over' | 'not ours' | 'entry point';
    })
  | (CommandIdentity & {
      readonly action: 'delete';
      readonly id: string;
      readonly why: 'ours' | 'left over' | 'not ours';
    });

interface PlanOptions {
  readonly scope: Scope;
  /** What is not ours goes, too. */
  readonly prune: boolean;
  /** All that is ours goes, and nothing comes. */
  readonly clear?: boolean;
  /** Some definitions may be missing. */
  readonly keepLeftovers?: boolean;
}

/**
 * What has to be done so that Discord has these definitions: changes first, then what is new, then what
 * stays, then what goes; where there is no room for both, what goes comes before what is new. Commands are told apart by type and name. Of what has no definition, what was left over from one
 * of ours goes: one that has all its subcommands from it under another name, as of an article that was renamed. Others
 * stay unless `prune` is set, and entry points always do: Discord makes and needs them.
 */
export function planSync(
  registered: readonly RegisteredCommand[],
  definitions: readonly RESTPostAPIApplicationCommandsJSONBody[],
  options: PlanOptions,
): readonly PlanEntry[] {
  const existing = registered.map((command) => ({ id: command.id, normal: normalForm(command) }));
  const ours = definitions.map((definition) => ({ definition, normal: normalForm(definition) }));

  const wanted = ours.map(({ definition, normal }): PlanEntry => {
    const { type, name } = normal;
    const found = existing.find((other) => isSameCommand(other.normal, normal));
    if (found === undefined) return { action: 'create', type, name, definition };
    const changes = [...commandDifferences(found.normal, normal, options.scope)];
    return changes.length === 0
      ? { action: 'leave', type, name, why: 'same' }
      : { action: 'change', type, name, id: found.id, definition, changes };
  });

  const ourShapes = new Set(ours.map(({ normal }) => shapeOf(normal)));
  const isOurs = (one: CommandIdentity) => ours.some(({ normal }) => isSameCommand(normal, one));
  const others = existing
    .filter(({ normal }) => options.clear === true || !isOurs(normal))
    .map(({ id, normal }): PlanEntry => {
      const { type, name } = normal;
      const entry = { type, name };
      if (type === ApplicationCommandType.PrimaryEntryPoint) {
        return { action: 'leave', ...entry, why: 'entry point' };
      }
      if (isOurs(normal)) return { action: 'delete', ...entry, id, why: 'ours' };
      const shape = shapeOf(normal);
      const why = shape !== null && ourShapes.has(shape) ? 'left over' : 'not ours';
      const goes = options.prune || (why === 'left over' && options.keepLeftovers !== true);
      return goes ? { action: 'delete', ...entry, id, why } : { action: 'leave', ...entry, why };
    });

  const plan = [...(options.clear === true ? [] : wanted), ...others];
  const made = plan.filter(({ action, type }) => action === 'create' && isSlash(type)).length;
  const had = existing.filter(({ normal }) => isSlash(normal.type)).length;
  const order =
    had + made > LIMITS.slashCommands
      ? ['change', 'delete', 'create', 'leave']
      : ['change', 'create', 'leave', 'delete'];
  return plan.toSorted((one, two) => order.indexOf(one.action) - order.indexOf(two.action));
}

/** Whether Discord differs from what it should be. */
export function hasDrift(plan: readonly PlanEntry[]): boolean {
  return plan.some((entry) => entry.action !== 'leave' || entry.why === 'left over');
}

/** What shows twice in a server: Discord shows what it has for it, and what it has for everybody. */
export function showingTwice(
  one: readonly CommandIdentity[],
  other: readonly CommandIdentity[],
): readonly CommandIdentity[] {
  return one.filter((entry) => other.some((twin) => isSameCommand(entry, twin)));
}

function isSlash(type: number): boolean {
  return type === ApplicationCommandType.ChatInput;
}

function isSameCommand(one: CommandIdentity, other: CommandIdentity): boolean {
  return one.type === other.type && one.name === other.name;
}

/** The names and types of its subcommands and their options. Null where it has none: others' might look the same. */
function shapeOf({ options }: NormalCommand): string | null {
  const hasSubcommands = options.some(({ type }) => type === ApplicationCommandOptionType.Subcommand);
  return hasSubcommands ? shapesOf(options).join() : null;
}

function shapesOf(options: readonly JsonObject[]): readonly string[] {
  return options
    .map(({ type, name, options: inner }) =>
      JSON.stringify([name, type, Array.isArray(inner) ? shapesOf(inner.filter(isOption)) : []]),
    )
    .toSorted();
}

function isOption(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null;
}
