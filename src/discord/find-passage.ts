import type { PackPassage } from '../answers/outcome.ts';
import type { PassageReference } from '../content/pack.ts';
import { isOnHere } from './articles-here.ts';
import { askedServer } from './asked-server.ts';
import type { Asking } from './command.ts';
import { UserError } from './user-error.ts';

/** A passage of an article, or an entry of this server. Throws a `UserError` where it is gone. */
export async function findPassage(request: Asking, reference: PassageReference | null): Promise<PackPassage> {
  const found = await lookUp(request, reference);
  if (found === null) throw new UserError('gone', (texts) => texts.reading.gone);
  return found;
}

/** What somebody asks on about; null where it is gone, or its article is off there: then they ask by itself what they ask. */
export async function passageToFollow(
  request: Asking,
  reference: PassageReference | null,
): Promise<PackPassage | null> {
  const found = await lookUp(request, reference);
  if (found === null || found.added !== undefined) return found;
  return isOnHere(request, found.pack.slug) ? found : null;
}

async function lookUp(request: Asking, reference: PassageReference | null): Promise<PackPassage | null> {
  if (reference === null) return null;
  const { server } = askedServer(request);
  const found =
    server === undefined
      ? request.answers.passage(reference)
      : await request.answers.passageIn(reference, server);
  if (found === null) return null;
  const { added } = found;
  if (added === undefined || added.cites === null || isOnHere(request, added.cites.pack.slug)) return found;
  // An entry stands by itself where the article that it cites is off.
  return { ...found, added: { ...added, cites: null } };
}
