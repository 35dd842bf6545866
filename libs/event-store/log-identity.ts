import { v5 as uuid } from 'uuid';
import type { EventStore, ReadableLog } from './port.js';

/** Where a log that is read over a network says which log it is. */
const STREAM = 'ledgerdesk-log';
const NAMESPACE = '0d5a1f0e-6d3c-4b3a-9a50-2f1f9a3c6f51';

/** Writes down the id of a log, once. */
export const announceLog = async (store: EventStore, at: string): Promise<void> => {
  if ((await identityOf(store)) !== undefined) return;
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

/** True for the event that names a log: it belongs to that log alone and is not copied. */
export const isLogIdentity = ({ stream }: { readonly stream: string }): boolean => stream === STREAM;

/** The id that was written down, if one was. */
export const identityOf = async (log: Pick<ReadableLog, 'readStream'>): Promise<string | undefined> => {
  const [named] = await log.readStream(STREAM, { limit: 1 });
  return named && (JSON.parse(named.data) as { readonly logId: string }).logId;
};
