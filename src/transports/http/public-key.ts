import { createPublicKey, type KeyObject } from 'node:crypto';
import { ConfigError } from '../../config.ts';

/** An Ed25519 key in DER, but for its 32 bytes (RFC 8410). */
const DER_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

const WHERE =
  'Copy it from the General Information page of your application at https://discord.com/developers/applications';

/** The application's public key, ready to check signatures with. Throws a `ConfigError` for what is none. */
export function readPublicKey(hexadecimal: string): KeyObject {
  if (!/^[\da-f]{64}$/i.test(hexadecimal)) {
    throw new ConfigError(`DISCORD_PUBLIC_KEY must be 64 hexadecimal digits. ${WHERE}.`);
  }
  const bytes = Buffer.from(hexadecimal, 'hex');
  if (!isSafePoint(bytes)) {
    throw new ConfigError(`DISCORD_PUBLIC_KEY is no public key: a digit must be wrong. ${WHERE}.`);
  }
  return createPublicKey({ key: Buffer.concat([DER_PREFIX, bytes]), format: 'der', type: 'spki' });
}

/** The field and the curve of Ed25519 (RFC 8032, 5.1). */
const P = 2n ** 255n - 19n;
const D = 37095705934669439343138083508754565189542113879843219016388785533085940283555n;

/**
 * OpenSSL takes any 32 bytes. Half of them are no point of the curve, so half of all typing errors show here; and for
 * the few points of small order, such as all zeros, anybody can make signatures.
 */
function isSafePoint(bytes: Buffer): boolean {
  const number = BigInt(`0x${Buffer.from(bytes.toReversed()).toString('hex')}`);
  // The highest bit is the sign of x.
  const y = BigInt.asUintN(255, number);
  if (y >= P) return false;
  const y2 = (y * y) % P;
  const x2 = ((y2 - 1n + P) * power(D * y2 + 1n, P - 2n)) % P;
  const isOnCurve = x2 === 0n || power(x2, (P - 1n) / 2n) === 1n;
  return isOnCurve && (x2 * y2 * (x2 + y2)) % P !== 0n;
}

/** In the field. */
function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let square = base % P;
  for (let left = exponent; left > 0n; left >>= 1n) {
    if ((left & 1n) === 1n) result = (result * square) % P;
    square = (square * square) % P;
  }
  return result;
}
