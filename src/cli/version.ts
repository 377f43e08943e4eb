import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The program's own, from its package.json. */
export function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(manifestAbove(import.meta.dirname), 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest
    ? String(manifest.version)
    : 'unknown';
}

/** The compiled program lies deeper than its source. */
function manifestAbove(folder: string): string {
  const path = join(folder, 'package.json');
  return existsSync(path) || dirname(folder) === folder ? path : manifestAbove(dirname(folder));
}
