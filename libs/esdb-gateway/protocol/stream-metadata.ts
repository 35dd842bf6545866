import { isRecord } from '@ledgerdesk/kernel';
import type { ReadableLog, StoredEvent } from '../../event-store/port.js';
import { badRequest, streamDeleted } from './rpc-error.js';

export const METADATA_TYPE = '$metadata';
export const TOMBSTONE_TYPE = '$streamDeleted';

/** Where what is said about a stream stands. */
export const metadataStream = (stream: string): string => `$$${stream}`;

/** The stream that a metadata stream is about; undefined for any other. */
export const aboutStream = (stream: string): string | undefined =>
  stream.startsWith('$$') ? stream.slice(2) : undefined;

/** The part of a stream's metadata that says what of the stream is to be seen. `$maxAge` is in seconds. */
export interface Retention {
  readonly $maxCount?: number;
  readonly $maxAge?: number;
  readonly $tb?: number;
}

const LEAST: Readonly<Record<keyof Retention, number>> = { $maxCount: 1, $maxAge: 1, $tb: 0 };

const parsed = (data: string): unknown => {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
};

/** The metadata in an event's data. Refuses what is no JSON object, and retention that is no whole number in its range. */
export const metadataIn = (data: string): Readonly<Record<string, unknown>> & Retention => {
  const metadata = parsed(data);
  if (!isRecord(metadata)) throw badRequest('Stream metadata is a JSON object.');
  for (const [name, least] of Object.entries(LEAST)) {
    const value = metadata[name];
    if (value !== undefined && !(Number.isSafeInteger(value) && Number(value) >= least))
      throw badRequest(`${name} is a whole number of at least ${least}.`);
  }
  return metadata;
};

type Streams = Pick<ReadableLog, 'readStream'>;

const newestOf = async (log: Streams, stream: string): Promise<StoredEvent | undefined> =>
  (await log.readStream(stream, { direction: 'backward', limit: 1 }))[0];

/** The metadata in force; none where nothing was said. Refuses a stream that was tombstoned. */
export const metadataOf = async (
  log: Streams,
  stream: string,
): Promise<Readonly<Record<string, unknown>> & Retention> => {
  const newest = await newestOf(log, metadataStream(stream));
  if (newest?.type === TOMBSTONE_TYPE) throw streamDeleted(stream);
  return newest ? metadataIn(newest.data) : {};
};

/** What of a stream is to be seen: from a revision on, and what is young enough. */
export interface Window {
  readonly from: number;
  /** `recordedAt` of the oldest event that is to be seen, in ms since the epoch. */
  readonly since: number;
}

/** `last` is the stream's last revision, `now` in ms since the epoch. */
export const windowOf = (
  { $tb = 0, $maxCount = Infinity, $maxAge = Infinity }: Retention,
  last: number,
  now: number,
): Window => ({ from: Math.max($tb, last - $maxCount + 1, 0), since: now - $maxAge * 1_000 });

export const isWithin =
  ({ from, since }: Window) =>
  ({ revision, recordedAt }: Pick<StoredEvent, 'revision' | 'recordedAt'>): boolean =>
    revision >= from && Date.parse(recordedAt) >= since;

/** Whether an event is to be seen by whoever reads its stream; `now` in ms since the epoch. */
export const isShown = async (log: Streams, event: StoredEvent, now: number): Promise<boolean> => {
  const said = await newestOf(log, metadataStream(event.stream));
  if (said?.type === TOMBSTONE_TYPE) return false;
  if (!said) return true;
  const last = (await newestOf(log, event.stream)) ?? event;
  return isWithin(windowOf(metadataIn(said.data), last.revision, now))(event);
};
