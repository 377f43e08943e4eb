import type { Answers } from '../answers/answers.ts';
import type { Problem } from '../content/problem.ts';
import { withTimeout } from '../timeout.ts';
import type { AppContext } from '../discord/dispatch.ts';
import type { RateLimits } from '../discord/rate-limits.ts';
import type { ModelState } from '../models/model-queue.ts';
import { StoreUnavailable, type Store } from '../store/store.ts';
import type { Readiness } from '../transports/http/status-pages.ts';

/** `unwritable`: it can be read, and nothing more. */
type StoreState = 'reachable' | 'unwritable' | 'unreachable';

/** So many errors of the content are named. */
const MAX_ERRORS = 20;

/** The store has this long to answer, in milliseconds. */
const TIMEOUT_MS = 1_000;

/**
 * Ready is who has an article to answer from, reaches its store, and may send what it says. A bot that Discord limits is
 * ready: it answers interactions all the same, and other processes of the bot are limited with it. So is one whose content
 * has errors: what was good before serves on.
 */
export function createReadiness(parts: {
  readonly context: () => Pick<AppContext, 'answers'>;
  /** Of the content as it stands on the disk. */
  readonly contentErrors: () => readonly Problem[];
  readonly store: Pick<Store, 'reach'>;
  /** Of the model; null where it is to go by words alone. */
  readonly model: (() => ModelState) | null;
  readonly limits: Pick<RateLimits, 'state'>;
  /** Whether nothing can be said but by requests to Discord. */
  readonly needsRest: boolean;
  readonly version: string;
}): () => Promise<Readiness> {
  const { context, contentErrors, store, model, limits, needsRest, version } = parts;
  /** However many look, the store is asked once. */
  let reaching: Promise<StoreState> | null = null;

  async function reach(): Promise<StoreState> {
    reaching ??= store
      .reach()
      .then(
        () => 'reachable' as const,
        (error: unknown) =>
          error instanceof StoreUnavailable && error.canBeRead ? 'unwritable' : 'unreachable',
      )
      .finally(() => {
        reaching = null;
      });
    return (await withTimeout(reaching, TIMEOUT_MS)) ?? 'unreachable';
  }

  return async () => {
    const { answers } = context();
    const [reached, vectors] = await Promise.all([
      reach(),
      model === null ? Promise.resolve('off') : vectorsOf(answers, model()),
    ]);
    const discord = limits.state();
    return {
      ready: reached === 'reachable' && answers.library.length > 0 && !(needsRest && discord === 'stopped'),
      version,
      packs: answers.library.map(({ slug, locale, version: packVersion }) => ({
        slug,
        locale,
        version: packVersion,
      })),
      content: contentState(contentErrors()),
      store: reached,
      vectors,
      discord,
    };
  };
}

function contentState(errors: readonly Problem[]) {
  return {
    errors: errors.length,
    // The first of them, where there are many.
    ...(errors.length === 0
      ? {}
      : { first: errors.slice(0, MAX_ERRORS).map(({ file, line, message }) => ({ file, line, message })) }),
  };
}

/** Without them, answers go by words alone. */
async function vectorsOf(
  { ready }: Answers,
  model: ModelState,
): Promise<'loaded' | 'loading' | 'absent' | 'failed'> {
  if (model !== 'loaded') return model;
  // Of promises that are settled, the first one counts.
  const settled = await Promise.race([ready, Promise.resolve(null)]);
  if (settled === null) return 'loading';
  return settled ? 'loaded' : 'absent';
}
