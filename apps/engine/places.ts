import type { EventStore, ReadableLog } from '@ledgerdesk/event-store';
import { openSqliteEventStore, openSqliteLog } from '@ledgerdesk/event-store/sqlite';
import type { ReadStore, ReadStoreView } from '@ledgerdesk/read-store';
import { openReadStore, openReadStoreView } from '@ledgerdesk/read-store/sqlite';
import type { DataFolder } from './data-folder.js';
import type { Settings } from './settings.js';

/** Where log and rows are: plain data, fit to be handed to a thread. */
export interface Places {
  /** Files of the embedded stores. */
  readonly events: string;
  readonly rows: string;
  /** In place of the file `events`. */
  readonly eventStoreUrl?: string;
}

export const placesOf = ({ EVENTSTORE_URL }: Settings, { events, rows }: Pick<DataFolder, 'events' | 'rows'>): Places =>
  ({ events, rows, ...(EVENTSTORE_URL !== undefined && { eventStoreUrl: EVENTSTORE_URL }) });

/** Looking for news costs microseconds; reading one's own write should not take longer than this. */
const POLL_MS = 5;

/** Loaded only where it is used: what it stands on takes its time at start. */
const openRemote = async (connection: string): Promise<EventStore> => (await import('@ledgerdesk/event-store/eventstoredb')).openEventStoreDb({ connection });

/** The log to write to. Rejects with StoreLocked beside another writer of the embedded one. */
export const openLogForWriting = async ({ events, eventStoreUrl }: Places, thread: boolean): Promise<EventStore> =>
  eventStoreUrl === undefined ? openSqliteEventStore({ file: events, thread }) : openRemote(eventStoreUrl);

/** The log to read, in any thread. */
export const openLogForReading = async ({ events, eventStoreUrl }: Places): Promise<ReadableLog> =>
  eventStoreUrl === undefined ? openSqliteLog({ file: events, pollEvery: POLL_MS }) : openRemote(eventStoreUrl);

export const openRows = async ({ rows }: Places): Promise<ReadStore> => openReadStore(rows);

export const openRowsView = async ({ rows }: Places): Promise<ReadStoreView> => openReadStoreView(rows);
