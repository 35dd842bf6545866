import { hash } from 'node:crypto';

const BLOCK_BYTES = 64;
const DIGEST_BYTES = 32;

interface Pads {
  readonly inner: Buffer;
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
  const made = { inner: padOf(key, 0x36), outer: padOf(key, 0x5c) };
  pads.set(key, made);
  return made;
};

/**
 * HMAC-SHA256 (RFC 2104) in base64url. A hash in one call creates no object that the garbage collector has to finalize,
 * as `createHmac` does, which costs more than the hash itself.
 */
export const hmacSha256 = (key: Uint8Array, text: string): string => {
  const { inner, outer } = padsOf(key);
  const digest = Buffer.allocUnsafe(BLOCK_BYTES + DIGEST_BYTES);
  outer.copy(digest);
  digest.write(hash('sha256', Buffer.concat([inner, Buffer.from(text)]), 'binary'), BLOCK_BYTES, 'binary');
  return hash('sha256', digest, 'base64url');
};
