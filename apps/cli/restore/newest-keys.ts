import {
  BackupDamaged,
  BackupNotFound,
  BackupNotTrusted,
  type BackupPlace,
  type KeyManifest,
  type ManifestVerifier,
  readKeySnapshot,
  savedKeyFile,
  type Snapshot,
  verifyKeySnapshot,
} from '@ledgerdesk/backup';
import { comparePositions } from '@ledgerdesk/kernel';
import { mergedErasures, parseErasureList, type Tombstone } from '@ledgerdesk/sealing';
import { subjectsInFile, tombstonesInFile } from '@ledgerdesk/sealing/sqlite';
import { readFileSync } from 'node:fs';
import { ERASURE_LIST_FILE, erasuresListedIn, KEY_STORE_FILE } from '../../server/key-backups/key-backups.js';

/** The backup of keys is not that of the backup, or is older than it. */
export class KeysDoNotFit extends Error {
  readonly code = 'keys-do-not-fit';
}

/** Several backups of keys have keys that the others lack: nobody knows which of them the log goes on with. */
class KeysAmbiguous extends Error {
  readonly code = 'keys-ambiguous';
}

/** The backup of keys to restore, and everyone who is known to be erased by what lies beside it. */
export interface NewestKeys {
  readonly backup: Snapshot<KeyManifest>;
  readonly erased: readonly Tombstone[];
  /** Why another backup of keys was left out. */
  readonly failure: Error | undefined;
}

/** A backup of keys, and what is in it. */
interface SavedKeys {
  readonly backup: Snapshot<KeyManifest>;
  /** Ids of keys by subject; null: the subject was erased before it had any. */
  readonly keys: ReadonlyMap<string, string | null>;
  readonly erased: readonly Tombstone[];
}

const readKeys = async (place: BackupPlace, id: string, verifier: ManifestVerifier): Promise<SavedKeys> => {
  const backup = readKeySnapshot(place, id, verifier);
  await verifyKeySnapshot(place, backup);
  const store = savedKeyFile(backup.manifest, KEY_STORE_FILE);
  const list = savedKeyFile(backup.manifest, ERASURE_LIST_FILE);
  const file = store && place.inSnapshot(id, store.name);
  return {
    backup,
    keys: new Map((file === undefined ? [] : subjectsInFile(file)).map(({ label, keyId }) => [label, keyId])),
    erased: [
      ...(file === undefined ? [] : tombstonesInFile(file)),
      ...(list ? parseErasureList(readFileSync(place.inSnapshot(id, list.name), 'utf8')) : []),
    ],
  };
};

/** What a backup of keys lacks of another one, as the rest of a sentence; undefined if it has all of it. */
const lackOf = (one: SavedKeys, other: SavedKeys): string | undefined => {
  for (const [label, keyId] of other.keys) {
    const own = one.keys.get(label);
    if (own === undefined && !one.keys.has(label)) return `${other.backup.id} has a key that ${one.backup.id} lacks`;
    if (own !== keyId && typeof own === 'string' && keyId !== null)
      return `${one.backup.id} and ${other.backup.id} have different keys of one person: they are of two stores`;
  }
  return undefined;
};

/** Orders backups that have the same keys: by the log that they were saved with, then by time. Names say nothing. */
const byLog = ({ backup: { manifest: a } }: SavedKeys, { backup: { manifest: b } }: SavedKeys): number =>
  a.log.epoch - b.log.epoch ||
  comparePositions(a.log.position, b.log.position) ||
  (a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : a.number - b.number);

/** The backup that has the keys of all others. */
const newestOf = (saved: readonly SavedKeys[], place: BackupPlace): SavedKeys => {
  const lacks = saved.map((one) => saved.map((other) => lackOf(one, other)).find((lack) => lack !== undefined));
  const complete = saved.filter((_, n) => lacks[n] === undefined).toSorted(byLog);
  const newest = complete.at(-1);
  if (newest) return newest;
  throw new KeysAmbiguous(
    `None of the backups of keys in ${place.path} has the keys of all others: ${lacks[0]}. Name the one that the log ` +
      'goes on with by --keys-snapshot.',
  );
};

const isUnusable = (error: unknown): error is Error =>
  error instanceof BackupDamaged || error instanceof BackupNotTrusted;

/**
 * Chooses the backup of keys to restore, by what is in it: keys are only ever added, so that the newest one has those
 * of all others. A damaged one is left out, unless no other is there.
 * @throws KeysAmbiguous if none has the keys of all others
 * @throws BackupNotFound, BackupDamaged, BackupNotTrusted
 */
export const newestKeys = async (
  place: BackupPlace,
  verifier: ManifestVerifier,
  chosen: string | undefined,
): Promise<NewestKeys> => {
  const ids = place.snapshots();
  if (ids.length === 0) throw new BackupNotFound(`${place.path} has no whole backup.`);
  const saved: SavedKeys[] = [];
  const unusable: { readonly id: string; readonly error: Error }[] = [];
  for (const id of ids)
    try {
      saved.push(await readKeys(place, id, verifier));
    } catch (error) {
      if (!isUnusable(error)) throw error;
      unusable.push({ id, error });
    }
  const erased = mergedErasures(erasuresListedIn(place), ...saved.map((one) => one.erased));
  const failure = unusable.find(({ id }) => id === chosen) ?? (saved.length === 0 ? unusable.at(-1) : undefined);
  if (failure) throw failure.error;
  const left = { erased, failure: unusable.at(-1)?.error };
  if (chosen === undefined) return { backup: newestOf(saved, place).backup, ...left };
  const named = saved.find(({ backup: { id } }) => id === chosen);
  if (!named) throw new BackupNotFound(`${place.path} has no backup of keys ${chosen}. It has ${ids.join(', ')}.`);
  return { backup: named.backup, ...left };
};
