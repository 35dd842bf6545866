import {
  BackupDamaged,
  BackupNotFound,
  BackupPlace,
  type ManifestVerifier,
  readSnapshot,
  verifyBackup,
  verifyKeys,
} from '@ledgerdesk/backup';
import type { Settings } from '../../server/settings.js';
import { manifestVerifier } from '../../server/key-backups/manifest-keys.js';
import { savedVkey } from './saved-vkey.js';

/** The backups to verify. */
export interface VerifyRequest {
  readonly place: string;
  /** The folder with backups of the keys. */
  readonly keys?: string | undefined;
  /** Name of one backup. Default: all. */
  readonly snapshot?: string | undefined;
  /** Public key of the log. Default: that of the saved keys, or of the settings. */
  readonly vkey?: string | undefined;
}

/** What was found. */
export interface VerifiedPlace {
  /** Public key that signed the backups; null if none was known: then nobody knows who wrote them. */
  readonly vkey: string | null;
  readonly backups: readonly { readonly id: string; readonly problems: readonly string[] }[];
  /** What is wrong with the backups of keys. */
  readonly keyProblems: readonly string[];
}

const chosen = (place: BackupPlace, snapshot: string | undefined): readonly string[] => {
  const ids = place.snapshots();
  if (ids.length === 0) throw new BackupNotFound(`${place.path} has no whole backup.`);
  if (snapshot !== undefined && !ids.includes(snapshot))
    throw new BackupNotFound(`${place.path} has no backup ${snapshot}. It has ${ids.join(', ')}.`);
  return snapshot === undefined ? ids : [snapshot];
};

/** The public key by the saved or configured key, under the name that the newest readable backup has for it. */
const knownVkey = (settings: Settings, place: BackupPlace, keys: BackupPlace | undefined): string | undefined => {
  for (const id of place.snapshots().toReversed())
    try {
      return savedVkey(settings, keys, readSnapshot(place, id).manifest);
    } catch (error) {
      if (!(error instanceof BackupDamaged)) throw error;
    }
  return undefined;
};

/** Verifies backups in whole: reads every byte of them. */
export const verifyBackups = async (settings: Settings, request: VerifyRequest): Promise<VerifiedPlace> => {
  const place = BackupPlace.openForReading(request.place, 'data');
  const keys = request.keys === undefined ? undefined : BackupPlace.openForReading(request.keys, 'keys');
  const ids = chosen(place, request.snapshot);
  const vkey = request.vkey ?? knownVkey(settings, place, keys);
  const verifier: ManifestVerifier | undefined = vkey === undefined ? undefined : manifestVerifier([vkey]);
  const backups: VerifiedPlace['backups'][number][] = [];
  for (const id of ids) backups.push({ id, problems: (await verifyBackup(place, id, verifier)).problems });
  return { vkey: vkey ?? null, backups, keyProblems: keys ? await verifyKeys(keys, place, verifier) : [] };
};
