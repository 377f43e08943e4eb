import type { Logger } from 'pino';
import { nameOf, type Seldom } from '../../log.ts';
import type { Metrics } from '../../metrics/metrics.ts';
import type { Admission } from '../admission.ts';
import type { DiscordApi, MessageBody } from '../api.ts';
import { DiscordRefusal, FORBIDDEN, mayNotWrite } from '../refusal.ts';
import type { ClosedChannels } from '../closed-channels.ts';
import type { Asking, Place } from '../command.ts';
import { LOOK_RATE, MESSAGE_RATE, POST_RATE, type RateLimiter } from '../cooldown.ts';
import { startClock, type Clock, type Timeout } from '../deadline.ts';
import { MESSAGE_DEADLINES } from '../limits.ts';
import type { Sending } from '../sending.ts';
import type { RefusalStore } from '../../store/refusal-store.ts';
import type { ServerSettings } from '../../store/store.ts';
import { answerPost } from './answer-post.ts';
import type { NewPost } from './new-post.ts';

interface OpenedPost {
  readonly settings: ServerSettings;
  readonly askingAt: (place: Place) => Promise<Asking>;
}

/**
 * Answers new posts in the forums that a server chose, once, and only where that is sure. Nobody asked the bot: whatever goes
 * wrong is for the log alone.
 */
export function createPostDispatch(parts: {
  readonly open: (post: NewPost) => Promise<OpenedPost>;
  readonly readsTexts: boolean;
  readonly refusals: RefusalStore;
  readonly discord: DiscordApi;
  readonly admission: Admission;
  readonly sending: Sending;
  /** Of posts alone: whatever else members do is more than is remembered for an hour. */
  readonly rates: RateLimiter;
  /** Forums, here. */
  readonly closed: ClosedChannels;
  /** Ends when the bot is about to stop. */
  readonly timeout: Timeout;
  readonly metrics: Metrics;
  readonly log: Logger;
  readonly seldom: Seldom;
}): (post: NewPost, left: Clock) => Promise<void> {
  const {
    open,
    readsTexts,
    refusals,
    discord,
    admission,
    sending,
    rates,
    closed,
    timeout,
    metrics,
    log,
    seldom,
  } = parts;

  async function answer(post: NewPost): Promise<MessageBody | null> {
    // However long ago it was written, as when the connection was down.
    const left = startClock();
    const { settings, askingAt } = await open(post);
    if (!settings.postForums.includes(post.forumId) || closed.has(post.forumId)) return null;
    if (rates.take(`post of ${post.ownerId}`, MESSAGE_RATE) > 0) return null;
    if (rates.take(`post in ${post.serverId}`, LOOK_RATE) > 0) return null;
    const ticket = admission.enter(post.serverId, 'reply');
    if (ticket === null) return null;
    try {
      const asking = await askingAt(placeOf(post));
      const takeTurn = () => rates.take(`posts in ${post.forumId}`, POST_RATE) === 0;
      const answered = ticket.run(async () => ({
        body: await answerPost({ ...asking, post, readsTexts, takeTurn }),
      }));
      return (await timeout.within(answered, left(MESSAGE_DEADLINES.abortAfter)))?.body ?? null;
    } finally {
      ticket.leave();
    }
  }

  /** Whether the bot may post in that forum. */
  async function tellModerators(what: 'note' | 'over', { serverId, forumId }: NewPost): Promise<void> {
    await refusals[what](serverId, { setting: 'postForums', channelId: forumId }).catch((error: unknown) => {
      seldom(`refusal of a forum: ${nameOf(error)}`, (leftOut) =>
        log.warn({ err: error, leftOut }, 'moderators are not told whether the bot may post in a forum'),
      );
    });
  }

  async function settle(post: NewPost, left: Clock): Promise<'replied' | 'unsent' | 'failed' | null> {
    if (left(MESSAGE_DEADLINES.tooOldAfter) <= 0) return null;
    try {
      const body = await answer(post);
      if (body === null) return null;
      await sending.later(post.serverId, async () => {
        // Another process that got the same post says the same: Discord posts it once.
        await discord.createMessage(post.id, { ...body, nonce: `p${post.id}` });
      });
      await tellModerators('over', post);
      return 'replied';
    } catch (error) {
      closed.note(post.forumId, error);
      if (mayNotWrite(error)) {
        // Of a post that is closed or gone, there is nothing to mend.
        if (error.status === FORBIDDEN) await tellModerators('note', post);
        seldom('may not write in posts', (leftOut) =>
          log.info(
            { leftOut },
            'a post was not answered: the bot needs View Channel, Send Messages in Threads, Embed Links and Read Message History there',
          ),
        );
        return 'unsent';
      }
      seldom('could not answer a post', (leftOut) =>
        log.error({ err: error, post: post.id, leftOut }, 'could not answer a post'),
      );
      return error instanceof DiscordRefusal ? 'unsent' : 'failed';
    }
  }

  return async (post, left) => {
    const began = left(0);
    const outcome = await settle(post, left);
    if (outcome === null) return;
    const firstResponse = outcome === 'replied' ? began - left(0) : null;
    metrics.interaction({ kind: 'message', command: 'post', outcome, firstResponse });
  };
}

function placeOf({ id, forumId, serverId }: NewPost): Place {
  return {
    kind: 'server',
    serverId,
    channelId: id,
    parentId: forumId,
    inThread: true,
    botIsMember: true,
    // Discord doesn't tell them of posts: it refuses what the bot may not do.
    botPermissions: 0n,
  };
}
