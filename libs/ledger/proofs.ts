import { type Hash, nodeHash } from './tree-hash.js';

/** A complete subtree: leaves `index · 2^level` up to `(index + 1) · 2^level`. */
export interface NodeId {
  readonly level: number;
  readonly index: number;
}

/** Reads the roots of complete subtrees. Reads a leaf's hash as level 0. */
export type NodeReader = (node: NodeId) => Hash | Promise<Hash>;

/** The largest power of two below `n`; n > 1. */
const splitOf = (n: number): number => {
  let split = 1;
  while (split * 2 < n) split *= 2;
  return split;
};

/** Returns the complete subtrees, left to right, that cover leaves `start` to `end` (exclusive) of a tree. */
export const subtreesOf = (start: number, end: number): readonly NodeId[] => {
  const nodes: NodeId[] = [];
  let at = start;
  while (at < end) {
    let level = 0;
    let width = 1;
    while (at % (width * 2) === 0 && at + width * 2 <= end) {
      level += 1;
      width *= 2;
    }
    nodes.push({ level, index: at / width });
    at += width;
  }
  return nodes;
};

/** MTH(D[start:end]) of RFC 6962 §2.1, where the range is a node of the tree. */
const rangeHash = async (read: NodeReader, start: number, end: number): Promise<Hash> => {
  const hashes = await Promise.all(subtreesOf(start, end).map(async (node) => read(node)));
  return hashes.reduceRight((right, left) => nodeHash(left, right));
};

/** The root of the tree of the first `size` leaves; size > 0. */
export const rootAt = (read: NodeReader, size: number): Promise<Hash> => {
  checkSize(size, 1);
  return rangeHash(read, 0, size);
};

const checkSize = (size: number, atLeast: number): void => {
  if (!Number.isSafeInteger(size) || size < atLeast) throw new RangeError(`${size} is no size of a tree with proofs.`);
};

/**
 * The proof that the tree of `size` leaves has a certain leaf at `index` (RFC 9162 §2.1.3.1).
 * @throws RangeError unless 0 ≤ index < size
 */
export const inclusionProof = async (read: NodeReader, index: number, size: number): Promise<readonly Hash[]> => {
  checkSize(size, 1);
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) throw new RangeError(`There is no leaf ${index}.`);
  const ranges: (readonly [start: number, end: number])[] = [];
  for (let start = 0, end = size; end - start > 1;) {
    const middle = start + splitOf(end - start);
    if (index < middle) {
      ranges.unshift([middle, end]);
      end = middle;
    } else {
      ranges.unshift([start, middle]);
      start = middle;
    }
  }
  return Promise.all(ranges.map(([start, end]) => rangeHash(read, start, end)));
};

/**
 * The proof that the first `from` leaves of the tree of `to` leaves are the tree of `from` leaves (RFC 9162 §2.1.4.1).
 * Empty if `from` is 0 or equals `to`.
 * @throws RangeError unless 0 ≤ from ≤ to
 */
export const consistencyProof = async (read: NodeReader, from: number, to: number): Promise<readonly Hash[]> => {
  checkSize(from, 0);
  checkSize(to, from);
  if (from === 0 || from === to) return [];
  const ranges: (readonly [start: number, end: number])[] = [];
  let [start, end] = [0, to];
  // While the old tree ends inside of this range, one half is common knowledge or part of both trees.
  while (end !== from && end - start > 1) {
    const middle = start + splitOf(end - start);
    if (from <= middle) {
      ranges.unshift([middle, end]);
      end = middle;
    } else {
      ranges.unshift([start, middle]);
      start = middle;
    }
  }
  if (start > 0) ranges.unshift([start, end]);
  return Promise.all(ranges.map(([first, last]) => rangeHash(read, first, last)));
};
