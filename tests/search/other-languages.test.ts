import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createAnswers } from '../../src/answers/create-answers.ts';
import { loadLibrary } from '../../src/content/load.ts';
import { otherLanguageOf } from '../../src/search/languages/other-languages.ts';
import { fair, packOf } from '../fixtures/fair.ts';

const ROOT = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const linesOf = (text: string) => text.split('\n').filter((line) => line.trim() !== '');

/** Of the articles that weights are learnt from, and of those that tests ask; none of those that are held out. */
function englishQuestions(): readonly string[] {
  const heldOut = new Set(linesOf(read('training/articles/held-out.txt')));
  return ['training/articles/questions', 'tests/eval/questions'].flatMap((folder) =>
    readdirSync(join(ROOT, folder))
      .filter((name) => !heldOut.has(name.replace(/\.jsonl$/, '')))
      .flatMap((name) => linesOf(read(`${folder}/${name}`)))
      .map((line) => JSON.parse(line) as { readonly query: string; readonly locale?: string })
      .filter(({ locale = 'en' }) => locale === 'en')
      .map(({ query }) => query),
  );
}

const others = linesOf(read('tests/search/other-languages/questions.txt')).map((line) => ({
  language: line.slice(0, 2),
  question: line.slice(3),
}));

/** Those among the English ones that aren't English. */
const THEIRS = linesOf(read('tests/search/other-languages/asked-in-others.txt'));

describe('a question in another language', () => {
  it('is never seen in one that is asked in English', () => {
    const questions = englishQuestions();
    expect(questions.length).toBeGreaterThan(2_000);
    const seen = questions.filter((question) => otherLanguageOf(question, ['en']) !== null);
    expect(seen.filter((question) => !THEIRS.includes(question))).toEqual([]);
  });

  it('is never seen in one that an article answers in French', async () => {
    const { library } = await loadLibrary(join(ROOT, 'content'), { reservedNames: [] });
    const french = library
      .filter(({ locale }) => locale === 'fr')
      .flatMap(({ faq }) => faq.flatMap(({ heading, wordings }) => [heading, ...wordings]));
    expect(french.length).toBeGreaterThan(40);
    expect(french.filter((question) => otherLanguageOf(question, ['en', 'fr']) !== null)).toEqual([]);
    expect(french.filter((question) => otherLanguageOf(question, ['fr']) !== null)).toEqual([]);
  });

  it('is seen in most that are', () => {
    const missed = others.filter(({ question }) => otherLanguageOf(question, ['en']) === null);
    expect(others.length).toBeGreaterThanOrEqual(150);
    expect(1 - missed.length / others.length).toBeGreaterThan(0.85);
  });

  it('is seen in as many where an article may share words with it', async () => {
    const [english = packOf('')] = fair;
    const answers = createAnswers([english]);
    const seen = await Promise.all(
      others.map(async ({ question }) => answers.otherLanguage(question, [english])),
    );
    const missed = seen.filter((language) => language === null);
    expect(1 - missed.length / others.length).toBeGreaterThan(0.85);
  });

  it('is none where one of several articles is in it', async () => {
    const [english = packOf(''), french = packOf('')] = fair;
    const german = packOf('---\ntitle: Der Hafen\n---\nDer Hafen hat einen Kran.\n', 'de', 'hafen');
    const answers = createAnswers([english, german]);
    const question = 'how much does it cost to park there for the whole day';
    expect(await answers.otherLanguage(question, [german])).toBe('en');
    expect(await answers.otherLanguage(question, [german, english])).toBeNull();
    // It has no article in French.
    expect(await answers.otherLanguage(question, [german, { ...french, slug: 'gone' }])).toBeNull();
  });

  it.each([
    ['combien coûte le billet et où est-ce que je peux me garer', ['en'], 'fr'],
    ['combien coûte le billet et où est-ce que je peux me garer', ['en', 'fr'], null],
    ['combien coûte le billet et où est-ce que je peux me garer', ['fr-CA'], null],
    ['how much does the ticket cost', ['fr'], 'en'],
    ['wo kann ich parken', ['en', 'de'], null],
    ['сколько стоит билет', ['en'], 'und-Cyrl'],
    ['скільки коштує квиток', ['ru'], null],
    ['门票多少钱', ['en'], 'und-Hans'],
    ['门票多少钱', ['zh-TW'], null],
    ['チケットはいくらですか', ['ja'], null],
    ['who is Пушкин', ['en'], null],
    ['hola', ['en'], null],
    ['', ['en'], null],
    ['🎉 ???', ['en'], null],
  ] as const)('%j, where there is %j: %j', (question, locales, language) => {
    expect(otherLanguageOf(question, locales)).toBe(language);
  });
});
