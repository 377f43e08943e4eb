import type { EntryDraft } from './entry.ts';

/** Entries of one language, in their order, as many together as one file is to hold. */
export interface ExportPart {
  readonly locale: string;
  readonly entries: readonly EntryDraft[];
}

/** One part a language, or several where one would get larger than about that many bytes. */
export function exportParts(entries: readonly EntryDraft[], most: number): readonly ExportPart[] {
  const locales = [...new Set(entries.map(({ locale }) => locale))];
  return locales.flatMap((locale) => {
    const parts: EntryDraft[][] = [];
    let size = Number.POSITIVE_INFINITY;
    for (const entry of entries.filter((one) => one.locale === locale)) {
      size += sizeOf(entry);
      if (size > most) {
        size = sizeOf(entry);
        parts.push([]);
      }
      parts.at(-1)?.push(entry);
    }
    return parts.map((part) => ({ locale, entries: part }));
  });
}

/** Once it is written, with each character of a line escaped. */
function sizeOf({ question, answer, wordings }: EntryDraft): number {
  return Buffer.byteLength(answer) + 2 * Buffer.byteLength([question, ...wordings].join('\n- ')) + 200;
}
