/** Null where it takes longer than that many milliseconds. Give it nothing that resolves to null. */
export function withTimeout<T>(promise: Promise<T>, milliseconds: number): Promise<T | null> {
  // Each interaction passes here: an abortable timer would take ten times as long.
  return new Promise((resolve, reject) => {
    const deadline = setTimeout(resolve, Math.max(0, milliseconds), null);
    promise.then(resolve, reject).finally(() => clearTimeout(deadline));
  });
}
