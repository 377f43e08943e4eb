import { PermissionFlagsBits } from 'discord-api-types/v10';
import { MAX_ALERTS, type FullAlerts, type NewAlert } from '../../store/alert-store.ts';
import type { Texts } from '../../texts/texts.ts';
import type { InServer } from '../access.ts';
import type { ComponentRequest } from '../command.ts';
import { customId } from '../custom-id.ts';
import { memberHash, questionHandle } from '../keyed-hash.ts';
import { repliedQuestion } from '../messages/replied-question.ts';
import { missingPermissions } from '../permissions.ts';
import { questionLine, questionsIn } from '../render/human.ts';
import { button } from '../render/message.ts';
import { permissionsHere } from '../request.ts';
import { UserError } from '../user-error.ts';
import { newAlert, waitingKeys } from './inquiry.ts';
import { HUMAN, PRIVATE } from './next-steps.ts';

export type AskerRequest = ComponentRequest & InServer;
export type Asked = Awaited<ReturnType<typeof askedIn>>;

/** A question as the message has it. */
export interface AskedQuestion {
  readonly text: string;
  /** Stands for it in the store. */
  readonly handle: string;
}

/** What the message with the button, or the one that it replies to, asks. Throws a `UserError` where it asks nothing. */
export async function askedIn(request: AskerRequest) {
  const { args, interaction, keys, serverId, member, locale, publicLocale, texts } = request;
  const [visibility, slug = ''] = args;
  const privately = visibility === PRIVATE;
  const own = questionsIn(interaction.message?.content ?? '');
  const questions = own.length > 0 ? own : await questionAbove(request);
  const waiting = waitingKeys(keys);
  if (questions.length === 0) throw new UserError('no-question', (all) => all.human.questionGone);
  return {
    questions: questions.map((text): AskedQuestion => ({
      text,
      handle: questionHandle(waiting.questions, serverId, text),
    })),
    byMessage: privately || !mayPostHere(request),
    keys: waiting,
    slug: slug === '' ? null : slug,
    locale: privately ? locale : publicLocale,
    member: memberHash(waiting.voters, serverId, member.id),
    tellButton: () => button(texts.human.tellMe, customId(HUMAN, 'tell', ...args)),
  };
}

/** A reply takes none of these, a helper's answer does: without them it comes by direct message. */
function mayPostHere({ place }: AskerRequest): boolean {
  const { ViewChannel, SendMessages, EmbedLinks } = PermissionFlagsBits;
  const wanted = permissionsHere(ViewChannel | SendMessages | EmbedLinks, place);
  return missingPermissions(place.botPermissions, wanted) === 0n;
}

/** Of the message that is replied to: cut as where it is quoted, so that it is the same question there. */
async function questionAbove(request: AskerRequest): Promise<readonly string[]> {
  const question = await repliedQuestion(request);
  return question === null ? [] : questionsIn(questionLine(question));
}

/** That whoever asked waits for an answer. */
export function alertFor(
  { serverId, member, locale, place }: AskerRequest,
  asked: Asked,
  question: AskedQuestion,
): NewAlert {
  return newAlert(asked.keys, serverId, {
    memberId: member.id,
    question: question.text,
    locale,
    askedIn: asked.locale,
    slug: asked.slug,
    channelId: place.channelId ?? '',
    parentId: place.parentId,
  });
}

/** Who is full can do something about it; where the server is, nobody can. */
export function saidOfFull(full: FullAlerts, { human }: Texts): string {
  return full === 'member-full'
    ? human.toldTooMuch(MAX_ALERTS.ofMember)
    : human.toldTooManyHere(MAX_ALERTS.ofServer);
}
