import {
  type BackupPlace,
  type BackupSource,
  type CopySources,
  type FileSource,
  isSavedName,
} from '@ledgerdesk/backup';
import type { Tombstone } from '@ledgerdesk/sealing';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolderAt } from '../../server/data-folder.js';
import { engineVersion } from '../../server/engine-version.js';
import { ERASURE_LIST_FILE, KEY_STORE_FILE } from '../../server/key-backups/key-backups.js';
import type { KeyHistory } from '../../server/key-backups/key-history.js';
import { keyStoreFile } from '../../server/key-backups/key-store-file.js';
import { MASTER_KEY_NAME } from '../../server/master-key.js';
import type { Settings } from '../../server/settings.js';
import { storageConfigOf } from '../../server/storage.js';
import { attachmentsOf } from './attachments-of.js';

/**
 * Texts of receivers and mail servers, which may quote personal texts and names. No backup has them: it could not be
 * purged of a person who is erased later.
 */
const ANSWERS = [
  {
    table: 'outbox_messages',
    column: 'last_error',
    sql: 'UPDATE outbox_messages SET last_error = NULL WHERE last_error IS NOT NULL',
  },
  {
    table: 'outbox_messages',
    column: 'history',
    sql: 'UPDATE outbox_messages SET history = NULL WHERE history IS NOT NULL',
  },
  {
    table: 'no_ops',
    column: 'requeued',
    sql: `UPDATE no_ops SET requeued = json_set(requeued, '$.lastError', NULL, '$.history', json('[]'))
          WHERE requeued IS NOT NULL`,
  },
] as const;

const FROM_LOG = 'Read models and search indexes (read.db): the engine builds them from the log.';
const FROM_LEAVES =
  'The tree of the log (ledger.db): the engine builds it from the log. The last checkpoint is in the manifest.';
const FROM_AGENTS = 'Heartbeats of agents (presence.db): agents send new ones.';
const ANSWERS_LEFT_OUT = 'Answers and errors of receivers in the outbox: they may quote personal texts.';
const BY_POSTGRES =
  'Everything in the database of DATABASE_URL (outbox, checkpoints, attachments, keys): save it with pg_dump or ' +
  'pg_basebackup, before this backup.';
const BY_EVENTSTOREDB = "The log at EVENTSTORE_URL: save it with EventStoreDB's own backup, after this one.";

const existing = (files: readonly FileSource[]): readonly FileSource[] => files.filter(({ file }) => existsSync(file));

/** Regular files of a folder with this suffix, without hidden files such as `._policy.json`. */
const filesIn = (folder: string, suffix: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder).filter(
        (name) => name.endsWith(suffix) && isSavedName(name) && statSync(join(folder, name)).isFile(),
      )
    : [];

/** What a backup saves of the stores that the settings name. */
export const backupSourceOf = (
  settings: Settings,
  {
    log,
    erasures,
    checkpoint,
    keys,
    isAttached,
  }: Pick<BackupSource, 'log' | 'checkpoint' | 'isAttached'> & {
    readonly keys: KeyHistory;
    readonly erasures: readonly Tombstone[];
  },
): BackupSource => {
  const { DATA_DIR, CONFIG_DIR, DATABASE_URL, EVENTSTORE_URL, TENANT } = settings;
  const folder = dataFolderAt(DATA_DIR);
  const embedded = DATABASE_URL === undefined;
  const erasedKeys = new Set(erasures.flatMap(({ keyId }) => keyId ?? []));
  const outbox = { name: 'outbox.db', file: folder.outbox, scrub: ANSWERS };
  const reads = { name: 'reads.db', file: folder.reads };
  const subscriptions = { name: 'subscriptions.db', file: folder.subscriptions };
  const databases = [...(embedded ? [outbox, reads] : []), subscriptions];
  const config = filesIn(CONFIG_DIR, '.json').map((name) => ({ name: `config/${name}`, file: join(CONFIG_DIR, name) }));
  const clock = ['clock-hold.json', 'clock-accepted.json'].map((name) => ({ name, file: join(folder.path, name) }));
  return {
    log,
    savesLog: EVENTSTORE_URL === undefined,
    checkpoint,
    ...keys,
    databases: databases.filter(({ file }) => existsSync(file)),
    files: existing([{ name: 'taxonomy.json', file: folder.taxonomy }, ...clock, ...config]),
    attachments: embedded ? folder.attachments : undefined,
    isAttached,
    attachmentsOf: (event) => attachmentsOf(event, erasedKeys),
    leftOut: [
      FROM_LOG,
      FROM_LEAVES,
      FROM_AGENTS,
      ...(embedded ? [ANSWERS_LEFT_OUT] : [BY_POSTGRES]),
      ...(EVENTSTORE_URL === undefined ? [] : [BY_EVENTSTOREDB]),
    ],
    version: engineVersion().engineVersion,
    tenant: TENANT,
  };
};

/** The keys in files, and the list of erasures. Keys in settings and in a database are not among them. */
export const keySourcesOf = (settings: Settings, place: BackupPlace): CopySources => {
  const { keys } = dataFolderAt(settings.DATA_DIR);
  const { MASTER_KEY_FILE } = settings;
  const isElsewhere = (name: string): boolean => name === MASTER_KEY_NAME && MASTER_KEY_FILE !== undefined;
  const names = filesIn(keys, '').filter((name) => !name.endsWith('.new') && !isElsewhere(name));
  const store = keyStoreFile(storageConfigOf(settings));
  return {
    databases: store !== undefined && existsSync(store) ? [{ name: KEY_STORE_FILE, file: store }] : [],
    files: [
      ...names.map((name) => ({ name: `keys/${name}`, file: join(keys, name) })),
      ...(MASTER_KEY_FILE === undefined ? [] : [{ name: `keys/${MASTER_KEY_NAME}`, file: MASTER_KEY_FILE }]),
      { name: ERASURE_LIST_FILE, file: place.at(ERASURE_LIST_FILE) },
    ],
  };
};
