import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { APIButtonComponentWithCustomId } from 'discord-api-types/v10';
import type { Found } from '../answers/outcome.ts';
import type { Library, PassageReference } from '../content/pack.ts';
import type { Vote } from '../store/store.ts';
import type { Texts } from '../texts/texts.ts';
import type { InServer } from './access.ts';
import type { ComponentOwner, ComponentRequest, Reply } from './command.ts';
import { customId, parseCustomId } from './custom-id.ts';
import { findPassage } from './find-passage.ts';
import { passageByKey, passageKey } from './passage-key.ts';
import { button } from './render/message.ts';
import { inServers } from './kit.ts';
import { reply } from './reply.ts';

/** The owner of the buttons for votes. */
export const VOTE = 'vote';

/**
 * The key of what stands for a voter, made from the bot's token: the same on every replica and after a restart, and
 * kept nowhere. Without a token, one of this process alone.
 */
export function voterKey(token: string | null): Uint8Array {
  return token === null
    ? randomBytes(32)
    : new Uint8Array(hkdfSync('sha256', token, '', 'footnote: who voted', 32));
}

/**
 * Under an answer, plain: a count would have to be edited into the message at each vote.
 * `vote:up:<article>:<language>:<passage, short>:<question>`: 8 + 33 + 9 + 23 + 16 characters at most.
 * @param questionId null where the question is not kept
 */
export function voteButtons(
  { pack: { slug, locale }, passage: { id } }: Found,
  questionId: string | null,
  texts: Texts,
): readonly APIButtonComponentWithCustomId[] {
  const answer = [slug, locale, passageKey({ slug, id }), questionId ?? ''] as const;
  return [
    button(texts.votes.helpful, customId(VOTE, 'up', ...answer)),
    button(texts.votes.unhelpful, customId(VOTE, 'down', ...answer)),
  ];
}

export function isVoteButton(id: string): boolean {
  return parseCustomId(id)?.owner === VOTE;
}

/** The passage that a vote button stands under; null where the content no longer has it. */
export function passageVotedOn(args: readonly string[], library: Library): PassageReference | null {
  const [slug = '', locale = '', key = ''] = args;
  return passageByKey(library, { slug, locale, key });
}

/** What 👍 and 👎 do: one vote per member and passage, whatever they asked to get there, which they may change. */
export function votes(key: Uint8Array): ComponentOwner {
  const casting = (helpful: boolean) => ({
    carries: [['slug'], ['locale'], ['part'], ['id', 'empty']] as const,
    handle: (request: ComponentRequest & InServer) => cast(request, helpful, key),
  });
  return inServers().owner({ name: VOTE, components: { up: casting(true), down: casting(false) } });
}

async function cast(request: ComponentRequest & InServer, helpful: boolean, key: Uint8Array): Promise<Reply> {
  const { args, answers, member, store, texts, serverId } = request;
  const questionId = args[3] ?? '';
  const { pack, passage } = await findPassage(request, passageVotedOn(args, answers.library));
  const reference = { slug: pack.slug, locale: pack.locale, id: passage.id };
  const vote: Vote = {
    voter: voterOf(key, serverId, reference, member.id),
    passage: reference,
    helpful,
    questionId: questionId === '' ? null : questionId,
    at: Date.now(),
  };
  const result = await store.votes.cast(serverId, vote);
  const said = helpful ? texts.votes.countedHelpful : texts.votes.countedUnhelpful;
  return reply.private(result === 'same' ? texts.votes.same : said);
}

/**
 * A passage in a server has one vote of each member, however often they ask for it; that two votes on two passages, or in
 * two servers, are of one member, this doesn't tell.
 */
function voterOf(key: Uint8Array, serverId: string, passage: PassageReference, memberId: string): string {
  const { slug, locale, id } = passage;
  return createHmac('sha256', key)
    .update([serverId, slug, locale, id, memberId].join('\n'))
    .digest('base64url');
}
