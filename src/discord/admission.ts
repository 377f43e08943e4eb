import { createTurns } from './turns.ts';

/** What an interaction waits for: its reply, the reply to a form that was sent off, or suggestions while typing. */
type Wanted = 'reply' | 'reply to a form' | 'suggestions';

/** Lets the work for interactions begin one by one, so that replies leave and others come in meanwhile. */
export interface Admission {
  /** Null where too many wait already. Whoever enters has to leave. */
  enter(server: string, wanted: Wanted): Ticket | null;
}

export interface Ticket {
  /** From `run` on: so many go before it that it had better not be waited for. */
  readonly isFarBack: boolean;
  readonly isWaiting: boolean;
  /**
   * Runs the work at its turn, which comes before that of others where it is urgent. Null where it leaves before. To be
   * called once.
   */
  run<T>(work: () => Promise<T>, options?: { readonly urgent: boolean }): Promise<T | null>;
  leave(): void;
}

/** For what takes no time. */
export const AT_ONCE: Ticket = {
  isFarBack: false,
  isWaiting: false,
  run: (work) => work(),
  leave: () => {},
};

export interface AdmissionLimits {
  /** How many may be unfinished, of all servers: each takes some ten kilobytes. */
  readonly unfinished: number;
  /** Whoever has so many before them is far back: with some milliseconds each, that is a second or less. */
  readonly farBack: number;
}

const LIMITS: AdmissionLimits = { unfinished: 6_000, farBack: 200 };

/**
 * How many may be at work at once. On one event loop more would only finish later; whoever takes longer than `countedFor`
 * milliseconds waits for something else, such as Discord or the sentence model, and keeps nobody from beginning.
 */
const TURNS = { aTurn: 1, atOnce: [32, 32, 32], countedFor: 100 } as const;
const URGENT = 0;
const REPLIES = 1;
/** Typing gives way to replies. */
const SUGGESTIONS = 2;

export function createAdmission(limits: AdmissionLimits = LIMITS): Admission {
  const turns = createTurns(TURNS);
  /** Of each server that has any. */
  const unfinished = new Map<string, number>();
  let all = 0;

  function isFull(server: string, wanted: Wanted): boolean {
    // A refusal would lose what somebody typed into the form; there is one for each that was opened.
    if (wanted === 'reply to a form') return all >= 2 * limits.unfinished;
    // A server may take as much room as it leaves to all others, so a flood in one never fills it.
    return (unfinished.get(server) ?? 0) >= limits.unfinished - all;
  }

  function count(server: string, change: 1 | -1): void {
    all += change;
    const now = (unfinished.get(server) ?? 0) + change;
    if (now === 0) unfinished.delete(server);
    else unfinished.set(server, now);
  }

  return {
    enter(server, wanted) {
      if (isFull(server, wanted)) return null;
      count(server, 1);
      const lane = wanted === 'suggestions' ? SUGGESTIONS : REPLIES;
      let isFarBack = false;
      let leaveQueue: (() => void) | null = null;
      let isWaiting = true;
      let isInside = true;
      return {
        get isFarBack() {
          return isFarBack;
        },
        get isWaiting() {
          return isWaiting;
        },
        run: (work, { urgent } = { urgent: false }) =>
          new Promise((resolve, reject) => {
            isFarBack = !urgent && turns.ahead(lane, server) >= limits.farBack;
            const waiting = turns.add({
              lane: urgent ? URGENT : lane,
              tenant: server,
              start() {
                isWaiting = false;
                return work().then(resolve, reject);
              },
            });
            leaveQueue = () => {
              waiting.leave();
              if (isWaiting) resolve(null);
            };
          }),
        leave() {
          if (!isInside) return;
          isInside = false;
          leaveQueue?.();
          count(server, -1);
        },
      };
    },
  };
}
