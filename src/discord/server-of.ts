import type { Request } from './command.ts';
import { UserError } from './user-error.ts';

/** Throws a `UserError` outside servers, where the command can't be used anyway. */
export function serverOf({ place }: Pick<Request, 'place'>): string {
  if (place.serverId === null) throw new UserError('server-only', (texts) => texts.errors.serverOnly);
  return place.serverId;
}
