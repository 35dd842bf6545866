import { type ReadableLog, type StoredEvent, TOMBSTONE_TYPE } from '@ledgerdesk/event-store';
import { isRecord } from '@ledgerdesk/kernel';
import { badRequest, streamDeleted } from './rpc-error.js';

export const METADATA_TYPE = '$metadata';

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

/** The current metadata of a stream, and their revision in its metadata stream: empty and -1 if none were set. */
export interface CurrentMetadata {
  readonly metadata: StreamMetadata;
  readonly metadataRevision: number;
}

const isTombstoned = async (log: StreamReader, stream: string): Promise<boolean> =>
  (await lastEventOf(log, stream))?.type === TOMBSTONE_TYPE ||
  (await lastEventOf(log, metadataStreamOf(stream)))?.type === TOMBSTONE_TYPE;

/**
 * Reads the current metadata of a stream. Version 0.1.0 recorded tombstones there; later ones are in the stream itself.
 * @throws RpcError if such a tombstone is found
 */
export const readStreamMetadata = async (log: StreamReader, stream: string): Promise<CurrentMetadata> => {
  const last = await lastEventOf(log, metadataStreamOf(stream));
  if (last?.type === TOMBSTONE_TYPE) throw streamDeleted(stream);
  return last
    ? { metadata: parseStreamMetadata(last.data), metadataRevision: last.revision }
    : { metadata: {}, metadataRevision: -1 };
};

/** A stream's metadata, and its last revision: -1 if it has no events. */
export interface StreamState extends CurrentMetadata {
  readonly lastRevision: number;
}

/**
 * Reads the state of a stream.
 * @throws RpcError if the stream, or the stream whose metadata it holds, is tombstoned
 */
export const readStreamState = async (log: StreamReader, stream: string): Promise<StreamState> => {
  const described = streamDescribedBy(stream);
  if (described !== undefined && (await isTombstoned(log, described))) throw streamDeleted(stream);
  const last = await lastEventOf(log, stream);
  if (last?.type === TOMBSTONE_TYPE) throw streamDeleted(stream);
  return { ...(await readStreamMetadata(log, stream)), lastRevision: last?.revision ?? -1 };
};

/** True if events of the stream exist, and its metadata hide all of them: as after a soft deletion. */
export const isTruncated = ({ metadata: { $tb = 0 }, lastRevision }: StreamState): boolean =>
  lastRevision >= 0 && lastRevision < $tb;

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
  if (await isTombstoned(log, event.stream)) return false;
  const { metadata, lastRevision } = await readStreamState(log, event.stream);
  return isInRange(visibleRange(metadata, lastRevision, now))(event);
};
