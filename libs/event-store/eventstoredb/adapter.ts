import type { EventStoreAdapter } from '../adapter.js';
import { openEventStoreDb } from './open.js';

/** Logs on EventStoreDB or KurrentDB: `esdb://`, `esdb+discover://`, `kurrentdb://`, `kurrentdb+discover://`. */
export const eventStoreDbAdapter: EventStoreAdapter = {
  openEventStore: (url) => openEventStoreDb({ connection: url }),
  openLog: (url) => openEventStoreDb({ connection: url }),
};
