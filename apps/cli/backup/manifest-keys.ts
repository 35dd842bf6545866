import { BackupNotTrusted, type ManifestSigner, type ManifestVerifier } from '@ledgerdesk/backup';
import { messageOf } from '@ledgerdesk/kernel';
import { type NoteSigner, openNote, parseVerifierKey, signNote } from '@ledgerdesk/ledger';

/** Signs manifests with the key that signs the checkpoints of the log. */
export const manifestSigner = (signer: NoteSigner): ManifestSigner => ({
  vkey: signer.vkey,
  sign: (text) => signNote(text, signer),
});

/**
 * Verifies manifests with public keys of the log, the current one first.
 * @throws BackupNotTrusted when it opens a note that none of them signed
 */
export const manifestVerifier = (vkeys: readonly string[]): ManifestVerifier => {
  const keys = vkeys.map((vkey) => parseVerifierKey(vkey));
  return {
    vkey: vkeys[0] ?? '',
    open: (note) => {
      try {
        return openNote(note, keys).text;
      } catch (error) {
        throw new BackupNotTrusted(`The backup is not signed with the key of this log: ${messageOf(error)}`, {
          cause: error,
        });
      }
    },
  };
};
