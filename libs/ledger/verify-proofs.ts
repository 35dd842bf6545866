import { sameBytes } from './bytes.js';
import { HASH_BYTES } from './sha256.js';
import { EMPTY_ROOT, type Hash, nodeHash } from './tree-hash.js';

/** The size and root of a tree. */
export interface TreeHead {
  readonly size: number;
  readonly root: Hash;
}

const isHash = (hash: Hash): boolean => hash.length === HASH_BYTES;
const isSize = (size: number): boolean => Number.isSafeInteger(size) && size >= 0;
const half = (n: number): number => Math.floor(n / 2);
const isOdd = (n: number): boolean => n % 2 === 1;

/** The root that an inclusion proof leads to from a leaf (RFC 9162 §2.1.3.2); undefined if the proof does not fit. */
const rootFromInclusion = (leaf: Hash, index: number, size: number, proof: readonly Hash[]): Hash | undefined => {
  if (!isSize(index) || !isSize(size) || index >= size || !isHash(leaf) || !proof.every(isHash)) return undefined;
  let [fn, sn, root] = [index, size - 1, leaf];
  for (const hash of proof) {
    if (sn === 0) return undefined;
    if (isOdd(fn) || fn === sn) {
      root = nodeHash(hash, root);
      while (!isOdd(fn) && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else root = nodeHash(root, hash);
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 ? root : undefined;
};

/** Returns true if the tree has the leaf at `index`. */
export const verifyInclusion = (leaf: Hash, index: number, head: TreeHead, proof: readonly Hash[]): boolean => {
  const root = rootFromInclusion(leaf, index, head.size, proof);
  return root !== undefined && sameBytes(root, head.root);
};

/** The old and the new root that a proof leads to (RFC 9162 §2.1.4.2); undefined if the proof does not fit. */
export const rootsFromConsistency = (
  from: TreeHead,
  to: TreeHead,
  proof: readonly Hash[],
): readonly [Hash, Hash] | undefined => {
  if (!isSize(from.size) || from.size === 0 || !isSize(to.size) || !proof.every(isHash)) return undefined;
  // The old tree is a complete subtree of the new one: its root, which the verifier has, begins the proof.
  const isComplete = Number.isInteger(Math.log2(from.size)) && 2 ** Math.log2(from.size) === from.size;
  const [first, ...rest] = isComplete ? [from.root, ...proof] : proof;
  if (!first) return undefined;
  let [fn, sn] = [from.size - 1, to.size - 1];
  while (isOdd(fn)) [fn, sn] = [half(fn), half(sn)];
  let [older, newer] = [first, first];
  for (const hash of rest) {
    if (sn === 0) return undefined;
    if (isOdd(fn) || fn === sn) {
      older = nodeHash(hash, older);
      newer = nodeHash(hash, newer);
      while (!isOdd(fn) && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else newer = nodeHash(newer, hash);
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 ? [older, newer] : undefined;
};

/** Returns true if the tree `to` begins with all leaves of the tree `from`, in the same order. */
export const verifyConsistency = (from: TreeHead, to: TreeHead, proof: readonly Hash[]): boolean => {
  if (!isSize(from.size) || !isSize(to.size) || from.size > to.size) return false;
  if (![from.root, to.root, ...proof].every(isHash)) return false;
  if (from.size === to.size) return proof.length === 0 && sameBytes(from.root, to.root);
  if (from.size === 0) return proof.length === 0 && sameBytes(from.root, EMPTY_ROOT);
  const roots = rootsFromConsistency(from, to, proof);
  return roots !== undefined && sameBytes(roots[0], from.root) && sameBytes(roots[1], to.root);
};
