import { v5 as uuid } from 'uuid';
import type { EventStore, ReadableLog } from './port.js';

/** The stream whose first event holds the log's id, for clients that read the log over a network. */
const STREAM = 'ledgerdesk-log';
const NAMESPACE = '0d5a1f0e-6d3c-4b3a-9a50-2f1f9a3c6f51';

/** Records the log's id as an event, unless it is recorded. */
export const recordLogId = async (store: EventStore, at: string): Promise<void> => {
  if ((await recordedLogId(store)) !== undefined) return;
  await store.append(STREAM, 'no-stream', [
    {
      id: uuid(store.logId, NAMESPACE),
      type: 'LogNamed',
      version: 1,
      occurredAt: at,
      recordedAt: at,
      data: JSON.stringify({ logId: store.logId }),
      metadata: '{}',
    },
  ]);
};

/** True for the event that holds a log's id. It is never copied to another log. */
export const isLogIdentity = ({ stream }: { readonly stream: string }): boolean => stream === STREAM;

/** The id that `recordLogId` recorded, if any. */
export const recordedLogId = async (log: Pick<ReadableLog, 'readStream'>): Promise<string | undefined> => {
  const [named] = await log.readStream(STREAM, { limit: 1 });
  return named && (JSON.parse(named.data) as { readonly logId: string }).logId;
};
