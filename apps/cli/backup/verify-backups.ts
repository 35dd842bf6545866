import {
  BackupDamaged,
  BackupNotFound,
  BackupNotTrusted,
  BackupPlace,
  type ManifestVerifier,
  readSnapshot,
  verifyBackup,
  verifyKeys,
} from '@ledgerdesk/backup';
import type { Settings } from '../../server/settings.js';
import { manifestVerifier } from '../../server/key-backups/manifest-keys.js';
import { knownVkeys } from './known-vkeys.js';
import { savedVkeys } from './saved-vkey.js';

/** The backups to verify. */
export interface VerifyRequest {
  readonly place: string;
  /** The folder with backups of the keys. */
  readonly keys?: string | undefined;
  /** Name of one backup. Default: all. */
  readonly snapshot?: string | undefined;
  /** Public keys of the log that are trusted. Default: those of the saved keys, or of the settings. */
  readonly vkeys?: readonly string[] | undefined;
}

/** What was found. */
export interface VerifiedPlace {
  /** Public key that signed the newest of the backups; null if none was known: then nobody knows who wrote them. */
  readonly vkey: string | null;
  /** Public keys that signed others of them, before the key of the log was changed. */
  readonly formerVkeys: readonly string[];
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

/** Public keys in the manifests that a known key signed, newest backup first. */
const signersOf = (place: BackupPlace, ids: readonly string[], verifier: ManifestVerifier): readonly string[] => {
  const vkeys = ids.toReversed().flatMap((id) => {
    try {
      return readSnapshot(place, id, verifier).manifest.vkey;
    } catch (error) {
      if (error instanceof BackupDamaged || error instanceof BackupNotTrusted) return [];
      throw error;
    }
  });
  return [...new Set(vkeys)];
};

/** Verifies backups in whole: reads every byte of them. */
export const verifyBackups = async (settings: Settings, request: VerifyRequest): Promise<VerifiedPlace> => {
  const place = BackupPlace.openForReading(request.place, 'data');
  const keys = request.keys === undefined ? undefined : BackupPlace.openForReading(request.keys, 'keys');
  const ids = chosen(place, request.snapshot);
  const trusted = request.vkeys ?? (await savedVkeys(settings, keys));
  const verifier = trusted.length === 0 ? undefined : manifestVerifier(knownVkeys(place, trusted));
  const backups: VerifiedPlace['backups'][number][] = [];
  for (const id of ids) backups.push({ id, problems: (await verifyBackup(place, id, verifier)).problems });
  const [vkey = trusted[0] ?? null, ...formerVkeys] = verifier ? signersOf(place, ids, verifier) : [];
  return { vkey, formerVkeys, backups, keyProblems: keys ? await verifyKeys(keys, place, verifier) : [] };
};
