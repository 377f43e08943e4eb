import type { Steps } from '../time-slices.ts';
import { entryRevision, type EntryDraft } from './entry.ts';
import { questionKey } from './wordings.ts';

/** What an import would do. */
export interface ImportPlan {
  readonly added: readonly EntryDraft[];
  /** In place of the entry with this id. */
  readonly edited: readonly { readonly id: string; readonly entry: EntryDraft }[];
  /** There already, word by word. */
  readonly same: readonly EntryDraft[];
}

/** An entry that asks what one of the same language asks already takes its place. */
export function* planImport(
  entries: readonly EntryDraft[],
  existing: readonly (EntryDraft & { readonly id: string })[],
): Steps<ImportPlan> {
  const known = new Map<string, EntryDraft & { readonly id: string }>();
  // Where two of an old database ask the same, the first has it.
  for (const entry of existing.toReversed()) {
    known.set(keyOf(entry), entry);
    yield;
  }
  const added: EntryDraft[] = [];
  const edited: { id: string; entry: EntryDraft }[] = [];
  const same: EntryDraft[] = [];
  for (const entry of entries) {
    yield;
    const before = known.get(keyOf(entry));
    if (before === undefined) added.push(entry);
    else if (entryRevision(before) === entryRevision(entry)) same.push(entry);
    else edited.push({ id: before.id, entry });
  }
  return { added, edited, same };
}

function keyOf({ locale, question }: EntryDraft): string {
  return `${locale}\n${questionKey(question)}`;
}
