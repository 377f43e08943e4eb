import type { Library, Locale, Pack, PassageReference } from '../content/pack.ts';
import type { SmallTalk } from '../search/small-talk.ts';
import type { Counted, Group } from './group-questions.ts';
import type { PackPassage, Outcome, RankedPassage } from './outcome.ts';
import type { AskedServer } from './servers.ts';

export type { SmallTalk } from '../search/small-talk.ts';

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

/** One of the questions that a message asks, and what became of it. */
export interface AskedPart {
  /** As it was typed. */
  readonly said: string;
  /** The same, to be understood without the others. */
  readonly question: string;
  readonly outcome: Outcome;
}

export interface AskedParts {
  readonly parts: readonly [AskedPart, ...AskedPart[]];
  /** How many more questions the message asks. */
  readonly leftOut: number;
}

export interface Answers {
  readonly library: Library;
  /** Resolves, once it goes by what texts mean, with true; with false where it goes by words alone. Never rejects. */
  readonly ready: Promise<boolean>;
  /** A trial is asked by nobody: it doesn't count among what is asked most. */
  ask(question: string, scope: QueryScope & { readonly isTrial?: boolean }): Promise<Outcome>;
  /**
   * What a message is about that asks nothing: a greeting, thanks, who the bot is. Null for what may be a question, and for what
   * an article or the server is asked for so: those are to be asked.
   */
  smallTalk(message: string, scope: QueryScope): Promise<SmallTalk | null>;
  /** Whether nobody can tell of itself what a message asks: `and why?`. False for what an article or the server is asked so. */
  pointsBack(message: string, scope: QueryScope): Promise<boolean>;
  /**
   * A message that may ask several things, with what becomes of each: two or three where they are answered by different passages
   * or one of them alone is answered; else one, all that was asked. A trial counts as one of `ask` does.
   */
  askEach(message: string, scope: QueryScope & { readonly isTrial?: boolean }): Promise<AskedParts>;
  /**
   * The language that a question is asked in, where it is clearly none in which any of these articles is: a code such as `es`, or
   * `und` and a script. Null where that isn't sure.
   */
  otherLanguage(question: string, articles: readonly Pick<Pack, 'slug' | 'locale'>[]): Promise<string | null>;
  /** What is likest to a question, best first. Nobody asks it: it doesn't count among what is asked most. */
  nearest(question: string, scope: QueryScope): Promise<readonly RankedPassage[]>;
  /**
   * Those of a server's questions together that ask the same, the most asked first: by what they mean where that is known in
   * a second, else by their words.
   */
  group<Question extends Counted>(
    serverId: string,
    questions: readonly Question[],
  ): Promise<readonly Group<Question>[]>;
  /**
   * Questions for what has been typed so far; the most asked first where that is nothing. Of the server's, those read
   * already; what changed is read meanwhile, and is there at the next key stroke.
   */
  suggest(typed: string, scope: QueryScope & { readonly limit: number }): Promise<readonly Choice[]>;
  /** Null where the content no longer has it, and for an entry of a server. */
  passage(reference: PassageReference): PackPassage | null;
  /** The same, also for the server's own entries: null for one that was removed. */
  passageIn(reference: PassageReference, server: AskedServer): Promise<PackPassage | null>;
  /** What a reader of this passage may want to know next, the nearest first; of the server's entries, those read already. */
  related(
    found: PackPassage,
    limit: number,
    server?: Pick<AskedServer, 'id'>,
  ): Promise<readonly PackPassage[]>;
}
