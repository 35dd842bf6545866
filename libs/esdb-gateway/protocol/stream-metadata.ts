import type { ReadableLog, StoredEvent } from '@ledgerdesk/event-store';
import { isRecord } from '@ledgerdesk/kernel';
import { badRequest, streamDeleted } from './rpc-error.js';

export const METADATA_TYPE = '$metadata';
export const TOMBSTONE_TYPE = '$streamDeleted';

/** The stream that holds the metadata of `stream`. */
export const metadataStreamOf = (stream: string): string => `$$${stream}`;

/** The stream whose metadata `stream` holds; undefined unless `stream` is a metadata stream. */
export const streamDescribedBy = (stream: string): string | undefined =>
  stream.startsWith('$$') ? stream.slice(2) : undefined;

/** Stream metadata that hide events from reads of the stream. `$maxAge` is in seconds, `$tb` is "truncate before". */
export interface Retention {
  readonly $maxCount?: number;
  readonly $maxAge?: number;
  readonly $tb?: number;
}

export type StreamMetadata = Readonly<Record<string, unknown>> & Retention;

const MINIMUM: Readonly<Record<keyof Retention, number>> = { $maxCount: 1, $maxAge: 1, $tb: 0 };

const parsed = (data: string): unknown => {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
};

/** @throws RpcError unless the data is a JSON object whose retention fields are integers in range */
export const parseStreamMetadata = (data: string): StreamMetadata => {
  const metadata = parsed(data);
  if (!isRecord(metadata)) throw badRequest('Stream metadata must be a JSON object.');
  for (const [name, minimum] of Object.entries(MINIMUM)) {
    const value = metadata[name];
    if (value !== undefined && !(Number.isSafeInteger(value) && Number(value) >= minimum))
      throw badRequest(`${name} must be an integer of ${minimum} or more.`);
  }
  return metadata;
};

type StreamReader = Pick<ReadableLog, 'readStream'>;

const lastEventOf = async (log: StreamReader, stream: string): Promise<StoredEvent | undefined> =>
  (await log.readStream(stream, { direction: 'backward', limit: 1 }))[0];

/**
 * The current metadata of a stream; empty if none were set.
 * @throws RpcError if the stream is tombstoned
 */
export const readStreamMetadata = async (log: StreamReader, stream: string): Promise<StreamMetadata> => {
  const last = await lastEventOf(log, metadataStreamOf(stream));
  if (last?.type === TOMBSTONE_TYPE) throw streamDeleted(stream);
  return last ? parseStreamMetadata(last.data) : {};
};

/** The events of a stream that its retention leaves visible. */
export interface VisibleRange {
  readonly fromRevision: number;
  /** In ms since the epoch. */
  readonly recordedSince: number;
}

/** `lastRevision` is that of the stream, `now` is in ms since the epoch. */
export const visibleRange = (
  { $tb = 0, $maxCount = Infinity, $maxAge = Infinity }: Retention,
  lastRevision: number,
  now: number,
): VisibleRange => ({
  fromRevision: Math.max($tb, lastRevision - $maxCount + 1, 0),
  recordedSince: now - $maxAge * 1_000,
});

export const isInRange =
  ({ fromRevision, recordedSince }: VisibleRange) =>
  ({ revision, recordedAt }: Pick<StoredEvent, 'revision' | 'recordedAt'>): boolean =>
    revision >= fromRevision && Date.parse(recordedAt) >= recordedSince;

/** True unless the event is hidden by its stream's retention or tombstone. `now` is in ms since the epoch. */
export const isVisible = async (log: StreamReader, event: StoredEvent, now: number): Promise<boolean> => {
  const metadata = await lastEventOf(log, metadataStreamOf(event.stream));
  if (metadata?.type === TOMBSTONE_TYPE) return false;
  if (!metadata) return true;
  const last = (await lastEventOf(log, event.stream)) ?? event;
  return isInRange(visibleRange(parseStreamMetadata(metadata.data), last.revision, now))(event);
};
