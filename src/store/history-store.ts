import type { EntryDraft } from '../content/entry.ts';
import type { Exists, Full, Gone, ServerEntry } from './knowledge-store.ts';

/** How many versions of an entry are kept, with the one that stands there. */
export const MAX_VERSIONS = 10;
/** Of all of a server's entries, and those that were removed: about 20 MB where all are as long as can be. */
export const MAX_EARLIER_VERSIONS = 2_000;
/** How long an entry that was removed can be restored, in days. */
export const REMOVED_DAYS = 30;

/** What an entry says, or said once. */
export interface EntryVersion extends Omit<EntryDraft, 'author'> {
  /** Unique among the versions of an entry; that of the entry for the one that stands there. */
  readonly id: string;
  readonly writtenAt: number;
  /** The member who wrote it; null where that isn't kept. */
  readonly writtenBy: string | null;
}

export interface EntryHistory {
  /** Newest first. */
  readonly versions: readonly [EntryVersion, ...EntryVersion[]];
  /** Null while the entry stands, as the first version says. */
  readonly removed: { readonly at: number; readonly by: string | null } | null;
}

export type RestoredEntry = { readonly did: 'restored'; readonly entry: ServerEntry } | Exists | Full | Gone;

/** What moderators' entries were before. It is written with each change of them (`KnowledgeStore`). */
export interface HistoryStore {
  /** Null where there is no such entry, and none that was removed in the last `REMOVED_DAYS`. */
  of(serverId: string, entryId: string, now: number): Promise<EntryHistory | null>;
  /** Those that can be restored, the last removed first. */
  removed(
    serverId: string,
    now: number,
  ): Promise<readonly { readonly id: string; readonly question: string; readonly removedAt: number }[]>;
  /** Puts an entry back as it was when it was removed, behind all others; its votes and its earlier versions are still its own. */
  restore(serverId: string, entryId: string, at: number): Promise<RestoredEntry>;
  /** Deletes what can't be restored any longer, in every server. */
  deleteExpired(now: number): Promise<void>;
}
