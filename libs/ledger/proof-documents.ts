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

/** Parses a consistency proof; undefined for any other value. */
export const parseConsistency = (
  value: unknown,
): { readonly from: number; readonly to: number; readonly proof: readonly Hash[] } | undefined => {
  if (typeof value !== 'object' || value === null) return undefined;
  const { from, to, proof } = value as Partial<Record<'from' | 'to' | 'proof', unknown>>;
  const hashes = parseProof(proof);
  return Number.isSafeInteger(from) && Number.isSafeInteger(to) && hashes
    ? { from: Number(from), to: Number(to), proof: hashes }
    : undefined;
};
