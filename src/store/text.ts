import { createHash, randomBytes } from 'node:crypto';
import { questionKey } from '../content/wordings.ts';
import { MAX_QUESTION_LENGTH } from './question-store.ts';

/** SQLite cuts a text at NUL, PostgreSQL refuses it, and neither stores half of a surrogate pair: U+FFFD stands for both. */
export function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD');
}

/** What is kept of a question. */
export function keptText(text: string): string {
  // In code points, as databases count: no surrogate pair is torn.
  return storable(
    Array.from(text.slice(0, 2 * MAX_QUESTION_LENGTH))
      .slice(0, MAX_QUESTION_LENGTH)
      .join(''),
  );
}

/** The same for texts that members typed which differ in case, white space and forms of characters (NFKC) alone. */
export function textKey(text: string): string {
  return hashOf(storable(text).normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim());
}

/** The same for questions that are the same: what moderators teach is kept once by this. */
export function questionHash(text: string): string {
  return hashOf(questionKey(storable(text)));
}

/** PostgreSQL indexes no more than 2,700 bytes, and a question may have 6,000 characters. */
function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

/** Fits into a custom id: 16 letters and digits. */
export function newId(): string {
  return randomBytes(8).toString('hex');
}
