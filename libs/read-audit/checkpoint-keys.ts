import {
  formatVerifierKey,
  type NoteSigner,
  type NoteVerifier,
  parseVerifierKey,
  signerFromSeed,
} from '@ledgerdesk/ledger';

/** What names the tree of reads beside its id. */
export interface ReadLogName {
  /** Name of the log (`LEDGER_NAME`). */
  readonly name: string;
  readonly tenant: string;
}

/** The origin of the checkpoints of reads: `<name>/<tenant>/reads/<id of the tree>`. */
const readOrigin = ({ name, tenant }: ReadLogName, treeId: string): string => `${name}/${tenant}/reads/${treeId}`;

/** The key of the log as it signs under the origin of reads: the id of a key depends on its name, the origin. */
export const readSigner = (log: ReadLogName, treeId: string, seed: Uint8Array): NoteSigner =>
  signerFromSeed(readOrigin(log, treeId), seed);

/**
 * Returns what verifies checkpoints of reads with the public keys of the log, whatever origin these are named by.
 * @throws MalformedNote if one is no key
 */
export const readVerifiers = (vkeys: readonly string[]): ((origin: string) => readonly NoteVerifier[]) => {
  const publicKeys = vkeys.map((vkey) => parseVerifierKey(vkey).publicKey);
  return (origin) => publicKeys.map((key) => parseVerifierKey(formatVerifierKey(origin, key)));
};
