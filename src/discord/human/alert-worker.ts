import type { Logger } from 'pino';
import type { Answers } from '../../answers/answers.ts';
import type { PackPassage } from '../../answers/outcome.ts';
import type { AskedServer } from '../../answers/servers.ts';
import { libraryVersion } from '../../content/library-version.ts';
import type { DueAlert } from '../../store/alert-store.ts';
import type { ArticleChoices } from '../../store/article-choice-store.ts';
import { StoreUnavailable, type Store } from '../../store/store.ts';
import { textsFor } from '../../texts/texts.ts';
import { withTimeout } from '../../timeout.ts';
import type { DiscordApi, MessageBody } from '../api.ts';
import { DiscordRefusal, isRefusal } from '../refusal.ts';
import { articlesHere } from '../articles-here.ts';
import { answeredMessage, questionLine, toldMessage } from '../render/human.ts';
import type { Worker } from '../run-worker.ts';
import { openAnswer, openInquiry, type Inquiry } from './inquiry.ts';

/** Times in milliseconds. */
const ALERT_TIMES = {
  /** Between two looks where nothing was due. */
  sweep: 10_000,
  /** Between two messages: far below what Discord allows, and no server's answers come as a flood. */
  spacing: 500,
  /** Between two that have no answer yet: replies get their turn. */
  breath: 20,
  /** How long a process has for one before another may take it over. */
  lease: 2 * 60_000,
  /** How long articles count as the newest once nobody serves them any more: longer than any pause. */
  serving: 15 * 60_000,
  /** How long it waits to learn whether the articles' vectors are there. */
  ready: 50,
  /** After a refusal that passes, or while the database is away. */
  pause: 5 * 60_000,
  /** After what a person may have to mend. */
  longPause: 60 * 60_000,
} as const;

/** Of a snowflake's milliseconds (Reference, Snowflakes). */
const DISCORD_EPOCH = 1_420_070_400_000;
/** How far this machine's clock may be ahead of Discord's. */
const CLOCKS_APART = 60_000;

/**
 * Tells members what they wanted to be told: that their question has an answer, in one direct message. It claims each in the
 * store, so that any number of processes may do this together; one that a process died over is looked for in the messages
 * first. What was told, or can't be, is deleted. Where a server taught something or turned articles on, or the articles changed,
 * each question is asked once more, of the newest articles that are served: an old release beside a new one asks nothing.
 */
export function createAlertWorker(parts: {
  readonly store: Pick<Store, 'alerts' | 'servers' | 'servedLibrary'>;
  readonly discord: DiscordApi;
  /** Those that answer now. */
  readonly answers: () => Answers;
  /** By which what is kept is encrypted. */
  readonly sealing: Uint8Array;
  readonly log: Logger;
  /** In milliseconds since 1970. */
  readonly now: () => number;
}): Worker {
  const { store, discord, answers, sealing, log, now } = parts;
  const { alerts, servedLibrary } = store;
  const { sweep, spacing, breath, lease, serving, ready, pause, longPause } = ALERT_TIMES;
  /** The version of the articles that the store was last told of. */
  let served: string | null = null;
  /** The server that had its turn last. */
  let lastServer = '';

  /** The version of these articles; null where they aren't to be asked: newer ones are served, or their vectors aren't there yet. */
  async function askable(current: Answers): Promise<string | null> {
    const version = libraryVersion(current.library);
    const isNewest = await servedLibrary.isNewest(
      { version, former: served },
      { now: now(), lease: serving },
    );
    served = version;
    if (!isNewest) return null;
    const isReady = await withTimeout(
      current.ready.then(() => true),
      ready,
    );
    return isReady === true ? version : null;
  }

  /**
   * The message that tells it; null where there is no answer yet.
   */
  async function messageFor(
    alert: DueAlert,
    inquiry: Inquiry,
    { current, library }: Asked,
  ): Promise<MessageBody | null> {
    const { serverId } = alert;
    const { human } = textsFor(inquiry.locale);
    const place = `<#${inquiry.channelId}>`;
    const answer = alert.answer === null ? null : openAnswer(sealing, serverId, alert.answer);
    if (answer !== null) {
      const said = human.helperAnswered(place, `<@${answer.helperId}>`);
      return answeredMessage(inquiry.question, answer.text, said);
    }
    if (library === null) return null;
    const { settings, articleChoices, knowledgeRevision, choicesRevision } =
      await store.servers.read(serverId);
    const server = { id: serverId, revision: knowledgeRevision, confidence: settings.confidence };
    const found = await answerTo(inquiry, server, { current, choices: articleChoices });
    if (found !== null) {
      const said = [questionLine(inquiry.question), human.hasAnswer(place)].join('\n');
      return toldMessage(found, textsFor(inquiry.locale), said);
    }
    const lookedIn = { knowledge: knowledgeRevision, choices: choicesRevision, library };
    await alerts.checked(serverId, alert.id, lookedIn);
    return null;
  }

  async function answerTo(
    { question, askedIn, slug, channelId, parentId }: Inquiry,
    server: AskedServer,
    { current, choices }: { readonly current: Answers; readonly choices: ArticleChoices },
  ): Promise<PackPassage | null> {
    // Of an article that was turned off there since, nothing is told.
    const articles = articlesHere(current.library, choices, { channelId, parentId });
    if (slug !== null && !articles.on.includes(slug)) return null;
    const outcome = await current.ask(question, {
      locale: askedIn,
      articles,
      server,
      isTrial: true,
      ...(slug === null ? {} : { slug }),
    });
    return outcome.outcome === 'answer' ? outcome.best : null;
  }

  /** Whether anything was sent. */
  async function attend(alert: DueAlert, asked: Asked): Promise<boolean> {
    const { id, serverId } = alert;
    const inquiry = openInquiry(sealing, serverId, alert.sealed);
    // The bot's token was reset: nobody can read it any more.
    if (inquiry === null) {
      await alerts.remove(serverId, id);
      return false;
    }
    try {
      const body = await messageFor(alert, inquiry, asked);
      if (body === null) return false;
      const channel = await discord.openDirectMessage(inquiry.memberId);
      const sending = await alerts.sending(serverId, id, now());
      // Taken back meanwhile.
      if (sending === null) return false;
      const isSent = !sending.first && (await stands(channel.id, body, sending.at));
      // Discord posts what has the same nonce once, for some minutes; a helper's answer is something else.
      const nonce = alert.answer === null ? id : `h${id}`;
      if (!isSent) await discord.createMessage(channel.id, { ...body, nonce });
      await alerts.told(serverId, alert);
      return true;
    } catch (error) {
      if (error instanceof StoreUnavailable) throw error;
      if (UNREACHABLE.some((code) => isRefusal(error, code))) {
        log.info({ err: error }, 'a member takes no direct message: they are not told of an answer');
        await alerts.remove(serverId, id);
        return true;
      }
      // Whatever it is, it is about this one: the others are told.
      const refusal = error instanceof DiscordRefusal ? error : null;
      log[refusal === null ? 'error' : 'warn'](
        { err: error },
        'a member could not be told of an answer: trying again later',
      );
      await alerts.postpone(serverId, id, now() + (refusal === null ? longPause : waitFor(refusal)));
      return true;
    }
  }

  /** In milliseconds. Discord's own troubles pass, and so do ours on the way there. */
  function waitFor({ status, wait }: DiscordRefusal): number {
    return wait ?? (status === 0 || status === 429 || status >= 500 ? pause : longPause);
  }

  /** Whether a process that died afterwards had sent it. */
  async function stands(
    channelId: string,
    { content, embeds }: MessageBody,
    since: number,
  ): Promise<boolean> {
    const after = String(BigInt(Math.max(0, since - CLOCKS_APART - DISCORD_EPOCH)) << 22n);
    return (await discord.messagesAfter(channelId, after)).some(
      (message) => message.content === content && message.embeds[0]?.title === embeds?.[0]?.title,
    );
  }

  return {
    async work() {
      try {
        const current = answers();
        const library = await askable(current);
        const [alert] = await alerts.claimDue({ now: now(), lease, limit: 1, library, after: lastServer });
        if (alert === undefined) return sweep;
        lastServer = alert.serverId;
        return (await attend(alert, { current, library })) ? spacing : breath;
      } catch (error) {
        if (error instanceof StoreUnavailable) log.warn({ err: error }, 'alerts wait for the database');
        else log.error({ err: error }, 'telling members of answers failed');
        return pause;
      }
    },
  };
}

/** Who answers, and the version of the articles; null where these aren't to be asked. */
interface Asked {
  readonly current: Answers;
  readonly library: string | null;
}

/** They take no direct messages, or are gone. */
const UNREACHABLE = ['cannotMessage', 'noMutualServer', 'unknownUser'] as const;
