import {
  type EventToAppend,
  type ExpectedRevision,
  isExpectedRevision,
  isForeign,
  type ReadableLog,
  type StoredEvent,
  TOMBSTONE_TYPE,
} from '@ledgerdesk/event-store';
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

/** The data of the `$metadata` event of a soft deletion, as EventStoreDB writes it: `$tb` is the largest revision. */
export const DELETION_MARK = '{"$tb":9223372036854775807}';
/** The largest revision, 2^63 − 1, as JavaScript parses it. */
const LARGEST_REVISION = 2 ** 63;

export const isDeletionMark = ({ $tb }: Retention): boolean => $tb === LARGEST_REVISION;

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
    const isInteger = Number.isSafeInteger(value) || (name === '$tb' && value === LARGEST_REVISION);
    if (value !== undefined && !(isInteger && Number(value) >= minimum))
      throw badRequest(`${name} must be an integer of ${minimum} or more.`);
  }
  return metadata;
};

/**
 * Records in a `$metadata` event the revision before which the stream is truncated, whatever its `$tb` says: a mark of
 * deletion does not say where the stream ended, and metadata of a deleted stream do not bring its events back.
 */
export const truncatedBefore = (event: EventToAppend, revision: number): EventToAppend =>
  isForeign(event) ? { ...event, metadata: `${event.metadata.slice(0, -1)},"truncateBefore":${revision}}` } : event;

/** What `truncatedBefore` recorded; undefined for an event that version 0.1.0 wrote. */
const truncationOf = (event: StoredEvent): number | undefined => {
  const { truncateBefore } = isForeign(event) ? (JSON.parse(event.metadata) as { truncateBefore?: number }) : {};
  return truncateBefore;
};

type StreamReader = Pick<ReadableLog, 'readStream'>;

const lastEventOf = async (log: StreamReader, stream: string): Promise<StoredEvent | undefined> =>
  (await log.readStream(stream, { direction: 'backward', limit: 1 }))[0];

/** The current metadata of a stream, and their revision in its metadata stream: empty and -1 if none were set. */
export interface CurrentMetadata {
  /** `$tb` is the revision before which the stream is truncated, also if the data of the event mark a deletion. */
  readonly metadata: StreamMetadata;
  readonly metadataRevision: number;
  /** True if the stream is deleted, unless it has events after the deletion. */
  readonly isMarked: boolean;
  /** False if `$tb` differs from that in the data of the event. */
  readonly isExact: boolean;
  /** True if version 0.1.0 wrote the metadata: it truncated a deleted stream after its last revision. */
  readonly isLegacy: boolean;
}

const NONE = { metadataRevision: -1, isMarked: false, isExact: true, isLegacy: false };

const isTombstoned = async (log: StreamReader, stream: string): Promise<boolean> =>
  (await lastEventOf(log, stream))?.type === TOMBSTONE_TYPE ||
  (await lastEventOf(log, metadataStreamOf(stream)))?.type === TOMBSTONE_TYPE;

/** Only the last event of a metadata stream is visible. */
const defaultsOf = (stream: string): StreamMetadata =>
  streamDescribedBy(stream) === undefined ? {} : { $maxCount: 1 };

/**
 * Reads the current metadata of a stream. Version 0.1.0 recorded tombstones there; later ones are in the stream itself.
 * @throws RpcError if such a tombstone is found
 */
export const readStreamMetadata = async (log: StreamReader, stream: string): Promise<CurrentMetadata> => {
  const last = await lastEventOf(log, metadataStreamOf(stream));
  if (last?.type === TOMBSTONE_TYPE) throw streamDeleted(stream);
  if (!last) return { ...NONE, metadata: defaultsOf(stream) };
  const metadata = parseStreamMetadata(last.data);
  const $tb = truncationOf(last);
  const isExact = $tb === undefined || (metadata.$tb ?? 0) === $tb;
  return {
    metadata: isExact ? metadata : { ...metadata, $tb },
    metadataRevision: last.revision,
    isMarked: isDeletionMark(metadata),
    isExact,
    isLegacy: $tb === undefined,
  };
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

/** True after a soft deletion, until the next event. A stream whose `$tb` hides all events is empty, not deleted. */
export const isDeleted = ({ metadata: { $tb = 0 }, isMarked, isLegacy, lastRevision }: StreamState): boolean =>
  lastRevision < $tb && (isMarked || (isLegacy && lastRevision >= 0));

/** True if reads find the stream: it has events, visible or not, and is not deleted. */
export const isFound = (state: StreamState): boolean => state.lastRevision >= 0 && !isDeleted(state);

/** True if a stream is in the state that a client expects. A stream with metadata alone exists. */
export const isExpectedState = (expected: ExpectedRevision, { lastRevision, metadataRevision }: StreamState): boolean =>
  isExpectedRevision(expected, lastRevision) || (expected === 'stream-exists' && metadataRevision >= 0);

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

/**
 * The events that a subscription delivers: those that were visible when it started, and all later ones. `now` is in ms
 * since the epoch.
 */
export const isDelivered = (state: StreamState, now: number): ((event: StoredEvent) => boolean) => {
  const wasVisible = isInRange(visibleRange(state.metadata, state.lastRevision, now));
  return (event) => event.revision > state.lastRevision || wasVisible(event);
};

/** True unless the event is hidden by its stream's retention or tombstone. `now` is in ms since the epoch. */
export const isVisible = async (log: StreamReader, event: StoredEvent, now: number): Promise<boolean> => {
  if (await isTombstoned(log, event.stream)) return false;
  const { metadata, lastRevision } = await readStreamState(log, event.stream);
  return isInRange(visibleRange(metadata, lastRevision, now))(event);
};
