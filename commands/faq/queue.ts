import { createHash } from 'node:crypto';
import { groupQuestions, type Group } from '../../src/answers/group-questions.ts';
import type { PackPassage } from '../../src/answers/outcome.ts';
import type { AskedServer } from '../../src/answers/servers.ts';
import type { PassageReference } from '../../src/content/pack.ts';
import { isAskable, questionKey } from '../../src/content/wordings.ts';
import type { MessageBody } from '../../src/discord/api.ts';
import { customId, type ServerRequest } from '../../src/discord/kit.ts';
import { LIMITS } from '../../src/discord/limits.ts';
import { notice } from '../../src/discord/render/message.ts';
import { queueMessage, type WaitingGroup } from '../../src/discord/render/queue.ts';
import { oneLine } from '../../src/discord/render/text.ts';
import type { AskedQuestion } from '../../src/store/store.ts';
import { inSlices } from '../../src/time-slices.ts';

export type Waiting = Group<AskedQuestion>;

/** More than anybody answers at once; each of them is compared with every group. */
const MAX_WAITING = 300;

/** A way to ask is a line or two: the rest of a long text would say little about what is asked. */
const WORDING_LENGTH = 300;

export async function waitingGroups({ store, serverId }: ServerRequest): Promise<readonly Waiting[]> {
  return inSlices(serverId, groupQuestions(await store.questions.waiting(serverId, MAX_WAITING)));
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

/** One group of the queue; `note` says what was just done. */
export async function queueBody(request: ServerRequest, wanted: number, note?: string): Promise<MessageBody> {
  const { store, texts, serverId } = request;
  const groups = await waitingGroups(request);
  const position = Number.isNaN(wanted) ? 0 : Math.max(0, Math.min(wanted, groups.length - 1));
  const group = groups[position];
  if (group === undefined) {
    const { settings } = await store.servers.read(serverId);
    const empty = settings.keepingDays === 0 ? texts.faq.queue.keepsNone : texts.faq.queue.empty;
    return notice([...(note === undefined ? [] : [note]), empty].join('\n'));
  }
  const shown = groups.reduce((sum, { length }) => sum + length, 0);
  const waiting = shown < MAX_WAITING ? shown : await store.questions.countWaiting(serverId);
  const server = await askedServerNow(request);
  const hints = await hintsOf(request, group, server);
  const ids = [group[0].id, signatureOf(group), position] as const;
  return queueMessage(
    {
      group,
      position,
      groups: groups.length,
      waiting: waiting === shown ? null : waiting,
      hints,
      candidates: await candidatesFor(request, group, hints, server),
    },
    {
      texts,
      note,
      // `faq:uncovered:<question>:<group>:<position>`: 13 + 17 + 9 + 4 characters at most.
      ids: {
        answer: customId('faq', 'answer', ...ids),
        same: customId('faq', 'same', ...ids),
        notCovered: customId('faq', 'uncovered', ...ids),
        dismiss: customId('faq', 'dismiss', ...ids),
        go: (to) => customId('faq', 'go', to),
      },
    },
  );
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

/** What members chose, most chosen first; without what is gone. */
export async function hintsOf(
  { answers }: ServerRequest,
  group: Waiting,
  server: AskedServer,
): Promise<WaitingGroup['hints']> {
  const times = new Map<string, { readonly passage: PassageReference; times: number }>();
  for (const hint of group.flatMap(({ hints }) => hints)) {
    const { slug, locale, id } = hint.passage;
    const key = [slug, locale, id].join(':');
    const known = times.get(key);
    if (known === undefined) times.set(key, { passage: hint.passage, times: hint.times });
    else known.times += hint.times;
  }
  const found = await Promise.all(
    [...times.values()].map(async (hint) => ({
      found: await answers.passageIn(hint.passage, server),
      times: hint.times,
    })),
  );
  return found
    .flatMap((hint) => (hint.found === null ? [] : [{ found: hint.found, times: hint.times }]))
    .toSorted((one, other) => other.times - one.times);
}

/** First what members chose, then what is likest to the question, then whatever there is. */
export async function candidatesFor(
  { answers }: ServerRequest,
  [question]: Waiting,
  hints: WaitingGroup['hints'],
  server: AskedServer,
): Promise<readonly PackPassage[]> {
  const asked = { locale: question.locale, server };
  const nearest = await answers.nearest(question.text, asked);
  const usual = answers.suggest('', { ...asked, limit: LIMITS.choices }).map(({ found }) => found);
  const byPassage = new Map<string, PackPassage>();
  for (const found of [...hints.map((hint) => hint.found), ...nearest, ...usual]) {
    const key = [found.pack.slug, found.pack.locale, found.passage.id].join(':');
    if (!byPassage.has(key)) byPassage.set(key, found);
  }
  return [...byPassage.values()].slice(0, LIMITS.selectOptions);
}

/** Those by which it can be found again: signs alone can't. */
export function wordingsOf(group: readonly AskedQuestion[]): readonly string[] {
  return group.map(({ text }) => oneLine(text, WORDING_LENGTH)).filter(isAskable);
}

export function idsOf(group: readonly AskedQuestion[]): readonly string[] {
  return group.map(({ id }) => id);
}
