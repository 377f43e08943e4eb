import { adviceOnSlug, localeOf } from '../content/names.ts';
import type { Library } from '../content/pack.ts';
import { readPackText } from '../content/pack-file.ts';
import { readPack } from '../content/parse.ts';
import type { ImportedArticle } from '../import/import-source.ts';
import { slugFor } from '../import/import-slug.ts';
import { withTitle } from '../import/write-pack.ts';
import { createKeyedMutex } from '../keyed-mutex.ts';
import type { BroughtFiles, OwnArticles } from '../playground/own-articles.ts';
import type { ArticleAction, ArticleRefusal, ArticleResult } from '../playground/article-protocol.ts';
import { inSlices } from '../time-slices.ts';
import { describeOwnArticle, type BroughtArticle } from './brought-article.ts';
import { importInThread, type ImportAnswer, type ImportOrder } from './import-thread.ts';
import type { OwnPack } from './served-content.ts';
import { writePackFile } from './write-pack-file.ts';

/** All are in memory, with the files that they were made of. */
const MAX_ARTICLES = 20;

type Change = Extract<ArticleAction, { kind: 'change' }>;

/** Articles that people bring to the playground: imported in a thread, served at once, kept in memory alone. */
export function createOwnArticles(parts: {
  /** What the folder holds: no command of these is taken. */
  readonly folder: () => Library;
  readonly serveBeside: (own: readonly OwnPack[]) => Promise<void>;
  readonly reservedNames: readonly string[];
  /** Where an article is saved when somebody asks for it. */
  readonly saveTo: string;
  readonly onChange: () => void;
  readonly importArticle?: (order: ImportOrder) => Promise<ImportAnswer>;
}): OwnArticles {
  const { folder, serveBeside, reservedNames, saveTo, onChange, importArticle = importInThread } = parts;
  let articles: readonly BroughtArticle[] = [];
  let count = 0;
  const inTurn = createKeyedMutex();
  const fileOf = ({ slug, imported }: BroughtArticle): string => `${saveTo}/${slug}/${imported.locale}.md`;

  /** What its file says by now, for once it is saved its author works there. */
  async function textOf(article: BroughtArticle): Promise<string> {
    const saved = article.isSaved ? await readPackText(fileOf(article)) : null;
    return saved ?? article.imported.markdown;
  }

  async function serve(next: readonly BroughtArticle[]): Promise<void> {
    await serveBeside(next.flatMap(ownPackOf));
    articles = next;
    onChange();
  }

  /** With this one as it is now, or as a new one. */
  async function put(article: BroughtArticle): Promise<ArticleResult> {
    const isThere = articles.some(({ id }) => id === article.id);
    await serve(
      isThere ? articles.map((one) => (one.id === article.id ? article : one)) : [...articles, article],
    );
    return { done: true, article: article.id };
  }

  const isTaken = (slug: string, locale: string, self: BroughtArticle | null): boolean =>
    (slug !== self?.savedSlug && folder().some((pack) => pack.slug === slug)) ||
    articles.some((one) => one.id !== self?.id && one.slug === slug && one.imported.locale === locale);

  function freeSlug(usual: string, locale: string): string {
    for (let number = 1; ; number += 1) {
      const suffix = number === 1 ? '' : `-${number}`;
      const slug = `${usual.slice(0, MAX_SLUG - suffix.length).replace(/[\uD800-\uDBFF-]$/u, '')}${suffix}`;
      if (!isTaken(slug, locale, null)) return slug;
    }
  }

  async function bring({ files, folder: folderName }: BroughtFiles): Promise<ArticleResult> {
    const name = folderName ?? files[0]?.name ?? '';
    const order: ImportOrder = { name, files, isFolder: folderName !== null, locale: null };
    const answer = await importArticle(order);
    if ('refused' in answer) return unreadable(answer.refused);
    const { imported } = answer;
    const usual = { slug: slugFor(name, imported.title, reservedNames), locale: imported.locale };
    const earlier = articles.find(
      (one) => one.usual.slug === usual.slug && one.usual.locale === usual.locale,
    );
    if (earlier !== undefined) return bringAgain(earlier, order, imported);
    if (articles.length >= MAX_ARTICLES) return refused({ why: 'too-many' });
    return put({
      id: String((count += 1)),
      order,
      usual,
      slug: freeSlug(usual.slug, usual.locale),
      givenTitle: null,
      imported,
      savedSlug: null,
      isSaved: false,
    });
  }

  /** What somebody chose for it stays. */
  async function bringAgain(
    earlier: BroughtArticle,
    order: ImportOrder,
    imported: ImportedArticle,
  ): Promise<ArticleResult> {
    const { locale } = earlier.order;
    const answer = locale === null ? { imported } : await importArticle({ ...order, locale });
    if ('refused' in answer) return unreadable(answer.refused);
    const titled = await retitled(answer.imported, earlier.givenTitle);
    return put({ ...earlier, order: { ...order, locale }, imported: titled, isSaved: false });
  }

  async function change(article: BroughtArticle, wanted: Change): Promise<ArticleResult> {
    const { slug, title, locale } = wanted;
    if (adviceOnSlug(slug, reservedNames) !== null)
      return refused({ why: reservedNames.includes(slug) ? 'reserved' : 'name' });
    if (localeOf(`${locale}.md`) === null) return refused({ why: 'language' });
    if (isTaken(slug, locale, article)) return refused({ why: 'taken' });
    let { order } = article;
    let imported = await withText(article.imported, await textOf(article));
    if (locale !== imported.locale) {
      order = { ...order, locale };
      const answer = await importArticle(order);
      if ('refused' in answer) return unreadable(answer.refused);
      ({ imported } = answer);
    }
    const givenTitle = title === article.imported.title ? article.givenTitle : title;
    const titled = await retitled(imported, givenTitle);
    return put({ ...article, order, slug, givenTitle, imported: titled, isSaved: false });
  }

  async function save(article: BroughtArticle, overwrite: boolean): Promise<ArticleResult> {
    const file = fileOf(article);
    const done = await writePackFile(file, article.imported.markdown, { overwrite });
    switch (done.kind) {
      case 'written':
        return put({ ...article, savedSlug: article.slug, isSaved: true });
      case 'exists':
        return refused({ why: 'exists', file });
      case 'no room':
        return refused({ why: 'no-room', file });
      case 'unwritable':
        return refused({ why: 'unwritable', file, code: done.code });
    }
  }

  return {
    all: () => articles.map((one) => describeOwnArticle(one, fileOf(one))),
    bring: (brought) => inTurn('articles', () => bring(brought)),
    act: (action) =>
      inTurn('articles', async () => {
        const article = articles.find(({ id }) => id === action.article);
        if (article === undefined) return refused({ why: 'gone' });
        switch (action.kind) {
          case 'change':
            return change(article, action);
          case 'save':
            return save(article, action.overwrite);
          case 'remove':
            await serve(articles.filter((one) => one !== article));
            return { done: true, article: article.id };
        }
      }),
    async pack(id) {
      const article = articles.find((one) => one.id === id);
      return article === undefined
        ? null
        : { fileName: `${article.imported.locale}.md`, markdown: await textOf(article) };
    },
  };
}

/** Of a command. */
const MAX_SLUG = 32;

function refused(refusal: ArticleRefusal): ArticleResult {
  return { done: false, ...refusal };
}

function ownPackOf({ slug, imported, isSaved }: BroughtArticle): readonly OwnPack[] {
  const { pack } = imported;
  return pack === null ? [] : [{ pack: { ...pack, slug }, yieldsToFolder: isSaved }];
}

function unreadable(message: string): ArticleResult {
  return refused({ why: 'unreadable', message });
}

async function retitled(imported: ImportedArticle, title: string | null): Promise<ImportedArticle> {
  if (title === null || title === imported.title) return imported;
  return withText({ ...imported, title }, withTitle(imported.markdown, title));
}

/** As it was, where that text makes no article. */
async function withText(imported: ImportedArticle, markdown: string): Promise<ImportedArticle> {
  if (markdown === imported.markdown) return imported;
  const place = { file: 'article', slug: 'article', locale: imported.locale };
  const { pack } = await inSlices('content', readPack(markdown, place));
  return pack === null ? imported : { ...imported, markdown, pack };
}
