import type { AttachmentStore } from '@ledgerdesk/attachments';
import type { EventStore, ReadableLog } from '@ledgerdesk/event-store';
import { openSqliteEventStore, openSqliteLog } from '@ledgerdesk/event-store/sqlite';
import type { Outbox } from '@ledgerdesk/outbox';
import type { Presence } from '@ledgerdesk/presence';
import type { ReadStore, ReadStoreView } from '@ledgerdesk/read-store';
import type { LeaderLock } from '@ledgerdesk/runtime';
import { of as just } from 'rxjs';
import type { DataFolder } from './data-folder.js';
import type { Settings } from './settings.js';

/** Where log and rows are: plain data, fit to be handed to a thread. */
export interface StorageConfig {
  /** Files of the embedded stores. */
  readonly events: string;
  readonly rows: string;
  /** In place of the file `events`. */
  readonly eventStoreUrl?: string;
  /** In place of the file `rows`. */
  readonly databaseUrl?: string;
}

export const storageConfigOf = (
  { EVENTSTORE_URL, DATABASE_URL }: Settings,
  { events, rows }: Pick<DataFolder, 'events' | 'rows'>,
): StorageConfig => ({
  events,
  rows,
  ...(EVENTSTORE_URL !== undefined && { eventStoreUrl: EVENTSTORE_URL }),
  ...(DATABASE_URL !== undefined && { databaseUrl: DATABASE_URL }),
});

/** Looking for news costs microseconds; reading one's own write should not take longer than this. */
const POLL_MS = 5;

/** Loaded only where it is used: what it stands on takes its time at start. */
const openRemote = async (connection: string): Promise<EventStore> =>
  (await import('@ledgerdesk/event-store/eventstoredb')).openEventStoreDb({ connection });

/** The log to write to. Rejects with StoreLocked beside another writer of the embedded one. */
export const openLogForWriting = async (
  { events, eventStoreUrl }: StorageConfig,
  thread: boolean,
): Promise<EventStore> =>
  eventStoreUrl === undefined ? openSqliteEventStore({ file: events, thread }) : openRemote(eventStoreUrl);

/** The log to read, in any thread. */
export const openLogForReading = async ({ events, eventStoreUrl }: StorageConfig): Promise<ReadableLog> =>
  eventStoreUrl === undefined ? openSqliteLog({ file: events, pollEvery: POLL_MS }) : openRemote(eventStoreUrl);

const sqliteRows = () => import('@ledgerdesk/read-store/sqlite');
const postgres = () => import('@ledgerdesk/read-store/postgres');

export const openRows = async ({ rows, databaseUrl }: StorageConfig): Promise<ReadStore> =>
  databaseUrl === undefined
    ? (await sqliteRows()).openReadStore(rows)
    : (await postgres()).openPostgresReadStore({ url: databaseUrl });

export const openRowsView = async ({ rows, databaseUrl }: StorageConfig): Promise<ReadStoreView> =>
  databaseUrl === undefined
    ? (await sqliteRows()).openReadStoreView(rows)
    : (await postgres()).openPostgresReadStoreView({ url: databaseUrl });

/** What is to leave the house: beside the rows where they are shared, else in a file of its own. */
export const openOutbox = async (
  { outbox }: Pick<DataFolder, 'outbox'>,
  { databaseUrl }: StorageConfig,
): Promise<Outbox> =>
  databaseUrl === undefined
    ? (await import('@ledgerdesk/outbox/sqlite')).openSqliteOutbox(outbox)
    : (await import('@ledgerdesk/outbox/postgres')).openPostgresOutbox({ url: databaseUrl });

/** Which agents have been seen when: beside the rows where they are shared, else in a file of its own. */
export const openPresence = async (
  { presence }: Pick<DataFolder, 'presence'>,
  { databaseUrl }: StorageConfig,
): Promise<Presence> =>
  databaseUrl === undefined
    ? (await import('@ledgerdesk/presence/sqlite')).openSqlitePresence(presence)
    : (await import('@ledgerdesk/presence/postgres')).openPostgresPresence({ url: databaseUrl });

/** What goes with messages: beside the rows where they are shared, else in a folder of its own. */
export const openAttachments = async (
  { attachments }: Pick<DataFolder, 'attachments'>,
  { databaseUrl }: StorageConfig,
): Promise<AttachmentStore> =>
  databaseUrl === undefined
    ? (await import('@ledgerdesk/attachments/files')).openAttachmentFiles(attachments)
    : (await import('@ledgerdesk/attachments/postgres')).openPostgresAttachments({ url: databaseUrl });

/** The lock of an engine on embedded stores, which is the only process. */
const SINGLE_PROCESS: LeaderLock = { held: just(true), release: async () => undefined };

/** Opens the lock that elects one process among those that share the database. */
export const leaderLock = async ({ databaseUrl }: StorageConfig, name: string): Promise<LeaderLock> =>
  databaseUrl === undefined
    ? SINGLE_PROCESS
    : (await import('@ledgerdesk/postgres')).openLeaderLock({ url: databaseUrl }, name);
