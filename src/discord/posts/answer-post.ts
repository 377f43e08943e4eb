import { setTimeout as pause } from 'node:timers/promises';
import { hasSeveral } from '../articles-here.ts';
import { answerReply } from '../answer-reply.ts';
import type { HistoryMessage, MessageBody } from '../api.ts';
import { askedServer } from '../asked-server.ts';
import type { Asking } from '../command.ts';
import { recordOutcome } from '../record-outcome.ts';
import { answerOf, severalReply } from '../several-reply.ts';
import { isGoodEnough } from './article-quality.ts';
import { moderates } from './moderates.ts';
import type { NewPost } from './new-post.ts';
import { solvedTag } from './solved-tag.ts';
import { sureAnswer, type SureAnswer } from './sure-answer.ts';

/** Nothing shows how often the bot is right by what moderators taught it: that answers a post that is worded as it was taught. */
const WORD_FOR_WORD = 1;

export interface PostRequest extends Asking {
  readonly post: NewPost;
  /** Whether what stands below the title may be read. */
  readonly readsTexts: boolean;
  /** Whether the forum's hour has room for one more answer, which counts. */
  readonly takeTurn: () => boolean;
}

/**
 * The answer to a post in which nobody asked the bot; null where it had better be silent: where it isn't sure, where the article's
 * own test questions don't show that it can be, and where somebody else has the word.
 */
export async function answerPost(request: PostRequest): Promise<MessageBody | null> {
  const { answers, articles, post, publicLocale, qualities, readsTexts, takeTurn } = request;
  const first = await firstMessage(request);
  if (first === null) return null;
  const scope = { locale: publicLocale, articles, ...askedServer(request) };
  const asked = { title: post.title, text: readsTexts ? first.content : '' };
  const sure = await sureAnswer(asked, scope, answers);
  if (sure === null) return null;
  const found = sure.each.parts.flatMap(({ outcome }) => answerOf(outcome) ?? []);
  if (!found.every(({ added, confidence }) => added === undefined || confidence >= WORD_FOR_WORD))
    return null;
  const packs = found.filter(({ added }) => added === undefined).map(({ pack }) => pack);
  const measured = await Promise.all(packs.map((pack) => qualities.measured(pack)));
  if (!measured.every(isGoodEnough) || !(await isOpen(request)) || !takeTurn()) return null;
  return say(request, sure);
}

async function say(request: PostRequest, { asked, each }: SureAnswer): Promise<MessageBody | null> {
  const { post, publicLocale: locale } = request;
  // Of what stands below the title nothing is kept: it was written to other people.
  const typed = asked === post.title;
  const how = { question: asked, inPost: true, typed, privately: false } as const;
  const [{ outcome }, ...others] = each.parts;
  if (others.length > 0) {
    return (await severalReply(request, each, { ...how, locale, ofSeveral: hasSeveral(request) })).body;
  }
  if (outcome.outcome !== 'answer') return null;
  const recorded = recordOutcome(request, {
    text: asked,
    locale,
    outcome: 'answer',
    found: outcome.best,
    typed,
  });
  const { evidence } = outcome.best;
  return (await answerReply(request, outcome.best, { privately: false, recorded, evidence, asked: how }))
    .body;
}

/** It may come a moment after its post; in milliseconds. */
const PAUSES = [500, 2_000, 5_000];

/**
 * What its author wrote below the title. Null where it doesn't come, where it is a bot's, and where somebody else wrote since,
 * or this bot did: then it was answered, or is talked about.
 */
async function firstMessage({
  discord,
  post,
}: Pick<PostRequest, 'discord' | 'post'>): Promise<HistoryMessage | null> {
  for (const wait of [0, ...PAUSES]) {
    // oxlint-disable-next-line no-await-in-loop -- one look after the other
    if (wait > 0) await pause(wait);
    // oxlint-disable-next-line no-await-in-loop
    const messages = await discord.messagesAfter(post.id, String(BigInt(post.id) - 1n));
    const isFromElse = messages.some(
      ({ authorId, byBot }) => authorId === post.botId || (!byBot && authorId !== post.ownerId),
    );
    if (isFromElse) return null;
    const first = messages.find(({ id }) => id === post.id);
    if (first !== undefined) return first.byBot || first.byWebhook ? null : first;
  }
  return null;
}

/** Whether it isn't marked as solved, and its author moderates nothing there: what those write are no questions. */
async function isOpen({ discord, post }: Pick<PostRequest, 'discord' | 'post'>): Promise<boolean> {
  const [forum, server, roles] = await Promise.all([
    discord.readForum(post.forumId),
    discord.readServerRoles(post.serverId),
    discord.memberRoles(post.serverId, post.ownerId),
  ]);
  // They have left.
  if (roles === null) return false;
  const solved = solvedTag(forum.tags);
  if (solved !== null && post.tags.includes(solved.id)) return false;
  return !moderates({ ...server, id: post.serverId }, { id: post.ownerId, roles }, forum.overwrites);
}
