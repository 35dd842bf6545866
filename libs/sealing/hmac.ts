import { hash } from 'node:crypto';
import { prefixedHash } from './prefixed-hash.js';

const BLOCK_BYTES = 64;
const DIGEST_BYTES = 32;

interface Pads {
  readonly inner: Buffer;
  /** With space for the digest behind it. */
  readonly outer: Buffer;
}

const pads = new WeakMap<Uint8Array, Pads>();

const padOf = (key: Uint8Array, byte: number): Buffer => {
  const pad = Buffer.alloc(BLOCK_BYTES, byte);
  for (const [index, value] of key.entries()) pad[index] = value ^ byte;
  return pad;
};

const padsOf = (key: Uint8Array): Pads => {
  const known = pads.get(key);
  if (known) return known;
  if (key.length > BLOCK_BYTES) throw new RangeError(`A key has at most ${BLOCK_BYTES} bytes.`);
  const made = { inner: padOf(key, 0x36), outer: Buffer.concat([padOf(key, 0x5c), Buffer.alloc(DIGEST_BYTES)]) };
  pads.set(key, made);
  return made;
};

/**
 * HMAC-SHA256 (RFC 2104) in base64url. A hash in one call creates no object that the garbage collector has to finalize,
 * as `createHmac` does, which costs more than the hash itself.
 */
export const hmacSha256 = (key: Uint8Array, text: string): string => {
  const { inner, outer } = padsOf(key);
  outer.write(prefixedHash('sha256', inner, text, 'binary'), BLOCK_BYTES, 'binary');
  return hash('sha256', outer, 'base64url');
};
