import { HASH_BYTES } from './sha256.js';
import { EMPTY_ROOT, type Hash, nodeHash } from './tree-hash.js';

/** Largest power of two that divides `n`; n > 0. Works beyond 32 bits. */
const lowestBit = (n: number): number => {
  let bit = 1;
  while ((n / bit) % 2 === 0) bit *= 2;
  return bit;
};

/** Number of bits that are 1. */
const ones = (n: number): number => {
  let count = 0;
  for (let rest = n; rest > 0; rest = Math.floor(rest / 2)) count += rest % 2;
  return count;
};

/**
 * The right edge of a tree: the roots of its complete subtrees, the largest first. Appends a leaf and computes the root
 * in O(log n), in a few hundred bytes.
 *
 * @example
 * const frontier = new Frontier();
 * frontier.append(leafHash(envelope));
 * frontier.root(); // the root of the tree of one leaf
 */
export class Frontier {
  private readonly subtrees: Hash[];
  private leaves: number;

  /** Without arguments: of a tree without leaves. */
  constructor(size = 0, subtrees: readonly Hash[] = []) {
    if (!Number.isSafeInteger(size) || size < 0) throw new RangeError(`${size} is no size of a tree.`);
    if (subtrees.length !== ones(size)) throw new RangeError(`A tree of ${size} leaves has another right edge.`);
    if (subtrees.some(({ length }) => length !== HASH_BYTES)) throw new RangeError('A hash of the tree has 32 bytes.');
    this.leaves = size;
    this.subtrees = [...subtrees];
  }

  /** Number of leaves. */
  get size(): number {
    return this.leaves;
  }

  append(leaf: Hash): void {
    this.appendSubtree(1, leaf);
  }

  /**
   * Appends a complete subtree by its root. `width`, its number of leaves, is a power of two that divides `size`.
   * @throws RangeError otherwise
   */
  appendSubtree(width: number, root: Hash): void {
    if (lowestBit(width) !== width || this.leaves % width !== 0)
      throw new RangeError(`A subtree of ${width} leaves cannot follow ${this.leaves} leaves.`);
    if (root.length !== HASH_BYTES) throw new RangeError('A hash of the tree has 32 bytes.');
    let right = root;
    for (let rest = this.leaves / width; rest % 2 === 1; rest = (rest - 1) / 2) {
      const left = this.subtrees.pop();
      if (left) right = nodeHash(left, right);
    }
    this.subtrees.push(right);
    this.leaves += width;
  }

  root(): Hash {
    return this.subtrees.length === 0 ? EMPTY_ROOT : this.subtrees.reduceRight((right, left) => nodeHash(left, right));
  }

  clone(): Frontier {
    return new Frontier(this.leaves, this.subtrees);
  }

  /** Serializes the frontier: the size as 8 big-endian bytes, then the hashes. */
  toBytes(): Uint8Array {
    const head = Buffer.alloc(8);
    head.writeBigUInt64BE(BigInt(this.leaves));
    return Buffer.concat([head, ...this.subtrees]);
  }

  /** @throws RangeError if `toBytes` did not write these bytes */
  static fromBytes(bytes: Uint8Array): Frontier {
    const buffer = Buffer.from(bytes);
    if (buffer.length < 8) throw new RangeError('These bytes hold no right edge of a tree.');
    const size = Number(buffer.readBigUInt64BE());
    const hashes: Hash[] = [];
    for (let at = 8; at < buffer.length; at += HASH_BYTES) hashes.push(buffer.subarray(at, at + HASH_BYTES));
    return new Frontier(size, hashes);
  }
}
