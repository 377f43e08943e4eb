import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { APIInteraction, RESTPostAPIApplicationCommandsJSONBody } from 'discord-api-types/v10';
import { createCommandRegistry } from '../../src/discord/registry/sync.ts';
import { createRest } from '../../src/discord/rest.ts';
import type { OwnArticles } from '../../src/playground/own-articles.ts';
import { startPlayground, type Playground } from '../../src/playground/playground.ts';
import type { Trials } from '../../src/playground/trial-protocol.ts';
import { recordedLog } from '../fixtures/log.ts';

const closing: (() => unknown)[] = [];

/** For `afterEach`. */
export async function closeTrials(): Promise<void> {
  for (const close of closing.splice(0)) await close();
}

export async function serve(
  answer: (request: IncomingMessage, body: string, response: ServerResponse) => void,
): Promise<string> {
  const server: Server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => answer(request, body, response));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  closing.push(() => server.close().closeAllConnections());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const NO_ARTICLES: OwnArticles = {
  all: () => [],
  bring: async () => ({ done: false, why: 'too-many' }),
  act: async () => ({ done: false, why: 'gone' }),
  pack: () => Promise.resolve(null),
};

/** A pane that has nothing to ask. */
const NO_TRIALS: Trials = {
  articles: () => [],
  article: async () => null,
  ask: async () => [],
  write: async () => ({ kind: 'gone' }),
};

export async function play({ start = startPlayground, log = recordedLog().log } = {}): Promise<Playground> {
  const playground = await start({
    port: 0,
    examples: () => ({}),
    explain: async () => null,
    articles: NO_ARTICLES,
    problems: () => [],
    trials: NO_TRIALS,
    demonstrate: async () => undefined,
    log,
  });
  closing.push(() => playground.close());
  return playground;
}

export type Answer = (interaction: APIInteraction, response: ServerResponse, playground: Playground) => void;

/** A playground whose bot has these commands, answers the ping well and everything else so. */
export async function playWith(
  definitions: readonly RESTPostAPIApplicationCommandsJSONBody[],
  answer: Answer,
  start = startPlayground,
): Promise<Playground> {
  const playground = await play({ start });
  let forged = false;
  const url = await serve((_, body, response) => {
    const interaction = JSON.parse(body) as APIInteraction;
    if (interaction.type !== 1) return answer(interaction, response, playground);
    // The first ping is signed well, the second one is not.
    response.writeHead(forged ? 401 : 200, { 'content-type': 'application/json' }).end('{"type":1}');
    forged = true;
    return undefined;
  });
  await playground.connect(url);
  await register(playground, definitions);
  return playground;
}

export async function register(
  { apiUrl, token, applicationId }: Playground,
  definitions: readonly RESTPostAPIApplicationCommandsJSONBody[],
): Promise<void> {
  const registry = createCommandRegistry(createRest({ apiUrl, token }), applicationId, { kind: 'global' });
  for (const definition of definitions) {
    const { name } = definition;
    await registry.apply({ action: 'create', type: definition.type ?? 1, name, definition });
  }
}

export const json = (response: ServerResponse, body: unknown, status = 200) =>
  void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

/** Says something to everybody, with what may stand under it. */
export const say = (content: string, components: readonly unknown[] = []) => ({
  type: 4,
  data: { content, components, allowed_mentions: { parse: [] } },
});
