import { PermissionFlagsBits } from 'discord-api-types/v10';
import { nameOf } from '../../log.ts';
import { MAX_ALERTS, type NewAlert } from '../../store/alert-store.ts';
import { HANDOVERS, type Handover } from '../../store/handover-store.ts';
import type { InServer } from '../access.ts';
import { DiscordRefusal, isRefusal } from '../api.ts';
import { askedServer } from '../asked-server.ts';
import type { ComponentRequest, Handler, Reply } from '../command.ts';
import { customId } from '../custom-id.ts';
import { memberHash, questionHandle } from '../keyed-hash.ts';
import { messageLink } from '../message-link.ts';
import { repliedQuestion } from '../messages/replied-question.ts';
import { missingPermissions } from '../permissions.ts';
import { askerMessage, confirmMessage, helpersMessage, questionIn, questionLine } from '../render/human.ts';
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

/** What the message with the button, or the one that it replies to, says of the question. Throws a `UserError` where none does. */
async function askedIn(request: AskerRequest) {
  const { args, interaction, keys, serverId, member, locale, publicLocale, texts } = request;
  const [visibility, slug = ''] = args;
  const privately = visibility === PRIVATE;
  const question = questionIn(interaction.message?.content ?? '') ?? (await questionAbove(request));
  const waiting = waitingKeys(keys);
  if (question === null) throw new UserError('no-question', (all) => all.human.questionGone);
  return {
    question,
    byMessage: privately || !mayPostHere(request),
    keys: waiting,
    slug: slug === '' ? null : slug,
    locale: privately ? locale : publicLocale,
    handle: questionHandle(waiting.questions, serverId, question),
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
async function questionAbove(request: AskerRequest): Promise<string | null> {
  const question = await repliedQuestion(request);
  return question === null ? null : questionIn(questionLine(question));
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
  const { question, byMessage } = await askedIn(request);
  return reply.private(
    confirmMessage(question, {
      texts: request.texts,
      channel: mention(await helpersChannel(request)),
      byMessage,
      ids: { send: customId(HUMAN, 'send', ...request.args), leave: customId(HUMAN, 'leave') },
    }),
  );
}

async function send(request: AskerRequest): Promise<Reply> {
  const { store, serverId, texts } = request;
  const { human } = texts;
  const channelId = await helpersChannel(request);
  const asked = await askedIn(request);
  const begun = await begin(request, channelId, asked);
  switch (begun.did) {
    case 'waiting':
      return reply.update(askerMessage(asked.question, [human.waiting], [asked.tellButton()]));
    case 'limited': {
      const until = timestamp(begun.until, 'relative');
      const { anHour, aDay } = HANDOVERS;
      return reply.update(
        askerMessage(asked.question, [human.limited(anHour, aDay, until)], [asked.tellButton()]),
      );
    }
    case 'begun': {
      // Before anybody can answer it.
      const alert = alertFor(request, asked);
      const waits = asked.byMessage ? await store.alerts.ensure(serverId, alert) : 'standing';
      if (waits === 'full') {
        await store.handovers.remove(serverId, begun.id);
        return reply.update(askerMessage(asked.question, [human.toldTooMuch(MAX_ALERTS.ofMember)]));
      }
      try {
        await post(request, channelId, begun.id, asked);
      } catch (error) {
        // Nothing counts, and nobody waits for it.
        await store.handovers.remove(serverId, begun.id);
        if (waits === 'added') await store.alerts.takeBack(serverId, alert);
        throw error;
      }
      const where = asked.byMessage ? human.answerPrivately : human.answerHere;
      const tellMe = asked.byMessage ? [] : [asked.tellButton()];
      return reply.update(askerMessage(asked.question, [human.sent(mention(channelId)), where], tellMe));
    }
  }
}

/** One whose message the helpers deleted, or that is in a channel that was theirs before, waits for nobody. */
async function begin(request: AskerRequest, channelId: string, { handle, member }: Asked) {
  const { store, serverId } = request;
  const wanted = { member, question: handle, channelId, at: Date.now() };
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

/** Throws a `UserError` where the helpers' channel can't be reached. */
async function post(request: AskerRequest, channelId: string, id: string, asked: Asked): Promise<void> {
  const { answers, store, discord, serverId, member, place, publicTexts, interaction, log } = request;
  const { question, byMessage, locale, slug } = asked;
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
  const posted = await discord.createMessage(channelId, { ...body, nonce: id }).catch((error: unknown) => {
    if (!(error instanceof DiscordRefusal)) throw error;
    log.warn({ err: error, name: nameOf(error) }, 'a question did not reach the helpers');
    throw (
      limitError(error) ?? new UserError('not-reached', (texts) => texts.human.notReached(mention(channelId)))
    );
  });
  await store.handovers.posted(serverId, id, posted.id).catch((error: unknown) => {
    // They have it all the same, and can answer it.
    log.warn({ err: error }, 'where a question stands in the helpers’ channel is not noted');
  });
}

async function tell(request: AskerRequest): Promise<Reply> {
  const { store, serverId, texts } = request;
  const { human } = texts;
  const asked = await askedIn(request);
  switch (await store.alerts.ensure(serverId, alertFor(request, asked))) {
    // Whoever presses twice wants it, not its opposite.
    case 'added':
    case 'standing':
      return reply.private(
        askerMessage(
          asked.question,
          [human.told],
          [button(human.dontTell, customId(HUMAN, 'forget', ...request.args))],
        ),
      );
    case 'full':
      return reply.private(human.toldTooMuch(MAX_ALERTS.ofMember));
  }
}

async function forget(request: AskerRequest): Promise<Reply> {
  const { store, serverId, texts } = request;
  const { member, handle } = await askedIn(request);
  await store.alerts.takeBack(serverId, { member, question: handle });
  return reply.update(texts.human.toldNoMore);
}

function alertFor({ serverId, member, locale, place }: AskerRequest, asked: Asked): NewAlert {
  return newAlert(asked.keys, serverId, {
    memberId: member.id,
    question: asked.question,
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
