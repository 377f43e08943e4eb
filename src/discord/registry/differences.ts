import type { Json, JsonObject, NormalCommand, Scope } from './normal-form.ts';

/** One field that is not as it should be. */
export interface Difference {
  /** `options.question.description_localizations.fr`. */
  readonly key: string;
  readonly original: Json;
  readonly expected: Json;
}

/** Installation and contexts belong to global commands only (Application Commands, Contexts). */
const GLOBAL_ONLY: readonly string[] = ['contexts', 'integration_types'];

/** Field by field, what has to change in `original` to be as `expected`. */
export function* commandDifferences(
  original: NormalCommand,
  expected: NormalCommand,
  scope: Scope,
): Generator<Difference> {
  for (const difference of objectDifferences('', original, expected)) {
    if (scope.kind === 'guild' && GLOBAL_ONLY.includes(difference.key)) continue;
    yield difference;
  }
}

function* objectDifferences(path: string, original: JsonObject, expected: JsonObject): Generator<Difference> {
  for (const key of new Set([...Object.keys(expected), ...Object.keys(original)])) {
    yield* differences(join(path, key), original[key] ?? null, expected[key] ?? null);
  }
}

function* differences(key: string, original: Json, expected: Json): Generator<Difference> {
  if (isNamedList(original) && isNamedList(expected)) {
    yield* listDifferences(key, original, expected);
  } else if (isObject(original) && isObject(expected)) {
    yield* objectDifferences(key, original, expected);
  } else if (JSON.stringify(original) !== JSON.stringify(expected)) {
    yield { key, original, expected };
  }
}

/** Options and choices are told apart by name; that some come, go or move is one difference. */
function* listDifferences(
  key: string,
  original: readonly Named[],
  expected: readonly Named[],
): Generator<Difference> {
  const before = original.map(({ name }) => name);
  const after = expected.map(({ name }) => name);
  if (JSON.stringify(before) !== JSON.stringify(after)) yield { key, original: before, expected: after };
  for (const item of expected) {
    const old = original.find(({ name }) => name === item.name);
    if (old !== undefined) yield* objectDifferences(join(key, item.name), old, item);
  }
}

type Named = JsonObject & { readonly name: string };

function isNamedList(value: Json): value is readonly Named[] {
  return (
    Array.isArray(value) && value.every((item: Json) => isObject(item) && typeof item['name'] === 'string')
  );
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}
