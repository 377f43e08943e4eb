import type { HttpBindings } from '@hono/node-server';
import type { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';
import type { BroughtFiles, OwnArticles } from './own-articles.ts';
import type { ArticleAction, ArticleResult } from './article-protocol.ts';

/** Of all files that are brought at once. The page says the same (`article-client.ts`). */
const MAX_BYTES = 10_000_000;
/** What a form's boundaries and names take besides. */
const FORM_BYTES = 1_000_000;

const TOO_LARGE: ArticleResult = { done: false, why: 'too-large' };

const article = z.string().max(40);
const articleAction = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('change'),
    article,
    slug: z.string().max(200),
    title: z.string().trim().min(1).max(300),
    locale: z.string().max(20),
  }),
  z.object({ kind: z.literal('remove'), article }),
  z.object({ kind: z.literal('save'), article, overwrite: z.boolean() }),
]) satisfies z.ZodType<ArticleAction>;

/** The page's way to the articles that people bring. */
export function addArticleRoutes(app: Hono<{ Bindings: HttpBindings }>, articles: OwnArticles): void {
  app.post(
    '/articles',
    bodyLimit({ maxSize: MAX_BYTES + FORM_BYTES, onError: (context) => context.json(TOO_LARGE) }),
    async (context) => {
      const brought = await readBrought(await context.req.formData());
      const size = brought.files.reduce((sum, { bytes }) => sum + bytes.byteLength, 0);
      return context.json(size > MAX_BYTES ? TOO_LARGE : await articles.bring(brought));
    },
  );
  app.post('/articles/act', async (context) =>
    context.json(await articles.act(articleAction.parse(await context.req.json()))),
  );
  app.get('/articles/:id', async (context) => {
    const pack = await articles.pack(context.req.param('id'));
    if (pack === null) return context.json({ error: 'There is no such article.' }, 404);
    return context.body(pack.markdown, 200, {
      'content-type': 'text/markdown; charset=utf-8',
      'content-disposition': `attachment; filename="${pack.fileName}"`,
    });
  });
}

async function readBrought(form: FormData): Promise<BroughtFiles> {
  const folder = form.get('folder');
  const files = form.getAll('file').filter((one) => typeof one !== 'string');
  return {
    folder: typeof folder === 'string' ? folder.slice(0, 260) : null,
    files: await Promise.all(
      files.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })),
    ),
  };
}
