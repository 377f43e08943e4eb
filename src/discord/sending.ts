import type { Responder } from './api.ts';
import type { Clock, Deadlines } from './deadline.ts';
import { createTurns } from './turns.ts';

/** Discord has long given up waiting for a first response. */
export class TooOld extends Error {
  override readonly name = 'TooOld';

  constructor() {
    super('The interaction was too old for a first response when its turn came.');
  }
}

/**
 * Lets requests about interactions leave a few at a time, first responses before what follows them: each is a connection to Discord
 * where none is free, and thousands of those at once would keep all of them waiting for seconds.
 */
export interface Sending {
  /** @param left of the interaction's times */
  from(responder: Responder, tenant: string, left: Clock): Responder;
  /** Whatever nobody's time runs out for, behind all first responses. */
  later(tenant: string, send: () => Promise<void>): Promise<void>;
}

/**
 * What Discord answers in a tenth of a second, 256 at once send 2,500 times a second. What comes later leaves room for first
 * responses, should Discord hang. What takes longer than a second waits for a rate limit to pass, or for a connection that
 * hangs: it makes room, or one server's limit would hold up the replies of all.
 */
const TURNS = { aTurn: 64, atOnce: [256, 192, 192], countedFor: 1_000 } as const;
const FIRST = 0;
const LATER = 1;
/** First responses that Discord hardly waits for any more: that is for Discord to say, but nobody in time waits for them. */
const OVERDUE = 2;

export function createSending({
  respondWithin,
  tooOldAfter,
}: Pick<Deadlines, 'respondWithin' | 'tooOldAfter'>): Sending {
  const turns = createTurns(TURNS);
  const sendLater = (tenant: string, send: () => Promise<void>): Promise<void> =>
    new Promise((resolve, reject) => {
      turns.add({ lane: LATER, tenant, start: () => send().then(resolve, reject) });
    });

  return {
    later: sendLater,
    from(responder, tenant, left) {
      let hasTried = false;
      const later = (send: () => Promise<void>): Promise<void> => sendLater(tenant, send);
      const first = (send: () => Promise<void>): Promise<void> =>
        new Promise((resolve, reject) => {
          const attempt = async () => {
            // Of a try that failed Discord may have heard: then only Discord knows.
            if (!hasTried && left(tooOldAfter) <= 0) throw new TooOld();
            hasTried = true;
            await send();
          };
          const start = () => attempt().then(resolve, reject);
          turns.add({
            lane: FIRST,
            tenant,
            async start() {
              if (hasTried || left(respondWithin) > 0) await start();
              else turns.add({ lane: OVERDUE, tenant, start });
            },
          });
        });
      return {
        respond: (response, files, onSent) => first(() => responder.respond(response, files, onSent)),
        editOriginal: (body) => later(() => responder.editOriginal(body)),
        deleteOriginal: () => later(() => responder.deleteOriginal()),
        followUp: (body, options) => later(() => responder.followUp(body, options)),
      };
    },
  };
}
