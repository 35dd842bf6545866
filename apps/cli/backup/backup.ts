import {
  BackupPlace,
  pruneSnapshots,
  snapshotNumber,
  takeBackup,
  type TakenBackup,
  takeKeyBackup,
} from '@ledgerdesk/backup';
import type { ReadableLog } from '@ledgerdesk/event-store';
import { type Instant, messageOf } from '@ledgerdesk/kernel';
import { storeIdInFile } from '@ledgerdesk/sealing/sqlite';
import { existsSync } from 'node:fs';
import { dataFolderAt, requireDataFolder } from '../../server/data-folder.js';
import { eraseFromKeyPlace, registerKeyBackup } from '../../server/key-backups/key-backups.js';
import { type KeyHistory, keyHistoryOf } from '../../server/key-backups/key-history.js';
import { keyStoreFile, recordedErasures } from '../../server/key-backups/key-store-file.js';
import { namedKeyStore } from '../../server/keys/key-store-use.js';
import type { Settings } from '../../server/settings.js';
import { openLogForReading, storageConfigOf } from '../../server/storage.js';
import { requireApart } from './apart-from.js';
import { backupSourceOf, keySourcesOf } from './backup-source.js';
import { readLastCheckpoint } from './last-checkpoint.js';
import { openMessageFiles } from './message-files.js';
import { type ManifestKeys, manifestKeysOf } from '../../server/key-backups/manifest-keys.js';

/** Where to write a backup, and how. */
export interface BackupRequest {
  readonly to: string;
  /** The folder for keys. Without it, none are saved. */
  readonly keys?: string | undefined;
  /** Number of backups that are kept; the oldest beyond are deleted. Default: all. */
  readonly keep?: number | undefined;
  readonly now: Instant;
  readonly pause: (bytes: number) => Promise<void>;
  readonly segmentBytes?: number;
}

/** A backup that was made. */
export interface BackupResult extends TakenBackup {
  /** True if keys were saved too. */
  readonly hasKeys: boolean;
  /** Names of the backups that were deleted. */
  readonly deleted: readonly string[];
}

/** There is no log to save. */
class LogNotFound extends Error {
  readonly code = 'invalid-data-folder';
}

interface Places {
  readonly data: BackupPlace;
  readonly keys: BackupPlace | undefined;
}

/** Refuses folders that are not apart from each other, and from what is saved. */
const requireApartFolders = ({ DATA_DIR, CONFIG_DIR }: Settings, { to, keys }: BackupRequest): void => {
  requireApart(to, DATA_DIR, 'the data folder');
  requireApart(to, CONFIG_DIR, 'the folder of policy files');
  if (keys === undefined) return;
  requireApart(keys, DATA_DIR, 'the data folder');
  requireApart(keys, to, 'the backups that the keys open,');
};

const openPlaces = ({ to, keys }: BackupRequest, logId: string): Places => {
  const data = BackupPlace.openForWriting(to, 'data', logId);
  try {
    return { data, keys: keys === undefined ? undefined : BackupPlace.openForWriting(keys, 'keys', logId) };
  } catch (error) {
    data.close();
    throw error;
  }
};

/** What the log lost may be in the earlier backups only: then none is deleted. */
const prune = async (
  { data, keys }: Places,
  keep: number | undefined,
  { isLogDoubtful }: Pick<TakenBackup, 'isLogDoubtful'>,
): Promise<readonly string[]> => {
  if (keep === undefined || isLogDoubtful) return [];
  if (keys) await pruneSnapshots(keys, keep);
  return pruneSnapshots(data, keep);
};

const notErased = (error: unknown): string =>
  `Erased people may still be in an older backup of keys: ${messageOf(error)} Delete it if it cannot be repaired.`;

/** A warning that the keys are not those of the log: earlier backups may have them. */
const otherKeyStore = async (settings: Settings, log: ReadableLog): Promise<string | undefined> => {
  const file = keyStoreFile(storageConfigOf(settings));
  const named = await namedKeyStore(log);
  if (file === undefined || !named) return undefined;
  const found = existsSync(file) ? storeIdInFile(file) : undefined;
  return found === named.id
    ? undefined
    : `${file} is not the key store that the log names (${named.id}): it was replaced or lost. Restore it from an ` +
        'earlier backup of the keys: none was deleted.';
};

const takeInto = async (
  places: Places,
  log: ReadableLog,
  settings: Settings,
  request: BackupRequest,
  { signer, verifier, history }: ManifestKeys & { readonly history: KeyHistory },
): Promise<BackupResult> => {
  const { now, pause, segmentBytes, keep } = request;
  // The newest backup of keys has the highest number, also if the folder has keys of backups elsewhere.
  const after = snapshotNumber(places.keys?.snapshots().at(-1) ?? '0');
  const options = { now, signer, pause, after, ...(segmentBytes !== undefined && { segmentBytes }) };
  const checkpoint = await readLastCheckpoint(settings, log);
  const erasures = await recordedErasures(settings);
  const rows = await openMessageFiles(settings);
  const source = backupSourceOf(settings, {
    log,
    erasures,
    checkpoint: checkpoint.note,
    keys: history,
    isAttached: async (sha256) => rows?.isAttached(sha256),
  });
  const taken = await takeBackup(places.data, source, options, verifier).finally(() => rows?.close());
  const { id, sha256, manifest } = taken;
  const warnings = [...checkpoint.warnings, ...taken.warnings];
  const otherStore = places.keys && (await otherKeyStore(settings, log));
  if (otherStore !== undefined) warnings.push(otherStore);
  if (places.keys) {
    registerKeyBackup(settings.DATA_DIR, places.keys.path);
    const { segments: _, tree: __, ...end } = manifest.log;
    const backup = { id, sha256, number: manifest.number };
    const sources = keySourcesOf(settings, places.keys);
    const { keys } = places;
    const erase = async () => eraseFromKeyPlace(keys, await recordedErasures(settings), { signer, verifier });
    // The list of erasures is saved with the keys, even if an older backup of keys cannot be rewritten.
    await erase().catch(() => undefined);
    await takeKeyBackup(keys, { sources, end, backup, now, signer });
    // Who was erased meanwhile is in none of them either.
    await erase().catch((error: unknown) => warnings.push(notErased(error)));
  }
  return {
    ...taken,
    warnings,
    hasKeys: places.keys !== undefined,
    deleted: await prune(places, keep, { isLogDoubtful: taken.isLogDoubtful || otherStore !== undefined }),
  };
};

/**
 * Saves what the settings name into a folder, and keys into another one, while the engine may be running. The folder is
 * new or has earlier backups of the same log: then only what is new is copied.
 * @throws InvalidTarget, BackupRunning, BackupOfOtherLog, SourceUnreadable, DiskFault, FileInaccessible
 */
export const backup = async (settings: Settings, request: BackupRequest): Promise<BackupResult> => {
  requireDataFolder(settings);
  requireApartFolders(settings, request);
  const { events } = dataFolderAt(settings.DATA_DIR);
  if (settings.EVENTSTORE_URL === undefined && !existsSync(events))
    throw new LogNotFound(`No log found at ${events}. Set DATA_DIR to the data folder of an engine.`);
  const log = await openLogForReading(storageConfigOf(settings));
  try {
    const history = await keyHistoryOf(settings);
    const keys = { ...manifestKeysOf(settings, history.vkeys), history };
    const places = openPlaces(request, log.logId);
    try {
      return await takeInto(places, log, settings, request, keys);
    } finally {
      places.keys?.close();
      places.data.close();
    }
  } finally {
    await log.close();
  }
};
