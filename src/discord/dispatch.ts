import {
  InteractionResponseType,
  InteractionType,
  type APIApplicationCommandInteraction,
  type APIInteraction,
  type APIMessageComponentInteraction,
  type APIModalSubmitInteraction,
} from 'discord-api-types/v10';
import type { Logger } from 'pino';
import { messageLanguage } from '../answers/message-language.ts';
import { onceAMinute } from '../log.ts';
import { NO_METRICS, type InteractionOutcome, type Metrics } from '../metrics/metrics.ts';
import type { Store } from '../store/store.ts';
import { textsFor, type CommandNaming } from '../texts/texts.ts';
import { AT_ONCE, createAdmission, type Admission } from './admission.ts';
import type { DiscordApi, Responder } from './api.ts';
import { DiscordRefusal } from './refusal.ts';
import { createClosedChannels } from './closed-channels.ts';
import { createCommandIds, type CommandIds } from './command-ids.ts';
import type { Command, ComponentOwner, Request } from './command.ts';
import { createRateLimiter, MEMBER_RATE, secondsOf, slowDown } from './cooldown.ts';
import { createTimeout, startClock, type Clock, type Deadlines } from './deadline.ts';
import { DEADLINES } from './limits.ts';
import { createMessageDispatch } from './messages/dispatch-messages.ts';
import type { IncomingMessage } from './messages/incoming-message.ts';
import { NOT_MEASURED, type ArticleQualities } from './posts/article-quality.ts';
import { createPostDispatch } from './posts/dispatch-posts.ts';
import type { NewPost } from './posts/new-post.ts';
import { createReplier } from './replier.ts';
import { readMember } from './request.ts';
import { createRequests, type Requests, type Visible } from './requests.ts';
import { isGone } from './response.ts';
import { commandTask, componentTask, modalTask, refusalTask, type Task } from './route.ts';
import { createSending, TooOld } from './sending.ts';
import { createSuggest } from './suggest.ts';
import { createServerStates, type ReadState } from './server-states.ts';
import { UserError } from './user-error.ts';
import { calledBy, watchResponder } from './watched.ts';

/** What answers: replaced as a whole when the content changes. */
export interface AppContext extends Visible {
  readonly componentOwners: readonly ComponentOwner[];
}

export interface Dispatcher {
  /**
   * Never rejects; resolves when everything about this interaction is done.
   * @param age how many milliseconds ago somebody did that; 0 by default
   */
  dispatch(interaction: APIInteraction, responder: Responder, age?: number): Promise<void>;
  /**
   * Answers a message with a reply, where the server wants that. Never rejects; resolves when everything about it is done.
   * @param age how many milliseconds ago it was written; 0 by default
   */
  dispatchMessage(message: IncomingMessage, age?: number): Promise<void>;
  /**
   * Answers a post that somebody has just made, where the server wants that, and where it is sure. Never rejects; resolves when
   * everything about it is done.
   * @param age how many milliseconds ago it was made; 0 by default
   */
  dispatchPost(post: NewPost, age?: number): Promise<void>;
  /**
   * The bot is about to stop: whoever waits for what is slow gets an apology now, and whoever waits for their first
   * response, or comes later, within half a second.
   */
  abort(): void;
}

/**
 * Owns the protocol, so that a handler only returns what to say. In this order: drop what Discord no longer waits for;
 * slow down whoever floods; let in as many as can be kept waiting; at its turn read what the server chose, find the
 * handler, check who may use it, and where, and run it; defer when that takes long; send the reply, or an apology with
 * a reference that stands in the log. Nobody is left without a reply.
 */
export function createDispatcher(
  parts: {
    /** Called for each interaction. */
    readonly context: () => AppContext;
    readonly discord: DiscordApi;
    readonly store: Store;
    readonly log: Logger;
    readonly metrics?: Metrics;
    /** A clock in milliseconds that never goes back. */
    readonly now?: () => number;
    readonly admission?: Admission;
    /** By default, what interactions show. */
    readonly commandIds?: CommandIds;
    /** By default, nothing is measured, and so no post is answered from an article. */
    readonly qualities?: ArticleQualities;
    /** Whether what stands below the title of a post may be read; by default, the title alone. */
    readonly readsPosts?: boolean;
  } & Partial<Deadlines>,
): Dispatcher {
  const { context, discord, store, log, metrics = NO_METRICS, now = () => performance.now() } = parts;
  const { admission = createAdmission(), commandIds = createCommandIds({ list: null, log, now }) } = parts;
  const { qualities = NOT_MEASURED, readsPosts = false } = parts;
  const deadlines = { ...DEADLINES, ...parts };
  const { reply, apologise, abort, inTime } = createReplier(log, deadlines, (why) => metrics.deferred(why));
  const sending = createSending(deadlines);
  const seldom = onceAMinute(now);
  const states = createServerStates(store.servers, log, now);
  const members = createRateLimiter(now);
  const cooldowns = createRateLimiter(now);
  const requests = createRequests({ states, cooldowns, store, discord, qualities, log, seldom });
  const messageTimeout = createTimeout();
  const closed = createClosedChannels(now);

  function namingIn(serverId: string | null): CommandNaming {
    return commandIds.naming(definitionsOf(context().commands), serverId);
  }

  /** Rejects where nothing was sent. */
  async function respond(
    interaction: APIInteraction,
    responder: Responder,
    left: Clock,
  ): Promise<InteractionOutcome> {
    if (interaction.type === InteractionType.Ping) {
      await responder.respond({ type: InteractionResponseType.Pong });
      return 'replied';
    }
    if (left(deadlines.tooOldAfter) <= 0) throw new TooOld();
    commandIds.see(interaction, definitionsOf(context().commands));
    if (interaction.type === InteractionType.ApplicationCommandAutocomplete) {
      return suggest(interaction, tenantOf(interaction), responder, left);
    }
    // Whoever sends a form off opened it before, which counted: what they typed must not be lost.
    const isForm = interaction.type === InteractionType.ModalSubmit;
    const naming = namingIn(interaction.guild_id ?? null);
    const asked = { interaction, texts: textsFor(interaction.locale, naming) };
    const wait = isForm ? 0 : members.take(readMember(interaction).id, MEMBER_RATE);
    if (wait > 0) {
      return reply(refusalTask(slowDown(secondsOf(wait))), AT_ONCE, asked, responder, left);
    }
    const ticket = admission.enter(tenantOf(interaction), isForm ? 'reply to a form' : 'reply');
    if (ticket === null) {
      await reply(refusalTask(busy()), AT_ONCE, asked, responder, left);
      return 'busy';
    }
    try {
      const { recent, current } = states.begin();
      const prepare = async (readState: ReadState) => {
        const { componentOwners, ...visible } = context();
        const request = await requests.of(interaction, visible, naming, readState);
        return taskFor(interaction, request, componentOwners);
      };
      // How it is to be deferred has to be known before its turn comes; the rest is read when it has come.
      const { defer } = await prepare(recent);
      const run = async () => (await prepare(current)).run();
      return await reply({ defer, run }, ticket, asked, responder, left);
    } finally {
      ticket.leave();
    }
  }

  const suggest = createSuggest({
    requestFor: (interaction) => {
      const { componentOwners: _, ...visible } = context();
      const naming = namingIn(interaction.guild_id ?? null);
      return requests.of(interaction, visible, naming, states.begin().recent);
    },
    typing: createRateLimiter(now),
    admission,
    inTime: (wanted, left) => inTime(wanted, left(deadlines.answerWithin)),
    log,
    seldom,
  });

  const openWritten = (by: Parameters<Requests['written']>[0]) => {
    const { componentOwners: _, ...visible } = context();
    return requests.written(by, visible, namingIn(by.serverId));
  };

  const answerMessage = createMessageDispatch({
    open: ({ author, serverId, serverLocale, content }) =>
      openWritten({ author, serverId, spoken: serverLocale ?? messageLanguage(content) }),
    discord,
    admission,
    sending,
    members,
    timeout: messageTimeout,
    metrics,
    log,
    seldom,
    closed,
  });

  const answerPost = createPostDispatch({
    open: ({ ownerId, serverId, serverLocale }) =>
      // Discord names nobody in what it tells of a post.
      openWritten({ author: { id: ownerId, username: '' }, serverId, spoken: serverLocale }),
    readsTexts: readsPosts,
    refusals: store.refusals,
    discord,
    admission,
    sending,
    rates: createRateLimiter(now),
    closed,
    timeout: messageTimeout,
    metrics,
    log,
    seldom,
  });

  async function settle(
    interaction: APIInteraction,
    responder: Responder,
    left: Clock,
  ): Promise<InteractionOutcome> {
    try {
      return await respond(interaction, responder, left).catch((error: unknown) => {
        if (error instanceof DiscordRefusal || error instanceof TooOld) throw error;
        // Nothing was sent: it failed before a handler could run.
        const texts = textsFor('locale' in interaction ? interaction.locale : 'en-US');
        return apologise(error, { interaction, texts }, responder);
      });
    } catch (error) {
      const { id } = interaction;
      if (error instanceof TooOld) {
        seldom('too old', (leftOut) => log.warn({ interaction: id, leftOut }, error.message));
        return 'too-old';
      }
      if (isGone(error)) {
        log.warn({ err: error, interaction: id }, 'the interaction is gone');
        return 'gone';
      }
      log.error({ err: error, interaction: id }, 'could not reply');
      return 'unsent';
    }
  }

  return {
    async dispatch(interaction, responder, age = 0) {
      const left = startClock(age);
      const watched = watchResponder(responder, now);
      const paced = sending.from(watched.responder, tenantOf(interaction), left);
      const outcome = await settle(interaction, paced, left);
      const called = calledBy(interaction, context());
      if (called === null) return;
      metrics.interaction({ ...called, outcome, firstResponse: watched.firstResponse() });
    },
    dispatchMessage: (message, age = 0) => answerMessage(message, startClock(age)),
    dispatchPost: (post, age = 0) => answerPost(post, startClock(age)),
    abort() {
      abort();
      messageTimeout.end();
    },
  };
}

/** Of the same commands the same list. */
function definitionsOf(commands: AppContext['commands']): readonly Command['data'][] {
  const known = definitions.get(commands);
  if (known !== undefined) return known;
  const made = commands.map(({ data }) => data);
  definitions.set(commands, made);
  return made;
}

const definitions = new WeakMap<AppContext['commands'], readonly Command['data'][]>();

/** Whose turns it takes: the server's, or the member's own. */
function tenantOf(interaction: APIInteraction): string {
  return interaction.guild_id ?? interaction.user?.id ?? '';
}

function busy(): UserError {
  return new UserError('busy', (texts) => texts.errors.busy);
}

function taskFor(
  interaction: APIApplicationCommandInteraction | APIMessageComponentInteraction | APIModalSubmitInteraction,
  request: Request,
  owners: readonly ComponentOwner[],
): Task {
  switch (interaction.type) {
    case InteractionType.ApplicationCommand:
      return commandTask(interaction, request);
    case InteractionType.MessageComponent:
      return componentTask(interaction, request, owners);
    case InteractionType.ModalSubmit:
      return modalTask(interaction, request, owners);
  }
}
