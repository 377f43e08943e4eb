import type { Responder } from './api.ts';
import { createTurns } from './turns.ts';

/** Nobody can be answered any more: Discord waited for a first response, and has given up. */
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
  /** @param left until Discord waits no longer for a first response */
  from(responder: Responder, server: string, left: () => number): Responder;
}

/**
 * What Discord answers in a tenth of a second, 256 at once send 2,500 times a second. What comes later leaves room for first
 * responses, should Discord hang.
 */
const TURNS = { aTurn: 64, atOnce: [256, 192] } as const;
const FIRST = 0;
const LATER = 1;

export function createSending(): Sending {
  const turns = createTurns(TURNS);

  const at = (lane: number, tenant: string, send: () => Promise<void>): Promise<void> =>
    new Promise((resolve, reject) => {
      turns.add({ lane, tenant, start: () => send().then(resolve, reject) });
    });

  return {
    from(responder, server, left) {
      let hasTried = false;
      return {
        respond: (response, files, onSent) =>
          at(FIRST, server, async () => {
            // Of a try that failed Discord may have heard: then only Discord knows.
            if (!hasTried && left() <= 0) throw new TooOld();
            hasTried = true;
            await responder.respond(response, files, onSent);
          }),
        editOriginal: (body) => at(LATER, server, () => responder.editOriginal(body)),
        deleteOriginal: () => at(LATER, server, () => responder.deleteOriginal()),
        followUp: (body, options) => at(LATER, server, () => responder.followUp(body, options)),
      };
    },
  };
}
