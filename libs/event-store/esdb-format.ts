import { isUtf8 } from 'node:buffer';
import type { EventToAppend } from './port.js';

/** A value that JSON can hold. */
export type JsonValue =
  string | number | boolean | null | readonly JsonValue[] | { readonly [name: string]: JsonValue };

/**
 * The metadata of an event in EventStoreDB, where `version`, `occurredAt` and `recordedAt` have no place of their own.
 * The engine's metadata stands in it as JSON, or as text where JSON would not give the same bytes again.
 */
export type EsdbMetadata = {
  readonly version: number;
  readonly occurredAt: string;
  readonly recordedAt: string;
} & ({ readonly metadata: JsonValue } | { readonly metadataText: string });

/** What EventStoreDB's metadata says of an event of the engine. */
export type Unwrapped = Pick<EventToAppend, 'version' | 'occurredAt' | 'recordedAt' | 'metadata'>;

/** The value of a JSON text that `JSON.stringify` turns into the very same text, else undefined. */
export const plainJson = (text: string): JsonValue | undefined => {
  try {
    const value = JSON.parse(text) as JsonValue;
    return JSON.stringify(value) === text ? value : undefined;
  } catch {
    return undefined;
  }
};

/** Tokens as `JSON.stringify` writes them, nothing between them; numbers only where no digit could get lost. Each text can be read as tokens in one way, so that no text makes it slow. */
const PLAIN_TOKENS =
  /^(?:[{}[\],:]|"[^"\\\u0000-\u001f\ud800-\udfff]*(?:\\["\\bfnrt][^"\\\u0000-\u001f\ud800-\udfff]*)*"|0(?!\d)|-?[1-9]\d{0,14}(?!\d)|true|false|null)*$/;
/** Names that an object does not keep where they stood. */
const MOVED_NAMES = /[{,]"(?:\d+|__proto__)":/;

/** Whether `plainJson` has a value for a text that is known to be JSON and to repeat no name, for the fifth of the time. */
const isPlain = (json: string): boolean =>
  (PLAIN_TOKENS.test(json) && !MOVED_NAMES.test(json)) || plainJson(json) !== undefined;

/** What EventStoreDB's clients make of the data of an event of the engine: JSON where they give the same bytes again. */
export const contentTypeOf = ({ data }: Pick<EventToAppend, 'data'>): string =>
  isPlain(data) ? 'application/json' : 'application/octet-stream';

export const wrapMetadata = ({ version, occurredAt, recordedAt, metadata }: Unwrapped): EsdbMetadata => {
  const value = plainJson(metadata);
  const place = { version, occurredAt, recordedAt };
  return value === undefined ? { ...place, metadataText: metadata } : { ...place, metadata: value };
};

/** The text of `wrapMetadata`, for those who read many events: what stands in the log is not turned into text again. */
export const wrappedText = ({ version, occurredAt, recordedAt, metadata }: Unwrapped): string => {
  const place = JSON.stringify({ version, occurredAt, recordedAt }).slice(0, -1);
  return isPlain(metadata)
    ? `${place},"metadata":${metadata}}`
    : `${place},"metadataText":${JSON.stringify(metadata)}}`;
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const metadataOf = (wrapped: Readonly<Record<string, unknown>>): string | undefined => {
  if (typeof wrapped['metadataText'] === 'string') return wrapped['metadataText'];
  return 'metadata' in wrapped ? JSON.stringify(wrapped['metadata']) : undefined;
};

/** Undefined for the metadata of an event that the engine did not write. */
export const unwrapMetadata = (wrapped: unknown): Unwrapped | undefined => {
  if (!isRecord(wrapped)) return undefined;
  const { version, occurredAt, recordedAt } = wrapped;
  const metadata = metadataOf(wrapped);
  if (
    typeof version !== 'number' ||
    typeof occurredAt !== 'string' ||
    typeof recordedAt !== 'string' ||
    metadata === undefined
  )
    return undefined;
  return { version, occurredAt, recordedAt, metadata };
};

/** An event that the engine did not write, as EventStoreDB's clients send and read it. */
export interface ForeignEvent {
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Buffer;
  readonly metadata: Buffer;
}

interface ForeignMarks {
  readonly foreign: { readonly contentType: string; readonly metadata: string; readonly encoding: 'text' | 'base64' };
}

/** True for bytes that are the UTF-8 of a JSON text, however it is set out. */
const isJson = (bytes: Buffer, text: string): boolean => {
  try {
    JSON.parse(text);
    return isUtf8(bytes);
  } catch {
    return false;
  }
};

/** Bytes that are no JSON stand as a JSON string in base64, so that whoever reads the log finds JSON everywhere. */
export const foreignToStore = ({ id, type, contentType, data, metadata }: ForeignEvent, now: string): EventToAppend => {
  const text = data.toString('utf8');
  const encoding = isJson(data, text) ? 'text' : 'base64';
  // Keys in order, as canonical JSON has them.
  const marks: ForeignMarks = { foreign: { contentType, encoding, metadata: metadata.toString('base64') } };
  return {
    id,
    type,
    version: 1,
    occurredAt: now,
    recordedAt: now,
    data: encoding === 'text' ? text : JSON.stringify(data.toString('base64')),
    metadata: JSON.stringify(marks),
  };
};

const marksOf = (metadata: string): ForeignMarks['foreign'] | undefined =>
  metadata.startsWith('{"foreign":') ? (JSON.parse(metadata) as ForeignMarks).foreign : undefined;

/** True for an event that the engine did not write. */
export const isForeign = ({ metadata }: Pick<EventToAppend, 'metadata'>): boolean => marksOf(metadata) !== undefined;

/** What `foreignToStore` was given; undefined for an event of the engine. */
export const foreignFromStore = ({
  id,
  type,
  data,
  metadata,
}: Pick<EventToAppend, 'id' | 'type' | 'data' | 'metadata'>): ForeignEvent | undefined => {
  const marks = marksOf(metadata);
  if (!marks) return undefined;
  const bytes = marks.encoding === 'text' ? Buffer.from(data) : Buffer.from(JSON.parse(data) as string, 'base64');
  return { id, type, contentType: marks.contentType, data: bytes, metadata: Buffer.from(marks.metadata, 'base64') };
};
