import { BackupNotTrusted, type ManifestSigner, type ManifestVerifier } from '@ledgerdesk/backup';
import { messageOf } from '@ledgerdesk/kernel';
import { type NoteSigner, openNote, parseVerifierKey, signNote } from '@ledgerdesk/ledger';
import type { Settings } from '../settings.js';
import { backupSigners } from './ledger-key.js';

/** Signs manifests, and knows those that it signed. */
export interface ManifestKeys {
  readonly signer: ManifestSigner;
  readonly verifier: ManifestVerifier;
}

const manifestSigner = (signer: NoteSigner): ManifestSigner => ({
  vkey: signer.vkey,
  sign: (text) => signNote(text, signer),
});

/**
 * Verifies manifests with public keys of the log.
 * @throws BackupNotTrusted when it opens a note that none of them signed
 */
export const manifestVerifier = (vkeys: readonly string[]): ManifestVerifier => {
  const keys = vkeys.map((vkey) => parseVerifierKey(vkey));
  return {
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

/** The keys that sign the manifests of a log's backups, and verify them. */
export const manifestKeysOf = (settings: Settings): ManifestKeys => {
  const signers = backupSigners(settings);
  return { signer: manifestSigner(signers[0]), verifier: manifestVerifier(signers.map(({ vkey }) => vkey)) };
};
