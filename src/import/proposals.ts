import type { ArticleEntry, ArticleSection } from './article.ts';
import { centralSentences } from './central-sentences.ts';
import { escapedHeading, type Piece } from './piece.ts';
import { mayAsk } from './recognise.ts';
import { told, type Facts, type Told } from './source.ts';
import { wordsOf } from './words.ts';

/* What a page lacks and a pack has, made of what the page says. */

export function proposeSummary(
  sections: readonly ArticleSection[],
  entries: readonly ArticleEntry[],
  { description }: Facts,
): { readonly piece: Piece; readonly why: string; readonly isProposed: boolean } {
  if (description !== null) {
    return {
      piece: { markdown: escapedHeading(description), plain: description, line: 0 },
      why: 'as the page describes itself',
      isProposed: false,
    };
  }
  if (sections.length === 0) {
    const plain = firstOf(entries.map(({ question }) => question));
    return {
      piece: { markdown: escapedHeading(plain), plain, line: entries[0]?.line ?? 0 },
      why: 'the page has none: these are its first questions',
      isProposed: true,
    };
  }
  const paragraphs = sections.flatMap(({ pieces }) => pieces);
  const first =
    paragraphs.find(
      ({ markdown, plain }) => /^[\p{L}\p{N}"“«*_[(]/u.test(markdown) && wordsOf(plain).length >= 8,
    ) ?? paragraphs[0];
  const plain = first?.plain ?? '';
  return {
    piece: { markdown: escapedHeading(leadOf(plain)), plain: leadOf(plain), line: first?.line ?? 0 },
    why: 'the page has none: these are its first sentences',
    isProposed: true,
  };
}

export function proposeHighlights(sections: readonly ArticleSection[]): readonly Piece[] {
  const paragraphs = sections.flatMap(({ pieces }) => pieces.filter(isProse));
  return centralSentences(paragraphs.map(({ plain, line }) => ({ text: plain, line }))).map(
    ({ text, line }) => ({
      markdown: escapedHeading(text),
      plain: text,
      line,
    }),
  );
}

function isProse({ markdown }: Piece): boolean {
  return /^[\p{L}\p{N}"“«*_[(]/u.test(markdown) && !/^(?:[*_] |\d+[.)] )/.test(markdown);
}

/** Of headings that ask something, with the first paragraph below each: the section says the rest. */
export function proposeQuestions(
  sections: readonly ArticleSection[],
  notes: Told[],
): readonly ArticleEntry[] {
  return sections.flatMap(({ heading, line, pieces }): readonly ArticleEntry[] => {
    const answer = pieces.find(isProse);
    if (!mayAsk(heading) || answer === undefined) return [];
    const why = 'the page has no questions: made from a heading';
    notes.push({ ...told(line, 'question', heading, why), proposed: true });
    const entry = { question: heading, line, answer: [answer], wordings: [], group: null };
    return [{ ...entry, section: heading, proposed: true }];
  });
}

const MAX_LEAD = 400;

function firstOf(questions: readonly string[]): string {
  let length = 0;
  const fitting = questions.filter((question) => {
    length += question.length + 1;
    return length <= MAX_LEAD;
  });
  return fitting.join(' ') || (questions[0] ?? '');
}

/** Its first sentences. */
function leadOf(text: string): string {
  if (text.length <= MAX_LEAD) return text;
  const part = text.slice(0, MAX_LEAD);
  const end = Math.max(...['. ', '! ', '? ', '。', '！', '？'].map((sign) => part.lastIndexOf(sign)));
  return end > 40 ? part.slice(0, end + 1) : `${part.slice(0, part.lastIndexOf(' ')).trim()} …`;
}
