import { randomUUID } from 'node:crypto';
import { CallCounts } from '../call-counts.js';
import type { EventStore } from '../port.js';
import { recordedLogId, recordLogId } from '../log-identity.js';
import { connectionTo } from './connection.js';
import { EventStoreDbStore } from './eventstoredb-store.js';
import type { RetryPolicy } from './retry.js';

interface EventStoreDbOptions {
  /** `esdb://host:port?tls=false`, or `esdb+discover://user:password@host:port` for a cluster. */
  readonly connection: string;
  /** Default: 5 s per call, retried for 30 s. */
  readonly retry?: Partial<RetryPolicy>;
  /** Whether the log is opened for reading only: then it gets no id. */
  readonly isReader?: boolean;
  /** Counts the calls to the server. */
  readonly calls?: CallCounts | undefined;
  /** Called with a sentence when the server does not answer, and for each option that has no effect. */
  readonly onWarning?: ((message: string) => void) | undefined;
}

const DEFAULT_RETRY: RetryPolicy = { callMs: 5_000, budgetMs: 30_000 };

/**
 * Opens a log on EventStoreDB, or on an engine that serves its log over the same protocol. A log without an id gets
 * one, unless it is opened for reading only. Rejects with UnusableConnection, or with StoreFailed if no server
 * responds.
 */
export const openEventStoreDb = async ({
  connection: url,
  retry = {},
  isReader = false,
  calls = new CallCounts(),
  onWarning,
}: EventStoreDbOptions): Promise<EventStore> => {
  const connection = connectionTo(url, { onWarning, calls });
  const open = (logId: string): EventStoreDbStore =>
    new EventStoreDbStore(logId, connection, { ...DEFAULT_RETRY, ...retry }, calls, onWarning);
  const unnamed = open(randomUUID());
  try {
    const recorded = await recordedLogId(unnamed);
    return recorded === undefined && isReader ? unnamed : open(recorded ?? (await ensureLogId(unnamed)));
  } catch (error) {
    connection.close();
    throw error;
  }
};

/** If several clients record an id at once, the first one wins and all of them use it. */
const ensureLogId = async (log: EventStore): Promise<string> => {
  let failure: unknown = new RangeError('The id of the log could not be recorded.');
  await recordLogId(log, new Date().toISOString()).catch((error: unknown) => {
    failure = error;
  });
  const logId = await recordedLogId(log);
  if (logId === undefined) throw failure;
  return logId;
};
