import type { Shard as ShardChild } from 'discord.js';
import type { Logger } from 'pino';
import { within } from '../../discord/deadline.ts';
import type { IdentifyTurns } from './identify-turns.ts';
import { LIVENESS, watchLiveness, type LivenessTimes } from './liveness.ts';
import { fromShard, type Topic, type ToShard } from './messages.ts';
import { restartDelay, SETTLED_AFTER } from './restart-delay.ts';

/** `crashed`: its process ended, and another is started after a while. */
type ShardState = 'starting' | 'connected' | 'reconnecting' | 'crashed';

export interface SupervisedShard {
  readonly id: number;
  readonly state: ShardState;
  readonly restarts: number;
  start(): void;
  /** Resolves when its first process is so far that it would connect, or has ended. */
  readonly begun: Promise<void>;
  /** Null where it has no answer, or gives none in time. */
  ask(topic: Topic): Promise<unknown>;
  /** Resolves when its process has ended, within 10 seconds. None is started after that. */
  close(): Promise<void>;
}

/** discord.js is not to wait for the connection: it would give up after a while. */
const NO_WAIT = -1;
/** In milliseconds; a process asks its database for one second. */
const ANSWER_WITHIN = 2_000;
/** Before the process that started it ends itself. */
const CLOSE_WITHIN = 9_500;

/**
 * Keeps the process of one shard running: when it ends, another one is started, after longer and longer delays. One that
 * hangs is killed.
 */
export function superviseShard(options: {
  /** Of a `ShardingManager` that doesn't start it again by itself. */
  readonly child: ShardChild;
  readonly turns: IdentifyTurns;
  readonly log: Logger;
  readonly onConnected: () => void;
  readonly onEnded: () => void;
  /** Its process tells why it ends; `forAll`: so would every other. */
  readonly onFailed: (why: string, forAll: boolean) => void;
  readonly times?: LivenessTimes;
}): SupervisedShard {
  const { child, turns, log, onConnected, onEnded, onFailed, times = LIVENESS } = options;
  const shard = child.id;
  const waiting = new Map<number, (answer: unknown) => void>();
  /** Its requests to identify that wait for their turn. */
  const identifying = new Map<number, AbortController>();
  let state: ShardState = 'starting';
  let restarts = 0;
  let crashes = 0;
  let requests = 0;
  let isClosing = false;
  let again: NodeJS.Timeout | undefined;
  let settling: NodeJS.Timeout | undefined;
  let liveness: ReturnType<typeof watchLiveness> | undefined;
  let tellBegun: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => {
    tellBegun = resolve;
  });

  function start(): void {
    state = 'starting';
    liveness = watchLiveness({ times, ping: () => void tell({ kind: 'ping' }), onSilent: killHung });
    child.spawn(NO_WAIT).catch((error: unknown) => {
      log.error({ err: error, shard }, 'the process of a shard could not be started');
      end('none');
    });
  }

  function killHung(): void {
    log.error({ shard }, 'the process of a shard does not answer any more: it is killed');
    // Its end starts another one.
    child.process?.kill('SIGKILL');
  }

  /** @param how its process ended, for the log */
  function end(how: string): void {
    for (const request of identifying.keys()) giveUp(request);
    for (const resolve of waiting.values()) resolve(null);
    waiting.clear();
    clearTimeout(settling);
    liveness?.stop();
    tellBegun();
    onEnded();
    state = 'crashed';
    if (isClosing) return;
    const delay = restartDelay(crashes);
    crashes += 1;
    log.error({ shard, how, seconds: delay / 1000 }, 'the process of a shard ended: another one is started');
    again = setTimeout(() => {
      restarts += 1;
      start();
    }, delay);
  }

  async function tell(message: ToShard): Promise<void> {
    // Where it is gone, its end tells.
    await child.send(message).catch(() => undefined);
  }

  async function grant(request: number): Promise<void> {
    const asked = new AbortController();
    identifying.set(request, asked);
    try {
      await turns.wait(shard, asked.signal);
    } catch {
      // Whoever asked no longer waits.
      return;
    }
    identifying.delete(request);
    await tell({ kind: 'granted', request });
  }

  function giveUp(request: number): void {
    identifying.get(request)?.abort();
    identifying.delete(request);
  }

  function connected(): void {
    state = 'connected';
    clearTimeout(settling);
    settling = setTimeout(() => {
      crashes = 0;
    }, SETTLED_AFTER);
    settling.unref();
    onConnected();
  }

  function disconnected(): void {
    state = 'reconnecting';
    clearTimeout(settling);
  }

  child.on('spawn', (process) => {
    process.on('error', (error: Error) => {
      log.error({ err: error, shard }, 'the process of a shard reports an error');
      // It never ran, so it never ends by itself.
      if ('pid' in process && process.pid === undefined) child.kill();
    });
  });
  child.on('death', (process) => {
    end('exitCode' in process ? String(process.signalCode ?? process.exitCode) : 'unknown');
  });
  child.on('ready', connected);
  child.on('resume', connected);
  child.on('reconnecting', disconnected);
  child.on('disconnect', disconnected);
  child.on('message', (message: unknown) => {
    const { data } = fromShard.safeParse(message);
    if (data === undefined) return;
    switch (data.kind) {
      case 'identify':
        liveness?.begun();
        tellBegun();
        void grant(data.request);
        break;
      case 'gaveUp':
        giveUp(data.request);
        break;
      case 'answer':
        waiting.get(data.request)?.(data.answer);
        waiting.delete(data.request);
        break;
      case 'pong':
        liveness?.answered();
        break;
      case 'failed':
        onFailed(data.why, data.forAll);
        break;
    }
  });

  return {
    id: shard,
    get state() {
      return state;
    },
    get restarts() {
      return restarts;
    },
    start,
    begun,
    async ask(topic) {
      if (child.process === null) return null;
      requests += 1;
      const request = requests;
      const answer = new Promise<unknown>((resolve) => {
        waiting.set(request, resolve);
      });
      void tell({ kind: 'ask', request, topic });
      try {
        return await within(answer, ANSWER_WITHIN);
      } finally {
        waiting.delete(request);
      }
    },
    async close() {
      isClosing = true;
      clearTimeout(again);
      liveness?.stop();
      if (child.process === null) return;
      const ended = new Promise<true>((resolve) => {
        child.once('death', () => resolve(true));
      });
      void tell({ kind: 'stop' });
      if ((await within(ended, CLOSE_WITHIN)) !== null) return;
      log.warn({ shard }, 'the process of a shard does not end: it is killed');
      child.process?.kill('SIGKILL');
      await ended;
    },
  };
}
