import { sameBytes } from './bytes.js';
import { verifyConsistency } from './merkle-tree.js';
import { type Checkpoint, openCheckpoint, type VerifierKey } from './signed-checkpoint.js';

/** How a checkpoint of now relates to one that an auditor saved. */
export interface ComparedCheckpoints {
  readonly saved: Checkpoint;
  readonly current: Checkpoint;
  readonly outcome: 'extends' | 'same' | 'fork' | 'rollback' | 'other-log';
}

/**
 * Compares a saved checkpoint with the one of now. `prove` asks for the consistency proof between the sizes.
 * @throws CheckpointRefused if one of them is not signed by a trusted key
 */
export const compareCheckpoints = async (
  savedNote: string,
  currentNote: string,
  keys: readonly VerifierKey[],
  prove: (from: number, to: number) => Promise<readonly Uint8Array[]>,
): Promise<ComparedCheckpoints> => {
  const [saved, current] = [await openCheckpoint(savedNote, keys), await openCheckpoint(currentNote, keys)];
  if (saved.origin !== current.origin) return { saved, current, outcome: 'other-log' };
  if (saved.size > current.size) return { saved, current, outcome: 'rollback' };
  if (saved.size === current.size)
    return { saved, current, outcome: sameBytes(saved.root, current.root) ? 'same' : 'fork' };
  const proof = saved.size === 0 ? [] : await prove(saved.size, current.size);
  return { saved, current, outcome: (await verifyConsistency(saved, current, proof)) ? 'extends' : 'fork' };
};
