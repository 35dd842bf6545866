import { randomUUID } from 'node:crypto';
import type { EventStore } from '../port.js';
import { announceLog, identityOf } from '../log-identity.js';
import { clientFor } from './connection.js';
import { EventStoreDbStore } from './eventstoredb-store.js';
import type { Patience } from './patience.js';

export interface EventStoreDbOptions {
  /** `esdb://host:port?tls=false`, or `esdb+discover://user:password@host:port` for a cluster. */
  readonly connection: string;
  readonly patience?: Partial<Patience>;
}

const PATIENCE: Patience = { callMs: 5_000, budgetMs: 30_000 };

/**
 * Opens a log on a running EventStoreDB, or on an engine that serves its log over the same protocol. A log that nobody
 * has named gets an id. Rejects with UnusableConnection, or StoreFailed where no server answers.
 */
export const openEventStoreDb = async ({ connection, patience = {} }: EventStoreDbOptions): Promise<EventStore> => {
  const client = clientFor(connection);
  const open = (logId: string): EventStoreDbStore => new EventStoreDbStore(logId, client, { ...PATIENCE, ...patience });
  const unnamed = open(randomUUID());
  const logId = (await identityOf(unnamed)) ?? (await named(unnamed));
  return open(logId);
};

/** Of several who name a log at once one wins; all of them take that name. */
const named = async (log: EventStore): Promise<string> => {
  await announceLog(log, new Date().toISOString()).catch(() => undefined);
  const logId = await identityOf(log);
  if (logId === undefined) throw new RangeError('The log could not be given an id.');
  return logId;
};
