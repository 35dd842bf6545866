import { messageOf } from '@ledgerdesk/kernel';
import type { KeyManifest } from './manifest.js';
import type { BackupPlace } from './place.js';
import type { ManifestVerifier } from './signature.js';
import { readKeySnapshot, readSnapshot, type Snapshot } from './snapshot.js';
import { verifyFiles } from './verify-files.js';

/** Compares the files of a backup of keys with its manifest. @throws BackupDamaged */
export const verifyKeySnapshot = (place: BackupPlace, { id, manifest }: Snapshot<KeyManifest>): Promise<void> =>
  verifyFiles(place.inSnapshot(id), manifest.files);

/**
 * Verifies the backups of keys in a folder, and that the backups which they belong to are still those. Lists what is
 * wrong, as sentences. A backup that was deleted is noticed if it is newer than the oldest that is kept.
 */
export const verifyKeys = async (
  keys: BackupPlace,
  data: BackupPlace,
  verifier: ManifestVerifier | undefined,
): Promise<readonly string[]> => {
  const problems: string[] = [];
  const kept = data.snapshots();
  for (const id of keys.snapshots())
    try {
      const snapshot = readKeySnapshot(keys, id, verifier);
      const { manifest } = snapshot;
      await verifyKeySnapshot(keys, snapshot);
      if (!kept.includes(id) && id > (kept[0] ?? '')) problems.push(`The backup ${id} was deleted: its keys are here.`);
      else if (kept.includes(id) && readSnapshot(data, id).sha256 !== manifest.backup)
        problems.push(`The backup ${id} is not the one that its keys were saved with: it was exchanged.`);
    } catch (error) {
      problems.push(messageOf(error));
    }
  return problems;
};
