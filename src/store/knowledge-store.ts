import type { EntryDraft } from '../content/entry.ts';
import type { Locale, PassageReference } from '../content/pack.ts';

/** A question and its answer, added by a server's moderators. */
export interface ServerEntry {
  /** Short, of letters and digits: it stands in custom ids. */
  readonly id: string;
  readonly locale: Locale;
  readonly question: string;
  readonly answer: string;
  readonly wordings: readonly string[];
  /** The section that it cites. */
  readonly section: { readonly slug: string; readonly section: string } | null;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** Whom the answer is credited to, as plain text; null where it is nobody. */
  readonly author: string | null;
  /** Stands for the message that it was taught from; null for one that was typed. */
  readonly taughtFrom: string | null;
}

/** An `author` is kept only where the server's settings say so. */
export interface NewEntry extends EntryDraft {
  /** Stands for the credited member. */
  readonly authorKey?: string | null;
  /** Stands for the message that it is taught from. */
  readonly taughtFrom?: string | null;
}

interface EntryChanges {
  readonly added: readonly NewEntry[];
  readonly edited: readonly { readonly id: string; readonly entry: NewEntry }[];
}

/** Another way to ask for a passage of an article. */
export interface AddedWording {
  readonly passage: PassageReference;
  readonly wording: string;
}

/** Something that the server's members ask and that can't be answered. */
export interface UncoveredTopic {
  readonly id: string;
  readonly locale: Locale;
  /** As it was asked. */
  readonly question: string;
}

/** All that a server taught the bot. */
export interface Knowledge {
  readonly revision: number;
  /** In the order in which they were added. */
  readonly entries: readonly ServerEntry[];
  readonly wordings: readonly AddedWording[];
  readonly uncoveredTopics: readonly UncoveredTopic[];
}

export const MAX_ENTRIES = 500;
/** Of added wordings, and of added topics. */
export const MAX_ADDED = 2_000;

/** Another entry of the server asks the same in that language: the one that stands there. */
export interface Exists {
  readonly did: 'exists';
  readonly entry: ServerEntry;
}

/** Somebody else wrote something else meanwhile: what stands there now. */
interface Changed {
  readonly did: 'changed';
  readonly entry: ServerEntry;
}

/** The server would have more than `MAX_ENTRIES` or `MAX_ADDED`. */
export interface Full {
  readonly did: 'full';
}

/** Not all of the questions that it was to settle wait: somebody else settled one, or it is no longer kept. */
interface Settled {
  readonly did: 'settled';
}

export interface Gone {
  readonly did: 'gone';
}

export type AddedEntries =
  { readonly did: 'added'; readonly entries: readonly ServerEntry[] } | Exists | Full | Settled;
export type EditedEntry = { readonly did: 'edited'; readonly entry: ServerEntry } | Changed | Exists | Gone;
export type RemovedEntry = { readonly did: 'removed'; readonly entry: ServerEntry } | Changed | Gone;
export type ChangedEntries = { readonly did: 'changed' } | Full | { readonly did: 'outdated' };
export type AddedEntryWordings = { readonly did: 'added' } | Exists | Gone | Settled;
export type Added = { readonly did: 'added' } | Full | Settled;

/**
 * Each change makes the server's revision grow in the same transaction. All of a call is done, or nothing: `added` and
 * `edited` alone say that it was. Two questions are the same where `questionKey` (src/content/wordings.ts) is; of entries
 * that ask the same in a language a server has one. `settling` are waiting questions that are settled by what is added:
 * they are settled in the same transaction. What is added, and what that settles, is noted there so that it can be undone
 * (`ReviewStore`); not of `addEntries`, which `removeEntry` takes back. What an entry was before is kept in it, too (`HistoryStore`), with `by`, the member who changes it,
 * where the server's settings say so.
 */
export interface KnowledgeStore {
  read(serverId: string): Promise<Knowledge>;
  addEntries(
    serverId: string,
    entries: readonly NewEntry[],
    at: number,
    settling?: readonly string[],
    by?: string | null,
  ): Promise<AddedEntries>;
  /** @param revision what the changes were made for: `outdated` where the server has another by now */
  changeEntries(
    serverId: string,
    revision: number,
    changes: EntryChanges,
    at: number,
    by?: string | null,
  ): Promise<ChangedEntries>;
  /** @param seen the `entryRevision` of what is to be replaced */
  editEntry(
    serverId: string,
    id: string,
    edit: { readonly entry: NewEntry; readonly seen: string },
    at: number,
    by?: string | null,
  ): Promise<EditedEntry>;
  /** @param seen the `entryRevision` of what is to be removed */
  removeEntry(
    serverId: string,
    id: string,
    seen: string,
    at: number,
    by?: string | null,
  ): Promise<RemovedEntry>;
  /** Adds wordings to an entry of the server's own. The same one twice counts once. */
  addEntryWordings(
    serverId: string,
    id: string,
    wordings: readonly string[],
    at: number,
    settling?: readonly string[],
    by?: string | null,
  ): Promise<AddedEntryWordings>;
  /** Takes a member's name out of all entries. Resolves with the number of entries. */
  removeCredits(serverId: string, authorKey: string): Promise<number>;
  /** The same one twice counts once. */
  addWordings(
    serverId: string,
    added: readonly AddedWording[],
    at: number,
    settling?: readonly string[],
  ): Promise<Added>;
  /** False where there is no such wording. */
  removeWording(serverId: string, added: AddedWording): Promise<boolean>;
  /** The same question twice counts once. */
  addUncoveredTopics(
    serverId: string,
    added: readonly Omit<UncoveredTopic, 'id'>[],
    at: number,
    settling?: readonly string[],
  ): Promise<Added>;
  removeUncoveredTopic(serverId: string, id: string): Promise<boolean>;
}
