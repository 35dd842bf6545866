import { BackupNotTrusted, type ManifestSigner, type ManifestVerifier } from '@ledgerdesk/backup';
import { messageOf } from '@ledgerdesk/kernel';
import {
  formatVerifierKey,
  type NoteSigner,
  type NoteVerifier,
  openNote,
  parseVerifierKey,
  signNote,
  splitNote,
} from '@ledgerdesk/ledger';
import type { Settings } from '../settings.js';
import { BACKUP_KEY_SUFFIX, backupSigners } from './ledger-key.js';

/** Signs manifests, and knows those that it signed. */
export interface ManifestKeys {
  readonly signer: ManifestSigner;
  readonly verifier: ManifestVerifier;
}

const manifestSigner = (signer: NoteSigner): ManifestSigner => ({
  vkey: signer.vkey,
  sign: (text) => signNote(text, signer),
});

/** The public keys of a log under the names with which a note says that it is of a backup. */
const keysFor = (note: string, keys: readonly NoteVerifier[]): readonly NoteVerifier[] => {
  const names = new Set(splitNote(note).signatures.map(({ name }) => name));
  return [...names]
    .filter((name) => name.endsWith(BACKUP_KEY_SUFFIX))
    .flatMap((name) => keys.map(({ publicKey }) => parseVerifierKey(formatVerifierKey(name, publicKey))));
};

/**
 * Verifies manifests with public keys of the log, whatever their names: those of its checkpoints are the same keys.
 * @throws BackupNotTrusted when it opens a note that none of them signed
 */
export const manifestVerifier = (vkeys: readonly string[]): ManifestVerifier => {
  const keys = vkeys.map((vkey) => parseVerifierKey(vkey));
  return {
    open: (note) => {
      try {
        return openNote(note, keysFor(note, keys)).text;
      } catch (error) {
        throw new BackupNotTrusted(
          `The backup is not signed with a known key of this log: ${messageOf(error)} Known keys are ` +
            `${vkeys.join(', ')}. If you trust the key that signed it, name its public key by --vkey too.`,
          { cause: error },
        );
      }
    },
  };
};

/** The keys that sign the manifests of a log's backups, and verify them; `former`: public keys that did so before. */
export const manifestKeysOf = (settings: Settings, former: readonly string[] = []): ManifestKeys => {
  const signers = backupSigners(settings);
  return {
    signer: manifestSigner(signers[0]),
    verifier: manifestVerifier([...signers.map(({ vkey }) => vkey), ...former]),
  };
};
