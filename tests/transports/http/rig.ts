import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { connect } from 'node:net';
import { SlashCommandBuilder } from 'discord.js';
import type { APIInteraction } from 'discord-api-types/v10';
import { expect } from 'vitest';
import { createAppContext } from '../../../src/cli/app-context.ts';
import type { Command } from '../../../src/discord/command.ts';
import { createDispatcher } from '../../../src/discord/dispatch.ts';
import { createDiscordApi, createRest } from '../../../src/discord/rest.ts';
import type { Metrics, RefusedRequest } from '../../../src/metrics/metrics.ts';
import { createPrometheusMetrics } from '../../../src/metrics/prometheus.ts';
import { startHttp } from '../../../src/transports/http.ts';
import type { Status } from '../../../src/transports/http/status-pages.ts';
import type { ClosingTimes } from '../../../src/transports/in-flight.ts';
import { said } from '../../discord/rig.ts';
import { fair } from '../../fixtures/fair.ts';
import { recordedLog } from '../../fixtures/log.ts';
import { withoutToken } from '../../../src/discord/without-token.ts';
import { ownStore } from '../../fixtures/store.ts';
import { startDiscordStandIn, TOKEN } from '../../stand-in/discord.ts';

export interface Keys {
  /** As Discord shows it. */
  readonly publicKey: string;
  readonly privateKey: KeyObject;
}

export function newKeys(): Keys {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const der = publicKey.export({ format: 'der', type: 'spki' });
  return { publicKey: der.subarray(-32).toString('hex'), privateKey };
}

export function signedHeaders(
  body: string | Buffer,
  { privateKey }: Keys,
  timestamp = String(Math.floor(Date.now() / 1000)),
): Record<string, string> {
  return {
    'content-type': 'application/json',
    'x-signature-ed25519': sign(
      null,
      Buffer.concat([Buffer.from(timestamp), Buffer.from(body)]),
      privateKey,
    ).toString('hex'),
    'x-signature-timestamp': timestamp,
  };
}

const running: (() => Promise<void>)[] = [];

/** For `afterEach`. */
export async function closeTransports(): Promise<void> {
  for (const close of running.splice(0)) await close();
}

/** The real transport, dispatcher and REST client before a Discord on loopback, with one more command, `/probe`. */
export async function openTransport(
  options: {
    readonly probe?: Partial<Command>;
    readonly deferAfter?: number;
    readonly noticeOfClosing?: () => Promise<unknown>;
    readonly closing?: ClosingTimes;
    readonly now?: () => number;
    readonly readiness?: Status['readiness'];
    readonly token?: string | null;
  } = {},
) {
  const keys = newKeys();
  const discord = await startDiscordStandIn();
  const { log, lines } = recordedLog('info');
  const rest = createRest({
    apiUrl: discord.apiUrl,
    token: options.token === undefined ? TOKEN : options.token,
  });
  const probe: Command = {
    data: new SlashCommandBuilder().setName('probe').setDescription('For this test').toJSON(),
    repliesPrivately: () => false,
    execute: () => said('Done.'),
    ...options.probe,
  };
  const refused: RefusedRequest[] = [];
  const prometheus = createPrometheusMetrics();
  const metrics: Metrics = {
    ...prometheus,
    requestRefused(reason) {
      refused.push(reason);
      prometheus.requestRefused(reason);
    },
  };
  const context = createAppContext(fair, { metrics });
  const transport = await startHttp({
    publicKey: keys.publicKey,
    host: '127.0.0.1',
    port: 0,
    dispatcher: createDispatcher({
      context: () => ({ ...context, commands: [...context.commands, probe] }),
      discord: options.token === null ? withoutToken : createDiscordApi(rest, { metrics }),
      store: ownStore(),
      log,
      metrics,
      ...(options.deferAfter === undefined ? {} : { deferAfter: options.deferAfter }),
    }),
    rest,
    status: {
      readiness: options.readiness ?? (() => Promise.resolve({ ready: true })),
      metrics: () => prometheus.page(),
    },
    log,
    metrics,
    ...(options.noticeOfClosing === undefined ? {} : { noticeOfClosing: options.noticeOfClosing }),
    ...(options.closing === undefined ? {} : { closing: options.closing }),
    ...(options.now === undefined ? {} : { now: options.now }),
  });
  running.push(async () => {
    await transport.close();
    await discord.close();
    expect(discord.violations).toEqual([]);
  });
  const url = `http://127.0.0.1:${transport.port}`;

  const post = (body: string | Buffer, headers: Record<string, string> = signedHeaders(body, keys)) =>
    fetch(`${url}/interactions`, { method: 'POST', body, headers });

  return {
    transport,
    discord,
    rest,
    metrics,
    keys,
    lines,
    refused,
    url,
    post,
    /** What Discord does with an interaction: takes the response as the first reply to it, where it is one. */
    interact: (interaction: APIInteraction) => {
      const exchange = discord.expect(interaction);
      const response = post(JSON.stringify(interaction)).then(async (answered) => {
        const body = await answered.text();
        if (!answered.ok) throw new Error(`HTTP ${answered.status}: ${body}`);
        const taken = await fetch(
          `${discord.apiUrl}/v10/interactions/${interaction.id}/${interaction.token}/callback`,
          { method: 'POST', body, headers: { 'content-type': 'application/json' } },
        );
        expect(taken.ok).toBe(true);
        return JSON.parse(body) as unknown;
      });
      return { response, next: () => response.then(() => exchange.next()), exchange };
    },
    /** Bytes as they are; what came back when the connection closed. */
    raw: (bytes: string) =>
      new Promise<string>((resolve, reject) => {
        const socket = connect(transport.port, '127.0.0.1', () => socket.write(bytes));
        let received = '';
        socket.on('data', (chunk) => (received += chunk.toString()));
        socket.on('close', () => resolve(received));
        socket.on('error', reject);
      }),
  };
}
