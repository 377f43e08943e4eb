import type { AskedServer } from '../answers/servers.ts';
import type { Asking } from './command.ts';

/** The server that a request comes from, as answers know it; none where the bot isn't a member. */
export function askedServer({
  place,
  settings,
  knowledgeRevision,
}: Pick<Asking, 'place' | 'settings' | 'knowledgeRevision'>): { readonly server?: AskedServer } {
  if (place.serverId === null || !place.botIsMember) return {};
  return {
    server: { id: place.serverId, revision: knowledgeRevision, confidence: settings.confidence },
  };
}
