import { effect, signal } from '@preact/signals';
import type {
  ArticleName,
  ArticleParts,
  TriedArticle,
  TriedQuestion,
  WriteRequest,
} from '../trial-protocol.ts';
import { keep, readKept } from './kept.ts';
import { save } from './save.ts';
import { trialClient } from './trial-client.ts';
import { asJsonLines, wordingsToWrite, type Mark, type Marks } from './trial-judgement.ts';
import type { TrialNotice } from './trial-texts.ts';

/** What the test pane knows, and what its buttons do. It outlives a reload of the page. */

interface Kept {
  readonly text: string;
  /** The only article that is asked; empty for all. */
  readonly slug: string;
  readonly tried: readonly TriedQuestion[];
  /** As it was before the last writing; none before the first. */
  readonly before: readonly TriedQuestion[];
  readonly marks: Marks;
}

/** Another number where what is kept changes its shape: a tab may outlive a release. */
const TRIALS = 'trials-1';
const NOTHING: Kept = { text: '', slug: '', tried: [], before: [], marks: {} };

const noted = readKept(TRIALS);
const kept = isKept(noted) ? noted : NOTHING;

function isKept(value: unknown): value is Kept {
  return typeof value === 'object' && value !== null && Object.keys(NOTHING).every((name) => name in value);
}

export const text = signal(kept.text);
export const slug = signal(kept.slug);
export const tried = signal(kept.tried);
export const before = signal(kept.before);
export const marks = signal(kept.marks);
export const isOpen = signal(false);
export const articles = signal<readonly TriedArticle[]>([]);
/** What has been read of articles, by `slug/locale`. */
export const parts = signal<Readonly<Record<string, ArticleParts>>>({});
/** How many questions of how many have been asked; null where nothing is being done. */
export const progress = signal<{ readonly done: number; readonly of: number } | null>(null);
export const notices = signal<readonly TrialNotice[]>([]);
/** The question whose answer is being chosen. */
export const picking = signal<string | null>(null);

effect(() => {
  const now: Kept = {
    text: text.value,
    slug: slug.value,
    tried: tried.value,
    before: before.value,
    marks: marks.value,
  };
  keep(TRIALS, now);
});

export const MOST_QUESTIONS = 50;
const LONGEST = 300;
/** So many at once: somebody looks at how it goes on. */
const AT_ONCE = 5;

export function questionsIn(typed: string): readonly string[] {
  const lines = typed.split('\n').map((line) => line.replace(/\s+/g, ' ').trim().slice(0, LONGEST).trim());
  return [...new Set(lines.filter((line) => line !== ''))];
}

export function keyOf({ slug: article, locale }: ArticleName): string {
  return `${article}/${locale}`;
}

/** @param article the only one to be asked, by its command; what was chosen before where it isn't given */
export async function openTrials(article: string = slug.value): Promise<void> {
  slug.value = article;
  isOpen.value = true;
  await attempt(async () => {
    articles.value = await trialClient.articles();
  });
}

/** Adds a question, and asks for what should have been its answer. */
export async function tryThis(question: string, article: string | null, locale: string): Promise<void> {
  const [asked] = questionsIn(question.replaceAll('\n', ' '));
  await openTrials();
  if (asked === undefined) return;
  if (!questionsIn(text.value).includes(asked)) text.value = `${asked}\n${text.value}`.trimEnd();
  await attempt(async () => {
    const results = await trialClient.ask({ questions: [asked], slug: article, locale, written: [] });
    tried.value = [...results, ...tried.value.filter((one) => one.question !== asked)];
    picking.value = asked;
  });
}

export async function askAll(locale: string): Promise<void> {
  notices.value = [];
  before.value = [];
  await attempt(() => ask(questionsIn(text.value).slice(0, MOST_QUESTIONS), locale, []));
}

async function ask(
  questions: readonly string[],
  locale: string,
  written: readonly (ArticleName & { readonly version: string })[],
): Promise<void> {
  // What is written from now on is chosen for the articles as they are asked now.
  parts.value = {};
  const results: TriedQuestion[] = [];
  for (let at = 0; at < questions.length; at += AT_ONCE) {
    progress.value = { done: at, of: questions.length };
    const some = questions.slice(at, at + AT_ONCE);
    results.push(...(await trialClient.ask({ questions: some, slug: slug.value || null, locale, written })));
  }
  tried.value = results;
  await Promise.all(marked().map(read));
}

function marked(): readonly ArticleName[] {
  const all = Object.values(marks.value);
  return [...new Map(all.map((one) => [keyOf(one), one])).values()];
}

export async function read(article: ArticleName): Promise<ArticleParts> {
  const known = parts.value[keyOf(article)];
  if (known !== undefined) return known;
  const found = await trialClient.article(article);
  parts.value = { ...parts.value, [keyOf(article)]: found };
  return found;
}

/** Null takes a mark away. */
export function mark(question: string, to: Mark | null): void {
  const others = Object.entries(marks.value).filter(([one]) => one !== question);
  marks.value = Object.fromEntries(to === null ? others : [...others, [question, to]]);
  if (to !== null) void attempt(() => read(to));
}

/** Writes what is marked into the articles, and asks again; or hands over the changed files. */
export async function write(as: WriteRequest['as'], locale: string): Promise<void> {
  notices.value = [];
  await attempt(async () => {
    const written: (ArticleName & { readonly version: string })[] = [];
    const asked = tried.value;
    for (const { wordings, ...article } of wordingsToWrite(asked, marks.value)) {
      progress.value = { done: 0, of: asked.length };
      const { version } = await read(article);
      const result = await trialClient.write({ ...article, version, wordings, as });
      if (result.kind !== 'written') {
        note({ kind: 'refused', article: keyOf(article), result });
        continue;
      }
      const done = result.wordings.filter(({ kind }) => kind === 'added').length;
      note({ kind: 'written', count: done, file: result.file });
      for (const [at, { wording, to }] of wordings.entries()) {
        const outcome = result.wordings[at];
        if (outcome === undefined) continue;
        if (outcome.kind !== 'added') note({ kind: 'left out', wording, outcome });
        else if (result.file !== null && to.kind === 'new entry' && outcome.id !== null)
          follow(wording, outcome.id);
      }
      if (result.file !== null) written.push({ ...article, version: result.version });
      else if (done > 0) save(`${article.slug}-${article.locale}.md`, result.text, 'text/markdown');
    }
    if (written.length === 0) return;
    await ask(
      asked.map(({ question }) => question),
      locale,
      written,
    );
    before.value = asked;
  });
}

function note(notice: TrialNotice): void {
  notices.value = [...notices.value, notice];
}

/** From now on another passage is the answer: the entry that was made of the marked one. */
function follow(question: string, id: string): void {
  const found = marks.value[question];
  if (found?.kind !== 'passage') return;
  mark(question, { ...found, passage: { id, kind: 'faq', title: found.passage.title } });
}

export function saveQuestions(locale: string): void {
  save('questions.jsonl', asJsonLines(tried.value, marks.value, locale), 'application/jsonl');
}

export function forgetTrials(): void {
  text.value = '';
  tried.value = [];
  before.value = [];
  marks.value = {};
  notices.value = [];
}

/** Says where the program could not. */
async function attempt(what: () => Promise<unknown>): Promise<void> {
  try {
    await what();
  } catch (error) {
    note({ kind: 'failed', isLost: error instanceof TypeError });
  } finally {
    progress.value = null;
  }
}
