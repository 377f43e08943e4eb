import type { APIButtonComponentWithCustomId } from 'discord-api-types/v10';
import type { PackPassage } from '../answers/outcome.ts';
import type { Library, PassageReference } from '../content/pack.ts';
import type { Vote } from '../store/store.ts';
import type { Texts } from '../texts/texts.ts';
import type { InServer } from './access.ts';
import type { ComponentOwner, ComponentRequest, Reply } from './command.ts';
import { customId, parseCustomId } from './custom-id.ts';
import { findPassage } from './find-passage.ts';
import { voterOf } from './keyed-hash.ts';
import { passageByKey, passageKey } from './passage-key.ts';
import { button } from './render/message.ts';
import { inServers } from './kit.ts';
import { reply } from './reply.ts';

/** The owner of the buttons for votes. */
export const VOTE = 'vote';

/**
 * Under an answer, plain: a count would have to be edited into the message at each vote.
 * `vote:up:<article>:<language>:<passage, short>:<question>`: 8 + 33 + 9 + 23 + 16 characters at most.
 * @param question its handle; null where it is not kept
 */
export function voteButtons(
  { pack: { slug, locale }, passage: { id } }: PackPassage,
  question: string | null,
  texts: Texts,
): readonly APIButtonComponentWithCustomId[] {
  const answer = [slug, locale, passageKey({ slug, id }), question ?? ''] as const;
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

const casting = (helpful: boolean) => ({
  carries: [['slug'], ['locale'], ['part'], ['id', 'empty']] as const,
  handle: (request: ComponentRequest & InServer) => cast(request, helpful),
});

/** What 👍 and 👎 do: one vote per member and passage, whatever they asked to get there, which they may change. */
export const votes: ComponentOwner = inServers().owner({
  name: VOTE,
  components: { up: casting(true), down: casting(false) },
});

async function cast(request: ComponentRequest & InServer, helpful: boolean): Promise<Reply> {
  const { args, answers, keys, member, serverId, store, texts } = request;
  const question = args[3] ?? '';
  const { pack, passage } = await findPassage(request, passageVotedOn(args, answers.library));
  const reference = { slug: pack.slug, locale: pack.locale, id: passage.id };
  const vote: Vote = {
    voter: voterOf(keys.voters, serverId, reference, member.id),
    passage: reference,
    helpful,
    question: question === '' ? null : question,
    at: Date.now(),
  };
  const result = await store.votes.cast(serverId, vote);
  const said = helpful ? texts.votes.countedHelpful : texts.votes.countedUnhelpful;
  return reply.private(result === 'same' ? texts.votes.same : said);
}
