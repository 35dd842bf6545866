import { fileURLToPath } from 'node:url';
import type { EventStoreAdapter } from '../adapter.js';
import { openSqliteEventStore, openSqliteLog } from './open.js';

/** Polling costs microseconds, and a client that reads its own write waits at most this long for it. */
const POLL_MS = 5;

/** Logs in SQLite files: `file:///var/lib/ledgerdesk/events.db`. */
export const sqliteAdapter: EventStoreAdapter = {
  readsBlock: true,
  openEventStore: async (url, options) => openSqliteEventStore({ ...options, file: fileURLToPath(url) }),
  openLog: async (url) => openSqliteLog({ file: fileURLToPath(url), pollEvery: POLL_MS }),
};
