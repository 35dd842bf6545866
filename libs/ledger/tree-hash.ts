import { HASH_BYTES, sha256, sha256Text } from './sha256.js';

/** A hash of the tree: 32 bytes. */
export type Hash = Uint8Array;

const LEAF_PREFIX = 0x00;
const LEAF_PREFIX_TEXT = '\u0000';
const NODE_PREFIX = 0x01;

/** The root of a tree without leaves: the hash of no bytes (RFC 6962 §2.1). */
export const EMPTY_ROOT: Hash = sha256(new Uint8Array(0));

/** The hash of a leaf: SHA-256(0x00 ‖ envelope). */
export const leafHash = (envelope: Uint8Array): Hash => {
  const bytes = Buffer.allocUnsafe(envelope.length + 1);
  bytes[0] = LEAF_PREFIX;
  bytes.set(envelope, 1);
  return sha256(bytes);
};

/** `leafHash` of the UTF-8 bytes of an envelope, without a copy of them. */
export const leafHashOfText = (envelope: string): Hash => sha256Text(LEAF_PREFIX_TEXT + envelope);

/**
 * `leafHash` of `bytes[from, to)` without a copy: `bytes[from - 1]` is overwritten. For programs that hash millions of
 * envelopes which they have read with their length prefixes.
 */
export const leafHashInPlace = (bytes: Uint8Array, from: number, to: number): Hash => {
  bytes[from - 1] = LEAF_PREFIX;
  return sha256(bytes.subarray(from - 1, to));
};

const scratch = Buffer.alloc(1 + 2 * HASH_BYTES, NODE_PREFIX);

/** The hash of an inner node: SHA-256(0x01 ‖ left ‖ right). */
export const nodeHash = (left: Hash, right: Hash): Hash => {
  if (left.length !== HASH_BYTES || right.length !== HASH_BYTES)
    throw new RangeError('A hash of the tree has 32 bytes.');
  scratch.set(left, 1);
  scratch.set(right, 1 + HASH_BYTES);
  return sha256(scratch);
};
