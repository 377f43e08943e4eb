import type { REST } from '@discordjs/rest';
import type { RESTPostAPIApplicationCommandsJSONBody } from 'discord-api-types/v10';
import { DiscordRefusal } from '../discord/refusal.ts';
import { normalForm, type Scope } from '../discord/registry/normal-form.ts';
import { hasDrift, planSync, type PlanEntry } from '../discord/registry/plan.ts';
import { applyPlan, bodyFor, createCommandRegistry, type SyncResult } from '../discord/registry/sync.ts';
import { called, typeName, warningsFor, warningsOfRoom, type Warning } from './register-warnings.ts';
import { UsageError } from './usage.ts';

export interface RegisterRequest {
  readonly rest: REST;
  readonly applicationId: string;
  readonly definitions: readonly RESTPostAPIApplicationCommandsJSONBody[];
  /** The articles that Discord has no room for, which get no command. */
  readonly leftOut?: readonly string[];
  readonly scope: Scope;
  /** Shows the plan and sends nothing. */
  readonly dryRun: boolean;
  /** The same, and the exit code tells whether there is anything to do. */
  readonly check: boolean;
  readonly prune: boolean;
  /** Takes the commands off the server. */
  readonly clear?: boolean;
  /** Some articles could not be read: what may be theirs stays. */
  readonly contentHasErrors?: boolean;
  readonly json: boolean;
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
}

/** Throws a `UsageError` for what is no server's ID. */
export function scopeOf(guildId: string | undefined): Scope {
  if (guildId === undefined) return { kind: 'global' };
  if (!/^\d{1,20}$/.test(guildId)) {
    throw new UsageError(`"${guildId}" is no server's ID: --guild takes its digits, and nothing else.`);
  }
  return { kind: 'guild', guildId };
}

/** For who has no token yet: what would be sent to a Discord that has none of these commands. */
export function showDefinitions(
  definitions: RegisterRequest['definitions'],
  scope: Scope,
  { out, err }: Pick<RegisterRequest, 'out' | 'err'>,
): void {
  err('DISCORD_TOKEN is not set: these are the definitions, not compared with what Discord has.');
  out(
    JSON.stringify(
      definitions.map((definition) => bodyFor(definition, scope)),
      null,
      2,
    ),
  );
}

/** The exit code: 0 where Discord is as it should be now, 1 where it isn't. Throws a `UsageError`. */
export async function runRegister(request: RegisterRequest): Promise<number> {
  const { rest, applicationId, definitions, scope, prune, clear = false } = request;
  if (clear && scope.kind === 'global') {
    throw new UsageError('Name the server that --clear is to take the commands off: --guild ID.');
  }
  const registry = createCommandRegistry(rest, applicationId, scope);

  let plan: readonly PlanEntry[];
  let warnings: readonly Warning[];
  try {
    const registered = await registry.list();
    const keepLeftovers = request.contentHasErrors === true;
    plan = planSync(registered, definitions, { scope, prune, clear, keepLeftovers });
    const everywhere =
      scope.kind === 'global'
        ? []
        : await createCommandRegistry(rest, applicationId, { kind: 'global' }).list();
    warnings = [
      ...warningsFor(plan, everywhere.map(normalForm), { scope, clear }),
      ...warningsOfRoom(clear ? [] : (request.leftOut ?? [])),
    ];
  } catch (error) {
    if (!(error instanceof DiscordRefusal)) throw error;
    tellRefusal(request, scope, 'Discord did not show its commands', error);
    return 1;
  }

  const sends = !request.dryRun && !request.check;
  const result = sends ? await applyPlan(registry, plan) : { done: [], failed: null };
  if (request.json) {
    request.out(JSON.stringify(asJson(request, scope, plan, result, warnings), null, 2));
  } else {
    for (const line of plan.flatMap(describeEntry)) request.out(line);
    if (result.failed === null) request.out(summary(request, plan, result));
    for (const { message } of warnings) request.out(`! ${message}`);
  }
  if (result.failed !== null) {
    const { entry, refusal } = result.failed;
    if (!request.json) {
      tellRefusal(request, scope, `Discord refused to ${entry.action} ${called(entry)}`, refusal);
      request.err(summary(request, plan, result));
    }
    return 1;
  }
  return request.check && hasDrift(plan) ? 1 : 0;
}

function tellRefusal(request: RegisterRequest, scope: Scope, what: string, refusal: DiscordRefusal): void {
  const advice = adviceFor(refusal, scope);
  if (request.json) {
    request.out(JSON.stringify({ scope: scopeName(scope), error: refusalAsJson(refusal, advice) }, null, 2));
    return;
  }
  request.err(`${what}: ${refusal.message}${advice === null ? '' : ` ${advice}`}`);
  for (const field of refusal.fieldErrors) request.err(`    ${field}`);
}

/** More commands were made today than Discord allows (Topics, Opcodes and Status Codes). */
export const DAILY_CREATIONS = 30034;

/** What to do about a refusal; null where it says so itself. */
export function adviceFor({ status, code }: DiscordRefusal, scope: Scope): string | null {
  if (code === DAILY_CREATIONS) {
    return 'Discord allows 200 new commands a day: try again tomorrow.';
  }
  switch (status) {
    case 0:
      return 'Check the network and DISCORD_API_URL, and try again.';
    case 403:
    case 404:
      return scope.kind === 'guild'
        ? `Check the server's ID (${scope.guildId}) and that the bot was invited there with the scope applications.commands.`
        : 'Check that DISCORD_APPLICATION_ID and DISCORD_TOKEN belong to the same application.';
    default:
      return null;
  }
}

function describeEntry(entry: PlanEntry): readonly string[] {
  switch (entry.action) {
    case 'create':
      return [`+ create  ${called(entry)}`];
    case 'change':
      return [
        `~ change  ${called(entry)}`,
        ...entry.changes.map(
          ({ key, original, expected }) =>
            `    ${key}: ${JSON.stringify(original)} -> ${JSON.stringify(expected)}`,
        ),
      ];
    case 'leave':
      return [`= leave   ${called(entry)}${LEFT_BECAUSE[entry.why]}`];
    case 'delete':
      return [`- delete  ${called(entry)}${DELETED_BECAUSE[entry.why]}`];
  }
}

const LEFT_OVER = 'left over: it has the subcommands of an article, and no article is called so';

const DELETED_BECAUSE = {
  ours: '',
  'left over': `  (${LEFT_OVER})`,
  'not ours': '  (not ours)',
} as const;

const LEFT_BECAUSE = {
  same: '',
  'left over': `  (${LEFT_OVER}; it is deleted once all articles can be read)`,
  'not ours': '  (not ours: --prune deletes it)',
  'entry point': '  (entry point: always kept)',
} as const;

function summary(request: RegisterRequest, plan: readonly PlanEntry[], { done, failed }: SyncResult): string {
  if (request.dryRun || request.check) {
    const wanted = `${count(plan, 'create')} to create, ${count(plan, 'change')} to change, ${count(plan, 'delete')} to delete`;
    const stays = plan.some((entry) => entry.action === 'leave' && entry.why === 'left over');
    return hasDrift(plan)
      ? `Nothing was sent: ${wanted}${stays ? ', and some are left over' : ''}.`
      : 'Nothing was sent: Discord is up to date.';
  }
  if (failed === null && done.length === 0)
    return hasDrift(plan) ? 'Nothing was sent.' : 'Nothing was sent: Discord is up to date.';
  const parts = [
    `${count(done, 'create')} created, ${count(done, 'change')} changed, ${count(done, 'delete')} deleted`,
    ...(failed === null ? [`${count(plan, 'leave')} left as they were`] : []),
  ];
  const untried = plan.filter(({ action }) => action !== 'leave').length - done.length - 1;
  const stopped = failed === null ? '' : ` 1 failed, ${untried} not tried. Mend it and run this again.`;
  return `${parts.join(', ')}.${stopped}`;
}

function count(entries: readonly PlanEntry[], action: PlanEntry['action']): number {
  return entries.filter((entry) => entry.action === action).length;
}

function asJson(
  request: RegisterRequest,
  scope: Scope,
  plan: readonly PlanEntry[],
  { done, failed }: SyncResult,
  warnings: readonly Warning[],
) {
  return {
    scope: scopeName(scope),
    dryRun: request.dryRun,
    check: request.check,
    drift: hasDrift(plan),
    plan: plan.map((entry) => ({
      action: entry.action,
      type: typeName(entry.type),
      name: entry.name,
      ...(entry.action === 'change' ? { changes: entry.changes } : {}),
      ...('why' in entry ? { why: entry.why } : {}),
      ...(entry.action === 'leave' ? {} : { done: done.includes(entry) }),
    })),
    warnings: warnings.map(({ kind, message, commands }) => ({
      kind,
      message,
      commands: commands.map(({ type, name }) => ({ type: typeName(type), name })),
    })),
    ...(failed === null
      ? {}
      : {
          error: {
            name: failed.entry.name,
            ...refusalAsJson(failed.refusal, adviceFor(failed.refusal, scope)),
          },
        }),
  };
}

function refusalAsJson({ status, code, message, fieldErrors }: DiscordRefusal, advice: string | null) {
  return { status, code, message: advice === null ? message : `${message} ${advice}`, fieldErrors };
}

function scopeName(scope: Scope): string {
  return scope.kind === 'global' ? 'global' : `guild ${scope.guildId}`;
}
