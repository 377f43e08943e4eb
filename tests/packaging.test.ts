import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exitCodeOf } from '../src/cli/exit-code.ts';
import { ConfigError } from '../src/config.ts';
import { GatewayRefusal } from '../src/transports/gateway-refusal.ts';

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

describe('under systemd', () => {
  const settings = new Map(
    read('packaging/footnote.service')
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );

  it('the bot starts again after an error, but not where only somebody can mend what is wrong', () => {
    expect(settings.get('Restart')).toBe('on-failure');
    const forGood = settings.get('RestartPreventExitStatus')?.split(' ');
    expect(forGood).not.toContain(String(exitCodeOf(new Error('a crash'))));
    for (const error of [new ConfigError('a wrong variable'), new GatewayRefusal('a wrong token')])
      expect(forGood).toContain(String(exitCodeOf(error)));
  });

  it('no system call kills it', () => {
    expect(settings.get('SystemCallErrorNumber')).toBe('EPERM');
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
