import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { PassageReference } from '../content/pack.ts';
import { textKey } from '../store/text.ts';

/** The keys of what stands for members and questions. */
export interface HashingKeys {
  readonly voters: Uint8Array;
  /** Of what is kept encrypted; null without a token, where nothing could be done with it. */
  readonly sealing: Uint8Array | null;
  /** And of what stands for messages that were taught, and the members whom they are credited to. Null where it isn't known yet. */
  readonly questions: () => Uint8Array | null;
}

/** Made from the bot's token: the same on every replica and after a restart, and kept nowhere. */
export function keysFrom(token: string): HashingKeys {
  const derived = (purpose: string) =>
    new Uint8Array(hkdfSync('sha256', token, '', `footnote: ${purpose}`, 32));
  const key = derived('who voted');
  return { voters: key, questions: () => key, sealing: derived('who is told') };
}

/** Of this process alone. */
export function ownKeys(): HashingKeys {
  const key = randomBytes(32);
  return { voters: key, questions: () => key, sealing: randomBytes(32) };
}

/**
 * For a bot without a token. Its public key would not do, which everybody may know. That of questions stands in the database,
 * which all replicas share and which holds the questions themselves. There it would tell whose each vote is, so that of
 * voters is this process's own.
 * @param shared the key of the database, asked for until it comes
 * @param report told why it didn't
 */
export async function keysWithoutToken(
  shared: () => Promise<Uint8Array>,
  report: (error: unknown) => void,
): Promise<HashingKeys> {
  let questions: Uint8Array | null = null;
  let reading: Promise<void> | null = null;
  const read = async () => {
    try {
      questions = await shared();
    } catch (error) {
      report(error);
    } finally {
      reading = null;
    }
  };
  await read();
  return {
    voters: randomBytes(32),
    sealing: null,
    questions: () => {
      if (questions === null) reading ??= read();
      return questions;
    },
  };
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

/** A member in a server, whatever they ask there. */
export function memberHash(key: Uint8Array, serverId: string, memberId: string): string {
  return hashOf(key, ['member', serverId, memberId]).toString('base64url');
}

/** What buttons call a question: 16 letters and digits, which nobody without the key can guess a text by. */
export function questionHandle(key: Uint8Array, serverId: string, text: string): string {
  return hashOf(key, ['question', serverId, textKey(text)])
    .toString('hex')
    .slice(0, 16);
}

/** What an entry calls the message that it was taught from: 16 letters and digits. */
export function messageKey(key: Uint8Array, serverId: string, messageId: string): string {
  return hashOf(key, ['message', serverId, messageId]).toString('hex').slice(0, 16);
}

/** What an entry calls the member whom it names: 8 characters, which fit into a custom id beside all that a form carries. */
export function authorKey(key: Uint8Array, serverId: string, memberId: string): string {
  return hashOf(key, ['author', serverId, memberId]).toString('base64url').slice(0, 8);
}

/** What shows that this bot wrote a custom id: 8 characters, which nobody makes without the key. */
export function signatureOf(key: Uint8Array, serverId: string, args: readonly string[]): string {
  return hashOf(key, ['custom id', serverId, ...args])
    .toString('base64url')
    .slice(0, 8);
}

function hashOf(key: Uint8Array, parts: readonly string[]): Buffer {
  return createHmac('sha256', key).update(parts.join('\n')).digest();
}
