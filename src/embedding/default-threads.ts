import { availableParallelism, totalmem } from 'node:os';

/** A copy of the model that comes along takes 120 MB, and some more while it computes. */
const BYTES_A_THREAD = 200e6;
/** All copies together take no more of the memory there is. */
const SHARE_OF_MEMORY = 1 / 4;
const MOST_THREADS = 8;

/**
 * As many threads as there are cores, as far as the memory allows, which may be limited from outside.
 * @param processes that share the machine: each gets its part of them, and at least one
 */
export function defaultThreads(
  processes = 1,
  cores: number = availableParallelism(),
  memory: number = Math.min(totalmem(), process.constrainedMemory() || Infinity),
): number {
  const fitting = Math.floor((memory * SHARE_OF_MEMORY) / BYTES_A_THREAD);
  return Math.max(1, Math.min(Math.floor(Math.min(cores, fitting) / processes), MOST_THREADS));
}
