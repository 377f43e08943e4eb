import type { RESTPostAPIApplicationCommandsJSONBody } from 'discord-api-types/v10';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import { DiscordRefusal } from '../discord/refusal.ts';
import { hasDrift, planSync, type PlanEntry } from '../discord/registry/plan.ts';
import { applyPlan, createCommandRegistry, type CommandRegistry } from '../discord/registry/sync.ts';
import { createRest } from '../discord/rest.ts';
import type { RateLimits } from '../discord/rate-limits.ts';
import { DAY } from '../store/days.ts';
import type { Store } from '../store/store.ts';
import { adviceFor, DAILY_CREATIONS } from './register.ts';

/** The commands that the articles make. */
interface WantedCommands {
  readonly definitions: readonly RESTPostAPIApplicationCommandsJSONBody[];
  /** Some articles can't be read now: what may be theirs stays. */
  readonly contentHasErrors: boolean;
}

export interface CommandFollower {
  /** These are wanted from now on. Returns at once, and never throws. */
  follow(wanted: WantedCommands): void;
  /** What is being sent is finished first. */
  close(): Promise<void>;
}

/** In milliseconds: what changes within it is registered at once. */
const SETTLE = 5_000;
/** Whoever registers has the commands for so long; the others look again after that. */
const LEASE = 60_000;
/** Where Discord can't be reached, or fails. */
const RETRY = 10 * 60_000;

const JOB = 'commands';

/**
 * Keeps Discord's global commands as the articles have them; without `registers`, it only says where they differ. Discord is
 * asked what it has after the start and after each change of the definitions, and only what differs is sent, by the one
 * process that claims it in the store. What others registered stays. A failure is told, and stops nothing.
 */
export function followCommands(parts: {
  readonly registry: CommandRegistry;
  readonly registers: boolean;
  readonly jobs: Store['jobs'];
  readonly log: Logger;
  readonly settle?: number;
  readonly lease?: number;
  readonly now?: () => number;
}): CommandFollower {
  const { registry, registers, jobs, log, settle = SETTLE, lease = LEASE, now = Date.now } = parts;
  let wanted: WantedCommands | null = null;
  let followed = '';
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  let closed = false;

  /** In how many milliseconds it is to be tried again; null where it isn't. */
  async function compare({ definitions, contentHasErrors }: WantedCommands): Promise<number | null> {
    if (registers && !(await jobs.claim(JOB, { now: now(), lease }))) return lease;
    const plan = planSync(await registry.list(), definitions, {
      scope: { kind: 'global' },
      prune: false,
      keepLeftovers: contentHasErrors,
    });
    if (!hasDrift(plan)) return null;
    if (!registers) {
      log.warn(
        countsOf(plan.filter(({ action }) => action !== 'leave')),
        'the commands on Discord are not those of the articles: run "footnote register", or set AUTO_REGISTER=1',
      );
      return null;
    }
    const { done, failed } = await applyPlan(registry, plan);
    if (done.length > 0) log.info(countsOf(done), 'registered the commands that had changed');
    if (failed === null) return null;
    throw failed.refusal;
  }

  async function run(): Promise<void> {
    if (wanted === null || closed) return;
    let retry: number | null;
    try {
      retry = await compare(wanted);
    } catch (error) {
      retry = retryAfter(error);
      const advice = error instanceof DiscordRefusal ? adviceFor(error, { kind: 'global' }) : null;
      log.warn(
        { err: error, ...(advice === null ? {} : { advice }) },
        retry === null
          ? 'the commands could not be compared with Discord’s: mend that, and run "footnote register"'
          : 'the commands could not be compared with Discord’s: trying again later, or run "footnote register"',
      );
    }
    if (retry !== null) schedule(retry);
  }

  function schedule(wait: number): void {
    clearTimeout(timer);
    if (closed) return;
    timer = setTimeout(() => {
      // One after the other, each with what is wanted by then.
      running = running.then(run);
    }, wait);
    timer.unref();
  }

  return {
    follow(next) {
      const definitions = JSON.stringify([next.definitions, next.contentHasErrors]);
      if (definitions === followed) return;
      followed = definitions;
      wanted = next;
      schedule(settle);
    },
    close() {
      closed = true;
      clearTimeout(timer);
      return running;
    },
  };
}

/**
 * As the environment has it: without the token or the application's ID, nothing can be compared, and the log says so once
 * and after each change.
 */
export function openCommandFollower({
  config,
  jobs,
  limits,
  log,
}: {
  readonly config: Config;
  readonly jobs: Store['jobs'];
  readonly limits: RateLimits;
  readonly log: Logger;
}): CommandFollower {
  const { token, applicationId, apiUrl, autoRegister: registers } = config;
  if (token !== null && applicationId !== null) {
    const registry = createCommandRegistry(createRest({ apiUrl, token, limits }), applicationId, {
      kind: 'global',
    });
    return followCommands({ registry, registers, jobs, log });
  }
  if (registers) {
    log.warn(
      'AUTO_REGISTER=1 needs DISCORD_TOKEN and DISCORD_APPLICATION_ID: set them, or run "footnote register"',
    );
  }
  let before: string | null = null;
  return {
    follow({ definitions }) {
      const now = JSON.stringify(definitions);
      if (before !== null && now !== before) log.warn('the commands have changed: run "footnote register"');
      before = now;
    },
    close: () => Promise.resolve(),
  };
}

/** What Discord refuses for good isn't tried again: a 401 or 403 counts against the bot's address. */
function retryAfter(error: unknown): number | null {
  if (!(error instanceof DiscordRefusal)) return RETRY;
  if (error.code === DAILY_CREATIONS) return DAY;
  return error.status === 0 || error.status === 429 || error.status >= 500 ? RETRY : null;
}

function countsOf(entries: readonly PlanEntry[]) {
  const count = (action: PlanEntry['action']) => entries.filter((entry) => entry.action === action).length;
  return { create: count('create'), change: count('change'), delete: count('delete') };
}
