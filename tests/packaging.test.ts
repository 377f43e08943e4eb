import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

describe('installing', () => {
  it('runs no script of a package: take "hasInstallScript" out of package-lock.json (docs/adr/0006-no-install-scripts.md)', () => {
    const { packages } = JSON.parse(read('package-lock.json')) as {
      readonly packages: Readonly<Record<string, { readonly hasInstallScript?: boolean }>>;
    };
    expect(Object.keys(packages).length).toBeGreaterThan(100);
    expect(Object.keys(packages).filter((name) => packages[name]?.hasInstallScript === true)).toEqual([]);
  });
});

describe('the documentation', () => {
  const pages = [
    'README.md',
    'CONTRIBUTING.md',
    'CHANGELOG.md',
    'SECURITY.md',
    'PRIVACY.md',
    'tests/README.md',
    ...['README', 'architecture', 'benchmarks', 'cli', 'evaluation', 'glossary', 'hosting', 'moderators'].map(
      (page) => `docs/${page}.md`,
    ),
    'docs/packs.md',
    'docs/search.md',
    'docs/adr/README.md',
  ];

  it.each(pages)('has no link to a file that is not there: %s', (page) => {
    const links = [...read(page).matchAll(/\]\((?!https?:)([^)#\s]+)/g)].map(([, link = '']) => link);
    expect(links.filter((link) => !existsSync(join(ROOT, page, '..', link)))).toEqual([]);
  });

  it('begins with a page that is read at a sitting', () => {
    expect(Buffer.byteLength(read('README.md'))).toBeLessThan(8_000);
  });
});
