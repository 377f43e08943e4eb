/**
 * How people put a question in one language: what they run together, how they count, ask and deny. Expressions see
 * lower case without accents, apostrophes as `'`; each must take time in proportion to the text.
 */
export interface Phrases {
  /** What a text without any contraction has not. */
  readonly mayContract: RegExp;
  /** In their order. Afterwards no apostrophe says anything. */
  readonly contractions: readonly (readonly [RegExp, string])[];
  /** Small words that run into the next one without their apostrophe (`lapplication`); null where there are none. */
  readonly elision: RegExp | null;
  /** Nouns that are counted by a number behind them (`rule 2`); separated by spaces, as all lists here. */
  readonly numbered: string;
  /** What may stand between the two: `rule number 2`. */
  readonly numberSigns: string;
  /** From 1 on. */
  readonly numbers: string;
  readonly ordinals: string;
  /** `2nd`, with the number as its first group. */
  readonly ordinal: RegExp;
  /** Words before which `2` and `4` are `to` and `for`, and such as they stand behind then. */
  readonly soundsBefore: string;
  readonly soundsAfter: string;
  /** Words before which a letter is a verb: `r u`, `c the`. */
  readonly objects: string;
  /** What goes before a question and after it out of politeness. Anchored at the beginning and at the end. */
  readonly leadIn: RegExp;
  readonly leadOut: RegExp;
  /** All of a question that asks for what something is, with what it is called as its first group; or a name alone. */
  readonly asksForName: RegExp;
  /** How a sentence begins that asks. */
  readonly asking: RegExp;
  /** What stands in one that asks in other words. */
  readonly askingFor: RegExp;
  /** Where in a long sentence a question begins. */
  readonly clauses: RegExp;
  /** How several questions stand in one message. */
  readonly several: SeveralQuestions;
  /** Tried on words, written out: what denies, once what only seems to is gone. */
  readonly negation: RegExp;
  readonly notNegation: RegExp;
}

/** All but `joins` are anchored at a question's beginning. */
interface SeveralQuestions {
  /** What stands between two questions of a sentence. */
  readonly joins: RegExp;
  /** A question that stands by itself: `how much does`, `is it`; not `when it rains`. */
  readonly direct: RegExp;
  /** The same where somebody asks to be told it: `when it opens`. */
  readonly indirect: RegExp;
  /** What a question begins with behind a comma alone: others go on with the one before. */
  readonly afterComma: RegExp;
  /** Who asks to be told something. */
  readonly toBeTold: RegExp;
  /** A sentence that is a question by its mark alone. */
  readonly byItsMark: RegExp;
  /** A question that only goes on with the one before: `is that ok`. */
  readonly goesOn: RegExp;
  /** The same behind one that asks why: `is it the server`. */
  readonly guess: RegExp;
  readonly why: RegExp;
  /** The words of a question that stand for what the one before is about; with `g`. */
  readonly pronoun: RegExp;
  /** What a question is about, as one of its groups. */
  readonly subject: RegExp;
}

/** The same, laid out to be looked up. */
export interface ReadPhrases extends Pick<
  Phrases,
  | 'mayContract'
  | 'contractions'
  | 'elision'
  | 'ordinal'
  | 'leadIn'
  | 'leadOut'
  | 'asksForName'
  | 'asking'
  | 'askingFor'
  | 'clauses'
  | 'several'
  | 'negation'
  | 'notNegation'
> {
  readonly numbered: ReadonlySet<string>;
  readonly numberSigns: ReadonlySet<string>;
  /** In digits. */
  readonly numbers: ReadonlyMap<string, string>;
  readonly ordinals: ReadonlyMap<string, string>;
  readonly soundsBefore: ReadonlySet<string>;
  readonly soundsAfter: ReadonlySet<string>;
  readonly objects: ReadonlySet<string>;
}

export function readPhrases(phrases: Phrases): ReadPhrases {
  return {
    ...phrases,
    numbered: wordSet(phrases.numbered),
    numberSigns: wordSet(phrases.numberSigns),
    numbers: valuesOf(phrases.numbers),
    ordinals: valuesOf(phrases.ordinals),
    soundsBefore: wordSet(phrases.soundsBefore),
    soundsAfter: wordSet(phrases.soundsAfter),
    objects: wordSet(phrases.objects),
  };
}

export function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(/\s+/).filter((word) => word !== ''));
}

function valuesOf(words: string): ReadonlyMap<string, string> {
  return new Map([...wordSet(words)].map((word, at) => [word, String(at + 1)]));
}

/** Where signs part a sentence. */
export const CLAUSE = String.raw`(?<=[,;:–—…])\s+|\s+[-–—]\s+`;
