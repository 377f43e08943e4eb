import { fileOf, type LoadedLibrary } from './load.ts';
import type { Library, Pack } from './pack.ts';
import { inLibraryOrder } from './pack-order.ts';

/**
 * What to serve after a change: the new library, and of the old one the packs that are missing because of an
 * error in their file, their folder or the whole directory. A pack that was deleted goes.
 */
export function mergeLibraries(
  previous: Library,
  next: Pick<LoadedLibrary, 'library' | 'problems'>,
  directory: string,
): Library {
  const errors = next.problems.filter((problem) => problem.severity === 'error');
  const kept = previous.filter((pack) => {
    const file = fileOf(directory, pack).normalize('NFC');
    return (
      !next.library.some((other) => isSamePack(other, pack)) &&
      errors.some((error) => isAtOrBelow(file, error.file.normalize('NFC')))
    );
  });
  return inLibraryOrder([...next.library, ...kept]);
}

/** Whether two libraries hold the same packs with the same content. */
export function isSameLibrary(one: Library, other: Library): boolean {
  return (
    one.length === other.length &&
    one.every((pack, position) => {
      const counterpart = other[position];
      return (
        counterpart !== undefined && isSamePack(pack, counterpart) && pack.version === counterpart.version
      );
    })
  );
}

function isSamePack(one: Pack, other: Pack): boolean {
  return one.slug === other.slug && one.locale === other.locale;
}

function isAtOrBelow(file: string, place: string): boolean {
  return file === place || file.startsWith(`${place}/`);
}
