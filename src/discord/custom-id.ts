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

export function parseCustomId(id: string): CustomId | null {
  const [owner, handler, ...args] = id.split(':');
  return owner === undefined || handler === undefined ? null : { owner, handler, args };
}
