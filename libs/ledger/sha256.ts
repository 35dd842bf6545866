import { hash } from 'node:crypto';

/** Length of a SHA-256 digest in bytes. */
export const HASH_BYTES = 32;

/** The SHA-256 digest of some bytes. The only file of this library that hashes: a browser build replaces it. */
export const sha256 = (bytes: Uint8Array): Uint8Array => hash('sha256', bytes, 'buffer');
