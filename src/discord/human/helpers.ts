import { randomUUID } from 'node:crypto';
import { PermissionFlagsBits } from 'discord-api-types/v10';
import { nameOf } from '../../log.ts';
import { withoutMaskedLinks } from '../../markdown/discord.ts';
import type { Handover, HandoverStore } from '../../store/handover-store.ts';
import { StoreUnavailable } from '../../store/store.ts';
import type { InServer } from '../access.ts';
import { DiscordRefusal, mayNotWrite } from '../refusal.ts';
import type { ComponentRequest, Handler, ModalRequest, Reply, Request } from '../command.ts';
import { customId, shortened } from '../custom-id.ts';
import { questionHandle } from '../keyed-hash.ts';
import { messageLink } from '../message-link.ts';
import { missingPermissions } from '../permissions.ts';
import { answeredMessage, answerForm, keptMessage, questionsIn, withStatus } from '../render/human.ts';
import { button } from '../render/message.ts';
import { isVisible } from '../render/text.ts';
import { reply } from '../reply.ts';
import { limitError, UserError } from '../user-error.ts';
import {
  BROUGHT,
  broughtBy,
  broughtId,
  helpersButtons,
  noLonger,
  openHandover,
  stillOpen,
  type Brought,
} from './brought.ts';
import { newAlert, sealAnswer, waitingKeys } from './inquiry.ts';

export const helpersHandlers: Readonly<Record<string, Handler<ComponentRequest & InServer>>> = {
  claim: {
    carries: BROUGHT,
    handle: (request) => changeHands(request, (handovers, ...which) => handovers.claim(...which)),
  },
  release: {
    carries: BROUGHT,
    handle: (request) => changeHands(request, (handovers, ...which) => handovers.release(...which)),
  },
  answer: { carries: BROUGHT, mayOpenModal: true, handle: openForm },
};

export const helpersForms: Readonly<Record<string, Handler<ModalRequest & InServer>>> = {
  answer: { carries: BROUGHT, handle: answer },
};

/** Whoever presses takes it, or gives it back; the same press once more changes nothing. */
async function changeHands(
  request: ComponentRequest & InServer,
  change: (
    handovers: HandoverStore,
    ...which: Parameters<HandoverStore['claim']>
  ) => Promise<Handover | null>,
): Promise<Reply> {
  const { store, serverId, member, texts, publicTexts, interaction } = request;
  const brought = broughtBy(request);
  await openHandover(request, brought.id);
  const { claimedBy } = stillOpen(await change(store.handovers, serverId, brought.id, member.id), request);
  if (interaction.message === undefined) throw noLonger();
  if (claimedBy !== null && claimedBy !== member.id) {
    return reply.private(texts.human.claimedAlready(`<@${claimedBy}>`));
  }
  const status = claimedBy === null ? null : publicTexts.human.claimedBy(`<@${claimedBy}>`);
  const buttons = helpersButtons({ ...brought, claimedBy }, publicTexts, request);
  return reply.update(withStatus(interaction.message, status, buttons));
}

async function openForm(request: ComponentRequest & InServer): Promise<Reply> {
  const brought = broughtBy(request);
  await openHandover(request, brought.id);
  const id = broughtId('answer', brought, request);
  return reply.modal(answerForm(id, { texts: request.texts, privately: brought.privately }));
}

/** What became of an answer that was passed on. */
interface PassedOn {
  /** Null where it goes by direct message. */
  readonly link: string | null;
  /** What the helper is told of it. */
  readonly said: string;
}

/** Passes on what a helper wrote, once. Whatever keeps it from that, what they wrote stands in the reply. */
async function answer(request: ModalRequest & InServer): Promise<Reply> {
  const { fields, interaction, texts } = request;
  const { human } = texts;
  const typed = fields.text('answer');
  const [question = ''] = questionsIn(interaction.message?.content ?? '');
  try {
    const brought = broughtBy(request);
    await openHandover(request, brought.id);
    if (!isVisible(typed)) throw new UserError('no-answer', (all) => all.faq.problems['no-answer']);
    const passOn = brought.privately ? tellAsker : postOnce;
    const teaches = mayTeach(request);
    // What moderators write may hide an address behind a label: they teach such answers, too.
    const answered = { question, typed: teaches ? typed : withoutMaskedLinks(typed) };
    const { link, said } = await passOn(request, brought, answered);
    await showAnswered(request, link);
    return reply.private(
      keptMessage(
        question,
        typed,
        [said, ...(teaches ? [human.teachHint] : [])],
        teaches ? [button(human.teach, teachId(brought.locale))] : [],
      ),
    );
  } catch (error) {
    return reply.private(keptMessage(question, typed, [reasonOf(error, request), human.typed]));
  }
}

/** Why nothing was passed on, in words. */
function reasonOf(error: unknown, { texts, log, interaction }: ModalRequest): string {
  const { human } = texts;
  const refusal = error instanceof UserError ? error : limitError(error);
  if (refusal !== null) return refusal.text(texts);
  const reference = randomUUID().slice(0, 8);
  const isAway = error instanceof StoreUnavailable;
  log[isAway ? 'warn' : 'error'](
    { err: error, reference, interaction: interaction.id },
    "a helper's answer was not sent",
  );
  return isAway ? human.away : texts.errors.unexpected(reference);
}

interface Answered {
  readonly question: string;
  readonly typed: string;
}

/** Where it was asked, for everybody. Of two helpers at the same time, one is told that they came second. */
async function postOnce(
  request: ModalRequest & InServer,
  brought: Brought,
  answered: Answered,
): Promise<PassedOn> {
  const { store, serverId, texts, log } = request;
  if (!(await store.handovers.beginAnswer(serverId, brought.id, Date.now()))) throw answeredAlready();
  try {
    const link = await post(request, brought, answered);
    if (link === null) return await tellInstead(request, brought, answered);
    const isNoted = await settle(request, brought, answered).then(
      () => true,
      (error: unknown) => {
        // It stands there all the same.
        log.warn({ err: error }, "a helper's answer is not told to those who wait for it");
        return false;
      },
    );
    return { link, said: isNoted ? texts.human.posted(link) : texts.human.postedOnly(link) };
  } catch (error) {
    // Where even that fails, others may answer it in two minutes.
    await store.handovers.leaveAnswer(serverId, brought.id).catch((away: unknown) => {
      log.warn({ err: away }, 'a question can be answered again in two minutes');
    });
    throw error;
  }
}

/** Null where the bot may not write there, or it is gone. */
async function post(
  { discord, serverId, member, publicTexts, log }: ModalRequest & InServer,
  { id, askerId, channelId }: Brought,
  { question, typed }: Answered,
): Promise<string | null> {
  const said = publicTexts.human.answers(`<@${member.id}>`, `<@${askerId}>`);
  const body = answeredMessage(question, typed, said);
  // Discord posts what has the same nonce once: also where it is sent again because nobody heard that it was posted.
  const nonce = shortened([id, member.id, typed].join('\n'));
  try {
    const { id: messageId } = await discord.createMessage(channelId, { ...body, nonce });
    return messageLink(serverId, channelId, messageId);
  } catch (error) {
    if (!(error instanceof DiscordRefusal)) throw error;
    log.warn({ err: error, name: nameOf(error) }, "a helper's answer could not be posted");
    if (mayNotWrite(error)) return null;
    throw limitError(error) ?? new UserError('cant-post', (texts) => texts.human.cantPost(`<#${channelId}>`));
  }
}

/** To whoever asked: where they asked, nobody can answer any more. */
async function tellInstead(
  request: ModalRequest & InServer,
  brought: Brought,
  answered: Answered,
): Promise<PassedOn> {
  const { store, serverId, keys, texts } = request;
  const { askerId: memberId, channelId, locale } = brought;
  const { question } = answered;
  const inquiry = { memberId, question, locale, askedIn: locale, slug: null, channelId, parentId: null };
  const alert = newAlert(waitingKeys(keys), serverId, inquiry);
  const waits = await store.alerts.ensure(serverId, [alert]);
  if (waits === 'full') {
    throw new UserError('cant-post', (all) => all.human.cantPost(`<#${channelId}>`));
  }
  try {
    const { link } = await tellAsker(request, brought, answered);
    return { link, said: texts.human.toldInstead(`<#${channelId}>`) };
  } catch (error) {
    // They wait for this answer alone: of articles nothing is to be told that may be off where they asked.
    if (waits === 'added') {
      await store.alerts.takeBack(serverId, [alert]).catch((away: unknown) => {
        request.log.warn({ err: away }, 'a member may be told of an answer though they did not want to be');
      });
    }
    throw error;
  }
}

/** By direct message, which goes to all who wait for an answer to it. */
async function tellAsker(
  request: ModalRequest & InServer,
  brought: Brought,
  answered: Answered,
): Promise<PassedOn> {
  const { human } = request.texts;
  const waiting = await settle(request, brought, answered);
  if (waiting === null) throw answeredAlready();
  return { link: null, said: waiting === 0 ? human.nobodyWaits : human.passedOn };
}

function answeredAlready(): UserError {
  return new UserError('answered', (texts) => texts.human.answeredAlready);
}

/** How many are told; null where another helper's answer stands already. */
async function settle(
  { store, serverId, member, keys }: ModalRequest & InServer,
  { id }: Brought,
  { question, typed }: Answered,
): Promise<number | null> {
  const { questions, sealing } = waitingKeys(keys);
  return store.handovers.answered(serverId, id, {
    question: questionHandle(questions, serverId, question),
    answer: sealAnswer(sealing, serverId, { helperId: member.id, text: typed }),
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
