import { createPublicKey, verify } from 'node:crypto';
import { createServer } from 'node:http';
import {
  ApplicationCommandOptionType,
  InteractionResponseType,
  InteractionType,
  type APIApplicationCommandInteractionDataOption,
  type APIInteraction,
  type APIInteractionResponse,
} from 'discord-api-types/v10';
import Fuse from 'fuse.js';
import MiniSearch from 'minisearch';
import { openLibrary } from '../../src/cli/content.ts';
import { documentsOf, type Document } from '../documents.ts';

/*
 * What somebody would write in an afternoon: node:http, the signature, a search library over the same pack, an embed. No database,
 * no permissions, no threshold: it answers with whatever comes first. Started by servers.ts; prints its port as the program does.
 */

const MAX_CHOICES = 25;
const EMBED_DESCRIPTION = 4_096;

interface Search {
  readonly best: (question: string) => Document | null;
  readonly suggest: (typed: string) => readonly string[];
}

const SEARCHES: Readonly<Record<string, (documents: readonly Document[]) => Search>> = {
  minisearch(documents) {
    const options = { searchOptions: { prefix: true, fuzzy: 0.2 } };
    const all = new MiniSearch<Document>({ fields: ['text'], ...options });
    all.addAll(documents);
    const questions = new MiniSearch<Document>({ fields: ['text'], storeFields: ['text'], ...options });
    questions.addAll(questionsIn(documents));
    return {
      best: (question) => documents[Number(all.search(question)[0]?.id ?? -1)] ?? null,
      suggest: (typed) =>
        questions
          .search(typed)
          .slice(0, MAX_CHOICES)
          .map(({ id }) => documents[Number(id)]?.text ?? ''),
    };
  },
  fuse(documents) {
    const all = new Fuse(documents, { keys: ['text'], ignoreLocation: true });
    const questions = new Fuse(questionsIn(documents), { keys: ['text'], ignoreLocation: true });
    return {
      best: (question) => all.search(question, { limit: 1 })[0]?.item ?? null,
      suggest: (typed) => questions.search(typed, { limit: MAX_CHOICES }).map(({ item }) => item.text),
    };
  },
};

function questionsIn(documents: readonly Document[]): readonly Document[] {
  return documents.filter(({ part }) => part === 'wording');
}

function respond(interaction: APIInteraction, search: Search): APIInteractionResponse {
  switch (interaction.type) {
    case InteractionType.ApplicationCommand: {
      const found = search.best(typedIn(interaction.data));
      return {
        type: InteractionResponseType.ChannelMessageWithSource,
        data: {
          embeds: [
            {
              title: found?.passage?.heading ?? 'Nothing found',
              description: (found?.passage?.text ?? '').slice(0, EMBED_DESCRIPTION),
            },
          ],
          allowed_mentions: { parse: [] },
        },
      };
    }
    case InteractionType.ApplicationCommandAutocomplete:
      return {
        type: InteractionResponseType.ApplicationCommandAutocompleteResult,
        data: {
          choices: search.suggest(typedIn(interaction.data)).map((text) => {
            const name = text.slice(0, 100);
            return { name, value: name };
          }),
        },
      };
    case InteractionType.Ping:
    case InteractionType.MessageComponent:
    case InteractionType.ModalSubmit:
      return { type: InteractionResponseType.Pong };
  }
}

/** What stands in the command's first text option. */
function typedIn(data: object): string {
  const options: readonly APIApplicationCommandInteractionDataOption[] =
    'options' in data && Array.isArray(data.options) ? data.options : [];
  const [option] = options;
  return option?.type === ApplicationCommandOptionType.String ? option.value : '';
}

const [library] = process.argv.slice(2);
const createSearch = SEARCHES[library ?? ''];
if (createSearch === undefined) throw new Error(`Name one of ${Object.keys(SEARCHES).join(', ')}.`);
const packs = await openLibrary(process.env['CONTENT_DIR'] ?? 'content', (problem) =>
  process.stderr.write(`${problem}\n`),
);
const search = createSearch(packs.filter(({ locale }) => locale === 'en').flatMap(documentsOf));

const key = createPublicKey({
  key: Buffer.concat([
    Buffer.from('302a300506032b6570032100', 'hex'),
    Buffer.from(process.env['DISCORD_PUBLIC_KEY'] ?? '', 'hex'),
  ]),
  format: 'der',
  type: 'spki',
});

const server = createServer((request, response) => {
  if (request.url === '/metrics') {
    const { user, system } = process.cpuUsage();
    response.end(`process_cpu_seconds_total ${(user + system) / 1e6}\n`);
    return;
  }
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const { 'x-signature-ed25519': signature = '', 'x-signature-timestamp': timestamp = '' } =
      request.headers;
    const body = Buffer.concat(chunks);
    const signed = Buffer.concat([Buffer.from(String(timestamp)), body]);
    if (!verify(null, signed, key, Buffer.from(String(signature), 'hex'))) {
      response.writeHead(401).end();
      return;
    }
    const interaction: APIInteraction = JSON.parse(body.toString());
    const answer = JSON.stringify(respond(interaction, search));
    response
      .writeHead(200, {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(answer),
      })
      .end(answer);
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  process.stderr.write(`{"port":${port},"msg":"serving"}\n`);
});
