import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { NewAlert } from '../../store/alert-store.ts';
import { memberHash, questionHandle, type HashingKeys } from '../keyed-hash.ts';
import { UserError } from '../user-error.ts';

/** Somebody's question, and where they asked it. */
const inquiry = z.object({
  memberId: z.string(),
  question: z.string(),
  /** Of the asker's own texts. */
  locale: z.string(),
  /** In which it was asked. */
  askedIn: z.string(),
  /** The article that was asked; null for all of them. */
  slug: z.string().nullable(),
  channelId: z.string(),
  /** The channel that this thread is in; null where it is none. */
  parentId: z.string().nullable(),
});
export type Inquiry = z.infer<typeof inquiry>;

/** What a helper answered. */
const helperAnswer = z.object({ helperId: z.string(), text: z.string() });
export type HelperAnswer = z.infer<typeof helperAnswer>;

/** Of what is kept of those who wait. */
export interface WaitingKeys {
  readonly voters: Uint8Array;
  readonly questions: Uint8Array;
  readonly sealing: Uint8Array;
}

/** Throws a `UserError` without a token: then nobody can be written to. */
export function waitingKeys({ voters, questions, sealing }: HashingKeys): WaitingKeys {
  const key = questions();
  if (key === null || sealing === null) throw new UserError('no-token', (texts) => texts.errors.noToken);
  return { voters, questions: key, sealing };
}

/** Of somebody who wants to be told. */
export function newAlert(keys: WaitingKeys, serverId: string, value: Inquiry): NewAlert {
  return {
    member: memberHash(keys.voters, serverId, value.memberId),
    question: questionHandle(keys.questions, serverId, value.question),
    sealed: sealInquiry(keys.sealing, serverId, value),
    at: Date.now(),
  };
}

const CIPHER = 'aes-256-gcm';
/** NIST SP 800-38D, 8.2: 96 bits, for which the mode was made. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

function sealInquiry(key: Uint8Array, serverId: string, value: Inquiry): string {
  return seal(key, serverId, value);
}

/** Null where it was sealed with another key (the bot's token was reset), or for another server. */
export function openInquiry(key: Uint8Array, serverId: string, sealed: string): Inquiry | null {
  return inquiry.safeParse(open(key, serverId, sealed)).data ?? null;
}

export function sealAnswer(key: Uint8Array, serverId: string, value: HelperAnswer): string {
  return seal(key, serverId, value);
}

export function openAnswer(key: Uint8Array, serverId: string, sealed: string): HelperAnswer | null {
  return helperAnswer.safeParse(open(key, serverId, sealed)).data ?? null;
}

/** Bound to the server: in another's row it can't be read. */
function seal(key: Uint8Array, serverId: string, value: unknown): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(serverId));
  const text = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64url');
}

function open(key: Uint8Array, serverId: string, sealed: string): unknown {
  const bytes = Buffer.from(sealed, 'base64url');
  const nonce = bytes.subarray(0, NONCE_BYTES);
  const tag = bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
  try {
    const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES })
      .setAAD(Buffer.from(serverId))
      .setAuthTag(tag);
    const text = Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
    return JSON.parse(text.toString('utf8'));
  } catch {
    return null;
  }
}
