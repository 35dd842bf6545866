import { type Bytes, concat, sameBytes } from './bytes.js';

/** Length of a hash. */
export const HASH_BYTES = 32;

/** The size and root of a tree. */
export interface TreeHead {
  readonly size: number;
  readonly root: Uint8Array;
}

/** The SHA-256 hash of bytes. */
export const sha256 = async (bytes: Bytes): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));

/** The hash of a leaf (RFC 6962 §2.1). */
export const leafHash = (envelope: Uint8Array): Promise<Bytes> => sha256(concat(Uint8Array.of(0), envelope));

const nodeHash = (left: Uint8Array, right: Uint8Array): Promise<Bytes> => sha256(concat(Uint8Array.of(1), left, right));

const isHash = (hash: Uint8Array): boolean => hash.length === HASH_BYTES;
const isSize = (size: number): boolean => Number.isSafeInteger(size) && size >= 0;
const half = (n: number): number => Math.floor(n / 2);
const isOdd = (n: number): boolean => n % 2 === 1;

/** Returns true if the tree has the leaf at `index` (RFC 9162 §2.1.3.2). */
export const verifyInclusion = async (
  leaf: Uint8Array,
  index: number,
  head: TreeHead,
  proof: readonly Uint8Array[],
): Promise<boolean> => {
  if (!isSize(index) || !isSize(head.size) || index >= head.size) return false;
  if (!isHash(leaf) || !proof.every(isHash)) return false;
  let [fn, sn, root] = [index, head.size - 1, leaf];
  for (const hash of proof) {
    if (sn === 0) return false;
    if (isOdd(fn) || fn === sn) {
      root = await nodeHash(hash, root);
      while (!isOdd(fn) && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else root = await nodeHash(root, hash);
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && sameBytes(root, head.root);
};

/** Returns true if the tree `to` begins with all leaves of the tree `from`, in the same order (RFC 9162 §2.1.4.2). */
export const verifyConsistency = async (
  from: TreeHead,
  to: TreeHead,
  proof: readonly Uint8Array[],
): Promise<boolean> => {
  if (!isSize(from.size) || !isSize(to.size) || from.size > to.size) return false;
  if (![from.root, to.root, ...proof].every(isHash)) return false;
  if (from.size === to.size) return proof.length === 0 && sameBytes(from.root, to.root);
  if (from.size === 0) return proof.length === 0 && sameBytes(from.root, await sha256(new Uint8Array(0)));
  const isComplete = 2 ** Math.round(Math.log2(from.size)) === from.size;
  // The old tree is a complete subtree of the new one: its root begins the proof.
  const [first, ...rest] = isComplete ? [from.root, ...proof] : proof;
  if (!first) return false;
  let [fn, sn] = [from.size - 1, to.size - 1];
  while (isOdd(fn)) [fn, sn] = [half(fn), half(sn)];
  let [older, newer] = [first, first];
  for (const hash of rest) {
    if (sn === 0) return false;
    if (isOdd(fn) || fn === sn) {
      older = await nodeHash(hash, older);
      newer = await nodeHash(hash, newer);
      while (!isOdd(fn) && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else newer = await nodeHash(newer, hash);
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && sameBytes(older, from.root) && sameBytes(newer, to.root);
};
