import { createHash } from 'node:crypto';
import { BackupDamaged } from './errors.js';
import { BACKUP_FORMAT } from './manifest.js';
import type { PlaceKind } from './place.js';

/** Signs manifests of backups, with the key of the log. */
export interface ManifestSigner {
  /** Public key, as text. */
  readonly vkey: string;
  /** Returns a signed note (C2SP signed-note) of a text. */
  sign(text: string): string;
}

/** Knows the public key of a log. */
export interface ManifestVerifier {
  /**
   * Returns the text of a signed note.
   * @throws Error if the key did not sign it
   */
  open(note: string): string;
}

/** What a manifest is of: its signature covers this, so that none can take the place of another. */
interface SignedManifest {
  readonly kind: PlaceKind;
  readonly id: string;
  readonly logId: string;
  readonly manifest: string;
}

const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex');

const textOf = ({ kind, id, logId, manifest }: SignedManifest): string =>
  [BACKUP_FORMAT, kind, id, logId, sha256Of(manifest), ''].join('\n');

/** What separates the manifest from its note. JSON contains no blank line. */
const BETWEEN = '\n\n';

/** Returns the content of a manifest's file: the manifest, which ends with a newline, and its signed note. */
export const signManifest = (signer: ManifestSigner, signed: SignedManifest): string =>
  `${signed.manifest}\n${signer.sign(textOf(signed))}`;

/** Splits the content of a manifest's file. @throws BackupDamaged */
export const splitManifest = (file: string, content: string): { readonly manifest: string; readonly note: string } => {
  const end = content.indexOf(BETWEEN);
  if (end < 0) throw new BackupDamaged(file, 'it has no signature');
  return { manifest: content.slice(0, end + 1), note: content.slice(end + BETWEEN.length) };
};

/**
 * Checks that the note belongs to the manifest, and who signed it.
 * @throws BackupDamaged, or the error of the verifier
 */
export const verifyManifest = (
  verifier: ManifestVerifier,
  note: string,
  file: string,
  signed: SignedManifest,
): void => {
  if (verifier.open(note) !== textOf(signed))
    throw new BackupDamaged(file, 'its signature is of another manifest: it was changed, or exchanged with another');
};
