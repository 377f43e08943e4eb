import type { Language } from './languages/language.ts';

/** Whether a message asks nothing: `hi all`, `thanks bot`, `help`. */
export function isSmallTalk(words: readonly string[], { phrases, stopWords }: Language): boolean {
  if (phrases === null || words.length === 0) return false;
  if (phrases.smallTalk.test(words.join(' '))) return true;
  const isAddressed = (word: string): boolean => phrases.addressed.has(word);
  const isGreeting = (word: string): boolean => phrases.greetings.has(word);
  return (
    words.every((word) => isGreeting(word) || isAddressed(word) || stopWords.has(word)) &&
    (words.some(isGreeting) || (words.length <= 2 && words.every(isAddressed)))
  );
}

/**
 * What such a message is about, if it were about something: `help` for `I need help`. Null for words that are about
 * something else. Where the pack asks for the same, it is no small talk: `How do I get help?`
 */
export function talkedAbout(
  words: readonly string[],
  { phrases, stopWords, chatter }: Language,
): string | null {
  if (phrases === null) return null;
  const about = words.filter((word) => phrases.greetings.has(word) || phrases.addressed.has(word));
  const others = words.filter((word) => !about.includes(word));
  if (!others.every((word) => stopWords.has(word) || chatter.has(word))) return null;
  return about.length === 0 ? words.join(' ') : [...new Set(about)].toSorted().join(' ');
}
