/** What was computed last, by key. */
export interface Recent<Value> {
  /** The value that is remembered, else a new one. */
  get(key: string, compute: () => Value): Value;
  forget(key: string): void;
}

/**
 * Remembers `most` values, of which the half that was asked for last stays for sure: to move each at each call would take
 * longer than much of what is remembered here.
 */
export function createRecent<Value>(most: number): Recent<Value> {
  let young = new Map<string, { readonly value: Value }>();
  let old = new Map<string, { readonly value: Value }>();
  return {
    get(key, compute) {
      const known = young.get(key);
      if (known !== undefined) return known.value;
      const entry = old.get(key) ?? { value: compute() };
      if (young.size >= most / 2) {
        old = young;
        young = new Map();
      }
      young.set(key, entry);
      return entry.value;
    },
    forget(key) {
      young.delete(key);
      old.delete(key);
    },
  };
}

/** The same function, which remembers: its result must depend on nothing but the text. */
export function remembering<Result>(
  compute: (text: string) => Result,
  most: number,
): (text: string) => Result {
  const recent = createRecent<Result>(most);
  return (text) => recent.get(text, () => compute(text));
}
