import { verify, type KeyObject } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** How far a request's time may be off, in seconds. */
export const TIME_WINDOW = 5 * 60;

/** What Discord signs a request with (Interactions, Overview: Validating Security Request Headers). */
interface SignedHeaders {
  readonly signature: Buffer;
  /** As it came: it is signed so. */
  readonly timestamp: string;
}

/**
 * Null where they are missing, malformed, or too old or too new.
 * @param now in milliseconds since 1970
 */
export function readSignedHeaders(headers: IncomingHttpHeaders, now: number): SignedHeaders | null {
  const signature = headers['x-signature-ed25519'];
  const timestamp = headers['x-signature-timestamp'];
  if (typeof signature !== 'string' || typeof timestamp !== 'string') return null;
  if (!/^[\da-f]{128}$/i.test(signature) || !/^\d{1,12}$/.test(timestamp)) return null;
  if (Math.abs(now / 1000 - Number(timestamp)) > TIME_WINDOW) return null;
  return { signature: Buffer.from(signature, 'hex'), timestamp };
}

/**
 * Whether Discord sent exactly these bytes. That is most of the work of a request that needs little: a thread does it, so
 * that it keeps nobody waiting, whoever sends how much.
 */
export function isSigned(
  body: Buffer,
  { signature, timestamp }: SignedHeaders,
  key: KeyObject,
): Promise<boolean> {
  const signed = Buffer.concat([Buffer.from(timestamp), body]);
  return new Promise((resolve, reject) => {
    verify(null, signed, key, signature, (error, isGood) => {
      if (error === null) resolve(isGood);
      else reject(error);
    });
  });
}
