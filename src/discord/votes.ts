import {
  PermissionFlagsBits,
  type APIButtonComponentWithCustomId,
  type APIMessageTopLevelComponent,
} from 'discord-api-types/v10';
import type { PackPassage } from '../answers/outcome.ts';
import type { Library, PassageReference } from '../content/pack.ts';
import { StoreUnavailable, type Vote } from '../store/store.ts';
import type { Texts } from '../texts/texts.ts';
import type { InServer } from './access.ts';
import type { ComponentOwner, ComponentRequest, Reply } from './command.ts';
import { customId } from './custom-id.ts';
import { findPassage } from './find-passage.ts';
import { voterOf } from './keyed-hash.ts';
import { passageByKey, passageKey } from './passage-key.ts';
import { missingPermissions } from './permissions.ts';
import { controlsOf, idOf } from './pins/controls.ts';
import { markSolved } from './posts/mark-solved.ts';
import { button } from './render/message.ts';
import { inServers } from './kit.ts';
import { reply } from './reply.ts';
import { UserError } from './user-error.ts';

/** The owner of the buttons for votes. */
export const VOTE = 'vote';
const AWAY = 'away';
const SOLVED = 'solved';

/**
 * Under an answer, plain: a count would have to be edited into the message at each vote.
 * `vote:solved:<article>:<language>:<passage, short>:<question>`: 12 + 33 + 9 + 23 + 16 characters at most.
 * @param question its handle; null where it is not kept
 * @param inPost whether it answers a forum's post, which is solved where it helped
 */
export function voteButtons(
  { pack: { slug, locale }, passage: { id } }: PackPassage,
  question: string | null,
  texts: Texts,
  inPost = false,
): readonly APIButtonComponentWithCustomId[] {
  const answer = [slug, locale, passageKey({ slug, id }), question ?? ''] as const;
  return [
    inPost
      ? button(texts.posts.helped, customId(VOTE, SOLVED, ...answer))
      : button(texts.votes.helpful, customId(VOTE, 'up', ...answer)),
    button(texts.votes.unhelpful, customId(VOTE, 'down', ...answer)),
  ];
}

/**
 * Beside them under an answer that everybody sees: `vote:away:<asker>:<author>`.
 * @param askers who may take it away besides the moderators: the ids of one member, or two
 */
export function takeAwayButton(askers: readonly string[], texts: Texts): APIButtonComponentWithCustomId {
  return button(texts.votes.takeAway, customId(VOTE, AWAY, ...askers));
}

/** What the buttons for votes of a message carry: the same for each answer's two; none where it has none. */
export function votesIn(components: readonly APIMessageTopLevelComponent[]): readonly (readonly string[])[] {
  return controlsOf(components).flatMap((control) => {
    const id = idOf(control);
    return id?.owner === VOTE && id.handler !== AWAY ? [id.args] : [];
  });
}

/** What those for the first answer carry; null where there are none. */
export function votedOn(components: readonly APIMessageTopLevelComponent[]): readonly string[] | null {
  return votesIn(components)[0] ?? null;
}

/** The passage that a vote button stands under; null where the content no longer has it. */
export function passageVotedOn(args: readonly string[], library: Library): PassageReference | null {
  const [slug = '', locale = '', key = ''] = args;
  return passageByKey(library, { slug, locale, key });
}

const ANSWER = [['slug'], ['locale'], ['part'], ['id', 'empty']] as const;

const casting = (helpful: boolean) => ({
  carries: ANSWER,
  handle: (request: ComponentRequest & InServer) => cast(request, helpful),
});

/**
 * What 👍 and 👎 do: one vote per member and passage, whatever they asked to get there, which they may change. Whoever takes
 * an answer away votes, too.
 */
export const votes: ComponentOwner = inServers().owner({
  name: VOTE,
  components: {
    up: casting(true),
    down: casting(false),
    [SOLVED]: { carries: ANSWER, handle: helped },
    [AWAY]: { carries: [['snowflake'], ['snowflake', 'empty']], handle: takeAway },
  },
});

async function cast(request: ComponentRequest & InServer, helpful: boolean): Promise<Reply> {
  const { votes: texts } = request.texts;
  const result = await castOn(request, request.args, helpful);
  const said = helpful ? texts.countedHelpful : texts.countedUnhelpful;
  return reply.private(result === 'same' ? texts.same : said);
}

/** In a forum's post: a vote, and of whoever wrote the post, or moderates there, the tag that says that it is solved. */
async function helped(request: ComponentRequest & InServer): Promise<Reply> {
  const result = await castOn(request, request.args, true);
  const { votes: texts } = request.texts;
  const counted = result === 'same' ? texts.same : texts.countedHelpful;
  const marked = await markSolved(request);
  return reply.private(marked === null ? counted : marked);
}

async function takeAway(request: ComponentRequest & InServer): Promise<Reply> {
  const { args, interaction, member, texts } = request;
  const { message } = interaction;
  const isModerator = missingPermissions(member.permissions, PermissionFlagsBits.ManageMessages) === 0n;
  // What a moderator pinned stays until one takes it away.
  if (!isModerator && (!args.includes(member.id) || message?.pinned === true)) {
    throw new UserError('not-yours', (all) => all.votes.notYours);
  }
  const answer = votedOn(message?.components ?? []);
  const counted = answer !== null && (await canCount(() => castOn(request, answer, false)));
  return reply.remove(counted ? texts.votes.takenAway : texts.votes.takenAwayUncounted);
}

/** What is wrong goes in any case: also where the passage has left the article, or the database is away. */
async function canCount(count: () => Promise<unknown>): Promise<boolean> {
  try {
    await count();
    return true;
  } catch (error) {
    if (error instanceof UserError || error instanceof StoreUnavailable) return false;
    throw error;
  }
}

/** @param answer what the buttons for votes carry */
async function castOn(request: ComponentRequest & InServer, answer: readonly string[], helpful: boolean) {
  const { answers, keys, member, serverId, store } = request;
  const question = answer[3] ?? '';
  const { pack, passage } = await findPassage(request, passageVotedOn(answer, answers.library));
  const reference = { slug: pack.slug, locale: pack.locale, id: passage.id };
  const vote: Vote = {
    voter: voterOf(keys.voters, serverId, reference, member.id),
    passage: reference,
    helpful,
    question: question === '' ? null : question,
    at: Date.now(),
  };
  return store.votes.cast(serverId, vote);
}
