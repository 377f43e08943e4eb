import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createAppContext } from '../../src/cli/app-context.ts';
import { textsFor } from '../../src/texts/texts.ts';
import { fair } from '../fixtures/fair.ts';
import { sentences } from './sentences.ts';

/** Where a line could begin with a sign, or end with « (Imprimerie nationale, Lexique des règles typographiques). */
const BREAKS = / [?!;:»]|«(?!\u00a0)|[^\u00a0]»|(?:^|[^\u202f])[?!;](?:\s|$)|\p{L}:(?:\s|$)/u;

const ROOT = join(import.meta.dirname, '../..');

/** What is written as `fr: '…'` in a folder's files. */
function ownTexts(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => [...readFileSync(join(folder, name), 'utf8').matchAll(/\bfr:\s*(['`])(.*?)\1/gs)])
    .map(([, , text = '']) => text.replaceAll(/\$\{[^}]*\}/g, 'mot'));
}

/** All French labels of commands and their options. */
function labels(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    key === 'fr' && typeof inner === 'string' ? [inner] : labels(inner),
  );
}

describe('French', () => {
  it('has no sign that a line could begin with, and no straight apostrophe', () => {
    const all = sentences(textsFor('fr'));
    expect(all.length).toBeGreaterThan(250);
    expect(all.filter((text) => BREAKS.test(text) || /\p{L}'/u.test(text))).toEqual([]);
  });

  it('has none in what stands beside its use', () => {
    const all = ['src/discord', 'commands'].flatMap((folder) => ownTexts(join(ROOT, folder)));
    expect(all.length).toBeGreaterThan(40);
    expect(all.filter((text) => BREAKS.test(text))).toEqual([]);
  });

  it('has no such sign in what Discord shows of commands either', () => {
    const all = createAppContext(fair).commands.flatMap(({ data }) => labels(data));
    expect(all.length).toBeGreaterThan(40);
    expect(all.filter((text) => BREAKS.test(text))).toEqual([]);
  });
});
