/** What is in use, in bytes: objects and what they hold outside of the heap. Needs `node --expose-gc`. */
export function memoryInUse(): number {
  const collect = globalThis.gc;
  if (collect === undefined) {
    throw new Error(
      'Run this with node --expose-gc, as npm run bench does: memory is measured after a collection.',
    );
  }
  collect();
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
