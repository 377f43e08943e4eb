import type { KeyObject } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { APIInteraction, APIInteractionResponse } from 'discord-api-types/v10';
import type { Logger } from 'pino';
import { DiscordRefusal } from '../../discord/refusal.ts';
import type { Dispatcher } from '../../discord/dispatch.ts';
import { DISCORD_ERRORS } from '../../discord/limits.ts';
import type { DiscordRest } from '../../discord/rest-client.ts';
import type { Metrics, RefusedRequest } from '../../metrics/metrics.ts';
import type { InFlight } from '../in-flight.ts';
import { readBody } from './read-body.ts';
import { readInteraction } from '../read-interaction.ts';
import { createReplayGuard } from '../replays.ts';
import { createHttpResponder } from './responder.ts';
import type { Handler } from './routes.ts';
import { isSigned, readSignedHeaders, TIME_WINDOW } from './signature.ts';

/** In bytes. What Discord sends has some thousands; with a long message in it, some tens of thousands. */
const MAX_BYTES = 256 * 1024;

/** A request of a time that lies ahead is good for twice the window. */
const REMEMBER_IDS = 2 * TIME_WINDOW * 1000;

/** Answers the requests to `/interactions`. */
export function createReceiver(parts: {
  readonly publicKey: KeyObject;
  readonly dispatcher: Dispatcher;
  readonly rest: DiscordRest;
  readonly metrics: Metrics;
  readonly log: Logger;
  /** Told of each request from its head on: nobody is to be cut off while they send. */
  readonly inFlight: Pick<InFlight, 'track'>;
  /** In milliseconds since 1970. */
  readonly now: () => number;
}): Handler {
  const { publicKey, dispatcher, rest, metrics, log, inFlight, now } = parts;
  const replays = createReplayGuard(() => performance.now(), REMEMBER_IDS);

  /** Nothing is parsed before its signature has been checked. */
  async function read(incoming: IncomingMessage): Promise<APIInteraction | RefusedRequest> {
    const signed = readSignedHeaders(incoming.headers, now());
    if (signed === null) return 'unsigned';
    const body = await readBody(incoming, MAX_BYTES);
    if (typeof body === 'string') return body;
    if (!(await isSigned(body, signed, publicKey))) return 'unsigned';
    const interaction = readInteraction(parsed(body));
    if (interaction === null) return 'malformed';
    return replays.isNew(interaction.id) ? interaction : 'replayed';
  }

  async function answer(interaction: APIInteraction, outgoing: ServerResponse): Promise<void> {
    const responder = createHttpResponder(
      rest,
      interaction,
      (response) => respond(outgoing, response),
      metrics,
    );
    await dispatcher.dispatch(interaction, responder);
    // Discord shows the member that it failed.
    if (!outgoing.headersSent) outgoing.writeHead(500).end();
  }

  async function receive(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const interaction = await read(incoming);
    if (typeof interaction === 'string') await refuse(outgoing, interaction);
    else await answer(interaction, outgoing);
  }

  /** Resolves when it has left, or can't. */
  async function refuse(outgoing: ServerResponse, reason: RefusedRequest): Promise<void> {
    metrics.requestRefused(reason);
    log.debug({ reason }, 'refused a request');
    const [status, error] = REFUSALS[reason];
    const close = reason === 'too-large' ? { connection: 'close' } : {};
    if (outgoing.destroyed) return;
    outgoing
      .writeHead(status, { 'content-type': 'application/json', ...close })
      .end(JSON.stringify({ error }));
    await new Promise((resolve) => {
      outgoing.once('close', resolve);
    });
  }

  return (incoming, outgoing) => inFlight.track(receive(incoming, outgoing));
}

/** Null for what is not JSON. */
function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return null;
  }
}

const REFUSALS: Readonly<Record<RefusedRequest, readonly [status: number, error: string]>> = {
  unsigned: [401, 'The signature is missing, wrong or too old.'],
  replayed: [401, 'This interaction has been sent before.'],
  'too-large': [413, `The body is larger than ${MAX_BYTES} bytes.`],
  malformed: [400, 'The body is not an interaction.'],
  'cut-off': [400, 'The body is not whole.'],
};

/** Resolves when the response has left; rejects where Discord waits no longer. */
function respond(outgoing: ServerResponse, response: APIInteractionResponse): Promise<void> {
  const body = JSON.stringify(response);
  return new Promise((resolve, reject) => {
    if (outgoing.headersSent) throw new Error('The interaction has been answered already.');
    const gone = () => reject(hungUp());
    if (outgoing.destroyed) return gone();
    outgoing.once('close', gone);
    outgoing.once('finish', () => {
      outgoing.off('close', gone);
      resolve();
    });
    outgoing
      .writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
      .end(body);
  });
}

function hungUp(): DiscordRefusal {
  return new DiscordRefusal(
    'Discord hung up before the response was ready.',
    DISCORD_ERRORS.unknownInteraction,
    0,
  );
}
