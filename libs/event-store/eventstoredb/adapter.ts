import type { EventStoreAdapter } from '../adapter.js';
import { openEventStoreDb } from './open.js';

/** Logs on EventStoreDB or KurrentDB: `esdb`, `kurrentdb`, `kurrent` and `kdb`, each also with `+discover`. */
export const eventStoreDbAdapter: EventStoreAdapter = {
  openEventStore: (url, { calls, onWarning } = {}) => openEventStoreDb({ connection: url, calls, onWarning }),
  openLog: (url, options) => openEventStoreDb({ connection: url, calls: options?.calls, isReader: true }),
};
