/** In milliseconds. */
export interface LivenessTimes {
  /** Between two pings. */
  readonly every: number;
  /** How long a process may leave them unanswered. */
  readonly patience: number;
  /** The same, as long as it doesn't connect: it may read its articles and build its index for long. */
  readonly patienceAtStart: number;
}

export const LIVENESS: LivenessTimes = { every: 15_000, patience: 60_000, patienceAtStart: 10 * 60_000 };

/** Watches whether one process answers. */
interface Liveness {
  answered(): void;
  /** It is so far that it would connect. */
  begun(): void;
  stop(): void;
}

/** Pings a process from now on; `onSilent` is told once, where it left pings unanswered for too long. */
export function watchLiveness(parts: {
  readonly times: LivenessTimes;
  readonly ping: () => void;
  readonly onSilent: () => void;
}): Liveness {
  const { times, ping, onSilent } = parts;
  let patience = times.patienceAtStart;
  // Counted, not timed: after the machine slept, each has a chance to answer.
  let unanswered = 0;
  const timer = setInterval(() => {
    if (unanswered * times.every >= patience) {
      clearInterval(timer);
      onSilent();
      return;
    }
    unanswered += 1;
    ping();
  }, times.every);
  timer.unref();

  return {
    answered() {
      unanswered = 0;
    },
    begun() {
      // What it left unanswered until now counts for nothing.
      unanswered = 0;
      patience = times.patience;
    },
    stop: () => clearInterval(timer),
  };
}
