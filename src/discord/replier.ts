import type { Logger } from 'pino';
import { InteractionType, type APIInteraction } from 'discord-api-types/v10';
import type { DeferralReason, InteractionOutcome } from '../metrics/metrics.ts';
import type { Ticket } from './admission.ts';
import type { Responder } from './api.ts';
import { isRefusal } from './refusal.ts';
import { createApologies, type Apologies, type Excuse } from './apologies.ts';
import { filesOf } from './attachments.ts';
import type { MessageReply, Reply, Request } from './command.ts';
import { parseCustomId } from './custom-id.ts';
import { createTimeout, type Clock, type Deadlines } from './deadline.ts';
import { notice } from './render/message.ts';
import { deferral, isGone, responseOf, sendDeferred } from './response.ts';
import type { Task } from './route.ts';

/** Something to say, and what that makes of the interaction. */
interface Said<R extends Reply = Reply> {
  readonly reply: R;
  readonly outcome: InteractionOutcome;
}

type Apology = Said<MessageReply>;

/** What has to be known of an interaction to say something. */
type RepliedTo = Pick<Request, 'interaction' | 'texts'>;

/**
 * Gets something said to every interaction: what its handler returns, before or after a deferral, or an
 * apology where it is too slow, fails, or says what Discord refuses.
 */
export function createReplier(
  log: Logger,
  deadlines: Deadlines,
  /** Is told of each deferral. */
  onDeferral: (why: DeferralReason) => void,
) {
  const { deferAfter, answerWithin, abortAfter, stoppingWithin } = deadlines;
  const firstTimeout = createTimeout(stoppingWithin);
  const timeout = createTimeout();

  /**
   * Runs the task when its ticket's turn comes; resolves with what became of the interaction. Rejects where nothing could
   * be said: with a `DiscordRefusal`, or with `TooOld`.
   */
  async function reply(
    task: Task,
    ticket: Ticket,
    request: RepliedTo,
    responder: Responder,
    left: Clock,
  ): Promise<InteractionOutcome> {
    const { defer } = task;
    const said = ticket.run(() => guarded(task, request), { urgent: defer === 'never' });
    if (defer === 'never') return replyInTime(said, ticket, request, responder, left);

    // To wait for what comes late in any case would make all deferrals due at the same time.
    const quick = ticket.isFarBack ? null : await firstTimeout.within(said, left(deferAfter));
    if (quick !== null) return sendFirst(quick, request, responder);
    // A deferral might stay as it is: nobody is to be left with "thinking…".
    if (timeout.hasEnded) return sendFirst(timeoutApology(ticket, deferAfter, request), request, responder);
    const why = ticket.isWaiting ? 'load' : 'slow';
    const deferred = await tryToDefer(defer, request, responder);
    if (deferred) onDeferral(why);
    const late =
      (await timeout.within(said, left(abortAfter))) ?? timeoutApology(ticket, abortAfter, request);
    if (deferred) return sendLate(late, request, responder, defer);
    try {
      return await sendFirst(late, request, responder);
    } catch (error) {
      // The deferral came through, though all that was heard of it was an error.
      if (!isRefusal(error, 'alreadyAcknowledged')) throw error;
      return sendLate(late, request, responder, defer);
    }
  }

  /** Without a deferral: a modal could not follow it. */
  async function replyInTime(
    said: Promise<Said | null>,
    ticket: Ticket,
    request: RepliedTo,
    responder: Responder,
    left: Clock,
  ): Promise<InteractionOutcome> {
    const first = await firstTimeout.within(said, left(answerWithin));
    if (first !== null) return sendFirst(first, request, responder);
    const outcome = await sendFirst(timeoutApology(ticket, answerWithin, request), request, responder);
    const late = await timeout.within(said, left(abortAfter));
    log.warn(
      {
        interaction: request.interaction.id,
        ...nameOf(request.interaction),
        came: late?.reply.kind ?? 'never',
      },
      'a reply came too late and was dropped',
    );
    return outcome;
  }

  /** False where Discord refused it: the reply may still come in time to be the first response. */
  async function tryToDefer(
    defer: Exclude<Task['defer'], 'never'>,
    { interaction }: RepliedTo,
    responder: Responder,
  ): Promise<boolean> {
    try {
      await responder.respond(deferral(defer));
      return true;
    } catch (error) {
      // The client tried again after the acknowledgement of the first was lost on its way.
      if (isRefusal(error, 'alreadyAcknowledged')) return true;
      if (isGone(error)) throw error;
      log.warn({ err: error, interaction: interaction.id }, 'could not defer');
      return false;
    }
  }

  async function sendFirst(
    { reply: first, outcome }: Said,
    request: RepliedTo,
    responder: Responder,
  ): Promise<InteractionOutcome> {
    try {
      await responder.respond(responseOf(first), filesOf(first));
    } catch (error) {
      if (isGone(error)) throw error;
      return apologise(error, request, responder);
    }
    return first.kind === 'remove'
      ? sendLate({ reply: first, outcome }, request, responder, 'silently')
      : outcome;
  }

  /** After a deferral. What Discord refuses is replaced by an apology, in another way where it has to be. */
  async function sendLate(
    late: Said,
    request: RepliedTo,
    responder: Responder,
    defer: Task['defer'],
  ): Promise<InteractionOutcome> {
    try {
      await sendDeferred(late.reply, responder, defer);
      return late.outcome;
    } catch (error) {
      if (isGone(error)) throw error;
      const sorry = apology(error, request);
      try {
        await sendDeferred(sorry.reply, responder, defer);
      } catch (again) {
        if (isGone(again) || defer === 'silently') throw again;
        // The place of the reply can't be cleared: it is filled in, maybe for all to see, as an apology may be.
        await responder.editOriginal(sorry.reply.body);
      }
      return sorry.outcome;
    }
  }

  /** Turns whatever a handler throws into something to say. */
  async function guarded({ run, defer }: Task, request: RepliedTo): Promise<Said> {
    try {
      const said = await run();
      if (said.kind !== 'modal' || defer === 'never') return { reply: said, outcome: 'replied' };
      throw new Error('The handler opens a modal without having declared it with mayOpenModal.');
    } catch (error) {
      return privately(apologiesFor(request).excuse(error, request.texts));
    }
  }

  function apology(error: unknown, request: RepliedTo, text?: 'unexpected' | 'tooSlow'): Apology {
    return privately(apologiesFor(request).apology(error, request.texts, text));
  }

  function apologiesFor({ interaction }: Pick<RepliedTo, 'interaction'>): Apologies {
    return createApologies(log, { interaction: interaction.id, ...nameOf(interaction) });
  }

  /** Nothing is computed for it any more, where that hasn't begun. */
  function timeoutApology(ticket: Ticket, milliseconds: number, request: RepliedTo): Apology {
    const what = ticket.isWaiting ? 'its turn came' : 'the handler was done';
    ticket.leave();
    const why = timeout.hasEnded
      ? `The bot stops before ${what}.`
      : `It took longer than ${milliseconds} ms until ${what}.`;
    return apology(new Error(why), request, 'tooSlow');
  }

  /** Rejects as `reply` does. */
  async function apologise(
    error: unknown,
    asked: RepliedTo,
    responder: Responder,
  ): Promise<InteractionOutcome> {
    const { reply: sorry, outcome } = apology(error, asked);
    await responder.respond(responseOf(sorry));
    return outcome;
  }

  return {
    reply,
    /** From now on nobody is kept waiting: what is slow is answered with an apology. */
    abort: () => {
      timeout.end();
      firstTimeout.end();
    },
    /** Waits for what is to be a first response: null where it takes too long. */
    inTime: <T>(promise: Promise<T>, milliseconds: number) => firstTimeout.within(promise, milliseconds),
    /** For what fails before a handler could run. */
    apologise,
  };
}

function privately({ text, outcome }: Excuse): Apology {
  return { reply: { kind: 'message', body: notice(text), private: true }, outcome };
}

/** What was called, without what was typed. */
function nameOf(interaction: APIInteraction): Record<string, string> {
  switch (interaction.type) {
    case InteractionType.ApplicationCommand:
    case InteractionType.ApplicationCommandAutocomplete:
      return { command: interaction.data.name };
    case InteractionType.MessageComponent:
    case InteractionType.ModalSubmit:
      return { component: componentName(interaction.data.custom_id) };
    case InteractionType.Ping:
      return {};
  }
}

/** What else it carries may be a member's id. */
function componentName(customId: string): string {
  const id = parseCustomId(customId);
  return id === null ? 'unknown' : `${id.owner}:${id.handler}`;
}
