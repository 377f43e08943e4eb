import type {
  ArticleName,
  ArticleParts,
  TrialRequest,
  TriedArticle,
  TriedQuestion,
  WriteRequest,
  WriteResult,
} from '../trial-protocol.ts';
import { ask } from './client.ts';

/** What the test pane asks of the program. Every call rejects as the other client's do. */
export const trialClient = {
  articles: async (): Promise<readonly TriedArticle[]> => JSON.parse(await ask('/trials/articles')),
  article: async ({ slug, locale }: ArticleName): Promise<ArticleParts> =>
    JSON.parse(await ask(`/trials/article?${new URLSearchParams({ slug, locale }).toString()}`)),
  ask: async (request: TrialRequest): Promise<readonly TriedQuestion[]> =>
    JSON.parse(await send('/trials/ask', request)),
  write: async (request: WriteRequest): Promise<WriteResult> =>
    JSON.parse(await send('/trials/write', request)),
};

function send(path: string, body: TrialRequest | WriteRequest): Promise<string> {
  const headers = { 'content-type': 'application/json' };
  return ask(path, { method: 'POST', headers, body: JSON.stringify(body) });
}
