import { hash } from 'node:crypto';

/** Length of a SHA-256 digest in bytes. */
export const HASH_BYTES = 32;

/** A digest as text, copied to memory from the pool, costs half as much as one in a buffer of its own. */
const digestOf = (input: Uint8Array | string): Uint8Array => Buffer.from(hash('sha256', input, 'binary'), 'binary');

/** The SHA-256 digest of some bytes. The only file of this library that hashes: a browser build replaces it. */
export const sha256 = (bytes: Uint8Array): Uint8Array => digestOf(bytes);

/** The SHA-256 digest of the UTF-8 bytes of a text. */
export const sha256Text = (text: string): Uint8Array => digestOf(text);
