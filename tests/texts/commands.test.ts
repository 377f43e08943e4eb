import { describe, expect, it } from 'vitest';
import { createAppContext } from '../../src/cli/app-context.ts';
import { commandPaths } from '../../src/discord/command-names.ts';
import { LANGUAGES, textsFor } from '../../src/texts/texts.ts';
import { fair } from '../fixtures/fair.ts';
import { sentences } from './sentences.ts';

describe('commands that texts name', () => {
  const paths = new Set(createAppContext(fair).commands.flatMap(({ data }) => commandPaths(data)));

  it.each(LANGUAGES)('are there: %s', (language) => {
    const named = new Set<string>();
    const texts = textsFor(language, (path) => {
      named.add(path);
      return path;
    });
    sentences(texts, 'fair');
    expect(named.size).toBeGreaterThan(8);
    expect([...named].filter((path) => !paths.has(path.replace(/^\S+ contents$/, 'fair contents')))).toEqual(
      [],
    );
  });

  it.each(LANGUAGES)('are named by nothing else: %s', (language) => {
    const written = sentences(
      textsFor(language, () => '…'),
      'fair',
    );
    expect(written.filter((text) => text.includes('`/'))).toEqual([]);
  });
});
