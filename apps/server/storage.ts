import type { Checkpoint, LeaderLock } from '@ledgerdesk/kernel';
import type { AttachmentReader, AttachmentStore } from '@ledgerdesk/attachments';
import {
  CallCounts,
  EngineLog,
  type EngineLogOptions,
  type EventStore,
  type EventStoreAdapter,
  type OpenOptions,
  type ReadableLog,
} from '@ledgerdesk/event-store';
import type { Outbox } from '@ledgerdesk/outbox';
import type { Presence } from '@ledgerdesk/presence';
import type { ReadAudit, ReadAuditReader } from '@ledgerdesk/read-audit';
import { type KeyStore, type KeyStoreOptions, KeyUnsealer, type Tombstone } from '@ledgerdesk/sealing';
import type { ReadStore, ReadStoreView } from '@ledgerdesk/read-store';
import type { TreeStore } from '@ledgerdesk/tree-store';
import { realTimers } from '@ledgerdesk/runtime';
import { existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { of } from 'rxjs';
import { type DataFolder, dataFolderAt } from './data-folder.js';
import { hasMasterKey, type MasterKeyConfig, masterKeyConfigOf, masterKeysAt } from './master-key.js';
import type { Settings } from './settings.js';

/** URLs of the log and of the other stores. Plain data, so that it can be passed to worker threads. */
export interface StorageConfig {
  readonly log: string;
  /** A PostgreSQL database, or the data folder of the embedded stores: `file:///var/lib/ledgerdesk`. */
  readonly rows: string;
  /** A PostgreSQL database or a folder with the keys of data subjects. Default: `rows`. */
  readonly keys?: string;
  /** The master keys of the keys of data subjects. Absent where only the log as it is stored is read. */
  readonly masterKey?: MasterKeyConfig;
  /** Memory of the `CallCounts` to which the threads of a process add. Default: they count for themselves. */
  readonly calls?: SharedArrayBuffer;
}

/** An adapter and the schemes of its URLs. Loaded on first use, because dependencies of adapters load slowly. */
interface Registration<Adapter> {
  readonly schemes: readonly string[];
  readonly load: () => Promise<Adapter>;
}

/** Schemes of URLs of EventStoreDB and KurrentDB. With `+discover`, a single host too stands for a cluster. */
const EVENTSTOREDB_SCHEMES = ['esdb', 'kurrentdb', 'kurrent', 'kdb'].flatMap((name) => [name, `${name}+discover`]);

/** Every event-store adapter. To add one, add its folder to `libs/event-store` and a line here. */
const EVENT_STORES: readonly Registration<EventStoreAdapter>[] = [
  { schemes: ['file'], load: async () => (await import('@ledgerdesk/event-store/sqlite')).sqliteAdapter },
  {
    schemes: EVENTSTOREDB_SCHEMES,
    load: async () => (await import('@ledgerdesk/event-store/eventstoredb')).eventStoreDbAdapter,
  },
];

type OnDamage = (error: unknown) => void;

/** Opens the read store, outbox, presence, read audit, attachments and leader locks at a URL. */
interface RowsAdapter {
  /** `onDamage` is called with each error which shows that rows are damaged. A server detects that by itself. */
  openRows(url: string, onDamage?: OnDamage): Promise<ReadStore>;
  openRowsView(url: string, onDamage?: OnDamage): Promise<ReadStoreView>;
  openOutbox(url: string): Promise<Outbox>;
  /** Reads the checkpoints of processes, without creating or migrating the outbox. */
  readCheckpoints(url: string): Promise<ReadonlyMap<string, Checkpoint>>;
  openPresence(url: string): Promise<Presence>;
  /** `thread`: a file is written in a thread of its own. */
  openReadAudit(url: string, thread: boolean): Promise<ReadAudit>;
  /** Opens the read audit read-only, while another process may write it. Undefined if there is none. */
  openReadAuditReader(url: string): Promise<ReadAuditReader | undefined>;
  openKeyStore(url: string, options: KeyStoreOptions): Promise<KeyStore>;
  /** Opens the keys read-only, in any thread; undefined if there are none. */
  openKeyReader(url: string, options: KeyStoreOptions): Promise<KeyStore | undefined>;
  /** The tombstones of the keys, which are read without a master key. Undefined if there are no keys. */
  readTombstones(url: string): Promise<readonly Tombstone[] | undefined>;
  openTreeStore(url: string): Promise<TreeStore>;
  /** Opens the trees for reading, while another process may write them. Undefined if there are none. */
  openTreeReader(url: string): Promise<TreeStore | undefined>;
  /** `minFreeBytes`: free space that uploads leave on the disk of a folder. A database server has its own limits. */
  openAttachments(url: string, minFreeBytes: number): Promise<AttachmentStore>;
  /** Opens the attachments read-only, while another process may write them. */
  openAttachmentReader(url: string): Promise<AttachmentReader>;
  /** Opens the lock `name`, which elects one of the processes that share the stores. */
  openLeaderLock(url: string, name: string): Promise<LeaderLock>;
}

const folderAt = (url: string): DataFolder => dataFolderAt(fileURLToPath(url));

/** Always held: embedded stores serve one process. */
const SINGLE_PROCESS: LeaderLock = { held: of(true), release: async () => undefined };

const embeddedRows: RowsAdapter = {
  openRows: async (url, onDamage) =>
    (await import('@ledgerdesk/read-store/sqlite')).openReadStore(folderAt(url).rows, onDamage),
  openRowsView: async (url, onDamage) =>
    (await import('@ledgerdesk/read-store/sqlite')).openReadStoreView(folderAt(url).rows, onDamage),
  openOutbox: async (url) => (await import('@ledgerdesk/outbox/sqlite')).openSqliteOutbox(folderAt(url).outbox),
  readCheckpoints: async (url) =>
    (await import('@ledgerdesk/outbox/sqlite')).readSqliteCheckpoints(folderAt(url).outbox),
  openPresence: async (url) => (await import('@ledgerdesk/presence/sqlite')).openSqlitePresence(folderAt(url).presence),
  openReadAudit: async (url, thread) =>
    (await import('@ledgerdesk/read-audit/sqlite')).openSqliteReadAudit(folderAt(url).reads, { thread }),
  openReadAuditReader: async (url) =>
    (await import('@ledgerdesk/read-audit/sqlite')).openSqliteReadAuditReader(folderAt(url).reads),
  openKeyStore: async (url, options) =>
    (await import('@ledgerdesk/sealing/sqlite')).openSqliteKeyStore(folderAt(url).subjectKeys, options),
  openKeyReader: async (url, options) =>
    (await import('@ledgerdesk/sealing/sqlite')).openSqliteKeyReader(folderAt(url).subjectKeys, options),
  readTombstones: async (url) => {
    const { subjectKeys } = folderAt(url);
    const { tombstonesInFile } = await import('@ledgerdesk/sealing/sqlite');
    return existsSync(subjectKeys) ? tombstonesInFile(subjectKeys) : undefined;
  },
  openTreeStore: async (url) =>
    (await import('@ledgerdesk/tree-store/sqlite')).openSqliteTreeStore(folderAt(url).ledger),
  openTreeReader: async (url) =>
    (await import('@ledgerdesk/tree-store/sqlite')).openSqliteTreeReader(folderAt(url).ledger),
  openAttachments: async (url, minFreeBytes) => {
    const { FreeSpace, openAttachmentFiles } = await import('@ledgerdesk/attachments/files');
    return openAttachmentFiles(folderAt(url).attachments, new FreeSpace(minFreeBytes));
  },
  openAttachmentReader: async (url) =>
    (await import('@ledgerdesk/attachments/files')).openAttachmentReader(folderAt(url).attachments),
  openLeaderLock: async () => SINGLE_PROCESS,
};

const postgresRows: RowsAdapter = {
  openRows: async (url) => (await import('@ledgerdesk/read-store/postgres')).openPostgresReadStore({ url }),
  openRowsView: async (url) => (await import('@ledgerdesk/read-store/postgres')).openPostgresReadStoreView({ url }),
  openOutbox: async (url) => (await import('@ledgerdesk/outbox/postgres')).openPostgresOutbox({ url }),
  readCheckpoints: async (url) => (await import('@ledgerdesk/outbox/postgres')).readPostgresCheckpoints({ url }),
  openPresence: async (url) => (await import('@ledgerdesk/presence/postgres')).openPostgresPresence({ url }),
  openReadAudit: async (url) => (await import('@ledgerdesk/read-audit/postgres')).openPostgresReadAudit({ url }),
  openKeyStore: async (url, options) =>
    (await import('@ledgerdesk/sealing/postgres')).openPostgresKeyStore({ url }, options),
  openKeyReader: async (url, options) =>
    (await import('@ledgerdesk/sealing/postgres')).openPostgresKeyReader({ url }, options),
  readTombstones: async (url) => (await import('@ledgerdesk/sealing/postgres')).tombstonesInDatabase({ url }),
  openTreeStore: async (url) => (await import('@ledgerdesk/tree-store/postgres')).openPostgresTreeStore({ url }),
  openReadAuditReader: async (url) =>
    (await import('@ledgerdesk/read-audit/postgres')).openPostgresReadAuditReader({ url }),
  openTreeReader: async (url) => (await import('@ledgerdesk/tree-store/postgres')).openPostgresTreeStore({ url }),
  openAttachments: async (url) => (await import('@ledgerdesk/attachments/postgres')).openPostgresAttachments({ url }),
  openAttachmentReader: async (url) =>
    (await import('@ledgerdesk/attachments/postgres')).openPostgresAttachments({ url }),
  openLeaderLock: async (url, name) => (await import('@ledgerdesk/postgres')).openLeaderLock({ url }, name, realTimers),
};

/** Every adapter of the read store and of the stores that share its URL. */
const ROW_STORES: readonly Registration<RowsAdapter>[] = [
  { schemes: ['file'], load: async () => embeddedRows },
  { schemes: ['postgres', 'postgresql'], load: async () => postgresRows },
];

/** A storage URL whose scheme has no adapter. The message does not repeat the URL, which may contain a password. */
class UnknownScheme extends Error {
  readonly code = 'unknown-scheme';

  constructor(scheme: string, known: readonly string[]) {
    super(`No store has the URL scheme "${scheme}". Use ${known.map((one) => `${one}://`).join(', ')}.`);
  }
}

const schemeOf = (url: string): string => /^([a-z][a-z+]*):/.exec(url)?.[1] ?? '';

const adapterFor = async <Adapter>(registrations: readonly Registration<Adapter>[], url: string): Promise<Adapter> => {
  const scheme = schemeOf(url);
  const registration = registrations.find(({ schemes }) => schemes.includes(scheme));
  if (!registration)
    throw new UnknownScheme(
      scheme,
      registrations.flatMap(({ schemes }) => schemes),
    );
  return registration.load();
};

/** Returns true if `text` is the URL of a log, false if it is the path of a data folder. */
export const isLogUrl = (text: string): boolean => EVENT_STORES.some(({ schemes }) => schemes.includes(schemeOf(text)));

/** Returns true if `text` is the URL of a database for rows, false if it is the path of a data folder. */
export const isRowsUrl = (text: string): boolean => ROW_STORES.some(({ schemes }) => schemes.includes(schemeOf(text)));

/** The embedded stores in a data folder. */
export const embeddedStorage = (folder: string): StorageConfig => ({
  log: pathToFileURL(dataFolderAt(folder).events).href,
  rows: pathToFileURL(folder).href,
  masterKey: masterKeyConfigOf({ DATA_DIR: folder }),
});

/** The stores that the settings select. */
export const storageConfigOf = ({
  DATA_DIR,
  EVENTSTORE_URL,
  DATABASE_URL,
  KEYS_URL,
  ...masterKeys
}: Pick<
  Settings,
  'DATA_DIR' | 'EVENTSTORE_URL' | 'DATABASE_URL' | 'KEYS_URL' | 'MASTER_KEY' | 'MASTER_KEY_FILE'
>): StorageConfig => {
  const embedded = embeddedStorage(DATA_DIR);
  return {
    log: EVENTSTORE_URL ?? embedded.log,
    rows: DATABASE_URL ?? embedded.rows,
    ...(KEYS_URL !== undefined && { keys: KEYS_URL }),
    masterKey: masterKeyConfigOf({ DATA_DIR, ...masterKeys }),
  };
};

/**
 * Opens the log for reading and appending.
 * @throws StoreLocked if another process writes to it.
 */
export const openLogForWriting = async ({ log, calls }: StorageConfig, options: OpenOptions): Promise<EventStore> =>
  (await adapterFor(EVENT_STORES, log)).openEventStore(log, { ...options, calls: new CallCounts(calls) });

/** Opens the log for reading, in any thread. */
export const openLogForReading = async ({ log, calls }: Pick<StorageConfig, 'log' | 'calls'>): Promise<ReadableLog> =>
  (await adapterFor(EVENT_STORES, log)).openLog(log, { calls: new CallCounts(calls) });

/**
 * Opens the keys of data subjects, which the engine makes and uses.
 * @throws MasterKeyNotSet if there are keys that the master keys do not wrap
 */
export const openKeyStore = async ({ rows, keys = rows, masterKey }: StorageConfig): Promise<KeyStore> => {
  if (!masterKey) throw new Error('The stores have no master key.');
  const options = { masterKeys: masterKeysAt(masterKey), timers: realTimers };
  return (await adapterFor(ROW_STORES, keys)).openKeyStore(keys, options);
};

/** Opens the keys for reading, in any thread. Undefined if there are none, or no master key. */
export const openKeyReader = async ({ rows, keys = rows, masterKey }: StorageConfig): Promise<KeyStore | undefined> => {
  if (!masterKey || !hasMasterKey(masterKey)) return undefined;
  const options = { masterKeys: masterKeysAt(masterKey), timers: realTimers };
  return (await adapterFor(ROW_STORES, keys)).openKeyReader(keys, options);
};

/** The erasures on record in the store of keys. No master key is needed. Undefined if there is no store of keys. */
export const readTombstones = async ({ rows, keys = rows }: StorageConfig): Promise<readonly Tombstone[] | undefined> =>
  (await adapterFor(ROW_STORES, keys)).readTombstones(keys);

/** Opens the engine's own events for reading, in any thread, in clear where their keys are at hand. */
export const openEngineLog = async (
  storage: StorageConfig,
  options: EngineLogOptions = {},
  all?: ReadableLog,
): Promise<EngineLog> => {
  const keys = await openKeyReader(storage);
  try {
    return new EngineLog(all ?? (await openLogForReading(storage)), {
      ...options,
      ...(keys && { unsealer: new KeyUnsealer(keys), onClose: () => keys.close() }),
    });
  } catch (error) {
    await keys?.close();
    throw error;
  }
};

/** Whether reads of the log block the calling thread. */
export const readsBlock = async ({ log }: StorageConfig): Promise<boolean> =>
  (await adapterFor(EVENT_STORES, log)).readsBlock ?? false;

/**
 * Sets aside the embedded files whose content can be recreated, if they are damaged. Call it before they are opened.
 * Returns what was done, as sentences.
 */
export const setAsideDamaged = async ({ rows }: StorageConfig): Promise<readonly string[]> => {
  if (schemeOf(rows) !== 'file') return [];
  const { setAsideIfDamaged } = await import('@ledgerdesk/sqlite');
  const folder = folderAt(rows);
  return [folder.rows, folder.presence].flatMap((file) => setAsideIfDamaged(file) ?? []);
};

/** Opens the rows for writing. Calls `onDamage` with each error which shows that embedded rows are damaged. */
export const openRows = async ({ rows }: StorageConfig, onDamage?: OnDamage): Promise<ReadStore> =>
  (await adapterFor(ROW_STORES, rows)).openRows(rows, onDamage);

/** Opens the rows for reading. Calls `onDamage` with each error which shows that embedded rows are damaged. */
export const openRowsView = async ({ rows }: StorageConfig, onDamage?: OnDamage): Promise<ReadStoreView> =>
  (await adapterFor(ROW_STORES, rows)).openRowsView(rows, onDamage);

export const openOutbox = async ({ rows }: StorageConfig): Promise<Outbox> =>
  (await adapterFor(ROW_STORES, rows)).openOutbox(rows);

/** Reads the checkpoints of processes, without creating or migrating the outbox. */
export const readProcessCheckpoints = async ({ rows }: StorageConfig): Promise<ReadonlyMap<string, Checkpoint>> =>
  (await adapterFor(ROW_STORES, rows)).readCheckpoints(rows);

export const openPresence = async ({ rows }: StorageConfig): Promise<Presence> =>
  (await adapterFor(ROW_STORES, rows)).openPresence(rows);

/** Opens the read audit for recording. `thread`: an embedded one is written in a thread of its own (default). */
export const openReadAudit = async ({ rows }: StorageConfig, thread = true): Promise<ReadAudit> =>
  (await adapterFor(ROW_STORES, rows)).openReadAudit(rows, thread);

/** Opens the read audit read-only, while another process may write it. Undefined if there is none. */
export const openReadAuditReader = async ({ rows }: StorageConfig): Promise<ReadAuditReader | undefined> =>
  (await adapterFor(ROW_STORES, rows)).openReadAuditReader(rows);

/** Opens the trees of the log, for reading and writing. */
export const openTreeStore = async ({ rows }: StorageConfig): Promise<TreeStore> =>
  (await adapterFor(ROW_STORES, rows)).openTreeStore(rows);

/** Opens the attachments for writing. Uploads leave `minFreeBytes` on the disk of the data folder. */
export const openAttachments = async ({ rows }: StorageConfig, minFreeBytes = 0): Promise<AttachmentStore> =>
  (await adapterFor(ROW_STORES, rows)).openAttachments(rows, minFreeBytes);

/** Opens the attachments read-only, while another process may write them. */
export const openAttachmentReader = async ({ rows }: StorageConfig): Promise<AttachmentReader> =>
  (await adapterFor(ROW_STORES, rows)).openAttachmentReader(rows);

/** Opens the lock `name`, which elects one of the processes that share the rows. */
export const openLeaderLock = async ({ rows }: StorageConfig, name: string): Promise<LeaderLock> =>
  (await adapterFor(ROW_STORES, rows)).openLeaderLock(rows, name);

/** Opens the trees of the log for reading, while another process may write them. Undefined if there are none. */
export const openTreeReader = async ({ rows }: StorageConfig): Promise<TreeStore | undefined> =>
  (await adapterFor(ROW_STORES, rows)).openTreeReader(rows);
