import type { Library, Locale, PassageReference } from '../content/pack.ts';
import type { PackPassage, Outcome, RankedPassage } from './outcome.ts';
import type { AskedServer } from './servers.ts';

/** The articles that a place has, by slug. */
export interface ArticlesHere {
  /** Those that are on, in their order. */
  readonly on: readonly string[];
  /** Of these, those that moderators put before the others: what they answer goes before what is equally sure. */
  readonly first: readonly string[];
}

/** Where a question was asked, as far as the answer depends on it. */
export interface QueryScope {
  /** The asker's language: decides between equally good answers, and where none is found. */
  readonly locale: Locale;
  /** Only this article; all that are on where it is absent. */
  readonly slug?: string;
  /** Where it is absent, all are on. */
  readonly articles?: ArticlesHere;
  /** What it taught the bot is searched, too. */
  readonly server?: AskedServer;
}

export interface Choice {
  /** 1 to 100 characters; asking with it finds `passage`. */
  readonly question: string;
  readonly found: PackPassage;
}

export interface Answers {
  readonly library: Library;
  /** Resolves, once it goes by what texts mean, with true; with false where it goes by words alone. Never rejects. */
  readonly ready: Promise<boolean>;
  ask(question: string, scope: QueryScope): Promise<Outcome>;
  /** What is likest to a question, best first. Nobody asks it: it doesn't count among what is asked most. */
  nearest(question: string, scope: QueryScope): Promise<readonly RankedPassage[]>;
  /**
   * Questions for what has been typed so far; the most asked first where that is nothing. Of the server's, those read
   * already; what changed is read meanwhile, and is there at the next key stroke.
   */
  suggest(typed: string, scope: QueryScope & { readonly limit: number }): readonly Choice[];
  /** Null where the content no longer has it, and for an entry of a server. */
  passage(reference: PassageReference): PackPassage | null;
  /** The same, also for the server's own entries: null for one that was removed. */
  passageIn(reference: PassageReference, server: AskedServer): Promise<PackPassage | null>;
  /** What a reader of this passage may want to know next, the nearest first; of the server's entries, those read already. */
  related(found: PackPassage, limit: number, server?: Pick<AskedServer, 'id'>): readonly PackPassage[];
}
