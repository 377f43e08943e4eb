import { PermissionFlagsBits, type APIButtonComponentWithCustomId } from 'discord-api-types/v10';
import { nameOf } from '../../log.ts';
import { StoreUnavailable, type Handover } from '../../store/store.ts';
import type { Texts } from '../../texts/texts.ts';
import type { InServer } from '../access.ts';
import { DiscordRefusal } from '../api.ts';
import type { ComponentRequest, Handler, ModalRequest, Reply, Request } from '../command.ts';
import { customId, type Argument } from '../custom-id.ts';
import { questionHandle } from '../keyed-hash.ts';
import { messageLink } from '../message-link.ts';
import { missingPermissions, namePermissions } from '../permissions.ts';
import { answeredMessage, answerForm, keptMessage, questionsIn, withStatus } from '../render/human.ts';
import { button } from '../render/message.ts';
import { reply } from '../reply.ts';
import { permissionsHere } from '../request.ts';
import { limitError, UserError } from '../user-error.ts';
import { sealAnswer } from './inquiry.ts';
import { HUMAN, PRIVATE, PUBLIC } from './next-steps.ts';

/** What the buttons under a question in the helpers' channel carry. */
interface Brought {
  /** Of the handover. */
  readonly id: string;
  readonly askerId: string;
  /** Where it was asked. */
  readonly channelId: string;
  /** In which it was asked. */
  readonly locale: string;
  readonly privately: boolean;
}

const BROUGHT: readonly Argument[] = [['id'], ['word'], ['snowflake'], ['snowflake'], ['locale']];

/** `human:answer:<handover>:a:<asker>:<channel>:<language>`: 13 + 17 + 2 + 21 + 21 + 8 characters at most. */
function broughtArgs({ id, privately, askerId, channelId, locale }: Brought) {
  return [id, privately ? PRIVATE : PUBLIC, askerId, channelId, locale] as const;
}

function broughtBy([
  id = '',
  visibility,
  askerId = '',
  channelId = '',
  locale = '',
]: readonly string[]): Brought {
  return { id, privately: visibility === PRIVATE, askerId, channelId, locale };
}

/** Under a question in the helpers' channel. */
export function helpersButtons(
  brought: Brought & Pick<Handover, 'claimedBy'>,
  { human }: Texts,
): readonly APIButtonComponentWithCustomId[] {
  const args = broughtArgs(brought);
  return [
    button(brought.claimedBy === null ? human.claim : human.release, customId(HUMAN, 'claim', ...args)),
    button(human.answer, customId(HUMAN, 'answer', ...args), { primary: true }),
  ];
}

export const helpersHandlers: Readonly<Record<string, Handler<ComponentRequest & InServer>>> = {
  claim: { carries: BROUGHT, handle: claim },
  answer: { carries: BROUGHT, mayOpenModal: true, handle: openForm },
};

export const helpersForms: Readonly<Record<string, Handler<ModalRequest & InServer>>> = {
  answer: { carries: BROUGHT, handle: answer },
};

/**
 * Helpers are those who may see the channel and write there: looked at anew at each press. Throws a `UserError` for anybody
 * else, and where the question is no longer known.
 */
async function openHandover(request: Request & InServer, id: string): Promise<Handover> {
  const { store, serverId, place, member } = request;
  const wanted = permissionsHere(PermissionFlagsBits.ViewChannel | PermissionFlagsBits.SendMessages, place);
  const lacks = missingPermissions(member.permissions, wanted);
  if (lacks !== 0n) {
    throw new UserError('member-lacks', (texts) => texts.errors.memberLacks(namePermissions(lacks, texts)));
  }
  const handover = await store.handovers.find(serverId, id);
  if (handover === null || handover.isAnswered || handover.channelId !== place.channelId) throw noLonger();
  return handover;
}

function noLonger(): UserError {
  return new UserError('no-handover', (texts) => texts.human.noLonger);
}

/** Whoever presses takes it; whoever has it gives it back. */
async function claim(request: ComponentRequest & InServer): Promise<Reply> {
  const { store, serverId, member, texts, publicTexts, interaction } = request;
  const brought = broughtBy(request.args);
  await openHandover(request, brought.id);
  const after = await store.handovers.claim(serverId, brought.id, member.id);
  if (after === null || interaction.message === undefined) throw noLonger();
  const { claimedBy } = after;
  if (claimedBy !== null && claimedBy !== member.id) {
    return reply.private(texts.human.claimedAlready(`<@${claimedBy}>`));
  }
  const status = claimedBy === null ? null : publicTexts.human.claimedBy(`<@${claimedBy}>`);
  const buttons = helpersButtons({ ...brought, claimedBy }, publicTexts);
  return reply.update(withStatus(interaction.message, status, buttons));
}

async function openForm(request: ComponentRequest & InServer): Promise<Reply> {
  const brought = broughtBy(request.args);
  await openHandover(request, brought.id);
  const id = customId(HUMAN, 'answer', ...broughtArgs(brought));
  return reply.modal(answerForm(id, { texts: request.texts, privately: brought.privately }));
}

/** Posts what a helper wrote where it was asked, once. Whatever keeps it from that, what they wrote stands in the reply. */
async function answer(request: ModalRequest & InServer): Promise<Reply> {
  const { fields, interaction, texts, log } = request;
  const { human } = texts;
  const brought = broughtBy(request.args);
  const typed = fields.text('answer');
  const [question = ''] = questionsIn(interaction.message?.content ?? '');
  const kept = (said: string) => reply.private(keptMessage(question, typed, [said]));
  try {
    const { isAnswered } = (await request.store.handovers.find(request.serverId, brought.id)) ?? {
      isAnswered: true,
    };
    if (isAnswered) return kept(human.quicker);
    await openHandover(request, brought.id);
    const link = brought.privately ? null : await post(request, brought, question, typed);
    if (!(await settle(request, brought, question, typed))) return kept(human.quicker);
    await showAnswered(request, link);
    return reply.private(
      keptMessage(
        question,
        typed,
        [
          link === null ? human.passedOn : human.posted(link),
          ...(mayTeach(request) ? [human.teachHint] : []),
        ],
        mayTeach(request) ? [button(human.teach, teachId(brought.locale))] : [],
      ),
    );
  } catch (error) {
    if (error instanceof StoreUnavailable) {
      log.warn({ err: error }, "a helper's answer was not sent");
      return kept(human.away);
    }
    if (!(error instanceof DiscordRefusal)) throw error;
    const limit = limitError(error);
    return kept(limit === null ? human.cantPost(`<#${brought.channelId}>`) : limit.text(texts));
  }
}

/** Discord posts what has the same nonce once: of two helpers at the same time, one is told that they came second. */
async function post(
  { discord, serverId, member, publicTexts }: ModalRequest & InServer,
  { id, askerId, channelId }: Brought,
  question: string,
  typed: string,
): Promise<string> {
  const said = publicTexts.human.answers(`<@${member.id}>`, `<@${askerId}>`);
  const body = answeredMessage(question, typed, said);
  const { id: messageId } = await discord.createMessage(channelId, { ...body, nonce: `answer${id}` });
  return messageLink(serverId, channelId, messageId);
}

/** Whoever waits for the answer is told. False where another helper's stands already. */
async function settle(
  { store, serverId, member, keys }: ModalRequest & InServer,
  { id }: Brought,
  question: string,
  typed: string,
): Promise<boolean> {
  const key = keys.questions();
  if (key === null || keys.sealing === null) throw new UserError('no-token', (texts) => texts.errors.noToken);
  return store.handovers.answered(serverId, id, {
    question: questionHandle(key, serverId, question),
    answer: sealAnswer(keys.sealing, serverId, { helperId: member.id, text: typed }),
    at: Date.now(),
  });
}

/** The question in the helpers' channel says so; where that fails, it is answered all the same. */
async function showAnswered(
  { discord, interaction, place, member, publicTexts, log }: ModalRequest & InServer,
  link: string | null,
): Promise<void> {
  const { message } = interaction;
  if (message === undefined) return;
  const status = publicTexts.human.answeredBy(`<@${member.id}>`, link);
  try {
    await discord.editMessage(place.channelId ?? '', message.id, withStatus(message, status, []));
  } catch (error) {
    if (!(error instanceof DiscordRefusal)) throw error;
    log.warn({ err: error, name: nameOf(error) }, 'the helpers are not shown that a question is answered');
  }
}

function mayTeach({ member }: Request): boolean {
  return missingPermissions(member.permissions, PermissionFlagsBits.ManageMessages) === 0n;
}

/** Opens the form of `/faq add` with the question and the answer of the card above it, as if they were typed there. */
function teachId(locale: string): string {
  return customId('faq', 'again', 'add', '', locale, 0, 'qa', '', '', '');
}
