import { fixedHeading, foldHeading } from '../content/headings.ts';
import { plainLines } from '../content/markdown.ts';
import { foldQuestion, isAskable } from '../content/wordings.ts';
import type { ArticleEntry, ArticleSection } from './article.ts';
import { tidyQuestion } from './piece.ts';
import { told, type Facts, type Told } from './source.ts';

/* In a pack, each question, wording and heading stands once. */

/** Those that the page names apart from its text and that its text doesn't have. */
export function withPageQuestions(
  entries: readonly ArticleEntry[],
  { questions }: Facts,
  notes: Told[],
): readonly ArticleEntry[] {
  const there = new Set(entries.map(({ question }) => foldQuestion(question)));
  const why = entries.length === 0 ? null : 'from the data that the page has for search engines';
  const added: ArticleEntry[] = [];
  for (const { question: written, answer, wordings = [] } of questions) {
    const question = tidyQuestion(written);
    if (there.has(foldQuestion(question)) || answer.trim() === '') {
      if (why === null)
        notes.push(told(0, 'dropped', `${written} ${answer}`, 'asked twice, or without an answer'));
      continue;
    }
    there.add(foldQuestion(question));
    const piece = { markdown: answer, plain: plainLines(answer), line: 0 };
    notes.push(told(0, 'question', question, why), told(0, 'answer', piece.plain));
    const entry = { question, line: 0, answer: [piece], group: null, section: null, proposed: false };
    added.push({ ...entry, wordings });
  }
  return withOwnWordings([...entries, ...added], notes);
}

/** A wording leads to one entry, and repeats no question. */
function withOwnWordings(entries: readonly ArticleEntry[], notes: Told[]): readonly ArticleEntry[] {
  const taken = new Set(entries.map(({ question }) => foldQuestion(question)));
  return entries.map((entry) => {
    const wordings = entry.wordings.filter((wording) => {
      const key = foldQuestion(wording);
      if (!isAskable(wording) || taken.has(key)) return false;
      taken.add(key);
      notes.push(told(entry.line, 'other wording', wording));
      return true;
    });
    return { ...entry, wordings };
  });
}

/** A heading that stands twice gets a number; one that means something else in a pack, a word more. */
export function withOwnHeadings(
  sections: readonly ArticleSection[],
  locale: string,
): readonly ArticleSection[] {
  const taken = new Set<string>();
  return sections.map((section) => {
    const plain = section.heading === '' ? '…' : section.heading;
    const base = fixedHeading(plain, locale) === null ? plain : `${plain} (1)`;
    let heading = base;
    for (let number = 2; taken.has(foldHeading(heading)); number += 1) heading = `${base} (${number})`;
    taken.add(foldHeading(heading));
    return { ...section, heading };
  });
}

/** Questions that stand twice are told apart by the headings above them; where there are none, their answers go together. */
export function withOwnQuestions(entries: readonly ArticleEntry[], notes: Told[]): readonly ArticleEntry[] {
  const times = new Map<string, number>();
  for (const { question } of entries)
    times.set(foldQuestion(question), (times.get(foldQuestion(question)) ?? 0) + 1);
  const result = new Map<string, ArticleEntry>();
  for (const entry of entries) {
    const isTwice = (times.get(foldQuestion(entry.question)) ?? 0) > 1;
    const question = isTwice && entry.group !== null ? `${entry.group}: ${entry.question}` : entry.question;
    const key = foldQuestion(question) || question;
    const earlier = result.get(key);
    if (!isAskable(question)) {
      notes.push(told(entry.line, 'dropped', entry.question, 'a question without a letter or a digit'));
    } else if (earlier === undefined) {
      result.set(key, { ...entry, question });
    } else {
      notes.push(told(entry.line, 'group', entry.question, 'asked twice: both answers stand together'));
      result.set(key, { ...earlier, answer: [...earlier.answer, ...entry.answer] });
    }
  }
  return [...result.values()];
}
