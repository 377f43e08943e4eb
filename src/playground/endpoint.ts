import { sign, type KeyObject } from 'node:crypto';
import { InteractionResponseType, InteractionType, type APIInteraction } from 'discord-api-types/v10';
import { readBody, type SentBody } from './discord/sent-body.ts';
import { APPLICATION_ID, snowflake } from './interactions.ts';

/** What came back for an interaction; `sent` is null where nothing did in time. */
export interface Delivered {
  readonly status: number;
  readonly sent: SentBody | null;
  readonly milliseconds: number;
}

/** The bot's address for interactions, as Discord uses it. */
export interface Endpoint {
  deliver(interaction: APIInteraction): Promise<Delivered>;
}

/** In milliseconds. */
const TIMEOUT_MS = 3_000;

/** Signs with the application's key (Interactions, Overview). */
export function createEndpoint(url: string, key: KeyObject): Endpoint {
  return {
    async deliver(interaction) {
      const began = performance.now();
      const body = JSON.stringify(interaction);
      const elapsed = () => performance.now() - began;
      try {
        const response = await send(url, body, signatureOf(body, key));
        const bytes = await response.arrayBuffer();
        const sent = response.ok
          ? await readBody(bytes, response.headers.get('content-type') ?? '')
          : { json: new TextDecoder().decode(bytes), files: [] };
        return { status: response.status, sent, milliseconds: elapsed() };
      } catch {
        return { status: 0, sent: null, milliseconds: elapsed() };
      }
    },
  };
}

/**
 * Before it takes an address, Discord asks whether the bot is there, and whether it refuses what is signed wrongly.
 * Rejects where it isn't or doesn't.
 */
export async function checkEndpoint(url: string, key: KeyObject): Promise<void> {
  const ping = { id: snowflake(), application_id: APPLICATION_ID, type: InteractionType.Ping, version: 1 };
  const body = JSON.stringify({ ...ping, token: `token-${ping.id}`, entitlements: [] });
  const answer = await send(url, body, signatureOf(body, key));
  const pong: unknown = answer.ok ? await answer.json() : null;
  if (JSON.stringify(pong) !== JSON.stringify({ type: InteractionResponseType.Pong })) {
    throw new Error(`The bot did not answer a ping (HTTP ${answer.status}).`);
  }
  const forged = await send(url, body, signatureOf(`${body} `, key));
  await forged.body?.cancel();
  if (forged.status !== 401) throw new Error('The bot takes what is not signed.');
}

function send(url: string, body: string, headers: Record<string, string>): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
}

function signatureOf(body: string, key: KeyObject): Record<string, string> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  return {
    'x-signature-ed25519': sign(null, Buffer.from(timestamp + body), key).toString('hex'),
    'x-signature-timestamp': timestamp,
  };
}
