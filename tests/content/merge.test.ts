import { describe, expect, test } from 'vitest';
import { isSameLibrary, mergeLibraries } from '../../src/content/merge.ts';
import type { Pack } from '../../src/content/pack.ts';
import { parsePack } from '../../src/content/parse.ts';
import { fileWith } from './pack-text.ts';

function pack(slug: string, locale: string, text = 'Text.'): Pack {
  const parsed = parsePack(fileWith(`## One\n${text}`), { file: '', slug, locale });
  if (parsed.pack === null) throw new Error('A pack of one section must parse.');
  return parsed.pack;
}

const error = (file: string) => ({ file, line: 1, severity: 'error', message: 'Mend it.' }) as const;
const warning = (file: string) => ({ ...error(file), severity: 'warning' }) as const;

describe('after a change', () => {
  const previous = [pack('a', 'en'), pack('a', 'fr'), pack('a-b', 'en')];
  const served = (library: readonly Pack[], problems: Parameters<typeof mergeLibraries>[1]['problems']) =>
    mergeLibraries(previous, { library, problems }, 'content/').map(({ slug, locale, sections }) =>
      [slug, locale, sections[0]?.text].join(' '),
    );

  test('what was mended is new, and what broke stays as it was', () => {
    expect(served([pack('a', 'en', 'New.'), pack('a-b', 'en')], [error('content/a/fr.md')])).toEqual([
      'a en New.',
      'a fr Text.',
      'a-b en Text.',
    ]);
  });

  test('what was deleted goes, and what was added comes', () => {
    expect(
      served([pack('a', 'en'), pack('0', 'de')], [error('content/a/de.md'), error('content/a-c')]),
    ).toEqual(['0 de Text.', 'a en Text.']);
  });

  test('a warning keeps nothing', () => {
    expect(served([pack('a', 'en')], [warning('content/a/fr.md'), warning('content')])).toEqual([
      'a en Text.',
    ]);
  });

  test('an error in an article keeps the whole article, and no other', () => {
    expect(served([], [error('content/a')])).toEqual(['a en Text.', 'a fr Text.']);
  });

  test('what could be read in spite of an error is new', () => {
    expect(served([pack('a', 'en', 'New.')], [error('content/a')])).toEqual(['a en New.', 'a fr Text.']);
  });

  test('an error in the whole directory keeps everything', () => {
    expect(served([], [error('content')])).toEqual(['a en Text.', 'a fr Text.', 'a-b en Text.']);
  });
});

test('two libraries are the same where their packs and texts are', () => {
  const library = [pack('a', 'en'), pack('b', 'en')];
  expect(isSameLibrary(library, [pack('a', 'en'), pack('b', 'en')])).toBe(true);
  expect(isSameLibrary(library, [pack('a', 'en'), pack('b', 'en', 'New.')])).toBe(false);
  expect(isSameLibrary(library, [pack('a', 'en'), pack('b', 'fr')])).toBe(false);
  expect(isSameLibrary(library, [pack('a', 'en')])).toBe(false);
});
