import { createHash } from 'node:crypto';
import type { PackPassage, RankedPassage } from '../../src/answers/outcome.ts';
import type { PassageReference } from '../../src/content/pack.ts';
import type { MessageBody } from '../../src/discord/api.ts';
import { customId, type Reply, type ServerRequest } from '../../src/discord/kit.ts';
import { LIMITS } from '../../src/discord/limits.ts';
import { refusedPosts } from '../../src/discord/refused-posts.ts';
import {
  emptyQueueMessage,
  isRival,
  queueMessage,
  type WaitingGroup,
} from '../../src/discord/render/queue.ts';
import { SETTINGS } from '../../src/discord/render/setting-fields.ts';
import { UNDOABLE } from '../../src/store/review-store.ts';
import { afterwards } from './afterwards.ts';
import {
  mayBeGiven,
  MAX_WAITING,
  scopeNow,
  signatureOf,
  waitingGroups,
  type ServerScope,
  type Waiting,
} from './waiting.ts';

/** What stands nearest beside the group, each with a button of its own. */
const RIVALS = 3;

/** One group of the queue; `note` says what was just done. */
export async function queueBody(request: ServerRequest, wanted: number, note?: string): Promise<MessageBody> {
  const { store, texts, serverId } = request;
  const groups = await waitingGroups(request);
  const position = Number.isNaN(wanted) ? 0 : Math.max(0, Math.min(wanted, groups.length - 1));
  const group = groups[position];
  const done = await store.review.actions(serverId, Date.now() - UNDOABLE);
  const undoId = done.length === 0 ? null : customId('faq', 'done');
  if (group === undefined) {
    const { settings } = await store.servers.read(serverId);
    const empty = settings.keepingDays === 0 ? texts.faq.queue.keepsNone : texts.faq.queue.empty;
    return emptyQueueMessage([...(note === undefined ? [] : [note]), empty].join('\n'), undoId, texts);
  }
  const shown = groups.reduce((sum, { length }) => sum + length, 0);
  const waiting = shown < MAX_WAITING ? shown : await store.questions.countWaiting(serverId);
  const scope = await scopeNow(request);
  const hints = await hintsOf(request, group, scope);
  const { outcome, candidates } = await candidatesFor(request, group, hints, scope);
  const ids = [group[0].id, signatureOf(group), position] as const;
  return queueMessage(
    {
      group,
      position,
      groups: groups.length,
      waiting: waiting === shown ? null : waiting,
      hints,
      outcome,
      candidates,
      rivals: candidates.slice(0, Math.min(RIVALS, hints.length + outcome.ranking.filter(isRival).length)),
    },
    {
      texts,
      note,
      // `faq:uncovered:<question>:<group>:<position>:<passage>`: 13 + 17 + 9 + 5 + 9 characters at most.
      ids: {
        answer: customId('faq', 'answer', ...ids),
        same: customId('faq', 'same', ...ids),
        rival: (found) => customId('faq', 'rival', ...ids, passageHash(found)),
        notCovered: customId('faq', 'uncovered', ...ids),
        dismiss: customId('faq', 'dismiss', ...ids),
        several: groups.length > 1 ? customId('faq', 'bulk', 1) : null,
        undo: undoId,
        go: (to) => customId('faq', 'go', to),
      },
    },
  );
}

/** As a moderator opens it, who is told then where the bot may post no longer: nobody else notices. */
export async function openedQueue(request: ServerRequest): Promise<MessageBody> {
  const { settings } = await request.store.servers.read(request.serverId);
  const { texts } = request;
  const refused = await refusedPosts(request, settings);
  // One line for all forums: a message has room for a dozen lines.
  const lines = [...new Set(refused.map(({ setting }) => setting))].map((setting) => {
    const channels = refused.filter((one) => one.setting === setting).map((one) => `<#${one.channelId}>`);
    return texts.settings.refusedIn(SETTINGS[setting].label(texts.settings, texts), channels.join(' '));
  });
  return lines.length === 0 ? queueBody(request, 0) : queueBody(request, 0, lines.join('\n'));
}

/** The queue, once something was done. */
export function queueAfter(request: ServerRequest, position: number, note: string): Promise<Reply> {
  return afterwards(request, note, (said) => queueBody(request, position, said), {
    label: request.texts.faq.queue.back,
    id: customId('faq', 'go', position),
  });
}

/** Stands for a passage, for whose name a custom id has no room. */
export function passageHash({ pack: { slug, locale }, passage: { id } }: PackPassage): string {
  return createHash('sha256').update([slug, locale, id].join(':')).digest('base64url').slice(0, 8);
}

/** What members chose, most chosen first; without what is gone or off. */
export async function hintsOf(
  { answers }: ServerRequest,
  group: Waiting,
  scope: ServerScope,
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
      found: await answers.passageIn(hint.passage, scope.server),
      times: hint.times,
    })),
  );
  return found
    .flatMap((hint) =>
      hint.found === null || !mayBeGiven(hint.found, scope) ? [] : [{ found: hint.found, times: hint.times }],
    )
    .toSorted((one, other) => other.times - one.times);
}

/**
 * What the question would get now, and what may answer it: first what members chose, then what is likest to it, then whatever
 * there is.
 */
export async function candidatesFor(
  { answers }: ServerRequest,
  [question]: Waiting,
  hints: WaitingGroup['hints'],
  scope: ServerScope,
): Promise<Pick<WaitingGroup, 'outcome' | 'candidates'>> {
  const asked = { locale: question.locale, ...scope };
  const outcome = await answers.ask(question.text, { ...asked, isTrial: true });
  const suggested = await answers.suggest('', { ...asked, limit: LIMITS.choices });
  const usual = suggested.map(({ found }) => found);
  const byPassage = new Map<string, PackPassage>();
  const nearest: readonly RankedPassage[] = outcome.ranking;
  for (const found of [...hints.map((hint) => hint.found), ...nearest, ...usual]) {
    const key = [found.pack.slug, found.pack.locale, found.passage.id].join(':');
    if (!byPassage.has(key)) byPassage.set(key, found);
  }
  return { outcome, candidates: [...byPassage.values()].slice(0, LIMITS.selectOptions) };
}
