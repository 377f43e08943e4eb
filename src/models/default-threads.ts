import { availableParallelism, totalmem } from 'node:os';

/** By measurement: what a thread takes beside its weights, of which it has two copies while it loads. */
const BYTES_BESIDE = 60e6;
/** All threads together take no more of the memory there is. */
const SHARE_OF_MEMORY = 1 / 4;
const MAX_THREADS = 8;

/**
 * As many threads as there are cores, as far as the memory allows, which may be limited from outside.
 * @param weights bytes that each thread loads
 */
export function defaultThreads(
  weights: number,
  cores: number = availableParallelism(),
  memory: number = Math.min(totalmem(), process.constrainedMemory() || Infinity),
): number {
  const fitting = Math.floor((memory * SHARE_OF_MEMORY) / (BYTES_BESIDE + 2 * weights));
  return Math.max(1, Math.min(cores, fitting, MAX_THREADS));
}
