import { fromBase64 } from './bytes.js';
import { HASH_BYTES } from './sha256.js';
import type { Hash } from './tree-hash.js';

/** An inclusion proof as JSON. Hashes are base64. */
export interface InclusionDocument {
  /** Index of the leaf, from 0. */
  readonly index: number;
  /** Size of the tree. */
  readonly size: number;
  /** Hash of the leaf. */
  readonly leaf: string;
  readonly proof: readonly string[];
}

/** A consistency proof as JSON. Hashes are base64. */
export interface ConsistencyDocument {
  /** Size of the older tree. */
  readonly from: number;
  /** Size of the newer tree. */
  readonly to: number;
  /** Root of the older tree, as the log has it. A proof from a power of two does not show it otherwise. */
  readonly fromRoot: string;
  readonly proof: readonly string[];
}

/** No proof of a tree has more hashes. */
const MAX_PROOF_HASHES = 128;

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

/** The hashes of a proof in JSON; undefined if they are not hashes in base64. */
export const parseProof = (proof: unknown): readonly Hash[] | undefined => {
  if (!isTexts(proof) || proof.length > MAX_PROOF_HASHES) return undefined;
  const hashes = proof.flatMap((text) => fromBase64(text) ?? []);
  return hashes.length === proof.length && hashes.every(({ length }) => length === HASH_BYTES) ? hashes : undefined;
};

const parseHash = (text: unknown): Hash | undefined => {
  const hash = typeof text === 'string' ? fromBase64(text) : undefined;
  return hash?.length === HASH_BYTES ? hash : undefined;
};

/** A consistency proof, with the sizes that it is said to link. */
export interface ConsistencyEvidence {
  readonly from: number;
  readonly to: number;
  /** The root that the log is said to have at the size `from`. */
  readonly fromRoot?: Hash | undefined;
  readonly proof: readonly Hash[];
}

/** Parses a consistency proof; undefined for any other value. */
export const parseConsistency = (value: unknown): ConsistencyEvidence | undefined => {
  if (typeof value !== 'object' || value === null) return undefined;
  const { from, to, fromRoot, proof } = value as Partial<Record<keyof ConsistencyEvidence, unknown>>;
  const [hashes, root] = [parseProof(proof), parseHash(fromRoot)];
  return Number.isSafeInteger(from) && Number.isSafeInteger(to) && hashes && (root || fromRoot === undefined)
    ? { from: Number(from), to: Number(to), fromRoot: root, proof: hashes }
    : undefined;
};
