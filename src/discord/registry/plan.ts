import { ApplicationCommandType, type RESTPostAPIApplicationCommandsJSONBody } from 'discord-api-types/v10';
import { commandDifferences, type Difference } from './differences.ts';
import { normalForm, type Scope } from './normal-form.ts';

/** A command as Discord has it. */
export interface RegisteredCommand {
  readonly id: string;
  readonly [field: string]: unknown;
}

interface Entry {
  readonly type: number;
  readonly name: string;
}

export type PlanEntry =
  | (Entry & { readonly action: 'create'; readonly definition: RESTPostAPIApplicationCommandsJSONBody })
  | (Entry & {
      readonly action: 'change';
      readonly id: string;
      readonly definition: RESTPostAPIApplicationCommandsJSONBody;
      readonly changes: readonly Difference[];
    })
  | (Entry & { readonly action: 'leave'; readonly why: 'same' | 'not ours' | 'entry point' })
  | (Entry & { readonly action: 'delete'; readonly id: string });

/**
 * What has to be done so that Discord has these definitions: changes first, then what is new, then what
 * stays, then what goes. Commands are told apart by type and name. Nothing is deleted unless `prune` is
 * set, and entry points never are: Discord makes and needs them.
 */
export function planSync(
  registered: readonly RegisteredCommand[],
  definitions: readonly RESTPostAPIApplicationCommandsJSONBody[],
  options: { readonly scope: Scope; readonly prune: boolean },
): readonly PlanEntry[] {
  const existing = registered.map((command) => ({ id: command.id, normal: normalForm(command) }));
  const ours = definitions.map((definition) => ({ definition, normal: normalForm(definition) }));

  const wanted = ours.map(({ definition, normal }): PlanEntry => {
    const { type, name } = normal;
    const found = existing.find((other) => other.normal.type === type && other.normal.name === name);
    if (found === undefined) return { action: 'create', type, name, definition };
    const changes = [...commandDifferences(found.normal, normal, options.scope)];
    return changes.length === 0
      ? { action: 'leave', type, name, why: 'same' }
      : { action: 'change', type, name, id: found.id, definition, changes };
  });

  const others = existing
    .filter(
      ({ normal }) => !ours.some((our) => our.normal.type === normal.type && our.normal.name === normal.name),
    )
    .map(({ id, normal: { type, name } }): PlanEntry => {
      if (type === ApplicationCommandType.PrimaryEntryPoint) {
        return { action: 'leave', type, name, why: 'entry point' };
      }
      return options.prune
        ? { action: 'delete', type, name, id }
        : { action: 'leave', type, name, why: 'not ours' };
    });

  const order = ['change', 'create', 'leave', 'delete'];
  return [...wanted, ...others].toSorted((one, two) => order.indexOf(one.action) - order.indexOf(two.action));
}

/** Whether Discord differs from what it should be. */
export function hasDrift(plan: readonly PlanEntry[]): boolean {
  return plan.some(({ action }) => action !== 'leave');
}
