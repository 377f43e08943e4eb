import { z } from 'zod';
import { answerBlock } from '../content/answer-block.ts';
import { htmlMarkdown } from './html-markdown.ts';
import { lineOfText, readHtmlTree } from './html-tree.ts';
import { readJsonLd } from './json-ld.ts';
import { ImportError, NO_FACTS, withoutMarks, type NamedQuestion, type Source } from './source.ts';

/** A file of nothing but questions, as a source whose text is empty. */
export function sourceOfQuestions(kind: string, questions: readonly NamedQuestion[]): Source {
  return { kind, markdown: '', lines: [], facts: { ...NO_FACTS, questions }, told: [] };
}

const text = z.string().trim().min(1);
const texts = z.union([text, z.array(text).min(1)]);

/** What Red's and YAGPDB's custom commands, and lists of questions, call their parts. */
const ENTRY = z
  .record(z.string(), z.unknown())
  .transform(
    (record) =>
      new Map(Object.entries(record).map(([key, value]) => [key.toLowerCase().replace(/_/g, ''), value])),
  )
  .transform((fields, context) => {
    const of = <T>(schema: z.ZodType<T>, names: readonly string[]): T | undefined =>
      names.map((name) => schema.safeParse(fields.get(name))).find(({ success }) => success)?.data;
    const question = of(text, ['question', 'command', 'texttrigger', 'trigger', 'title', 'name']);
    const answer = of(texts, ['answer', 'response', 'responses', 'content', 'text']);
    if (question === undefined || answer === undefined) {
      context.addIssue('no question with an answer');
      return z.NEVER;
    }
    const others = of(z.array(text), ['aliases', 'alternatives', 'questions', 'wordings']) ?? [];
    return { question, answers: typeof answer === 'string' ? [answer] : answer, wordings: others };
  });

/** More than any server has. */
const MAX_NODES = 200_000;

/** Custom commands of other bots, a list of questions, or a page's JSON-LD. Throws an `ImportError`. */
export function readJsonExport(json: string, name: string): Source {
  let value: unknown;
  try {
    value = JSON.parse(withoutMarks(json));
  } catch {
    throw new ImportError(`${name} is no JSON that can be read: export it once more, or mend it.`);
  }
  const page = readJsonLd([json]).questions;
  if (page.length > 0) {
    const place = { url: null, isKnown: () => false };
    return sourceOfQuestions(
      'JSON-LD',
      page.map(({ question, answer }) => ({
        question: lineOfText(readHtmlTree(question, name).root),
        answer: htmlMarkdown(readHtmlTree(answer, name).root, place).markdown.trim(),
      })),
    );
  }
  const questions: NamedQuestion[] = [];
  const open: unknown[] = [value];
  for (let at = 0; at < open.length && at < MAX_NODES; at += 1) {
    const next = open[at];
    const entry = ENTRY.safeParse(next);
    if (entry.success) {
      const { question, answers, wordings } = entry.data;
      // It is what people read on Discord already.
      questions.push({ question, answer: answerBlock(answers.join('\n\n')), wordings });
    } else if (typeof next === 'object' && next !== null) {
      for (const inner of Object.values(next)) open.push(inner);
    }
  }
  if (questions.length === 0) {
    throw new ImportError(
      `${name} has no questions with answers, and no commands with responses, that are known here.`,
    );
  }
  return sourceOfQuestions('JSON', questions);
}

/** A table with a column `Question` and one `Answer`, as Azure question answering exports it. Throws an `ImportError`. */
export function readTsv(tsv: string, name: string): Source {
  const [head = '', ...rows] = withoutMarks(tsv).split('\n');
  const columns = head.split('\t').map((column) => column.trim().toLowerCase());
  const question = columns.indexOf('question');
  const answer = columns.indexOf('answer');
  const id = columns.indexOf('qnaid');
  if (question === -1 || answer === -1) {
    throw new ImportError(`${name} needs a first line with the columns Question and Answer, between tabs.`);
  }
  const byAnswer = new Map<string, { question: string; answer: string; wordings: string[] }>();
  for (const row of rows) {
    const cells = row.split('\t').map((cell) => cell.replace(/\\n/g, '\n').replace(/\\t/g, ' ').trim());
    const asked = (cells[question] ?? '').replace(/\s+/gu, ' ');
    const answered = cells[answer] ?? '';
    if (asked === '' || answered === '') continue;
    // Rows with one answer are ways to ask the same.
    const key = cells[id] === undefined || cells[id] === '' ? answered : `${cells[id]}\t${answered}`;
    const earlier = byAnswer.get(key);
    if (earlier === undefined)
      byAnswer.set(key, { question: asked, answer: withLowHeadings(answered), wordings: [] });
    else if (earlier.question !== asked) earlier.wordings.push(asked);
  }
  if (byAnswer.size === 0) throw new ImportError(`${name} has no question with an answer.`);
  return sourceOfQuestions('TSV', [...byAnswer.values()]);
}

/** Headings of the highest levels would end an answer. */
export function withLowHeadings(markdown: string): string {
  let fence: string | null = null;
  return markdown
    .split('\n')
    .map((line) => {
      const [, marks] = /^ {0,3}(`{3,}|~{3,})/.exec(line) ?? [];
      if (fence !== null && marks?.startsWith(fence) === true) fence = null;
      else if (fence === null && marks !== undefined) fence = marks;
      else if (fence === null) return line.replace(/^ {0,3}#{1,3}(?=[ \t])/, '####');
      return line;
    })
    .join('\n');
}
