import { createHash } from 'node:crypto';
import type { QueryScope } from '../../src/answers/answers.ts';
import type { Group } from '../../src/answers/group-questions.ts';
import type { PackPassage } from '../../src/answers/outcome.ts';
import { isAskable, questionKey } from '../../src/content/wordings.ts';
import { articlesInServer } from '../../src/discord/articles-here.ts';
import type { ServerRequest } from '../../src/discord/kit.ts';
import { oneLine } from '../../src/discord/render/text.ts';
import type { AskedQuestion } from '../../src/store/question-store.ts';

export type Waiting = Group<AskedQuestion>;

/** More than anybody answers at once; each of them is compared with every group. */
export const MAX_WAITING = 300;

/** A way to ask is a line or two: the rest of a long text would say little about what is asked. */
const WORDING_LENGTH = 300;

/** The questions that wait, those together that ask the same. */
export async function waitingGroups({
  store,
  answers,
  serverId,
}: ServerRequest): Promise<readonly Waiting[]> {
  return answers.group(serverId, await store.questions.waiting(serverId, MAX_WAITING));
}

/** The group that waits with this question; none where it doesn't wait. */
export async function waitingWith(
  request: ServerRequest,
  question: string,
): Promise<{ readonly ids: readonly string[]; readonly wordings: readonly string[] }> {
  const key = questionKey(question);
  const groups = await waitingGroups(request);
  const group = groups.find((one) => one.some(({ text }) => questionKey(text) === key)) ?? [];
  const wordings = wordingsOf(group).filter((wording) => questionKey(wording) !== key);
  return { ids: idsOf(group), wordings };
}

/** What a question gets in the server, in whichever of its channels it was asked. */
export type ServerScope = Required<Pick<QueryScope, 'server' | 'articles'>>;

/** With what was just added: the request was read before. */
export async function scopeNow({ store, serverId: id, answers }: ServerRequest): Promise<ServerScope> {
  const { settings, articleChoices, knowledgeRevision } = await store.servers.read(id);
  return {
    server: { id, revision: knowledgeRevision, confidence: settings.confidence },
    articles: articlesInServer(answers.library, articleChoices),
  };
}

/** What moderators taught stands by itself where an article is off. */
export function mayBeGiven({ pack, added }: PackPassage, { articles }: ServerScope): boolean {
  return added !== undefined || articles.on.includes(pack.slug);
}

/** Changes when a question joins a group, or leaves it: what a moderator didn't see must not be settled. */
export function signatureOf(group: Waiting): string {
  const ids = group.map(({ id }) => id).toSorted();
  return createHash('sha256').update(ids.join()).digest('base64url').slice(0, 8);
}

/** Those by which it can be found again: signs alone can't. */
export function wordingsOf(group: readonly AskedQuestion[]): readonly string[] {
  return group.map(({ text }) => oneLine(text, WORDING_LENGTH)).filter(isAskable);
}

export function idsOf(group: readonly AskedQuestion[]): readonly string[] {
  return group.map(({ id }) => id);
}
