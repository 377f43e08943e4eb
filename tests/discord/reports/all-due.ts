import { randomUUID } from 'node:crypto';
import type { DiscordApi } from '../../../src/discord/api.ts';
import { REPORT_TIMES } from '../../../src/discord/reports/posting.ts';
import type { Worker } from '../../../src/discord/run-worker.ts';

/** Lets a poster post all that is due now. */
export async function all(poster: Worker): Promise<void> {
  for (let step = 0; step < 500; step += 1) {
    if ((await poster.work()) > REPORT_TIMES.spacing) return;
  }
  throw new Error('The poster comes to no end.');
}

/**
 * As after some minutes: Discord has forgotten what messages were posted with which nonce. The stand-in dates its messages as it
 * likes: whoever looks for those after some time gets all.
 */
export function minutesLater(api: DiscordApi): DiscordApi {
  let isFirst = true;
  return {
    ...api,
    createMessage: (channel, body) =>
      api.createMessage(channel, { ...body, nonce: randomUUID().slice(0, 25) }),
    messagesAfter(channel, after) {
      const from = isFirst ? '0' : after;
      isFirst = false;
      return api.messagesAfter(channel, from);
    },
  };
}
