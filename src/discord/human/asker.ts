import { nameOf } from '../../log.ts';
import { HANDOVERS, MAX_ALERTS, type NewAlert } from '../../store/store.ts';
import type { InServer } from '../access.ts';
import { DiscordRefusal } from '../api.ts';
import { askedServer } from '../asked-server.ts';
import type { ComponentRequest, Handler, Reply } from '../command.ts';
import { customId } from '../custom-id.ts';
import { memberHash, questionHandle } from '../keyed-hash.ts';
import { messageLink } from '../message-link.ts';
import { repliedQuestion } from '../messages/replied-question.ts';
import { askerMessage, confirmMessage, helpersMessage, questionIn, questionLine } from '../render/human.ts';
import { button } from '../render/message.ts';
import { timestamp } from '../render/timestamp.ts';
import { reply } from '../reply.ts';
import { limitError, UserError } from '../user-error.ts';
import { helpersButtons } from './helpers.ts';
import { sealInquiry } from './inquiry.ts';
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
};

/** What the message with the button, or the one that it replies to, says of the question. Throws a `UserError` where none does. */
async function askedIn(request: AskerRequest) {
  const { args, interaction, keys, serverId, member, locale, publicLocale, texts } = request;
  const [visibility, slug = ''] = args;
  const question = questionIn(interaction.message?.content ?? '') ?? (await questionAbove(request));
  const key = keys.questions();
  if (keys.sealing === null || key === null) {
    throw new UserError('no-token', (all) => all.errors.noToken);
  }
  if (question === null) throw new UserError('no-question', (all) => all.human.questionGone);
  const privately = visibility === PRIVATE;
  return {
    question,
    privately,
    sealing: keys.sealing,
    slug: slug === '' ? null : slug,
    locale: privately ? locale : publicLocale,
    handle: questionHandle(key, serverId, question),
    member: memberHash(keys.voters, serverId, member.id),
    tellButton: () => button(texts.human.tellMe, customId(HUMAN, 'tell', ...args)),
  };
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
  const { question, privately } = await askedIn(request);
  return reply.private(
    confirmMessage(question, {
      texts: request.texts,
      channel: mention(await helpersChannel(request)),
      privately,
      ids: { send: customId(HUMAN, 'send', ...request.args), leave: customId(HUMAN, 'leave') },
    }),
  );
}

async function send(request: AskerRequest): Promise<Reply> {
  const { store, serverId, texts } = request;
  const { human } = texts;
  const channelId = await helpersChannel(request);
  const asked = await askedIn(request);
  const tellMe = asked.privately ? [] : [asked.tellButton()];
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
      const waits = asked.privately ? await store.alerts.ensure(serverId, alert) : 'standing';
      if (waits === 'full') {
        await store.handovers.remove(serverId, begun.id);
        return reply.update(askerMessage(asked.question, [human.toldTooMuch(MAX_ALERTS.ofMember)]));
      }
      try {
        await post(request, channelId, begun.id, asked);
      } catch (error) {
        if (waits === 'added') await store.alerts.toggle(serverId, alert);
        throw error;
      }
      const where = asked.privately ? human.answerPrivately : human.answerHere;
      return reply.update(askerMessage(asked.question, [human.sent(mention(channelId)), where], tellMe));
    }
  }
}

/** One whose message the helpers deleted waits for nobody. */
async function begin(request: AskerRequest, channelId: string, { handle, member }: Asked) {
  const { store, discord, serverId } = request;
  const wanted = { member, question: handle, channelId, at: Date.now() };
  const begun = await store.handovers.begin(serverId, wanted);
  if (begun.did !== 'waiting' || begun.handover.messageId === null) return begun;
  const { id, channelId: where, messageId } = begun.handover;
  const isThere = await discord.readMessage(where, messageId).then(
    (message) => message !== null,
    // A channel that is gone, or that the bot can no longer read: what stands there is seen by nobody through it.
    (error: unknown) => !(error instanceof DiscordRefusal && (error.status === 403 || error.status === 404)),
  );
  if (isThere) return begun;
  await store.handovers.close(serverId, id, wanted.at);
  return store.handovers.begin(serverId, wanted);
}

/** Throws a `UserError` where the helpers' channel can't be reached: then nothing counts. */
async function post(request: AskerRequest, channelId: string, id: string, asked: Asked): Promise<void> {
  const { answers, store, discord, serverId, member, place, publicTexts, interaction, log } = request;
  const { question, privately, locale, slug } = asked;
  const { ranking } = await answers.ask(question, {
    locale,
    isTrial: true,
    articles: request.articles,
    ...(slug === null ? {} : { slug }),
    ...askedServer(request),
  });
  const here = place.channelId ?? '';
  const body = helpersMessage(question, {
    texts: publicTexts,
    asker: `<@${member.id}>`,
    // The button stands where it was asked: Discord leads to that moment there.
    link: messageLink(serverId, here, interaction.message?.id ?? interaction.id),
    found: ranking.slice(0, FOUND),
    buttons: helpersButtons(
      { id, askerId: member.id, channelId: here, locale, privately, claimedBy: null },
      publicTexts,
    ),
  });
  try {
    const { id: messageId } = await discord.createMessage(channelId, { ...body, nonce: id });
    await store.handovers.posted(serverId, id, messageId);
  } catch (error) {
    if (!(error instanceof DiscordRefusal)) throw error;
    await store.handovers.remove(serverId, id);
    log.warn({ err: error, name: nameOf(error) }, 'a question did not reach the helpers');
    throw (
      limitError(error) ?? new UserError('not-reached', (texts) => texts.human.notReached(mention(channelId)))
    );
  }
}

async function tell(request: AskerRequest): Promise<Reply> {
  const { store, serverId, texts } = request;
  const { human } = texts;
  switch (await store.alerts.toggle(serverId, alertFor(request, await askedIn(request)))) {
    case 'added':
      return reply.private(human.told);
    case 'removed':
      return reply.private(human.toldNoMore);
    case 'full':
      return reply.private(human.toldTooMuch(MAX_ALERTS.ofMember));
  }
}

function alertFor(
  { serverId, member, locale, place, knowledgeRevision }: AskerRequest,
  asked: Asked,
): NewAlert {
  return {
    member: asked.member,
    question: asked.handle,
    sealed: sealInquiry(asked.sealing, serverId, {
      memberId: member.id,
      question: asked.question,
      locale,
      askedIn: asked.locale,
      slug: asked.slug,
      channelId: place.channelId ?? '',
      parentId: place.parentId,
    }),
    revision: knowledgeRevision,
    at: Date.now(),
  };
}

function mention(channelId: string): string {
  return `<#${channelId}>`;
}
