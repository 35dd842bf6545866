import { parseCheckpoint, parseOrigin, splitNote, type TreeCheckpoint } from '@ledgerdesk/ledger';

/** What a checkpoint says of the tree of an epoch; undefined if it is of another one. */
export const signedTree = (checkpoint: string, epoch: number): TreeCheckpoint | undefined => {
  const signed = parseCheckpoint(splitNote(checkpoint).text);
  return parseOrigin(signed.origin)?.epoch === epoch ? signed : undefined;
};
