import { createHash } from 'node:crypto';
import type { Group } from '../../src/answers/group-questions.ts';
import type { AskedServer } from '../../src/answers/servers.ts';
import type { ServerRequest } from '../../src/discord/kit.ts';
import type { AskedQuestion } from '../../src/store/store.ts';

export type Waiting = Group<AskedQuestion>;

/** More than anybody answers at once; each of them is compared with every group. */
export const MAX_WAITING = 300;

/** The questions that wait, those together that ask the same. */
export async function waitingGroups({
  store,
  answers,
  serverId,
}: ServerRequest): Promise<readonly Waiting[]> {
  return answers.group(serverId, await store.questions.waiting(serverId, MAX_WAITING));
}

/** With what was just added: the request was read before. */
export async function askedServerNow({ store, serverId: id }: ServerRequest): Promise<AskedServer> {
  const { settings, knowledgeRevision } = await store.servers.read(id);
  return { id, revision: knowledgeRevision, confidence: settings.confidence };
}

/** Changes when a question joins a group, or leaves it: what a moderator didn't see must not be settled. */
export function signatureOf(group: Waiting): string {
  const ids = group.map(({ id }) => id).toSorted();
  return createHash('sha256').update(ids.join()).digest('base64url').slice(0, 8);
}

export function idsOf(group: readonly AskedQuestion[]): readonly string[] {
  return group.map(({ id }) => id);
}
