import { nameOf } from '../../log.ts';
import type { InServer } from '../access.ts';
import type { ModalRequest } from '../command.ts';
import { shortened } from '../custom-id.ts';
import { questionHandle } from '../keyed-hash.ts';
import { messageLink } from '../message-link.ts';
import { DiscordRefusal, isFinal, mayNotWrite } from '../refusal.ts';
import { answeredMessage } from '../render/human.ts';
import { limitError, UserError } from '../user-error.ts';
import type { Brought } from './brought.ts';
import { newAlert, sealAnswer, waitingKeys } from './inquiry.ts';

/** What became of an answer that was passed on. */
interface PassedOn {
  /** To where it is shown; null where it goes by direct message alone. */
  readonly link: string | null;
  /** What the helper is told of it. */
  readonly said: string;
}

interface Answered {
  readonly question: string;
  readonly typed: string;
}

/** To whoever asked, and to all who wait for an answer to it, once. Throws where nobody gets it. */
export function passOn(
  request: ModalRequest & InServer,
  brought: Brought,
  answered: Answered,
): Promise<PassedOn> {
  return brought.privately ? tellAsker(request, brought, answered) : postOnce(request, brought, answered);
}

/** Where it was asked, for everybody. Of two helpers at the same time, one is told that they came second. */
async function postOnce(
  request: ModalRequest & InServer,
  brought: Brought,
  answered: Answered,
): Promise<PassedOn> {
  const { store, serverId, log } = request;
  if (!(await store.handovers.beginAnswer(serverId, brought.id, Date.now()))) throw answeredAlready();
  try {
    const posting = await post(request, brought, answered);
    switch (posting.did) {
      case 'posted':
        return await note(request, brought, answered, posting.link);
      case 'refused':
        return await tellInstead(request, brought, answered);
      case 'untold':
        return await tellToo(request, brought, answered);
    }
  } catch (error) {
    // Where even that fails, others may answer it in two minutes.
    await store.handovers.leaveAnswer(serverId, brought.id).catch((away: unknown) => {
      log.warn({ err: away }, 'a question can be answered again in two minutes');
    });
    throw error;
  }
}

type Posting =
  | { readonly did: 'posted'; readonly link: string }
  /** The bot may not write there, or it is gone. */
  | { readonly did: 'refused' }
  /** Discord didn't say: it may stand there. */
  | { readonly did: 'untold' };

async function post(
  { discord, serverId, member, publicTexts, log }: ModalRequest & InServer,
  { id, askerId, channelId }: Brought,
  { question, typed }: Answered,
): Promise<Posting> {
  const said = publicTexts.human.answers(`<@${member.id}>`, `<@${askerId}>`);
  const body = answeredMessage(question, typed, said);
  // Discord posts what has the same nonce once: also where it is sent again because nobody heard that it was posted.
  const nonce = shortened([id, member.id, typed].join('\n'));
  try {
    const { id: messageId } = await discord.createMessage(channelId, { ...body, nonce });
    return { did: 'posted', link: messageLink(serverId, channelId, messageId) };
  } catch (error) {
    if (!(error instanceof DiscordRefusal)) throw error;
    log.warn({ err: error, name: nameOf(error) }, "a helper's answer could not be posted");
    if (mayNotWrite(error)) return { did: 'refused' };
    const limit = limitError(error);
    if (limit !== null) throw limit;
    if (!isFinal(error)) return { did: 'untold' };
    throw new UserError('cant-post', (texts) => texts.human.cantPost(`<#${channelId}>`));
  }
}

/** What stands there, stands there, whether it is noted or not. */
async function note(
  request: ModalRequest & InServer,
  brought: Brought,
  answered: Answered,
  link: string,
): Promise<PassedOn> {
  const { human } = request.texts;
  try {
    await settle(request, brought, answered);
    return { link, said: human.posted(link) };
  } catch (error) {
    request.log.warn({ err: error }, "a helper's answer is not told to those who wait for it");
    return { link, said: human.postedOnly(link) };
  }
}

/** To whoever asked: where they asked, nobody can answer any more. */
async function tellInstead(
  request: ModalRequest & InServer,
  brought: Brought,
  answered: Answered,
): Promise<PassedOn> {
  const channel = `<#${brought.channelId}>`;
  if (!(await passToAsker(request, brought, answered))) {
    throw new UserError('cant-post', (all) => all.human.cantPost(channel));
  }
  return { link: null, said: request.texts.human.toldInstead(channel) };
}

/**
 * By direct message as well: it may stand where it was asked, and whoever asked is not to go without. Either way it is answered,
 * so that nobody posts a second one. Never throws: what was sent isn't to be called unsent.
 */
async function tellToo(
  request: ModalRequest & InServer,
  brought: Brought,
  answered: Answered,
): Promise<PassedOn> {
  const { human } = request.texts;
  const channel = `<#${brought.channelId}>`;
  try {
    if (await passToAsker(request, brought, answered))
      return { link: null, said: human.maybePosted(channel) };
    await settle(request, brought, answered);
  } catch (error) {
    request.log.warn({ err: error }, "a helper's answer is not told to those who wait for it");
  }
  return { link: channel, said: human.maybePostedOnly(channel) };
}

/** False, and nothing is done, where no more can wait to be told: it is told to who asked and to all who wait. */
async function passToAsker(
  request: ModalRequest & InServer,
  brought: Brought,
  answered: Answered,
): Promise<boolean> {
  const { store, serverId, keys } = request;
  const { askerId: memberId, channelId, locale } = brought;
  const { question } = answered;
  const inquiry = { memberId, question, locale, askedIn: locale, slug: null, channelId, parentId: null };
  const alert = newAlert(waitingKeys(keys), serverId, inquiry);
  const waits = await store.alerts.ensure(serverId, [alert]);
  if (waits === 'member-full' || waits === 'server-full') return false;
  try {
    await tellAsker(request, brought, answered);
    return true;
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
