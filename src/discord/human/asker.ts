import { PermissionFlagsBits } from 'discord-api-types/v10';
import { nameOf } from '../../log.ts';
import { MAX_ALERTS, type NewAlert } from '../../store/alert-store.ts';
import { HANDOVERS, type Handover } from '../../store/handover-store.ts';
import type { InServer } from '../access.ts';
import { DiscordRefusal, isFinal, isRefusal, mayNotWrite } from '../refusal.ts';
import { askedServer } from '../asked-server.ts';
import type { ComponentRequest, Handler, Reply } from '../command.ts';
import { customId } from '../custom-id.ts';
import { memberHash, questionHandle } from '../keyed-hash.ts';
import { messageLink } from '../message-link.ts';
import { repliedQuestion } from '../messages/replied-question.ts';
import { missingPermissions } from '../permissions.ts';
import {
  askerMessage,
  confirmMessage,
  helpersMessage,
  questionLine,
  questionsIn,
  toldLaterMessage,
} from '../render/human.ts';
import { button } from '../render/message.ts';
import { timestamp } from '../render/timestamp.ts';
import { reply } from '../reply.ts';
import { permissionsHere } from '../request.ts';
import { limitError, UserError } from '../user-error.ts';
import { helpersButtons } from './brought.ts';
import { newAlert, waitingKeys } from './inquiry.ts';
import { ASKED, HUMAN, PRIVATE } from './next-steps.ts';

type AskerRequest = ComponentRequest & InServer;
type Asked = Awaited<ReturnType<typeof askedIn>>;

/** As many of what was found as helpers can take in at a glance. */
const FOUND = 3;

/** What the asker's buttons do: nothing goes to a human before they have seen what is sent, and where. */
export const askerHandlers: Readonly<Record<string, Handler<AskerRequest>>> = {
  ask: { carries: ASKED, handle: confirm },
  send: { carries: ASKED, handle: send },
  leave: { carries: [], handle: ({ texts }) => reply.update(texts.human.left) },
  tell: { carries: ASKED, handle: tell },
  forget: { carries: ASKED, handle: forget },
};

/** A question as the message has it. */
interface AskedQuestion {
  readonly text: string;
  /** Stands for it in the store. */
  readonly handle: string;
}

/** What the message with the button, or the one that it replies to, asks. Throws a `UserError` where it asks nothing. */
async function askedIn(request: AskerRequest) {
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

/** From the store itself, which throws where it is away: what the request carries may be the defaults then. */
async function helpersChannel({ store, serverId }: AskerRequest): Promise<string> {
  const { settings } = await store.servers.read(serverId);
  if (settings.helpersChannel === null) {
    throw new UserError('no-helpers', (texts) => texts.human.noHelpers);
  }
  return settings.helpersChannel;
}

async function confirm(request: AskerRequest): Promise<Reply> {
  const { questions, byMessage } = await askedIn(request);
  return reply.private(
    confirmMessage(
      questions.map(({ text }) => text),
      {
        texts: request.texts,
        channel: mention(await helpersChannel(request)),
        byMessage,
        ids: { send: customId(HUMAN, 'send', ...request.args), leave: customId(HUMAN, 'leave') },
      },
    ),
  );
}

/** What became of a question that was to go to the helpers. */
interface Became {
  readonly said: string;
  readonly isSent: boolean;
  /** Whether who asked may want to be told. */
  readonly mayTell: boolean;
}

/** Each question goes by itself, so that each is answered, and taught, by itself. */
async function send(request: AskerRequest): Promise<Reply> {
  const { human } = request.texts;
  const asked = await askedIn(request);
  const channelId = await helpersChannel(request);
  const became: (Became & { readonly question: string })[] = [];
  for (const question of asked.questions) {
    // oxlint-disable-next-line no-await-in-loop -- each counts against what a member may bring
    const one = await bring(request, channelId, asked, question).catch((error: unknown) => {
      // Those before it are on their way.
      if (!(error instanceof UserError) || !became.some(({ isSent }) => isSent)) throw error;
      return { said: error.text(request.texts), isSent: false, mayTell: true };
    });
    became.push({ ...one, question: question.text });
  }
  const where = asked.byMessage ? human.answerPrivately : human.answerHere;
  return reply.update(
    askerMessage(
      became,
      became.some(({ isSent }) => isSent) ? where : null,
      became.some(({ mayTell }) => mayTell) ? [asked.tellButton()] : [],
    ),
  );
}

async function bring(
  request: AskerRequest,
  channelId: string,
  asked: Asked,
  question: AskedQuestion,
): Promise<Became> {
  const { store, serverId, texts } = request;
  const { human } = texts;
  const begun = await begin(request, channelId, { member: asked.member, question: question.handle });
  switch (begun.did) {
    case 'waiting':
      return { said: human.waiting, isSent: false, mayTell: true };
    case 'limited': {
      const until = timestamp(begun.until, 'relative');
      const { anHour, aDay } = HANDOVERS;
      return { said: human.limited(anHour, aDay, until), isSent: false, mayTell: true };
    }
    case 'begun': {
      // Before anybody can answer it.
      const alert = alertFor(request, asked, question);
      const waits = asked.byMessage ? await store.alerts.ensure(serverId, [alert]) : 'standing';
      if (waits === 'full') {
        await store.handovers.remove(serverId, begun.id);
        return { said: human.toldTooMuch(MAX_ALERTS.ofMember), isSent: false, mayTell: false };
      }
      let isKnown: boolean;
      try {
        isKnown = await post(request, channelId, begun.id, asked, question.text);
      } catch (error) {
        // Nothing counts, and nobody waits for it.
        await store.handovers.remove(serverId, begun.id);
        if (waits === 'added') await store.alerts.takeBack(serverId, [alert]);
        throw error;
      }
      const said = isKnown ? human.sent(mention(channelId)) : human.maybeSent(mention(channelId));
      return { said, isSent: true, mayTell: !asked.byMessage };
    }
  }
}

/** One whose message the helpers deleted, or that is in a channel that was theirs before, waits for nobody. */
async function begin(
  request: AskerRequest,
  channelId: string,
  asked: { readonly member: string; readonly question: string },
) {
  const { store, serverId } = request;
  const wanted = { ...asked, channelId, at: Date.now() };
  const begun = await store.handovers.begin(serverId, wanted);
  if (begun.did !== 'waiting' || (await isSeen(request, begun.handover, channelId))) return begun;
  await store.handovers.close(serverId, begun.handover.id, wanted.at);
  return store.handovers.begin(serverId, wanted);
}

async function isSeen(
  { discord }: AskerRequest,
  { channelId, messageId }: Handover,
  helpers: string,
): Promise<boolean> {
  if (messageId === null) return true;
  if (channelId !== helpers) return false;
  return discord.readMessage(channelId, messageId).then(
    (message) => message !== null,
    // What the bot may not read, helpers may.
    (error: unknown) => !isRefusal(error, 'unknownChannel'),
  );
}

/**
 * Whether it is known that the helpers have it: where Discord didn't say, they may, and what stands in the store keeps its
 * buttons working. Throws a `UserError` where they don't.
 */
async function post(
  request: AskerRequest,
  channelId: string,
  id: string,
  { byMessage, locale, slug }: Asked,
  question: string,
): Promise<boolean> {
  const { answers, store, discord, serverId, member, place, publicTexts, interaction, log } = request;
  const { ranking } = await answers.ask(question, {
    locale,
    isTrial: true,
    articles: request.articles,
    ...(slug === null ? {} : { slug }),
    ...askedServer(request),
  });
  const here = place.channelId ?? '';
  const brought = { id, askerId: member.id, channelId: here, locale, privately: byMessage, claimedBy: null };
  const body = helpersMessage(question, {
    texts: publicTexts,
    asker: `<@${member.id}>`,
    // The button stands where it was asked: Discord leads to that moment there.
    link: messageLink(serverId, here, interaction.message?.id ?? interaction.id),
    found: ranking.slice(0, FOUND),
    buttons: helpersButtons(brought, publicTexts, request),
  });
  const posted = await discord
    .createMessage(channelId, { ...body, nonce: id })
    .catch(async (error: unknown) => {
      if (!(error instanceof DiscordRefusal)) throw error;
      log.warn({ err: error, name: nameOf(error) }, 'a question did not reach the helpers');
      const limit = limitError(error);
      if (limit !== null) throw limit;
      if (!isFinal(error)) return null;
      if (mayNotWrite(error)) {
        await store.refusals
          .note(serverId, { setting: 'helpersChannel', channelId })
          .catch((away: unknown) => {
            log.warn({ err: away }, 'moderators are not told that the helpers’ channel is out of reach');
          });
      }
      throw new UserError('not-reached', (texts) => texts.human.notReached(mention(channelId)));
    });
  if (posted === null) return false;
  await store.handovers.posted(serverId, id, posted.id).catch((error: unknown) => {
    // They have it all the same, and can answer it.
    log.warn({ err: error }, 'where a question stands in the helpers’ channel is not noted');
  });
  await store.refusals.over(serverId, { setting: 'helpersChannel', channelId }).catch((error: unknown) => {
    log.warn(
      { err: error },
      'moderators are told that the helpers’ channel is out of reach, which it is not',
    );
  });
  return true;
}

async function tell(request: AskerRequest): Promise<Reply> {
  const { store, serverId, texts } = request;
  const { human } = texts;
  const asked = await askedIn(request);
  const alerts = asked.questions.map((question) => alertFor(request, asked, question));
  switch (await store.alerts.ensure(serverId, alerts)) {
    // Whoever presses twice wants it, not its opposite.
    case 'added':
    case 'standing':
      return reply.private(
        toldLaterMessage(
          asked.questions.map(({ text }) => text),
          human.told(alerts.length),
          button(human.dontTell, customId(HUMAN, 'forget', ...request.args)),
        ),
      );
    case 'full':
      return reply.private(human.toldTooMuch(MAX_ALERTS.ofMember));
  }
}

async function forget(request: AskerRequest): Promise<Reply> {
  const { store, serverId, texts } = request;
  const { questions, member } = await askedIn(request);
  await store.alerts.takeBack(
    serverId,
    questions.map(({ handle }) => ({ member, question: handle })),
  );
  return reply.update(texts.human.toldNoMore);
}

function alertFor(
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

function mention(channelId: string): string {
  return `<#${channelId}>`;
}
