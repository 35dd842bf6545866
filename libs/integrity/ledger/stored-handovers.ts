import { followHandovers, formatVerifierKey, type NoteVerifier, parseCheckpoint, splitNote } from '@ledgerdesk/ledger';
import type { SignedHandover, StoredTree } from '@ledgerdesk/tree-store';
import { damage, type Finding } from '../finding.js';

const headOf = (note: string): { readonly origin: string; readonly size: number } | undefined => {
  try {
    return parseCheckpoint(splitNote(note).text);
  } catch {
    return undefined;
  }
};

const flawOf = (
  { note, size, vkey }: SignedHandover,
  origin: string,
  keys: readonly NoteVerifier[],
): string | undefined => {
  const head = headOf(note);
  if (head?.origin !== origin || head.size !== size) return 'its note is none of a checkpoint of this size';
  // From each of the other keys: the log says which was the one before.
  const isHandedOver = keys.some((key) =>
    followHandovers([key], [note]).some(({ to }) => formatVerifierKey(to.name, to.publicKey) === vkey),
  );
  return isHandedOver ? undefined : 'it is not signed by the key before and by the next one, which it must name';
};

/** Verifies the checkpoints with which keys handed over. They lead those to the newest key who trust an older one. */
export const checkHandovers = async (tree: StoredTree, keys: readonly NoteVerifier[]): Promise<readonly Finding[]> =>
  (await tree.handovers()).flatMap((handover) => {
    const flaw = flawOf(handover, tree.origin, keys);
    const place = `handover of ${tree.origin} at ${handover.size} events`;
    return flaw === undefined ? [] : [damage('key-handover', place, flaw)];
  });
