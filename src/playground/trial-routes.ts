import { Hono } from 'hono';
import { z } from 'zod';
import { NotThere } from './not-there.ts';
import type { TrialRequest, Trials, WriteRequest } from './trial-protocol.ts';

/** At once: the page sends them in turns. */
const MAX_TRIED = 50;
/** In characters. */
const MAX_TRIED_LENGTH = 300;

const name = z.string().min(1).max(100);
const question = z.string().trim().min(1).max(MAX_TRIED_LENGTH);
const article = { slug: name, locale: name };

const articleName = z.object(article);

const trialRequest = z.object({
  questions: z.array(question).max(MAX_TRIED),
  slug: name.nullable(),
  locale: name,
  written: z.array(z.object({ ...article, version: name })),
}) satisfies z.ZodType<TrialRequest>;

const id = z.string().min(1).max(1_000);

const writeRequest = z.object({
  ...article,
  version: name,
  wordings: z
    .array(
      z.object({
        wording: question,
        to: z.discriminatedUnion('kind', [
          z.object({ kind: z.enum(['entry', 'new entry']), id }),
          z.object({ kind: z.literal('not covered'), topic: question }),
        ]),
      }),
    )
    .max(MAX_TRIED),
  as: z.enum(['file', 'download']),
}) satisfies z.ZodType<WriteRequest>;

/** What the page's test pane asks for. */
export function trialRoutes(trials: Trials): Hono {
  const routes = new Hono();
  routes.get('/articles', (context) => context.json(trials.articles()));
  routes.get('/article', async (context) => {
    const found = await trials.article(articleName.parse(context.req.query()));
    if (found === null) throw new NotThere('There is no such article.');
    return context.json(found);
  });
  routes.post('/ask', async (context) =>
    context.json(await trials.ask(trialRequest.parse(await context.req.json()))),
  );
  routes.post('/write', async (context) =>
    context.json(await trials.write(writeRequest.parse(await context.req.json()))),
  );
  return routes;
}
