/** What a message is about that asks nothing of an article. */
export type SmallTalk =
  | 'greeting'
  | 'farewell'
  | 'thanks'
  /** Applause, laughter, consent: `nice one`, `lol`, `ok`. */
  | 'reaction'
  | 'insult'
  /** Whether anybody is there: `ping`. */
  | 'test'
  /** What the bot can do. */
  | 'help'
  /** Who or what the bot is. */
  | 'about'
  /** Where answers come from. */
  | 'source';

/**
 * What people say in one language that asks nothing of an article, as they would write it; a line each. `(a|b c|)` stands for
 * one of these, or for nothing.
 */
export interface TalkData {
  /** What may go with any of it and says nothing alone. */
  readonly fillers: string;
  /** What people say of an answer, as a statement: a reaction, but for one that ends in a question mark. */
  readonly remarks: string;
  /** What asks on about something, and doesn't say about what. */
  readonly pointers: string;
  readonly phrases: Readonly<Record<SmallTalk, string>>;
}
