import type { ArticleAction, ArticleResult } from '../article-protocol.ts';

/** A file, or all files of a folder that an article is made of. */
export interface Brought {
  readonly name: string;
  readonly files: readonly File[];
  readonly isFolder: boolean;
}

/** The program refuses more (`article-routes.ts`), and needn't be sent it. */
const MAX_BYTES = 10_000_000;

/** Null where the program doesn't answer, or a file can't be read any more. */
export async function bringArticle({ name, files, isFolder }: Brought): Promise<ArticleResult | null> {
  if (files.reduce((sum, { size }) => sum + size, 0) > MAX_BYTES) return { done: false, why: 'too-large' };
  const form = new FormData();
  if (isFolder) form.append('folder', name);
  for (const file of files) form.append('file', file);
  return send('/articles', { method: 'POST', body: form });
}

export async function actOnArticle(action: ArticleAction): Promise<ArticleResult | null> {
  return send('/articles/act', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(action),
  });
}

async function send(path: string, options: RequestInit): Promise<ArticleResult | null> {
  try {
    const response = await fetch(path, options);
    // The program and its page come together: what it sends is as its types say.
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}
