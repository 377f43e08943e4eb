import { nameOf } from '../../log.ts';
import { libraryVersion } from '../../content/library-version.ts';
import { HANDOVERS, MAX_ALERTS, type NewAlert } from '../../store/store.ts';
import type { InServer } from '../access.ts';
import { DiscordRefusal } from '../api.ts';
import { askedServer } from '../asked-server.ts';
import type { ComponentRequest, Handler, Reply } from '../command.ts';
import { customId } from '../custom-id.ts';
import { memberHash, questionHandle } from '../keyed-hash.ts';
import { messageLink } from '../message-link.ts';
import { repliedQuestion } from '../messages/replied-question.ts';
import { askerMessage, confirmMessage, helpersMessage, questionLine, questionsIn } from '../render/human.ts';
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

/** A question as the message has it. */
interface AskedQuestion {
  readonly text: string;
  /** Stands for it in the store. */
  readonly handle: string;
}

/** What the message with the button, or the one that it replies to, asks. Throws a `UserError` where it asks nothing. */
async function askedIn(request: AskerRequest) {
  const { args, interaction, keys, store, serverId, member, locale, publicLocale, texts } = request;
  const [visibility, slug = ''] = args;
  const own = questionsIn(interaction.message?.content ?? '');
  const questions = own.length > 0 ? own : await questionAbove(request);
  const key = keys.questions();
  if (keys.sealing === null || key === null) {
    throw new UserError('no-token', (all) => all.errors.noToken);
  }
  if (questions.length === 0) throw new UserError('no-question', (all) => all.human.questionGone);
  const privately = visibility === PRIVATE;
  return {
    questions: questions.map((text): AskedQuestion => ({
      text,
      handle: questionHandle(key, serverId, text),
    })),
    privately,
    sealing: keys.sealing,
    slug: slug === '' ? null : slug,
    locale: privately ? locale : publicLocale,
    member: memberHash(keys.voters, serverId, member.id),
    // From the store itself, which throws where it is away: what the request carries may be the defaults then.
    state: await store.servers.read(serverId),
    tellButton: () => button(texts.human.tellMe, customId(HUMAN, 'tell', ...args)),
  };
}

/** Of the message that is replied to: cut as where it is quoted, so that it is the same question there. */
async function questionAbove(request: AskerRequest): Promise<readonly string[]> {
  const question = await repliedQuestion(request);
  return question === null ? [] : questionsIn(questionLine(question));
}

function helpersChannel({ state: { settings } }: Asked): string {
  if (settings.helpersChannel === null) {
    throw new UserError('no-helpers', (texts) => texts.human.noHelpers);
  }
  return settings.helpersChannel;
}

async function confirm(request: AskerRequest): Promise<Reply> {
  const asked = await askedIn(request);
  const { questions, privately } = asked;
  return reply.private(
    confirmMessage(
      questions.map(({ text }) => text),
      {
        texts: request.texts,
        channel: mention(helpersChannel(asked)),
        privately,
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
  const channelId = helpersChannel(asked);
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
  const where = asked.privately ? human.answerPrivately : human.answerHere;
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
      const waits = asked.privately ? await store.alerts.ensure(serverId, alert) : 'standing';
      if (waits === 'full') {
        await store.handovers.remove(serverId, begun.id);
        return { said: human.toldTooMuch(MAX_ALERTS.ofMember), isSent: false, mayTell: false };
      }
      try {
        await post(request, channelId, begun.id, asked, question.text);
      } catch (error) {
        if (waits === 'added') await store.alerts.toggle(serverId, [alert]);
        throw error;
      }
      return { said: human.sent(mention(channelId)), isSent: true, mayTell: !asked.privately };
    }
  }
}

/** One whose message the helpers deleted waits for nobody. */
async function begin(
  request: AskerRequest,
  channelId: string,
  asked: { readonly member: string; readonly question: string },
) {
  const { store, discord, serverId } = request;
  const wanted = { ...asked, channelId, at: Date.now() };
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
async function post(
  request: AskerRequest,
  channelId: string,
  id: string,
  { privately, locale, slug }: Asked,
  question: string,
): Promise<void> {
  const { answers, store, discord, serverId, member, place, publicTexts, interaction, log } = request;
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
  const asked = await askedIn(request);
  const alerts = asked.questions.map((question) => alertFor(request, asked, question));
  switch (await store.alerts.toggle(serverId, alerts)) {
    case 'added':
      return reply.private(human.told(alerts.length));
    case 'removed':
      return reply.private(human.toldNoMore);
    case 'full':
      return reply.private(human.toldTooMuch(MAX_ALERTS.ofMember));
  }
}

function alertFor(
  { serverId, member, locale, place, answers }: AskerRequest,
  asked: Asked,
  question: AskedQuestion,
): NewAlert {
  return {
    member: asked.member,
    question: question.handle,
    sealed: sealInquiry(asked.sealing, serverId, {
      memberId: member.id,
      question: question.text,
      locale,
      askedIn: asked.locale,
      slug: asked.slug,
      channelId: place.channelId ?? '',
      parentId: place.parentId,
    }),
    checked: {
      knowledge: asked.state.knowledgeRevision,
      choices: asked.state.choicesRevision,
      library: libraryVersion(answers.library),
    },
    at: Date.now(),
  };
}

function mention(channelId: string): string {
  return `<#${channelId}>`;
}
