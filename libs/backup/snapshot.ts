import { namingFileError } from '@ledgerdesk/files';
import { errorCodeOf } from '@ledgerdesk/kernel';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { BackupDamaged, BackupNotFound } from './errors.js';
import { type KeyManifest, type Manifest, parseKeyManifest, parseManifest } from './manifest.js';
import { MANIFEST } from './names.js';
import type { BackupPlace } from './place.js';
import { type ManifestVerifier, splitManifest, verifyManifest } from './signature.js';

/** The manifest of a whole backup, and its hash. */
export interface Snapshot<Content = Manifest> {
  readonly id: string;
  readonly manifest: Content;
  /** SHA-256 of the manifest's text. */
  readonly sha256: string;
}

const read = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (errorCodeOf(error) === 'ENOENT') throw new BackupDamaged(file, 'it is missing');
    throw namingFileError(file, error, 'read');
  }
};

const readFrom = <Content extends { readonly id: string; readonly log: { readonly logId: string } }>(
  place: BackupPlace,
  id: string,
  verifier: ManifestVerifier | undefined,
  parse: (file: string, text: string) => Content,
): Snapshot<Content> => {
  if (!place.snapshots().includes(id)) throw new BackupNotFound(`${place.path} has no backup ${id}.`);
  const file = place.inSnapshot(id, MANIFEST);
  const { manifest: text, note } = splitManifest(file, read(file));
  if (verifier) verifyManifest(verifier, note, file, { kind: place.kind, id, logId: place.logId, manifest: text });
  const manifest = parse(file, text);
  if (manifest.id !== id) throw new BackupDamaged(file, `it is the manifest of the backup ${manifest.id}`);
  if (manifest.log.logId !== place.logId) throw new BackupDamaged(file, 'it is the manifest of another log');
  return { id, manifest, sha256: createHash('sha256').update(text).digest('hex') };
};

/**
 * Reads the manifest of a backup. Without a verifier, nobody knows who wrote it.
 * @throws BackupNotFound, BackupDamaged, or the error of the verifier
 */
export const readSnapshot = (place: BackupPlace, id: string, verifier?: ManifestVerifier): Snapshot =>
  readFrom(place, id, verifier, parseManifest);

/** Like `readSnapshot`, for a backup of keys. */
export const readKeySnapshot = (place: BackupPlace, id: string, verifier?: ManifestVerifier): Snapshot<KeyManifest> =>
  readFrom(place, id, verifier, parseKeyManifest);
