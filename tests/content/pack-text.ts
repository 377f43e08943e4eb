import { parsePack, type ParsedPack } from '../../src/content/parse.ts';
import type { Pack } from '../../src/content/pack.ts';

const FRONT_MATTER = '---\ntitle: Tides\nsource: "Tides: a primer"\n---\n';

/** The front matter takes lines 1 to 4. */
export function withFrontMatter(body: string): string {
  return `${FRONT_MATTER}${body}`;
}

/** A whole file: a summary on line 5, and what the test is about from line 7 on. */
export function fileWith(body: string): string {
  return withFrontMatter(`The sea rises and falls.\n\n${body}`);
}

export function parse(text: string, locale = 'en'): ParsedPack {
  return parsePack(text, { file: `content/tides/${locale}.md`, slug: 'tides', locale });
}

/** The pack of a file that has nothing wrong with it. */
export function goodPack(text: string, locale = 'en'): Pack {
  const { pack, problems } = parse(text, locale);
  if (pack === null || problems.length > 0) throw new Error(`Unexpected: ${JSON.stringify(problems)}`);
  return pack;
}

/** `7 error: what to do`, without the file's name. */
export function problemsOf(text: string, locale = 'en'): readonly string[] {
  return parse(text, locale).problems.map(({ line, severity, message }) => `${line} ${severity}: ${message}`);
}
