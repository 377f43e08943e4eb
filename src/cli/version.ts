import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The program's own, from its package.json. */
export function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(packageFolder(), MANIFEST), 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest
    ? String(manifest.version)
    : 'unknown';
}

const MANIFEST = 'package.json';

/** Where the program is installed: the compiled one lies deeper than its source. */
export function packageFolder(folder = import.meta.dirname): string {
  const parent = dirname(folder);
  return existsSync(join(folder, MANIFEST)) || parent === folder ? folder : packageFolder(parent);
}
