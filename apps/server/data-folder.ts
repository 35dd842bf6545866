import { createPrivateFolder, namingFileError, requireAccess, restrictToOwner } from '@ledgerdesk/files';
import { errorCodeOf } from '@ledgerdesk/kernel';
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Settings } from './settings.js';

/** Paths of the embedded stores. */
export interface DataFolder {
  readonly path: string;
  readonly events: string;
  readonly rows: string;
  readonly outbox: string;
  readonly presence: string;
  /** The read audit. */
  readonly reads: string;
  /** The keys of data subjects, wrapped by the master key. */
  readonly subjectKeys: string;
  /** Persistent subscriptions of the gateway. */
  readonly subscriptions: string;
  /** The tree of the log, and its checkpoints. */
  readonly ledger: string;
  /** The newest checkpoint. */
  readonly checkpoint: string;
  readonly attachments: string;
  /** The folder of generated keys. */
  readonly keys: string;
  /** The taxonomy of an import. */
  readonly taxonomy: string;
  /** The folders that have backups of the keys. */
  readonly keyBackups: string;
  /** Those of them that erased people are still in. */
  readonly unreachedKeyBackups: string;
  /** How far the scrub has come. */
  readonly scrub: string;
}

/** What a restore writes first, in the folder that it restores into, so that both are on one disk. */
export const RESTORE_DRAFT = 'restore.unfinished';
/** Names what a restore moves out of its draft: from the first name until the last, the folder is no data folder. */
export const RESTORE_MOVES = 'restore.moving';

/** Returns the paths in a data folder, whether or not they exist. */
export const dataFolderAt = (path: string): DataFolder => ({
  path: resolve(path),
  events: join(path, 'events.db'),
  rows: join(path, 'read.db'),
  outbox: join(path, 'outbox.db'),
  presence: join(path, 'presence.db'),
  reads: join(path, 'reads.db'),
  subjectKeys: join(path, 'keys.db'),
  subscriptions: join(path, 'subscriptions.db'),
  ledger: join(path, 'ledger.db'),
  checkpoint: join(path, 'checkpoint'),
  attachments: join(path, 'attachments'),
  keys: join(path, 'keys'),
  taxonomy: join(path, 'taxonomy.json'),
  keyBackups: join(path, 'key-backups.json'),
  unreachedKeyBackups: join(path, 'key-backups-unreached.json'),
  scrub: join(path, 'scrub.json'),
});

/** There is no data folder where a command needs that of an engine. */
class DataFolderNotFound extends Error {
  readonly code = 'invalid-data-folder';
}

/** A restore into the folder was interrupted: its files are not whole. */
class RestoreUnfinished extends Error {
  readonly code = 'restore-unfinished';
}

/** @throws RestoreUnfinished if a restore into the folder was interrupted, or has not ended yet */
const requireRestored = (path: string): void => {
  if ([RESTORE_DRAFT, RESTORE_MOVES].some((name) => existsSync(join(path, name))))
    throw new RestoreUnfinished(
      `A restore into ${path} has not ended, or was interrupted. Run "ledgerdesk restore" into it again: it begins ` +
        'anew.',
    );
};

/**
 * For commands on what an engine has recorded: a misspelt folder would seem to be one without anything to tell.
 * @throws DataFolderNotFound if the log is in a data folder that does not exist
 * @throws RestoreUnfinished if a restore into the folder was interrupted
 */
export const requireDataFolder = ({
  DATA_DIR,
  EVENTSTORE_URL,
}: Pick<Settings, 'DATA_DIR' | 'EVENTSTORE_URL'>): void => {
  if (EVENTSTORE_URL === undefined && !existsSync(DATA_DIR))
    throw new DataFolderNotFound(`There is no data folder at ${DATA_DIR}. Set DATA_DIR to that of an engine.`);
  requireRestored(DATA_DIR);
};

/**
 * Creates the data folder, readable by its owner only, if it does not exist, and returns its paths.
 * @throws RestoreUnfinished if a restore into the folder was interrupted
 */
export const createDataFolder = (path: string): DataFolder => {
  requireRestored(path);
  createPrivateFolder(path);
  return dataFolderAt(path);
};

/** Databases, with their write-ahead logs, shared-memory files and locks. */
const DATABASE_FILE = /\.db(?:$|[-.])/;

/** @throws FileInaccessible if this process may not list the folder, or not enter it */
const entriesOf = (folder: string): readonly string[] => {
  try {
    requireAccess(folder, 'read folder');
    return readdirSync(folder).map((name) => join(folder, name));
  } catch (error) {
    if (errorCodeOf(error) === 'ENOENT') return [];
    throw namingFileError(folder, error, 'read folder');
  }
};

/**
 * Removes the access of other users from the folder and everything that the engine writes in it. Earlier versions
 * created some files readable by all. Returns the paths that other users can still access. Files of attachments are
 * not visited: they may be many, have always been private, and lie in folders that are.
 * @throws FileInaccessible if one of the folders cannot be listed
 */
export const restrictDataFolder = ({
  path,
  taxonomy,
  keyBackups,
  checkpoint,
  keys,
  attachments,
}: DataFolder): readonly string[] =>
  restrictToOwner([
    path,
    ...entriesOf(path).filter((file) => DATABASE_FILE.test(file)),
    taxonomy,
    keyBackups,
    checkpoint,
    keys,
    ...entriesOf(keys),
    attachments,
    ...entriesOf(attachments),
  ]);
