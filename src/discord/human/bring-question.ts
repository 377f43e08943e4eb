import { nameOf } from '../../log.ts';
import { HANDOVERS, type Handover } from '../../store/handover-store.ts';
import { askedServer } from '../asked-server.ts';
import { messageLink } from '../message-link.ts';
import { DiscordRefusal, isFinal, isRefusal, mayNotWrite } from '../refusal.ts';
import { helpersMessage } from '../render/human.ts';
import { timestamp } from '../render/timestamp.ts';
import { limitError, UserError } from '../user-error.ts';
import {
  alertFor,
  saidOfFull,
  type Asked,
  type AskedQuestion,
  type AskerRequest,
} from './asked-questions.ts';
import { helpersButtons } from './brought.ts';

/** As many of what was found as helpers can take in at a glance. */
const FOUND = 3;

/** What became of a question that was to go to the helpers. */
export interface Became {
  readonly said: string;
  readonly isSent: boolean;
  /** Whether who asked may want to be told. */
  readonly mayTell: boolean;
}

/** Posts a question in the helpers' channel, within what a member and a server may bring. */
export async function bringQuestion(
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
      const { anHour, aDay } = HANDOVERS[begun.of];
      const said = begun.of === 'ofMember' ? human.limited : human.limitedHere;
      return { said: said(anHour, aDay, until), isSent: false, mayTell: true };
    }
    case 'begun': {
      // Before anybody can answer it.
      const alert = alertFor(request, asked, question);
      const waits = asked.byMessage ? await store.alerts.ensure(serverId, [alert]) : 'standing';
      if (waits === 'member-full' || waits === 'server-full') {
        await store.handovers.remove(serverId, begun.id);
        return { said: saidOfFull(waits, texts), isSent: false, mayTell: false };
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
      const said = (isKnown ? human.sent : human.maybeSent)(`<#${channelId}>`);
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
      throw new UserError('not-reached', (texts) => texts.human.notReached(`<#${channelId}>`));
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
