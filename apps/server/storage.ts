import type { AttachmentStore } from '@ledgerdesk/attachments';
import type { EventStore, ReadableLog } from '@ledgerdesk/event-store';
import { openSqliteEventStore, openSqliteLog } from '@ledgerdesk/event-store/sqlite';
import type { Outbox } from '@ledgerdesk/outbox';
import type { Presence } from '@ledgerdesk/presence';
import type { ReadStore, ReadStoreView } from '@ledgerdesk/read-store';
import type { LeaderLock } from '@ledgerdesk/runtime';
import { of as just } from 'rxjs';
import { type DataFolder, dataFolderAt } from './data-folder.js';
import type { Settings } from './settings.js';

/** Where log and rows are kept, as URLs of the adapters below: plain data, so that threads can be given it. */
export interface StorageConfig {
  readonly log: string;
  readonly rows: string;
}

/** Opens the log at a URL. */
interface LogAdapter {
  /** `thread`: commit in a thread of its own, if the store is embedded. Rejects with StoreLocked beside a writer. */
  openForWriting(url: string, thread: boolean): Promise<EventStore>;
  /** May be called in any thread. */
  openForReading(url: string): Promise<ReadableLog>;
}

/** Opens the stores that are kept beside the rows at a URL. */
interface RowsAdapter {
  openRows(url: string): Promise<ReadStore>;
  openRowsView(url: string): Promise<ReadStoreView>;
  openOutbox(url: string): Promise<Outbox>;
  openPresence(url: string): Promise<Presence>;
  openAttachments(url: string): Promise<AttachmentStore>;
  /** The lock that elects one process among those that share the stores. */
  openLeaderLock(url: string, name: string): Promise<LeaderLock>;
}

/** Longest time in ms until a reader of the embedded log sees an event: a request reads its own write after that. */
const POLL_MS = 5;

const EMBEDDED = 'embedded';
/** The data folder of an `embedded:` URL. */
const folderIn = (url: string): DataFolder => dataFolderAt(url.slice(EMBEDDED.length + 1));

const embeddedLog: LogAdapter = {
  openForWriting: async (url, thread) => openSqliteEventStore({ file: folderIn(url).events, thread }),
  openForReading: async (url) => openSqliteLog({ file: folderIn(url).events, pollEvery: POLL_MS }),
};

// Adapters are imported when they are opened: their dependencies take time to load.
const openEventStoreDb = async (connection: string): Promise<EventStore> =>
  (await import('@ledgerdesk/event-store/eventstoredb')).openEventStoreDb({ connection });
const eventStoreDb: LogAdapter = { openForWriting: openEventStoreDb, openForReading: openEventStoreDb };

/** The lock of an engine on embedded stores, which is the only process. */
const SINGLE_PROCESS: LeaderLock = { held: just(true), release: async () => undefined };

const embeddedRows: RowsAdapter = {
  openRows: async (url) => (await import('@ledgerdesk/read-store/sqlite')).openReadStore(folderIn(url).rows),
  openRowsView: async (url) => (await import('@ledgerdesk/read-store/sqlite')).openReadStoreView(folderIn(url).rows),
  openOutbox: async (url) => (await import('@ledgerdesk/outbox/sqlite')).openSqliteOutbox(folderIn(url).outbox),
  openPresence: async (url) => (await import('@ledgerdesk/presence/sqlite')).openSqlitePresence(folderIn(url).presence),
  openAttachments: async (url) =>
    (await import('@ledgerdesk/attachments/files')).openAttachmentFiles(folderIn(url).attachments),
  openLeaderLock: async () => SINGLE_PROCESS,
};

const postgres: RowsAdapter = {
  openRows: async (url) => (await import('@ledgerdesk/read-store/postgres')).openPostgresReadStore({ url }),
  openRowsView: async (url) => (await import('@ledgerdesk/read-store/postgres')).openPostgresReadStoreView({ url }),
  openOutbox: async (url) => (await import('@ledgerdesk/outbox/postgres')).openPostgresOutbox({ url }),
  openPresence: async (url) => (await import('@ledgerdesk/presence/postgres')).openPostgresPresence({ url }),
  openAttachments: async (url) => (await import('@ledgerdesk/attachments/postgres')).openPostgresAttachments({ url }),
  openLeaderLock: async (url, name) => (await import('@ledgerdesk/postgres')).openLeaderLock({ url }, name),
};

/** Every adapter of the log, by URL scheme. */
const LOG_ADAPTERS: Readonly<Record<string, LogAdapter>> = {
  [EMBEDDED]: embeddedLog,
  esdb: eventStoreDb,
  'esdb+discover': eventStoreDb,
  kurrentdb: eventStoreDb,
  'kurrentdb+discover': eventStoreDb,
};

/** Every adapter of the rows and what is kept beside them, by URL scheme. */
const ROWS_ADAPTERS: Readonly<Record<string, RowsAdapter>> = {
  [EMBEDDED]: embeddedRows,
  postgres,
  postgresql: postgres,
};

const schemeOf = (url: string): string => /^([a-z][a-z+]*):/.exec(url)?.[1] ?? '';

/** Throws a RangeError that does not repeat the URL, which may hold a password. */
const adapterFor = <Adapter>(adapters: Readonly<Record<string, Adapter>>, url: string): Adapter => {
  const adapter = adapters[schemeOf(url)];
  if (adapter) return adapter;
  const known = Object.keys(adapters).filter((scheme) => scheme !== EMBEDDED);
  throw new RangeError(
    `No store has the URL scheme "${schemeOf(url)}". Use ${known.map((one) => `${one}://`).join(', ')}.`,
  );
};

/** Whether text is the URL of a log rather than the path of a data folder. */
export const isLogUrl = (text: string): boolean => schemeOf(text) in LOG_ADAPTERS;

/** The embedded stores of a data folder. */
export const embeddedStorage = (folder: string): StorageConfig => ({
  log: `${EMBEDDED}:${folder}`,
  rows: `${EMBEDDED}:${folder}`,
});

export const storageConfigOf = ({
  DATA_DIR,
  EVENTSTORE_URL,
  DATABASE_URL,
}: Pick<Settings, 'DATA_DIR' | 'EVENTSTORE_URL' | 'DATABASE_URL'>): StorageConfig => {
  const embedded = embeddedStorage(DATA_DIR);
  return { log: EVENTSTORE_URL ?? embedded.log, rows: DATABASE_URL ?? embedded.rows };
};

export const openLogForWriting = async ({ log }: StorageConfig, thread: boolean): Promise<EventStore> =>
  adapterFor(LOG_ADAPTERS, log).openForWriting(log, thread);

export const openLogForReading = async ({ log }: StorageConfig): Promise<ReadableLog> =>
  adapterFor(LOG_ADAPTERS, log).openForReading(log);

export const openRows = async ({ rows }: StorageConfig): Promise<ReadStore> =>
  adapterFor(ROWS_ADAPTERS, rows).openRows(rows);

export const openRowsView = async ({ rows }: StorageConfig): Promise<ReadStoreView> =>
  adapterFor(ROWS_ADAPTERS, rows).openRowsView(rows);

export const openOutbox = async ({ rows }: StorageConfig): Promise<Outbox> =>
  adapterFor(ROWS_ADAPTERS, rows).openOutbox(rows);

export const openPresence = async ({ rows }: StorageConfig): Promise<Presence> =>
  adapterFor(ROWS_ADAPTERS, rows).openPresence(rows);

export const openAttachments = async ({ rows }: StorageConfig): Promise<AttachmentStore> =>
  adapterFor(ROWS_ADAPTERS, rows).openAttachments(rows);

export const leaderLock = async ({ rows }: StorageConfig, name: string): Promise<LeaderLock> =>
  adapterFor(ROWS_ADAPTERS, rows).openLeaderLock(rows, name);
