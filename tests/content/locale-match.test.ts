import { expect, test } from 'vitest';
import { askersLocale } from '../../src/content/locale-match.ts';
import { packIn } from '../../src/content/pack.ts';
import { goodPack, fileWith } from './pack-text.ts';

const TEXT = fileWith('## One\nText.');

/** What somebody with this language in Discord reads of an article in these. */
function read(discordLocale: string, ...locales: readonly string[]): string | undefined {
  const library = locales.map((locale) => goodPack(TEXT, locale));
  return packIn(library, 'tides', askersLocale(library, discordLocale))?.locale;
}

test('who reads in a region gets the article of that region', () => {
  expect(read('zh-TW', 'zh-CN', 'zh-TW')).toBe('zh-TW');
  expect(read('zh-CN', 'zh-CN', 'zh-TW')).toBe('zh-CN');
  expect(read('pt-BR', 'en', 'pt-BR')).toBe('pt-BR');
  expect(read('en-GB', 'en', 'en-GB')).toBe('en-GB');
});

test('else that of the same script, of the same language, English, or the first', () => {
  expect(read('zh-TW', 'zh-Hans', 'zh-Hant')).toBe('zh-Hant');
  expect(read('zh-CN', 'zh-Hant', 'zh-Hans')).toBe('zh-Hans');
  expect(read('en-US', 'fr', 'en-GB')).toBe('en-GB');
  expect(read('en-US', 'en', 'en-GB')).toBe('en');
  expect(read('es-ES', 'en', 'es-419')).toBe('es-419');
  expect(read('de', 'fr', 'en-GB')).toBe('en-GB');
  expect(read('de', 'fr', 'es')).toBe('fr');
});
