import { readPack } from '../content/parse.ts';
import { plainLines, readBlocks } from '../content/markdown.ts';
import type { Pack } from '../content/pack.ts';
import { createProblemLog, hasErrors, type Problem } from '../content/problem.ts';
import { ARTICLE_LIMITS } from '../markdown/reading-limits.ts';
import { runAtOnce } from '../time-slices.ts';
import { arrange } from './arrange.ts';
import { guessLanguage, packLocale } from './languages.ts';
import { ImportError, type Source, type Told } from './source.ts';
import { missingWords, wordsOf } from './words.ts';
import { writePack } from './write-pack.ts';

export interface ImportedArticle {
  readonly kind: string;
  readonly title: string;
  readonly locale: string;
  /** Whether the file says so; else it is guessed by its words. */
  readonly isLocaleGiven: boolean;
  /** The pack's own text. */
  readonly markdown: string;
  /** Null where `problems` has an error. */
  readonly pack: Pack | null;
  readonly problems: readonly Problem[];
  /** What became of each block, by line. */
  readonly told: readonly Told[];
  readonly words: WordCount;
}

interface WordCount {
  /** Of all that was told. */
  readonly all: number;
  /** Of these, those that stand for the page around the article. */
  readonly dropped: number;
  /** Of the others, those that are in the pack, too. */
  readonly kept: number;
  readonly article: number;
  /** Up to twenty of those that aren't. */
  readonly missing: readonly string[];
}

interface ImportPlace {
  /** Of the file, for a page without a title and for problems. */
  readonly name: string;
  readonly slug: string;
  /** Null where nobody said it. */
  readonly locale: string | null;
}

/** Makes a pack of a file that was read as Markdown. Throws an `ImportError` where there is nothing to make one of. */
export function importSource(source: Source, { name, slug, locale: given }: ImportPlace): ImportedArticle {
  const stated = given ?? (source.facts.language === null ? null : packLocale(source.facts.language));
  const locale = stated ?? guessLanguage(source.markdown);
  const lineOf = (line: number): number => source.lines[line - 1] ?? 0;
  const { log, problems } = createProblemLog(name);
  const blocks = runAtOnce(
    readBlocks(source.markdown, { url: source.facts.url, locale }, ARTICLE_LIMITS, log),
  );
  if (blocks === null) {
    const [first] = problems.filter(({ severity }) => severity === 'error');
    throw new ImportError(
      `${name}:${lineOf(first?.line ?? 1)}: ${first?.message ?? 'This can not be read.'}`,
    );
  }
  if (!blocks.some(({ plain }) => /[\p{L}\p{N}]/u.test(plain)) && source.facts.questions.length === 0) {
    throw new ImportError(`${name} has no text: there is nothing to make an article of.`);
  }
  const { article, told: arranged } = arrange(blocks, {
    facts: source.facts,
    fallbackTitle: titleOfName(name),
    locale,
  });
  if (article.sections.length === 0 && article.entries.length === 0) {
    throw new ImportError(`${name} has neither a section nor a question that could be an answer.`);
  }
  const markdown = writePack(article, locale);
  const file = `${slug}/${locale}.md`;
  const parsed = runAtOnce(readPack(markdown, { file, slug, locale }));
  const told = [...source.told, ...arranged.map((one) => ({ ...one, line: lineOf(one.line) }))];
  return {
    kind: source.kind,
    title: article.title,
    locale,
    isLocaleGiven: stated !== null,
    markdown,
    pack: parsed.pack,
    problems: parsed.problems.filter(({ severity }) => hasErrors(parsed.problems) || severity === 'warning'),
    told: told.toSorted((one, other) => one.line - other.line),
    words: countWords(told, parsed.pack),
  };
}

/** `my-first_article.md` → `My first article` */
function titleOfName(name: string): string {
  const base = name.replace(/^.*[/\\]/, '').replace(/\.[^.]{1,8}$/, '');
  const words = base.replace(/[-_]+/g, ' ').trim();
  return words === '' ? 'Untitled' : words.charAt(0).toUpperCase() + words.slice(1);
}

const SHOWN_MISSING = 20;

function countWords(told: readonly Told[], pack: Pack | null): WordCount {
  const isPage = ({ became }: Told): boolean =>
    became === 'dropped' || became === 'contents entry' || became === 'group' || became === 'date';
  const own = told.filter(({ proposed }) => !proposed);
  const article = own.filter((one) => !isPage(one)).map(({ text }) => text);
  const missing = pack === null ? [] : missingWords(article, textsOf(pack));
  const count = (texts: readonly string[]): number =>
    texts.reduce((sum, text) => sum + wordsOf(text).length, 0);
  const words = count(article);
  return {
    all: count(own.map(({ text }) => text)),
    dropped: count(own.filter(({ became }) => became === 'dropped').map(({ text }) => text)),
    article: words,
    kept: words - missing.length,
    missing: [...new Set(missing)].slice(0, SHOWN_MISSING),
  };
}

/** All that members can read of a pack. */
export function textsOf({
  title,
  source,
  summary,
  highlights,
  sections,
  faq,
  notCovered,
}: Pack): readonly string[] {
  return [
    title,
    ...(source === title ? [] : [source]),
    plainLines(summary),
    ...highlights.map(({ plain }) => plain),
    ...sections.flatMap(({ heading, paragraphs }) => [heading, ...paragraphs.map(({ plain }) => plain)]),
    ...faq.flatMap(({ heading, plain, wordings }) => [heading, plain, ...wordings]),
    ...notCovered.flatMap(({ topic, wordings }) => [topic, ...wordings]),
  ];
}
