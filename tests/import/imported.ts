import { expect } from 'vitest';
import type { Pack } from '../../src/content/pack.ts';
import { importSource, type ImportedArticle } from '../../src/import/import-source.ts';
import { readTextFile } from '../../src/import/read-file.ts';
import type { Became } from '../../src/import/source.ts';

/** What the import makes of a file of text with this name. */
export function imported(name: string, text: string | Uint8Array): ImportedArticle {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  return importSource(readTextFile({ name, bytes }), { name, slug: 'theirs', locale: null });
}

/** The pack of it, which `footnote check` finds nothing wrong with. */
export function packOf(name: string, text: string | Uint8Array): Pack {
  const { pack, problems } = imported(name, text);
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  if (pack === null) throw new Error(`${name} gave no pack.`);
  return pack;
}

/** Its questions, each with what is answered. */
export function faqOf(name: string, text: string | Uint8Array): Readonly<Record<string, string>> {
  return Object.fromEntries(packOf(name, text).faq.map(({ heading, plain }) => [heading, plain]));
}

export function thatBecame({ told }: ImportedArticle, became: Became): readonly string[] {
  return told.filter((one) => one.became === became).map(({ text }) => text);
}
