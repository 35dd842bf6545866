import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import {
  consistencyProof,
  EMPTY_ROOT,
  Frontier,
  type Hash,
  inclusionProof,
  leafHash,
  leafHashInPlace,
  type NodeReader,
  rootAt,
  subtreeRoot,
  type TreeHead,
  verifyConsistency,
  verifyInclusion,
} from './index.js';

interface ReferenceTree {
  readonly emptyRoot: string;
  readonly leaves: readonly string[];
  readonly roots: readonly string[];
  readonly inclusion: readonly { readonly index: number; readonly size: number; readonly proof: readonly string[] }[];
  readonly consistency: readonly { readonly from: number; readonly to: number; readonly proof: readonly string[] }[];
}
const tree = JSON.parse(readFileSync(join(__dirname, 'vectors/reference-tree.json'), 'utf8')) as ReferenceTree;

const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex');
const hex = (hash: Uint8Array): string => Buffer.from(hash).toString('hex');

/** Reads nodes of a tree from the hashes of its leaves. */
const nodesOf =
  (leaves: readonly Hash[]): NodeReader =>
  ({ level, index }) =>
    subtreeRoot(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level));

const frontierOf = (leaves: readonly Hash[]): Frontier => {
  const frontier = new Frontier();
  for (const leaf of leaves) frontier.append(leaf);
  return frontier;
};

const leaves = tree.leaves.map((leaf) => leafHash(bytes(leaf)));
const headAt = (size: number) => ({ size, root: bytes(tree.roots[size - 1] ?? '') });

describe('the reference tree of RFC 6962', () => {
  it('has the published roots, from the right edge and from nodes', async () => {
    expect(hex(EMPTY_ROOT)).toBe(tree.emptyRoot);
    expect(hex(new Frontier().root())).toBe(tree.emptyRoot);
    for (const [at, root] of tree.roots.entries()) {
      expect(hex(frontierOf(leaves.slice(0, at + 1)).root())).toBe(root);
      expect(hex(await rootAt(nodesOf(leaves), at + 1))).toBe(root);
    }
  });

  it('has the published inclusion proofs, which verify', async () => {
    for (const { index, size, proof } of tree.inclusion) {
      expect((await inclusionProof(nodesOf(leaves), index, size)).map(hex)).toEqual(proof);
      expect(verifyInclusion(leaves[index] ?? EMPTY_ROOT, index, headAt(size), proof.map(bytes))).toBe(true);
    }
  });

  it('has the published consistency proofs, which verify', async () => {
    for (const { from, to, proof } of tree.consistency) {
      expect((await consistencyProof(nodesOf(leaves), from, to)).map(hex)).toEqual(proof);
      expect(verifyConsistency(headAt(from), headAt(to), proof.map(bytes))).toBe(true);
    }
  });

  it('refuses proofs with another index, size, root, or more, fewer and changed hashes', () => {
    const junk = leafHash(bytes('ff'));
    for (const { index, size, proof: texts } of tree.inclusion) {
      const [proof, leaf, { root }] = [texts.map(bytes), leaves[index] ?? junk, headAt(size)];
      const refused = (...[l, i, s, r, p]: readonly [Hash, number, number, Hash, readonly Hash[]]) =>
        expect(verifyInclusion(l, i, { size: s, root: r }, p)).toBe(false);
      for (const other of [index - 1, index + 1, index ^ 2, -1, 0.5]) refused(leaf, other, size, root, proof);
      for (const other of [size * 2, Math.floor(size / 2), 0]) refused(leaf, index, other, root, proof);
      for (const other of [EMPTY_ROOT, junk, bytes(''), bytes('57')]) refused(leaf, index, size, other, proof);
      for (const other of [junk, bytes(''), bytes('57')]) refused(other, index, size, root, proof);
      for (const extra of [root, bytes(''), junk]) {
        refused(leaf, index, size, root, [...proof, extra]);
        refused(leaf, index, size, root, [extra, ...proof]);
      }
      refused(leaf, index, size, root, proof.slice(1));
      refused(leaf, index, size, root, proof.slice(0, -1));
    }
    for (const { from, to, proof: texts } of tree.consistency.filter(({ proof }) => proof.length > 0)) {
      const [proof, old, head] = [texts.map(bytes), headAt(from), headAt(to)];
      const refused = (older: TreeHead, newer: TreeHead, hashes: readonly Hash[]) =>
        expect(verifyConsistency(older, newer, hashes)).toBe(false);
      for (const size of [from - 1, from + 1, from ^ 2, to, 0]) refused({ ...old, size }, head, proof);
      for (const size of [to * 2, Math.floor(to / 2), from]) refused(old, { ...head, size }, proof);
      for (const root of [junk, bytes('57'), head.root]) refused({ ...old, root }, head, proof);
      for (const root of [junk, bytes('57'), old.root]) refused(old, { ...head, root }, proof);
      for (const extra of [old.root, head.root, junk, bytes('')]) {
        refused(old, head, [...proof, extra]);
        refused(old, head, [extra, ...proof]);
      }
      refused(old, head, proof.slice(1));
      refused(old, head, proof.slice(0, -1));
      refused(old, head, []);
    }
  });

  it('answers the trivial cases as RFC 9162 does', () => {
    const [one, two] = [headAt(1), headAt(2)];
    const empty = { size: 0, root: EMPTY_ROOT };
    expect(verifyConsistency(empty, empty, [])).toBe(true);
    expect(verifyConsistency(empty, two, [])).toBe(true);
    expect(verifyConsistency(two, two, [])).toBe(true);
    expect(verifyConsistency(empty, two, [one.root])).toBe(false);
    expect(verifyConsistency({ size: 0, root: one.root }, two, [])).toBe(false);
    expect(verifyConsistency(two, { size: 2, root: one.root }, [])).toBe(false);
    expect(verifyConsistency(two, one, [])).toBe(false);
    expect(verifyInclusion(one.root, 0, one, [])).toBe(true);
    expect(verifyInclusion(one.root, 0, empty, [])).toBe(false);
  });
});

describe('random trees', () => {
  const sizes = fc.integer({ min: 1, max: 600 });
  const leafAt = (at: number): Hash => leafHash(Buffer.from(`leaf ${at}`));
  const many = Array.from({ length: 600 }, (_, at) => leafAt(at));

  it('have inclusion proofs that verify, and do not with any one bit changed', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, fc.nat(), fc.nat(), async (size, pick, bit) => {
        const index = pick % size;
        const head = { size, root: frontierOf(many.slice(0, size)).root() };
        const proof = await inclusionProof(nodesOf(many), index, size);
        expect(verifyInclusion(leafAt(index), index, head, proof)).toBe(true);
        expect(verifyInclusion(leafAt(index + 1), index, head, proof)).toBe(false);
        if (proof.length === 0) return;
        const at = bit % proof.length;
        const changed = proof.map((hash, place) => (place === at ? flipped(hash, bit) : hash));
        expect(verifyInclusion(leafAt(index), index, head, changed)).toBe(false);
      }),
      { numRuns: 200 },
    );
  });

  it('have consistency proofs that verify, and do not with any one bit or leaf changed', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, fc.nat(), fc.nat(), async (to, pick, bit) => {
        const from = pick % (to + 1);
        const headOf = (size: number, all: readonly Hash[] = many) => ({
          size,
          root: frontierOf(all.slice(0, size)).root(),
        });
        const proof = await consistencyProof(nodesOf(many), from, to);
        expect(verifyConsistency(headOf(from), headOf(to), proof)).toBe(true);
        if (proof.length > 0) {
          const at = bit % proof.length;
          const changed = proof.map((hash, place) => (place === at ? flipped(hash, bit) : hash));
          expect(verifyConsistency(headOf(from), headOf(to), changed)).toBe(false);
        }
        if (from === 0) return;
        const forged = many.with(bit % from, leafAt(-1));
        const ofForged = await consistencyProof(nodesOf(forged), from, to);
        expect(verifyConsistency(headOf(from), headOf(to, forged), ofForged)).toBe(false);
      }),
      { numRuns: 200 },
    );
  });

  it('have right edges that are stored, restored, and built from complete subtrees', () => {
    fc.assert(
      fc.property(sizes, fc.integer({ min: 0, max: 4 }), (size, level) => {
        const expected = hex(frontierOf(many.slice(0, size)).root());
        const half = Frontier.fromBytes(frontierOf(many.slice(0, size >> 1)).toBytes());
        for (const leaf of many.slice(size >> 1, size)) half.append(leaf);
        expect(hex(half.clone().root())).toBe(expected);

        const width = 2 ** level;
        const built = new Frontier();
        while (built.size + width <= size)
          built.appendSubtree(width, subtreeRoot(many.slice(built.size, built.size + width)));
        for (const leaf of many.slice(built.size, size)) built.append(leaf);
        expect(hex(built.root())).toBe(expected);
      }),
      { numRuns: 100 },
    );
  });

  it('refuse right edges that belong to no tree', () => {
    expect(() => new Frontier(3, [EMPTY_ROOT])).toThrow(RangeError);
    expect(() => new Frontier(1, [Buffer.alloc(31)])).toThrow(RangeError);
    expect(() => Frontier.fromBytes(Buffer.alloc(7))).toThrow(RangeError);
    expect(() => Frontier.fromBytes(frontierOf(many.slice(0, 7)).toBytes().subarray(0, -1))).toThrow(RangeError);
    expect(() => frontierOf(many.slice(0, 3)).appendSubtree(2, EMPTY_ROOT)).toThrow(RangeError);
  });

  it('hash leaves in place as from a copy', () => {
    const buffer = Buffer.from('xxxxenvelope');
    expect(hex(leafHashInPlace(buffer, 4, buffer.length))).toBe(hex(leafHash(Buffer.from('envelope'))));
  });
});

const flipped = (hash: Hash, bit: number): Hash =>
  Uint8Array.from(hash, (byte, at) => (at === bit % 32 ? byte ^ (1 << (bit % 8)) : byte));
