import type { REST } from '@discordjs/rest';
import { ApplicationCommandType, type RESTPostAPIApplicationCommandsJSONBody } from 'discord-api-types/v10';
import { DiscordRefusal } from '../discord/api.ts';
import type { Scope } from '../discord/registry/normal-form.ts';
import { hasDrift, planSync, type PlanEntry } from '../discord/registry/plan.ts';
import { applyPlan, createCommandRegistry, type SyncResult } from '../discord/registry/sync.ts';

export interface RegisterRequest {
  readonly rest: REST;
  readonly applicationId: string;
  readonly definitions: readonly RESTPostAPIApplicationCommandsJSONBody[];
  readonly guildId?: string;
  /** Shows the plan and sends nothing. */
  readonly dryRun: boolean;
  /** The same, and the exit code tells whether there is anything to do. */
  readonly check: boolean;
  readonly prune: boolean;
  readonly json: boolean;
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
}

/** The exit code: 0 where Discord is as it should be now, 1 where it isn't. */
export async function runRegister(request: RegisterRequest): Promise<number> {
  const { rest, applicationId, definitions, guildId, prune } = request;
  const scope: Scope = guildId === undefined ? { kind: 'global' } : { kind: 'guild', guildId };
  const registry = createCommandRegistry(rest, applicationId, scope);

  let plan: readonly PlanEntry[];
  try {
    plan = planSync(await registry.list(), definitions, { scope, prune });
  } catch (error) {
    if (!(error instanceof DiscordRefusal)) throw error;
    tellRefusal(request, scope, 'Discord did not show its commands', error);
    return 1;
  }

  const sends = !request.dryRun && !request.check;
  const result = sends ? await applyPlan(registry, plan) : { done: [], failed: null };
  if (request.json) {
    request.out(JSON.stringify(asJson(request, scope, plan, result), null, 2));
  } else {
    for (const line of plan.flatMap(describeEntry)) request.out(line);
    if (result.failed === null) request.out(summary(request, plan, result));
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

const DAILY_CREATIONS = 30034;

function adviceFor({ status, code }: DiscordRefusal, scope: Scope): string | null {
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
      return [`- delete  ${called(entry)}`];
  }
}

const LEFT_BECAUSE = {
  same: '',
  'not ours': '  (not ours: --prune deletes it)',
  'entry point': '  (entry point: always kept)',
} as const;

function summary(request: RegisterRequest, plan: readonly PlanEntry[], { done, failed }: SyncResult): string {
  if (request.dryRun || request.check) {
    const wanted = `${count(plan, 'create')} to create, ${count(plan, 'change')} to change, ${count(plan, 'delete')} to delete`;
    return hasDrift(plan) ? `Nothing was sent: ${wanted}.` : 'Nothing was sent: Discord is up to date.';
  }
  if (failed === null && done.length === 0) return 'Nothing was sent: Discord is up to date.';
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
      ...(entry.action === 'leave' ? { why: entry.why } : { done: done.includes(entry) }),
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

function typeName(type: number): string {
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

function called(entry: PlanEntry): string {
  return entry.type === ApplicationCommandType.ChatInput
    ? `/${entry.name}`
    : `"${entry.name}" (${typeName(entry.type)})`;
}
