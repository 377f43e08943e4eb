import { createPublicKey, type KeyObject } from 'node:crypto';
import { ConfigError } from '../../config.ts';

/** An Ed25519 key in DER, but for its 32 bytes (RFC 8410). */
const DER_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

const WHERE =
  'Copy it from the General Information page of your application at https://discord.com/developers/applications';

/**
 * The points of small order, in each way that they can be written, but for the highest bit, the sign of x: 0, 1 and -1 with
 * or without the field's prime added, and the two of order 8 (libsodium's `ge25519_has_small_order`). OpenSSL takes them,
 * and anybody can make signatures that fit them.
 */
const WEAK_KEYS: ReadonlySet<string> = new Set([
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
]);

/**
 * The application's public key, ready to check signatures with. Throws a `ConfigError` for what is none. A key with a wrong
 * digit fits no signature, which Discord tells when it is given the address.
 */
export function readPublicKey(hexadecimal: string): KeyObject {
  if (!/^[\da-f]{64}$/i.test(hexadecimal)) {
    throw new ConfigError(`DISCORD_PUBLIC_KEY must be 64 hexadecimal digits. ${WHERE}.`);
  }
  const bytes = Buffer.from(hexadecimal, 'hex');
  const unsigned = Buffer.from(bytes);
  unsigned[31] = (bytes[31] ?? 0) & 0x7f;
  if (WEAK_KEYS.has(unsigned.toString('hex'))) {
    throw new ConfigError(`DISCORD_PUBLIC_KEY is a key that anybody could sign for. ${WHERE}.`);
  }
  return createPublicKey({ key: Buffer.concat([DER_PREFIX, bytes]), format: 'der', type: 'spki' });
}
