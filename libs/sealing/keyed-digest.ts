import { hash } from 'node:crypto';

const texts = new WeakMap<Uint8Array, string>();

const textOf = (key: Uint8Array): string => {
  const known = texts.get(key);
  if (known !== undefined) return known;
  const text = Buffer.from(key).toString('base64url');
  texts.set(key, text);
  return text;
};

/**
 * SHA-512/256 of a key and a text, in base64url: unpredictable without the key. In contrast to SHA-256, nobody can
 * extend a digest to that of a longer text (FIPS 180-4), so one hash does what HMAC needs two for.
 */
export const keyedDigest = (key: Uint8Array, text: string): string =>
  hash('sha512-256', `${textOf(key)} ${text}`, 'base64url');
