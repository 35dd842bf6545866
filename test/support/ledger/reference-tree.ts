import { createHash } from 'node:crypto';

const sha256 = (...parts: readonly Uint8Array[]): Buffer => {
  const digest = createHash('sha256');
  for (const part of parts) digest.update(part);
  return digest.digest();
};

/** The root of a tree by the definition in RFC 6962 §2.1, from its leaf hashes. Takes quadratic time. */
export const referenceRoot = (leaves: readonly Uint8Array[]): Buffer => {
  const [first] = leaves;
  if (!first) return sha256();
  if (leaves.length === 1) return Buffer.from(first);
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return sha256(Buffer.of(1), referenceRoot(leaves.slice(0, split)), referenceRoot(leaves.slice(split)));
};
