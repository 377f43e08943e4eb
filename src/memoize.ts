import { LRUCache } from 'lru-cache';

/** What was computed last, by key. */
export interface MemoCache<Value> {
  /** The value that is remembered, else a new one. */
  get(key: string, compute: () => Value): Value;
  forget(key: string): void;
}

/** Remembers `most` values: those that were asked for last. */
export function createMemoCache<Value>(most: number): MemoCache<Value> {
  // Boxed: a cache has no place for null.
  const recent = new LRUCache<string, { readonly value: Value }>({ max: most });
  return {
    get(key, compute) {
      const known = recent.get(key);
      if (known !== undefined) return known.value;
      const value = compute();
      recent.set(key, { value });
      return value;
    },
    forget(key) {
      recent.delete(key);
    },
  };
}

/** The same function, which remembers: its result must depend on nothing but the text. */
export function memoize<Result>(compute: (text: string) => Result, most: number): (text: string) => Result {
  const recent = createMemoCache<Result>(most);
  return (text) => recent.get(text, () => compute(text));
}
