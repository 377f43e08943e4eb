import { fold, withoutEnd } from './headings.ts';
import type { ProblemLog } from './problem.ts';

/**
 * Two questions are the same where this is: case, accents, white space, forms of characters (NFKD), what nobody sees, and
 * punctuation around it make no difference to what is meant. Empty where nothing else is left.
 */
export function foldQuestion(text: string): string {
  return withoutEnd(fold(text).replace(/^[\s¿¡"'«»“”]+/u, ''), /[\s?!.…,;:"'«»“”？！。]/u);
}

/** What tells questions apart also where `foldQuestion` leaves nothing of them. */
export function questionKey(text: string): string {
  return foldQuestion(text) || fold(text);
}

/** Whether it can be found when somebody asks it: search goes by words, and signs alone are none. */
export function isAskable(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(foldQuestion(text));
}

/** In an article, a picture such as 🌊 may stand alone: whoever picks it from the list reads its answer. */
export function reportUnaskable(text: string, line: number, log: ProblemLog): void {
  if (foldQuestion(text) === '') log.error(line, adviceOnSigns(text));
}

export function adviceOnSigns(text: string): string {
  return `Put a letter or a digit into "${text}": signs alone are not found by search.`;
}
