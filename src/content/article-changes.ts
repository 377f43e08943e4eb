import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Pack } from './pack.ts';

const outlinePart = z.object({
  kind: z.enum(['faq', 'section', 'highlight']),
  /** Stays while the title does: of a highlight, a hash of its text. */
  id: z.string(),
  title: z.string(),
  /** Of all of it. */
  hash: z.string(),
});

/** What an article said at some time, as far as it takes to tell later what changed. */
export const outlineSchema = z.object({ title: z.string(), parts: z.array(outlinePart) });

export type Outline = Readonly<z.infer<typeof outlineSchema>>;
export type OutlinePart = Readonly<z.infer<typeof outlinePart>>;

export interface ArticleChanges {
  readonly added: readonly OutlinePart[];
  readonly changed: readonly OutlinePart[];
  readonly removed: readonly OutlinePart[];
}

/** In characters: a title is shown, and a highlight may be long. */
const TITLE_LENGTH = 200;

export function outlineOf({ title, faq, sections, highlights }: Pack): Outline {
  const parts: OutlinePart[] = [
    ...faq.map(({ id, heading, text }) => ({
      kind: 'faq' as const,
      id,
      title: heading.slice(0, TITLE_LENGTH),
      hash: hashOf(heading, text),
    })),
    ...sections.map(({ slug, heading, text }) => ({
      kind: 'section' as const,
      id: slug,
      title: heading.slice(0, TITLE_LENGTH),
      hash: hashOf(heading, text),
    })),
    ...highlights.map(({ plain, text }) => ({
      kind: 'highlight' as const,
      id: hashOf(text),
      title: plain.slice(0, TITLE_LENGTH),
      hash: hashOf(text),
    })),
  ];
  return { title, parts: [...parts] };
}

/** In the article's order; what was removed as it stood before. */
export function changesBetween(before: Outline, after: Outline): ArticleChanges {
  const former = new Map(before.parts.map((one) => [keyOf(one), one]));
  const present = new Set(after.parts.map(keyOf));
  return {
    added: after.parts.filter((one) => !former.has(keyOf(one))),
    changed: after.parts.filter((one) => (former.get(keyOf(one))?.hash ?? one.hash) !== one.hash),
    removed: before.parts.filter((one) => !present.has(keyOf(one))),
  };
}

function keyOf({ kind, id }: OutlinePart): string {
  return `${kind} ${id}`;
}

function hashOf(...texts: readonly string[]): string {
  return createHash('sha256').update(texts.join('\n')).digest('base64url').slice(0, 16);
}
