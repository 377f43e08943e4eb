import { snowflake } from '../interactions.ts';
import { checkCommand } from './contract/commands.ts';

type Command = { readonly [field: string]: unknown; readonly id: string };

type Result =
  | { readonly body: unknown }
  | { readonly nothing: true }
  | { readonly unknown: true }
  | { readonly full: true }
  | { readonly violations: readonly string[] };

/** The commands that an application has registered, as Discord keeps and shows them. */
export interface CommandStore {
  handle(method: string, scope: string, id: string | null, query: URLSearchParams, body: unknown): Result;
  /** Puts one there as if it had been registered before. */
  plant(command: Record<string, unknown>, scope?: string): void;
  all(scope?: string): readonly Command[];
}

export function createCommandStore(): CommandStore {
  const scopes = new Map<string, Command[]>();
  const of = (scope: string) => scopes.get(scope) ?? [];

  const put = (scope: string, id: string, command: Record<string, unknown>): Command => {
    const complete = filledIn({ ...command, id, version: snowflake(), application_id: '1' }, scope);
    scopes.set(scope, [...of(scope).filter((one) => one.id !== id), complete]);
    return complete;
  };

  return {
    handle(method, scope, id, query, body) {
      const found = of(scope).find((one) => one.id === id);
      const fields = typeof body === 'object' && body !== null ? { ...body } : {};
      switch (method) {
        case 'GET':
          return {
            body: of(scope).map((one) =>
              query.get('with_localizations') === 'true' ? one : unlocalised(one),
            ),
          };
        case 'POST': {
          const violations = [...checkCommand(body), ...scopeRules(scope, fields)];
          if (violations.length > 0) return { violations };
          const same = of(scope).find((one) => isSame(one, fields));
          if (same === undefined && isFull(of(scope), fields)) return { full: true };
          return { body: put(scope, same?.id ?? snowflake(), fields) };
        }
        case 'PATCH': {
          if (found === undefined) return { unknown: true };
          const violations = [...checkCommand(body, 'change'), ...scopeRules(scope, fields)];
          return violations.length > 0
            ? { violations }
            : { body: put(scope, found.id, { ...found, ...fields }) };
        }
        case 'DELETE':
          if (found === undefined) return { unknown: true };
          scopes.set(
            scope,
            of(scope).filter((one) => one.id !== id),
          );
          return { nothing: true };
        default:
          return { unknown: true };
      }
    },
    plant: (command, scope = 'global') => {
      put(scope, snowflake(), command);
    },
    all: (scope = 'global') => of(scope),
  };
}

function isSame(one: Command, fields: Record<string, unknown>): boolean {
  return one['name'] === fields['name'] && one['type'] === (fields['type'] ?? 1);
}

/** Of slash commands there may be so many (Interactions, Application Commands: Registering a Command). */
const MAX_SLASH_COMMANDS = 100;

function isFull(all: readonly Command[], { type = 1 }: Record<string, unknown>): boolean {
  return type === 1 && all.filter((one) => one['type'] === 1).length >= MAX_SLASH_COMMANDS;
}

function scopeRules(scope: string, fields: Record<string, unknown>): readonly string[] {
  return scope !== 'global' && ('contexts' in fields || 'integration_types' in fields)
    ? ['contexts and integration_types are for global commands']
    : [];
}

/** What Discord adds to what it was sent. */
function filledIn(command: Record<string, unknown> & { id: string }, scope: string): Command {
  return {
    nsfw: false,
    default_permission: true,
    ...(scope === 'global' ? { contexts: null, integration_types: [0] } : {}),
    ...command,
    type: command['type'] ?? 1,
    description: command['description'] ?? '',
    default_member_permissions: command['default_member_permissions'] ?? null,
    name_localizations: command['name_localizations'] ?? null,
    description_localizations: command['description_localizations'] ?? null,
    ...withoutFalse(command['options']),
  };
}

/** Discord leaves out of options what is false. */
function withoutFalse(options: unknown): { options?: unknown[] } {
  if (!Array.isArray(options) || options.length === 0) return {};
  return {
    options: options.map((option: Record<string, unknown>) => {
      const { required, autocomplete, options: inner, ...rest } = option;
      return {
        ...rest,
        ...(required === true ? { required } : {}),
        ...(autocomplete === true ? { autocomplete } : {}),
        ...withoutFalse(inner),
      };
    }),
  };
}

function unlocalised(command: Command): Record<string, unknown> {
  return JSON.parse(
    JSON.stringify(command, (key, value: unknown) => (key.endsWith('_localizations') ? undefined : value)),
  );
}
