import {
  BackupNotFound,
  BackupNotTrusted,
  BackupPlace,
  type KeyManifest,
  type ManifestVerifier,
  readSnapshot,
  type Snapshot,
} from '@ledgerdesk/backup';
import { comparePositions } from '@ledgerdesk/kernel';
import type { Tombstone } from '@ledgerdesk/sealing';
import { manifestVerifier } from '../../server/key-backups/manifest-keys.js';
import type { Settings } from '../../server/settings.js';
import { knownVkeys } from '../backup/known-vkeys.js';
import { savedVkeys } from '../backup/saved-vkey.js';
import { KeysDoNotFit, newestKeys, type NewestKeys } from './newest-keys.js';
import type { RestoreRequest } from './restore-request.js';
import { newestErasures } from './restored-erasures.js';

/** A backup to restore, whose signatures were verified, with the keys and erasures that belong to it. */
export interface OpenedBackup {
  readonly erasures: readonly Tombstone[];
  readonly place: BackupPlace;
  readonly backup: Snapshot;
  readonly keys: { readonly place: BackupPlace; readonly backup: Snapshot<KeyManifest> } | undefined;
}

const newestOf = (place: BackupPlace): string => {
  const id = place.snapshots().at(-1);
  if (id === undefined) throw new BackupNotFound(`${place.path} has no whole backup.`);
  return id;
};

/** Knows the public keys of the log: those given, or of the backups of keys or the settings, and all that they name. */
const verifierFor = async (
  settings: Settings,
  { vkeys }: RestoreRequest,
  place: BackupPlace,
  keys: BackupPlace | undefined,
): Promise<ManifestVerifier> => {
  const trusted = vkeys ?? (await savedVkeys(settings, keys));
  if (trusted.length === 0)
    throw new BackupNotTrusted('No key is known that signed the backup. Name the public key of the log by --vkey.');
  return manifestVerifier(knownVkeys(place, trusted));
};

/** Opens a backup and the newest keys, and checks that both are signed and belong together. */
export const openBackup = async (settings: Settings, request: RestoreRequest): Promise<OpenedBackup> => {
  const place = BackupPlace.openForReading(request.from, 'data');
  const keyPlace = request.keys === undefined ? undefined : BackupPlace.openForReading(request.keys, 'keys');
  if (keyPlace && keyPlace.logId !== place.logId)
    throw new KeysDoNotFit(`${keyPlace.path} has keys of the log ${keyPlace.logId}, the backup is of ${place.logId}.`);
  const id = request.snapshot ?? newestOf(place);
  const verifier = await verifierFor(settings, request, place, keyPlace);
  const backup = readSnapshot(place, id, verifier);
  if (!keyPlace) return { place, backup, erasures: newestErasures(request.erasures, undefined), keys: undefined };
  const keys = { place: keyPlace, ...(await newestKeys(keyPlace, verifier, request.keysSnapshot)) };
  const erasures = newestErasures(request.erasures, keys);
  requireFit(backup, keys);
  return { place, backup, erasures, keys };
};

/** Newer keys open every event of an older backup, except for those of people who were erased since. */
const requireFit = ({ id, sha256, manifest }: Snapshot, { backup, failure }: NewestKeys): void => {
  const keys = backup.manifest;
  if (keys.id === id && keys.backup !== sha256)
    throw new KeysDoNotFit(`The keys of ${keys.id} belong to another backup of that name. One of both was exchanged.`);
  if (comparePositions(keys.log.position, manifest.log.position) >= 0 || keys.log.epoch > manifest.log.epoch) return;
  throw (
    failure ??
    new KeysDoNotFit(
      `The newest keys are of ${keys.id}, which is older than the backup ${id}: they do not open all of its events. ` +
        'Name the folder with newer keys by --keys.',
    )
  );
};
