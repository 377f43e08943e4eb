import { createHash } from 'node:crypto';
import type { Library } from './pack.ts';

const known = new WeakMap<Library, string>();

/** Short for what all articles say: another one where one of them changes, comes or goes. */
export function libraryVersion(library: Library): string {
  const before = known.get(library);
  if (before !== undefined) return before;
  const packs = library.map(({ slug, locale, version }) => [slug, locale, version].join('/'));
  const version = createHash('sha256').update(packs.toSorted().join('\n')).digest('base64url').slice(0, 16);
  known.set(library, version);
  return version;
}
