import { createHash, randomBytes } from 'node:crypto';

/** SQLite cuts a text at NUL, PostgreSQL refuses it, and neither stores half of a surrogate pair: U+FFFD stands for both. */
export function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD');
}

/**
 * The same for texts that differ in case, white space and forms of characters (NFKC) alone.
 * A hash, since PostgreSQL indexes no more than 2,700 bytes and a question may have 6,000 characters.
 */
export function textKey(text: string): string {
  const normal = storable(text).normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim();
  return createHash('sha256').update(normal).digest('base64url');
}

/** Fits into a custom id: 16 letters and digits. */
export function newId(): string {
  return randomBytes(8).toString('hex');
}
