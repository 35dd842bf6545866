import type { EventStoreAdapter } from '../adapter.js';
import { openEventStoreDb } from './open.js';

/** Logs on EventStoreDB or KurrentDB: `esdb://`, `esdb+discover://`, `kurrentdb://`, `kurrentdb+discover://`. */
export const eventStoreDbAdapter: EventStoreAdapter = {
  openEventStore: (url, { calls, onWarning } = {}) =>
    openEventStoreDb({ connection: url, calls, ...(onWarning && { onWarning }) }),
  openLog: (url, options) => openEventStoreDb({ connection: url, calls: options?.calls }),
};
