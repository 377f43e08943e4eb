import { createHash } from 'node:crypto';
import { LIMITS } from './limits.ts';

/**
 * A custom id carries all the state of its button: `owner:handler:argument:…`, so that it works after
 * a restart and on any replica.
 */
export interface CustomId {
  /** A command's name, or another owner of components. */
  readonly owner: string;
  readonly handler: string;
  readonly args: readonly string[];
}

/** Throws where it would not fit: the parts are ours, so that is a mistake in the code. */
export function customId(owner: string, handler: string, ...args: readonly (string | number)[]): string {
  const parts = [owner, handler, ...args.map(String)];
  const id = parts.join(':');
  if (id.length > LIMITS.customId || parts.some((part) => part.includes(':'))) {
    throw new RangeError(
      `The custom id "${id}" must have at most ${LIMITS.customId} characters and no colon in its parts.`,
    );
  }
  return id;
}

/** What may stand in a custom id behind its handler: whatever else comes is none of ours. */
const ARGUMENTS = {
  /** An id of Discord's. */
  snowflake: /^\d{17,20}$/,
  /** One of the store's: of an entry or a question. */
  id: /^[\da-zA-Z]{1,32}$/,
  /** An article's name, or what stands for a server's own entries. */
  slug: /^(?:@server|[-_\p{L}\p{N}\p{M}]{1,32})$/u,
  locale: /^[a-z]{2,3}(?:-[\da-zA-Z]{2,8})?$/,
  /** A part of an article, a passage's id or what is short for it. */
  part: /^[-_/\p{L}\p{N}\p{M}]{1,64}$/u,
  /** A page, a place in a list, a number of days. */
  number: /^-?\d{1,6}$/,
  revision: /^\d{1,16}$/,
  hash: /^[-\w]{8}$/,
  /** What one of few is called by. */
  word: /^[a-z]{1,12}$/,
  /** In place of something that isn't kept. */
  nothing: /^-$/,
} as const satisfies Readonly<Record<string, RegExp>>;

type ArgumentKind = keyof typeof ARGUMENTS;

/** What one argument may be: one of these kinds; `empty` where it may be left out. */
export type Argument = readonly (ArgumentKind | 'empty')[];

/** Where an owner doesn't say more. */
const PLAIN = /^[-\w]{0,64}$/;

/**
 * Whether the arguments of a custom id are what its owner puts there; without `expected`, whether they are of letters,
 * digits and hyphens alone, and so nothing that could lead elsewhere.
 */
export function areArguments(args: readonly string[], expected: readonly Argument[] | undefined): boolean {
  if (expected === undefined) return args.every((arg) => PLAIN.test(arg));
  if (args.length > expected.length) return false;
  return expected.every((kinds, at) => {
    const arg = args[at] ?? '';
    return kinds.some((kind) => (kind === 'empty' ? arg === '' : ARGUMENTS[kind].test(arg)));
  });
}

export function parseCustomId(id: string): CustomId | null {
  const [owner, handler, ...args] = id.split(':');
  return owner === undefined || handler === undefined ? null : { owner, handler, args };
}

/** Stands for a name that may be too long beside the rest of a custom id. */
export function shortened(name: string): string {
  return createHash('sha256').update(name).digest('base64url').slice(0, 12);
}
