import { sameBytes } from './bytes.js';
import { damage, type Finding, unknown } from './finding.js';
import { isSameLog } from './log-origin.js';
import { type NodeReader, consistencyProof, rootAt } from './proofs.js';
import type { TreeCheckpoint } from './checkpoint.js';
import type { ConsistencyEvidence } from './proof-documents.js';
import { rootsFromConsistency, verifyConsistency } from './verify-proofs.js';

const PLACE = 'saved and new checkpoint';

const forked = (older: TreeCheckpoint, newer: TreeCheckpoint): Finding => {
  const [first, last] = [older.origin, newer.origin];
  return first === last
    ? damage(
        'fork',
        PLACE,
        `The log does not contain the first ${older.size} events as the checkpoint of that size covers them: ` +
          'one was changed, removed, reordered or inserted after it was signed, or you are shown another log. ' +
          'Both signed checkpoints together prove it to anyone. Keep them.',
      )
    : damage(
        'other-epoch',
        PLACE,
        `The log has opened a new epoch (${first}, now ${last}), and does not contain the first ${older.size} events ` +
          'as the checkpoint of the earlier epoch covers them. A new epoch says on record how many events it shares ' +
          'with the one before; events beyond that are lost. Ask the operator for the event that opened it.',
      );
};

const noProof = ({ size: from }: TreeCheckpoint, { size: to }: TreeCheckpoint): Finding =>
  unknown(
    'no-proof',
    PLACE,
    `Whether the log of ${to} events begins with the ${from} events that you know cannot be known without a proof ` +
      `from ${from} to ${to}. Fetch /v1/ledger/proofs/consistency?from=${from}&to=${to}, or use the tiles.`,
  );

/** Compares two checkpoints of equal size, or of a log that was empty. Undefined if a proof is needed. */
const withoutProof = (older: TreeCheckpoint, newer: TreeCheckpoint): readonly Finding[] | undefined => {
  if (older.size === newer.size) return sameBytes(older.root, newer.root) ? [] : [forked(older, newer)];
  return older.size === 0 ? [] : undefined;
};

/**
 * Compares a checkpoint with one that the reader has saved. `bySize` orders them first: for a bundle or a file that may
 * be older than the saved checkpoint. Otherwise a smaller tree is a rollback.
 */
export const compareCheckpoints = (
  saved: TreeCheckpoint,
  next: TreeCheckpoint,
  evidence?: ConsistencyEvidence,
  { bySize = false }: { readonly bySize?: boolean } = {},
): readonly Finding[] => {
  if (!isSameLog(saved.origin, next.origin)) return [otherLog(saved, next)];
  if (next.size < saved.size && !bySize) return [rolledBack(saved, next)];
  const [older, newer] = next.size < saved.size ? [next, saved] : [saved, next];
  const trivial = withoutProof(older, newer);
  if (trivial) return trivial;
  if (!evidence || evidence.from !== older.size || evidence.to !== newer.size) return [noProof(older, newer)];
  if (verifyConsistency(older, newer, evidence.proof)) return [];
  return containsAnother(older, newer, evidence) ? [forked(older, newer)] : [badProof(older, newer)];
};

/**
 * Whether the proof shows that the newer tree begins with another tree of the older size. A proof from a power of two
 * does not hold the root of that tree: it is the one that the log is said to have.
 */
const containsAnother = (older: TreeCheckpoint, newer: TreeCheckpoint, evidence: ConsistencyEvidence): boolean => {
  const { fromRoot = older.root, proof } = evidence;
  const roots = rootsFromConsistency({ ...older, root: fromRoot }, newer, proof);
  return roots !== undefined && sameBytes(roots[1], newer.root) && !sameBytes(roots[0], older.root);
};

const badProof = ({ size: from }: TreeCheckpoint, { size: to }: TreeCheckpoint): Finding =>
  damage(
    'bad-proof',
    'consistency proof',
    `The proof does not lead from ${from} to ${to} events. Fetch it again. If it stays wrong, the log does not ` +
      'contain what your checkpoint covers.',
  );

const otherLog = (saved: TreeCheckpoint, next: TreeCheckpoint): Finding =>
  damage('other-log', PLACE, `The saved checkpoint is one of ${saved.origin}, the new one of ${next.origin}.`);

const rolledBack = (saved: TreeCheckpoint, next: TreeCheckpoint): Finding =>
  damage(
    'rollback',
    PLACE,
    `The log has ${next.size} events. The checkpoint that you saved covers ${saved.size}. A log only grows: ` +
      'events are gone, or you were given an old checkpoint. Fetch it again; if it stays smaller, events were removed.',
  );

/**
 * Compares two checkpoints by the tiles of the larger tree. Unlike a proof that somebody made, tiles also show which of
 * the two the log contains.
 */
export const compareByTiles = async (
  saved: TreeCheckpoint,
  next: TreeCheckpoint,
  nodes: NodeReader,
): Promise<readonly Finding[]> => {
  if (next.size <= saved.size || saved.size === 0) return compareCheckpoints(saved, next);
  const proof = await consistencyProof(nodes, saved.size, next.size);
  const contained = { ...saved, root: await rootAt(nodes, saved.size) };
  if (!verifyConsistency(contained, next, proof))
    return [damage('bad-tile', 'tiles', `The tiles do not lead to the checkpoint of size ${next.size}.`)];
  return sameBytes(contained.root, saved.root) ? [] : [forked(saved, next)];
};
