import { z } from 'zod';
import type { EvalQuestion } from '../src/cli/eval-question.ts';
import { parseJson } from '../src/cli/json-lines.ts';
import type { Pack, Passage, Section } from '../src/content/pack.ts';
import { madePack, type DataSet, type PackQuestions } from './data-set.ts';

const XQUAD = z.object({
  data: z.array(
    z.object({
      title: z.string(),
      paragraphs: z.array(
        z.object({
          context: z.string(),
          qas: z.array(z.object({ question: z.string(), answers: z.array(z.object({ text: z.string() })) })),
        }),
      ),
    }),
  ),
});

type Article = z.infer<typeof XQUAD>['data'][number];

/**
 * Questions that people asked of prose. Each is put to its article, and to the article without the paragraph that answers
 * it: there nothing does.
 */
export function xquadSet(json: string): DataSet {
  const { data } = XQUAD.parse(parseJson(json));
  return { title: 'XQuAD, with and without the paragraph', judged: 'answers', parts: data.flatMap(partsOf) };
}

function partsOf(article: Article, at: number): readonly PackQuestions[] {
  const slug = `xquad-${at + 1}`;
  const all = article.paragraphs.map(({ context }) => context);
  const whole = packOf(slug, article.title, all);
  const asked = article.paragraphs.flatMap(({ qas }, index) => qas.map((one) => questionOf(one, index + 1)));
  return [
    { pack: whole, questions: asked },
    ...article.paragraphs.map(({ qas }, missing): PackQuestions => ({
      pack: packOf(
        `${slug}-without-${missing + 1}`,
        article.title,
        all.filter((_, index) => index !== missing),
      ),
      questions: qas.map((one) => questionOf(one, null)),
    })),
  ];
}

function questionOf(
  { question, answers }: Article['paragraphs'][number]['qas'][number],
  index: number | null,
): EvalQuestion {
  return {
    query: question,
    kind: index === null ? 'oos-near' : 'section-fact',
    expect: index === null ? [] : [{ kind: 'section', index }],
    mention: index === null ? [] : answers.map(({ text }) => text),
    locale: 'en',
  };
}

function packOf(slug: string, title: string, paragraphs: readonly string[]): Pack {
  return madePack({
    slug,
    title,
    sections: paragraphs.map((text, at): Section => {
      const index = at + 1;
      const passage: Passage = {
        id: `section/${index}/1`,
        kind: 'section',
        index,
        section: index,
        heading: title.replaceAll('_', ' '),
        text,
        markup: 'discord',
        plain: text,
        wordings: [],
      };
      return { slug: String(index), index, heading: passage.heading, text, paragraphs: [passage] };
    }),
    version: slug,
  });
}
