import { setTimeout } from 'node:timers/promises';

/** Null where it takes longer than that many milliseconds. Give it nothing that resolves to null. */
export async function within<T>(promise: Promise<T>, milliseconds: number): Promise<T | null> {
  const finished = new AbortController();
  const deadline = setTimeout(Math.max(0, milliseconds), null, { signal: finished.signal }).catch(() => null);
  try {
    return await Promise.race([promise, deadline]);
  } finally {
    finished.abort();
  }
}

/** How much is left of times that all run from now on. */
export function startClock(): (milliseconds: number) => number {
  const start = performance.now();
  return (milliseconds) => milliseconds - (performance.now() - start);
}
