import type { Pack } from '../../content/pack.ts';

/** What an article's own test questions show of its answers where nobody asked the bot, in one language. */
export type ArticleQuality =
  /** `unanswerable`: those that the article doesn't cover. */
  | { readonly kind: 'too few'; readonly answerable: number; readonly unanswerable: number }
  | { readonly kind: 'being measured' }
  | {
      readonly kind: 'measured';
      /** Right answers among those given, 0 to 1; null where none was given. */
      readonly precision: number | null;
      /** How many of what it doesn't cover is answered all the same, 0 to 1. */
      readonly wronglyAnswered: number;
    };

/** Measures articles by their own test questions, each once for a state of its content. */
export interface ArticleQualities {
  /** What is known now; where it isn't yet, it is being measured from now on. */
  now(pack: Pack): ArticleQuality;
  /** The same, once it is measured. */
  measured(pack: Pack): Promise<ArticleQuality>;
}

/** As many test questions as tell something, in one language. */
export const ENOUGH_QUESTIONS = { answerable: 20, unanswerable: 10 } as const;

/** Whoever didn't ask the bot is to be answered wrongly by one answer in twenty at most. */
export const LEAST_PRECISION = 0.95;
export const MOST_WRONGLY_ANSWERED = 0.03;

/** Whether posts may be answered from it. */
export function isGoodEnough(quality: ArticleQuality): boolean {
  switch (quality.kind) {
    case 'too few':
    case 'being measured':
      return false;
    case 'measured':
      return (
        quality.precision !== null &&
        quality.precision >= LEAST_PRECISION &&
        quality.wronglyAnswered <= MOST_WRONGLY_ANSWERED
      );
  }
}

const NO_QUESTIONS: ArticleQuality = { kind: 'too few', answerable: 0, unanswerable: 0 };

/** For a bot that measures nothing: it answers no posts from articles. */
export const NOT_MEASURED: ArticleQualities = {
  now: () => NO_QUESTIONS,
  measured: () => Promise.resolve(NO_QUESTIONS),
};
