import { randomUUID } from 'node:crypto';
import { PermissionFlagsBits } from 'discord-api-types/v10';
import { nameOf } from '../../log.ts';
import { withoutMaskedLinks } from '../../markdown/discord.ts';
import type { Handover, HandoverStore } from '../../store/handover-store.ts';
import { StoreUnavailable } from '../../store/store.ts';
import type { InServer } from '../access.ts';
import { DiscordRefusal } from '../refusal.ts';
import type { ComponentRequest, Handler, ModalRequest, Reply, Request } from '../command.ts';
import { customId } from '../custom-id.ts';
import { missingPermissions } from '../permissions.ts';
import { answerForm, keptMessage, questionsIn, withStatus } from '../render/human.ts';
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
} from './brought.ts';
import { passOn } from './pass-on.ts';

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
