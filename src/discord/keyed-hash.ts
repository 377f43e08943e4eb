import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { PassageReference } from '../content/pack.ts';
import { textKey } from '../store/text.ts';

/**
 * The key of what stands for members and questions, made from the bot's token: the same on every replica and after a
 * restart, and kept nowhere. Without a token, one of this process alone.
 */
export function hashingKey(token: string | null): Uint8Array {
  return token === null
    ? randomBytes(32)
    : new Uint8Array(hkdfSync('sha256', token, '', 'footnote: who voted', 32));
}

/**
 * A passage in a server has one vote of each member, however often they ask for it; that two votes on two passages, or in
 * two servers, are of one member, this doesn't tell.
 */
export function voterOf(
  key: Uint8Array,
  serverId: string,
  { slug, locale, id }: PassageReference,
  memberId: string,
): string {
  return hashOf(key, [serverId, slug, locale, id, memberId]).toString('base64url');
}

/** What buttons call a question: 16 letters and digits, which nobody without the key can guess a text by. */
export function questionHandle(key: Uint8Array, serverId: string, text: string): string {
  return hashOf(key, ['question', serverId, textKey(text)])
    .toString('hex')
    .slice(0, 16);
}

function hashOf(key: Uint8Array, parts: readonly string[]): Buffer {
  return createHmac('sha256', key).update(parts.join('\n')).digest();
}
