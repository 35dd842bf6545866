import { Frontier, leafHash } from '@ledgerdesk/ledger';

/** The stored right edge of a tree without leaves. */
export const emptyTree = (): Buffer => Buffer.from(new Frontier().toBytes());

/** The leaf hash of a record's canonical text. */
export const hashOfRecord = (text: string): Buffer => Buffer.from(leafHash(Buffer.from(text, 'utf8')));

/** Appends the texts of records to a tree. Returns its new right edge, and the hash of each leaf. */
export const appendLeaves = (
  frontier: Uint8Array,
  texts: readonly string[],
): { readonly frontier: Buffer; readonly hashes: readonly Buffer[] } => {
  const tree = Frontier.fromBytes(frontier);
  const hashes = texts.map(hashOfRecord);
  for (const hash of hashes) tree.append(hash);
  return { frontier: Buffer.from(tree.toBytes()), hashes };
};

/** The root hash of the tree with this right edge. */
export const rootOf = (frontier: Uint8Array): Buffer => Buffer.from(Frontier.fromBytes(frontier).root());
